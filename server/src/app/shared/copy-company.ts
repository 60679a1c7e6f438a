/** Copying a company into a store that does not serve it yet: resumable, and checked as fsck would before it is served. */
import { entryJson, equalBytes, leafHash } from '@affidavit/verify';
import { StoreDamaged } from '../../domain/errors.ts';
import {
  MOVED_TABLES,
  type MovedRow,
  type MovedTable,
  type Moving,
  type MovingCompany,
  type MovingReads,
} from '../ports/moving.ts';
import type { Head } from '../ports.ts';
import { checkCheckpoint, LogChecker, type LogPorts } from './log-checker.ts';
import { nativeSha256 } from './secrets.ts';

/** The store that a company comes to. */
export type Arrivals = LogPorts & { moving: Moving };

/** Told steps done and to do: an event counts when it is written and when it is checked, a row when it is written. */
export type Progress = (done: number, total: number) => void;

const PAGE_EVENTS = 256;

/**
 * Brings what is missing of `source` to `target`, which is arriving, and checks all of it there. What `from` reads must be
 * of one moment, the same one as in earlier calls for this target. Rejects with StoreDamaged when something is not what
 * was sealed; the target is not served then. Answers the head that it was copied up to.
 */
export async function copyCompany(
  from: MovingReads,
  to: Arrivals,
  source: MovingCompany,
  target: MovingCompany,
  progress: Progress,
): Promise<Head> {
  const head = await from.head(source.company);
  const counts = new Map<string, number>();
  for (const table of MOVED_TABLES) counts.set(table.name, await from.countRows(source.company, table));
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const steps = makeSteps(2 * head.size + rows, progress);
  await copyEvents(from, to, source, target, head, steps);
  await copyRows(from, to, source, target, steps);
  for (const table of MOVED_TABLES) {
    const arrived = await to.moving.countRows(target.company, table);
    if (arrived !== counts.get(table.name))
      throw damaged(source, `${arrived} rows of ${table.name} arrived, not ${counts.get(table.name)}`);
  }
  await checkArrived(to, target, head, steps);
  return head;
}

interface Steps {
  add(count: number): void;
  /** Says that all but `left` steps are done. */
  allBut(left: number): void;
}

function makeSteps(total: number, progress: Progress): Steps {
  let done = 0;
  const at = (now: number) => {
    done = now;
    progress(done, total);
  };
  return { add: (count) => at(done + count), allBut: (left) => at(total - left) };
}

async function copyEvents(
  from: MovingReads,
  to: Arrivals,
  source: MovingCompany,
  target: MovingCompany,
  head: Head,
  steps: Steps,
): Promise<void> {
  let { size } = await to.moving.head(target.company);
  steps.add(size);
  while (size < head.size) {
    const events = await from.movedEvents(source.company, size, Math.min(PAGE_EVENTS, head.size - size));
    if (events.length === 0) throw damaged(source, `event ${size} is missing`);
    for (const { seq, entry, leaf } of events)
      if (!equalBytes(leafHash(entryJson(entry), nativeSha256), leaf))
        throw damaged(source, `event ${entry.id} (seq ${seq}): its entry does not hash to its leaf`);
    await to.moving.putEvents(target.company, events);
    size += events.length;
    steps.add(events.length);
  }
}

/** Which row was written last. */
interface Place {
  table: string;
  after: MovedRow | null;
}

async function copyRows(
  from: MovingReads,
  to: Arrivals,
  source: MovingCompany,
  target: MovingCompany,
  steps: Steps,
): Promise<void> {
  const place = target.place === null ? null : (JSON.parse(target.place) as Place);
  const first = Math.max(
    0,
    MOVED_TABLES.findIndex(({ name }) => name === place?.table),
  );
  for (const table of MOVED_TABLES.slice(first)) {
    let after = place?.table === table.name ? place.after : null;
    for (;;) {
      const rows = await from.movedRows(source.company, table, after, table.page);
      after = keyOf(table, rows.at(-1)) ?? after;
      const reached: Place = { table: table.name, after };
      if (rows.length > 0) await to.moving.putRows(target.company, table, rows, JSON.stringify(reached));
      steps.add(rows.length);
      if (rows.length < table.page) break;
    }
  }
}

function keyOf({ key }: MovedTable, row: MovedRow | undefined): MovedRow | null {
  if (row === undefined) return null;
  return Object.fromEntries(key.map((column) => [column, row[column] ?? null]));
}

async function checkArrived(to: Arrivals, target: MovingCompany, head: Head, steps: Steps): Promise<void> {
  const checker = new LogChecker(to, target);
  await checker.run((done) => steps.allBut(head.size - done));
  await checkCheckpoint(to, target);
  const arrived = await to.moving.head(target.company);
  if (arrived.size !== head.size || !equalBytes(arrived.root, head.root))
    throw damaged(target, 'the log that arrived has another root');
}

function damaged({ name }: MovingCompany, what: string): StoreDamaged {
  return new StoreDamaged(`company "${name}": ${what}`);
}
