/** Changing the directory: what is decided against it as it stands is committed with its events, or decided again. */
import type { Removal } from '@affidavit/verify';
import { checkDraft } from '../../domain/draft.ts';
import { Refused } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import type {
  Change,
  Company,
  Directory,
  Ledger,
  PreparedEvent,
  Recorded,
  Snapshot,
  World,
} from '../ports.ts';
import { breathe } from './breath.ts';
import { commitOrRefuse, directoryMoves, recordedBy } from './commit.ts';
import { makeTypeChecks } from './event-types.ts';
import type { LiveDirectory, ReadLiveDirectory } from './live-directory.ts';
import { overlay } from './overlay.ts';
import { type Preparation, prepareEvent } from './prepare-event.ts';
import type { Secrets } from './secrets.ts';
import { snapshotMaker } from './snapshots.ts';

/** What becomes of a request: the changes, the drafts of the events that tell of them, and the answer. */
export interface Decision<T> {
  changes: readonly Change[];
  events: readonly object[];
  answer: T;
  /** How many events the log held when this was decided: with more it is decided again. Absent: any number. */
  logSize?: number;
  /** Of a decision that takes documents of the log away. */
  removal?: {
    /** Redacted versions of snapshots, stored with it. */
    snapshots: readonly Snapshot[];
    /** What each event commits to, in the order of `events`. */
    leaves: readonly (readonly Removal[])[];
  };
}

/**
 * Commits changes and events in one item: all of it, or nothing and no event. `decide` is pure but for reading; it is
 * asked again whenever the directory moved before the commit. It throws Refused to change nothing. Snapshots in the
 * events show the directory as the item leaves it. A decision without changes and events commits nothing.
 */
export type ChangeDirectory = <T>(
  company: Company,
  decide: (live: LiveDirectory) => Decision<T> | Promise<Decision<T>>,
) => Promise<{ answer: T; recorded: readonly Recorded[] }>;

export interface ChangingPorts {
  ledger: Ledger;
  directory: Directory;
  readLive: ReadLiveDirectory;
  secrets: Secrets;
  world: World;
}

export function changeDirectory(at: ChangingPorts): ChangeDirectory {
  return async (company, decide) => {
    for (let attempt = 0; attempt < limits.staleRetries; attempt++) {
      const live = await at.readLive(company.company);
      const { changes, events, answer, logSize, removal } = await decide(live);
      if (changes.length === 0 && events.length === 0) return { answer, recorded: [] };
      // One moment for both: a change is there as of the time that its events say.
      const now = at.world.now();
      const prepared = await prepare(
        { ...at, world: { ...at.world, now: () => now } },
        company,
        changes,
        events,
        removal?.snapshots ?? [],
      );
      const [outcome] = await commitOrRefuse(at.ledger, [
        {
          company: company.company,
          now,
          directoryVersion: live.version,
          changes,
          ...(logSize !== undefined && { logSize }),
          snapshots: [...(removal?.snapshots ?? []), ...distinct(prepared)],
          events: prepared.map(({ event }, i) => withLeaves(event, removal?.leaves[i])),
          idempotency: null,
        },
      ]);
      if (outcome === undefined || outcome.is === 'stale') continue;
      return { answer, recorded: recordedBy(outcome) };
    }
    throw directoryMoves();
  };
}

async function prepare(
  at: ChangingPorts,
  company: Company,
  changes: readonly Change[],
  drafts: readonly object[],
  added: readonly Snapshot[],
): Promise<Preparation[]> {
  const directory = overlay(at.directory, changes, added);
  const around = {
    company,
    directory,
    snapshots: snapshotMaker(directory, company.company),
    types: makeTypeChecks(directory, company.company),
    secrets: at.secrets,
    world: at.world,
    bySystem: true,
  };
  const prepared: Preparation[] = [];
  for (const [i, body] of drafts.entries()) {
    await breathe(i);
    const checked = checkDraft(body, at.world.now());
    if (!('draft' in checked)) throw new Refused({ is: 'invalid', faults: checked.faults });
    prepared.push(await prepareEvent(around, checked.draft, body));
  }
  return prepared;
}

function distinct(prepared: readonly Preparation[]) {
  const snapshots = prepared.flatMap((one) => one.snapshots);
  return [...new Map(snapshots.map((one) => [one.digest, one])).values()];
}

function withLeaves(event: PreparedEvent, removal: readonly Removal[] | undefined): PreparedEvent {
  return removal === undefined ? event : { ...event, removal };
}
