/** A log as a company of 200 people writes it: never held, made again from its number of events at every pass. */
import { hash } from 'node:crypto';
import type { Entry, Sha256 } from '@affidavit/verify';
import { COMPANY } from '../../verify/scripts/sample.ts';

export const nativeSha256: Sha256 = (data) => hash('sha256', data, 'buffer');

const TYPES = [
  ['MONITOR_TEST_STATUS_UPDATED', 'MONITOR', 'AUTOPILOT'],
  ['POLICY_VERSION_UPDATED', 'POLICY', 'APP'],
  ['USER_POLICY_ACCEPTED', 'POLICY', 'APP'],
  ['VENDOR_UPDATED', 'VENDOR', 'PUBLIC_API'],
  ['COMPANY_DATA_UPDATED', 'COMPANY', 'APP'],
] as const;
const PEOPLE = 200;
const CONNECTIONS = 20;
const FIRST = Date.UTC(2026, 0, 1);
const PAGE = 1_024;

/** Half a minute to an event: a million of them take a year. */
export const PERIOD = { from: '2026-01-01T00:00:00.000Z', to: '2027-12-31T00:00:00.000Z' };
/** One event in five matches. */
export const FILTER = { category: ['MONITOR'] };

function digest(label: string): string {
  return hash('sha256', label, 'hex');
}

/** Event number `n`, recorded at `recordedAt`. A third are tests, two thirds are somebody's deed; versions of people change. */
function entryOf(n: number, recordedAt: number, dice: string): Entry {
  const [type, category, source] = TYPES[n % TYPES.length]!;
  const die = (at: number, sides: number) => Number.parseInt(dice.slice(at, at + 6), 16) % sides;
  const isTest = category === 'MONITOR' || n % 8 === 1;
  const person = isTest ? null : die(0, PEOPLE);
  const connection = isTest ? die(6, CONNECTIONS) : null;
  const time = recordedAt.toString(16).padStart(12, '0');
  const id = `${time}7${dice.slice(12, 15)}8${dice.slice(15, 30)}`;
  return {
    v: 1,
    company: COMPANY,
    id: `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`,
    type,
    category,
    source,
    status: isTest ? (die(30, 10) === 0 ? 'FAILED' : 'PASSED') : null,
    createdAt: new Date(recordedAt - die(36, 2_000)).toISOString(),
    recordedAt: new Date(recordedAt).toISOString(),
    actor: person === null ? null : digest(`actor ${person}`),
    connectionId: connection,
    workspaceId: 1,
    testId: isTest ? die(42, 150) : null,
    controlIds: isTest ? [die(42, 90), die(48, 90)] : [],
    provenance: null,
    parts: {
      text: digest(`text ${n}`),
      metadata: digest(`metadata ${n}`),
      test: isTest ? digest(`test ${n}`) : null,
      person: person === null ? null : digest(`person ${person} version ${Math.floor(n / 20_000)}`),
      connection:
        connection === null ? null : digest(`connection ${connection} version ${Math.floor(n / 5_000)}`),
    },
  };
}

/** Entries 0 to `count` - 1 in pages. */
export function* entryPages(count: number): Generator<readonly Entry[]> {
  let recordedAt = FIRST;
  for (let at = 0; at < count; at += PAGE) {
    yield Array.from({ length: Math.min(PAGE, count - at) }, (_, i) => {
      const dice = digest(`event ${at + i}`);
      recordedAt += Number.parseInt(dice.slice(54, 60), 16) % 60_000;
      return entryOf(at + i, recordedAt, dice);
    });
  }
}
