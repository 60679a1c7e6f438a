/** What is read from connections every morning, with nobody at the keyboard. */
import type { JsonObject } from '@affidavit/verify';
import { isoTime } from '../time.ts';
import { HOUR_MS, isWeekend, MINUTE_MS } from './calendar.ts';
import { type Cast, daysOf, type TimedDraft } from './cast.ts';
import { type Dice, diceOf } from './dice.ts';

interface Synchronisation {
  type: string;
  category: string;
  source: 'AUTOPILOT' | 'SCHEDULED';
  connectionId: number;
  description: string;
  /** Runs every `every` days; those of working days not at weekends. */
  every: number;
  workdays?: true;
  data(dice: Dice): JsonObject;
}

export const acmeSynchronisations: readonly Synchronisation[] = [
  {
    type: 'USER_IDENTITY_PERSONNEL_SYNCED',
    category: 'PERSONNEL',
    source: 'AUTOPILOT',
    connectionId: 9,
    description: 'Personnel was read from BambooHR.',
    every: 1,
    data: (dice) => ({ read: 25, created: 0, updated: dice.int(0, 3), separated: 0 }),
  },
  {
    type: 'USER_IDENTITY_VERSION_CONTROL_SYNCED',
    category: 'CONNECTION',
    source: 'AUTOPILOT',
    connectionId: 4,
    description: 'Accounts were read from GitHub.',
    every: 1,
    workdays: true,
    data: (dice) => ({ read: dice.int(13, 15), pages: 1, etag: `W/"${dice.hex(16)}"` }),
  },
  {
    type: 'USER_IDENTITY_INFRASTRUCTURE_SYNCED',
    category: 'CONNECTION',
    source: 'AUTOPILOT',
    connectionId: 5,
    description: 'IAM users were read from AWS production.',
    every: 2,
    data: (dice) => ({ read: dice.int(9, 11), roles: dice.int(60, 75), accountId: '111122223333' }),
  },
  {
    type: 'AP_INFRASTRUCTURE_ASSETS_SYNCED',
    category: 'ASSET',
    source: 'SCHEDULED',
    connectionId: 5,
    description: 'Assets were read from AWS production.',
    every: 3,
    data: (dice) => ({ instances: dice.int(40, 66), buckets: 14, databases: 6, removed: [] }),
  },
  {
    type: 'VULNERABILITY_FINDINGS_SYNCED',
    category: 'CODEBASE',
    source: 'SCHEDULED',
    connectionId: 13,
    description: 'Findings were read from Snyk.',
    every: 2,
    data: (dice) => ({ open: { critical: dice.int(0, 2), high: dice.int(1, 9), medium: dice.int(10, 40) } }),
  },
];

export function synchronisationEvents(cast: Cast, plans: readonly Synchronisation[]): TimedDraft[] {
  const dice = diceOf(`${cast.company}/synchronisation`);
  return daysOf(cast.today).flatMap((day, index) =>
    plans
      .filter(({ every, workdays }) => index % every === 0 && !(workdays && isWeekend(day)))
      .map((plan, order) => ({
        type: plan.type,
        category: plan.category,
        source: plan.source,
        description: plan.description,
        createdAt: isoTime(day + 5 * HOUR_MS + order * 7 * MINUTE_MS + dice.int(0, 90_000)),
        connectionId: plan.connectionId,
        metadata: { sourceData: plan.data(dice) },
      })),
  );
}
