/** Recording: check, prepare against the directory, commit; prepare again when the directory moved meanwhile. */
import { canonicalJson, type JsonValue } from '@affidavit/verify';
import { checkDraft, type Draft } from '../domain/draft.ts';
import { type Fault, type Refusal, Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { ReadEpoch } from './ports/health.ts';
import type {
  Change,
  Company,
  Directory,
  Item,
  Ledger,
  Outcome,
  Recorded,
  Snapshot,
  World,
} from './ports.ts';
import { commitOrRefuse, directoryMoves, recordedBy, refusalOf } from './shared/commit.ts';
import { makeTypeChecks } from './shared/event-types.ts';
import { type Preparation, prepareEvent, type Surroundings } from './shared/prepare-event.ts';
import { rememberLookups } from './shared/remembered-lookups.ts';
import { nativeSha256, type Secrets } from './shared/secrets.ts';
import { snapshotMaker } from './shared/snapshots.ts';

export interface RecordEvents {
  /** All or nothing, in order. `changes` (directory changes of the same act) are committed in the same item. */
  all(
    company: Company,
    bodies: readonly unknown[],
    options?: { idempotencyKey?: string | null; changes?: readonly Change[] },
  ): Promise<readonly Recorded[]>;
  /** Each on its own: what was recorded, or why not. */
  each(company: Company, bodies: readonly unknown[]): Promise<readonly (Recorded | Refusal)[]>;
}

interface Checked {
  draft: Draft;
  body: unknown;
}

interface Open extends Checked {
  /** Position among the answers. */
  place: number;
}

type Answers = (Recorded | Refusal)[];

export interface RecordingPorts {
  ledger: Ledger;
  directory: Directory;
  epoch: ReadEpoch;
  secrets: Secrets;
  world: World;
}

export function recordEvents(at: RecordingPorts): RecordEvents {
  const surroundings = makeSurroundings(at);
  const inTurn = makeTurns();

  async function all(
    company: Company,
    bodies: readonly unknown[],
    idempotencyKey: string | null,
    changes: readonly Change[],
  ): Promise<readonly Recorded[]> {
    const many = bodies.length > 1;
    const checked = bodies.map((body, i) => check(body, many ? `[${i}]` : '', at.world.now()));
    const idempotency =
      idempotencyKey === null ? null : { key: idempotencyKey, fingerprint: fingerprint(bodies) };
    for (let attempt = 0; attempt < limits.staleRetries; attempt++) {
      const around = await surroundings.now(company);
      const prepared: Preparation[] = [];
      for (const [i, one] of checked.entries())
        prepared.push(await inPath(many ? `[${i}]` : '', () => prepareEvent(around, one.draft, one.body)));
      const item = { ...makeItem(around, prepared), changes, idempotency };
      const [outcome] = await commitOrRefuse(at.ledger, [item]);
      if (outcome === undefined) break;
      if (surroundings.learn(around, item, outcome)) return recordedBy(outcome);
    }
    throw directoryMoves();
  }

  return {
    all(company, bodies, { idempotencyKey = null, changes = [] } = {}) {
      const run = () => all(company, bodies, idempotencyKey, changes);
      return idempotencyKey === null ? run() : inTurn(`${company.company} ${idempotencyKey}`, run);
    },

    async each(company, bodies) {
      const answers: Answers = [];
      let open: Open[] = [];
      for (const [place, body] of bodies.entries()) {
        try {
          open.push({ place, ...check(body, '', at.world.now()) });
        } catch (error) {
          answers[place] = refusalOf(error);
        }
      }
      for (let attempt = 0; open.length > 0; attempt++) {
        if (attempt === limits.staleRetries) throw directoryMoves();
        open = await attemptEach(at.ledger, surroundings, company, open, answers);
      }
      return answers;
    },
  };
}

/** One item per event; answers those that are settled, returns those to be prepared again. */
async function attemptEach(
  ledger: Ledger,
  surroundings: ReturnType<typeof makeSurroundings>,
  company: Company,
  open: readonly Open[],
  answers: Answers,
): Promise<Open[]> {
  const around = await surroundings.now(company);
  const sent: { one: Open; item: Item }[] = [];
  for (const one of open) {
    try {
      sent.push({ one, item: makeItem(around, [await prepareEvent(around, one.draft, one.body)]) });
    } catch (error) {
      answers[one.place] = refusalOf(error);
    }
  }
  const again: Open[] = [];
  const outcomes = await commitOrRefuse(
    ledger,
    sent.map(({ item }) => item),
  );
  for (const [i, { one, item }] of sent.entries()) {
    const outcome = outcomes[i];
    if (outcome === undefined || !surroundings.learn(around, item, outcome)) again.push(one);
    else answers[one.place] = answerOf(outcome);
  }
  return again;
}

/** Two requests with one key at once: the second waits for the first, then finds what it left. */
function makeTurns() {
  const running = new Map<string, Promise<unknown>>();
  return async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    const before = running.get(name);
    if (before !== undefined && !(await settlesWithin(before, limits.idempotencyWaitMs)))
      throw new Refused({
        is: 'conflict',
        message: 'a request with this Idempotency-Key is still in flight',
      });
    const mine = run();
    running.set(name, mine);
    try {
      return await mine;
    } finally {
      if (running.get(name) === mine) running.delete(name);
    }
  };
}

async function settlesWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, ms, false);
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}

interface Around extends Surroundings {
  version: number;
  /** Of the reads that it was made from. */
  epoch: number;
  /** Digests of snapshots known to be stored. */
  stored: Set<string>;
}

/** The directory as it stands. What was looked up is kept for as long as the company's directory does not move. */
function makeSurroundings(at: RecordingPorts) {
  const kept = new Map<number, Around>();
  return {
    async now(company: Company): Promise<Around> {
      const epoch = at.epoch();
      const version = await at.directory.version(company.company);
      const known = kept.get(company.company);
      if (known?.version === version && known.epoch === epoch) return known;
      const directory = { ...at.directory, ...rememberLookups(at.directory) };
      const around: Around = {
        company,
        version,
        epoch,
        directory,
        secrets: at.secrets,
        world: at.world,
        snapshots: snapshotMaker(directory, company.company),
        types: makeTypeChecks(directory, company.company),
        stored: new Set(),
      };
      kept.set(company.company, around);
      return around;
    },
    /** False when the item was stale, and what it was prepared with must be looked up again. */
    learn(around: Around, item: Item, outcome: Outcome): boolean {
      if (outcome.is === 'stale') kept.delete(around.company.company);
      if (outcome.is === 'committed') for (const { digest } of item.snapshots) around.stored.add(digest);
      return outcome.is !== 'stale';
    },
  };
}

function check(body: unknown, path: string, now: number): Checked {
  const result = checkDraft(body, now);
  if ('draft' in result) return { draft: result.draft, body };
  throw new Refused({ is: 'invalid', faults: result.faults.map((fault) => under(path, fault)) });
}

/** Runs, and puts the path in front of what an `invalid` refusal names. */
async function inPath<T>(path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.is !== 'invalid') throw error;
    throw new Refused({ is: 'invalid', faults: error.refusal.faults.map((fault) => under(path, fault)) });
  }
}

function under(path: string, fault: Fault): Fault {
  if (path === '' || fault.path === '') return { ...fault, path: path + fault.path };
  return { path: `${path}.${fault.path}`, message: fault.message };
}

function makeItem(around: Around, prepared: readonly Preparation[]): Item {
  const snapshots = new Map<string, Snapshot>();
  for (const { snapshots: missing } of prepared)
    for (const snapshot of missing)
      if (!around.stored.has(snapshot.digest)) snapshots.set(snapshot.digest, snapshot);
  return {
    company: around.company.company,
    now: notBefore(prepared, around.world.now()),
    directoryVersion: around.version,
    changes: [],
    snapshots: [...snapshots.values()],
    events: prepared.map(({ event }) => event),
    idempotency: null,
  };
}

/**
 * `now`, or as late as the door saw it: when the clock was set back meanwhile, no event may be sealed as created further
 * ahead than the door allows, for certificates rest on that.
 */
function notBefore(prepared: readonly Preparation[], now: number): number {
  const latest = prepared.reduce((late, { event }) => Math.max(late, Date.parse(event.entry.createdAt)), 0);
  return Math.max(now, latest - limits.createdAtAheadMs);
}

function fingerprint(bodies: readonly unknown[]): Uint8Array {
  return nativeSha256(Buffer.from(canonicalJson(bodies as JsonValue)));
}

function answerOf(outcome: Outcome): Recorded | Refusal {
  try {
    const [recorded] = recordedBy(outcome);
    if (recorded === undefined) throw new Error('an outcome without an event for an item with one');
    return recorded;
  } catch (error) {
    return refusalOf(error);
  }
}
