/**
 * All writing to the embedded store. A batch of jobs is one transaction and one flush, from which an item can be taken
 * back alone. Runs on its own thread (writer-thread.ts); here is what it does, without the thread.
 */
import type { DatabaseSync } from 'node:sqlite';
import { equalBytes, type Frontier, frontierAt, type Sha256 } from '@affidavit/verify';
import type { FullCheck } from '../../app/ports/log-history.ts';
import type { LogKey } from '../../app/ports/log-keys.ts';
import type { RetentionMark } from '../../app/ports/retention.ts';
import type { Kept } from '../../app/ports/views.ts';
import type { Cosigned } from '../../app/ports/witnesses.ts';
import type { Company, Item, Outcome, SignedCheckpoint } from '../../app/ports.ts';
import { Statements } from './connection.ts';
import { readHashes } from './hashes.ts';
import { keepFullCheck, rememberCheckpoint } from './log-history.ts';
import { keepRetentionMark } from './retention.ts';
import { GrowingSymbols } from './symbols.ts';
import { type ViewJob, writeView } from './views.ts';
import { cosignCheckpoint } from './write-cosigned.ts';
import type { LogEnd, Pen } from './write-event.ts';
import { applyItem, settledBefore } from './write-item.ts';
import { insertLogKey } from './write-log-key.ts';
import { arriveCompany, insertCompany, type MoveStep, moveCompany, putEvents } from './write-moving.ts';

export type Job =
  | { do: 'commit'; items: readonly Item[] }
  | { do: 'createCompany'; company: Omit<Company, 'company'> }
  | { do: 'learnLogKey'; company: number; key: LogKey }
  | { do: 'keepCheckpoint'; company: number; checkpoint: SignedCheckpoint; signedAt: number }
  | { do: 'cosignCheckpoint'; company: number; checkpoint: SignedCheckpoint; cosigned: Cosigned }
  | { do: 'keepFullCheck'; company: number; check: FullCheck }
  | { do: 'keepRetentionMark'; company: number; category: string; mark: RetentionMark }
  | ViewJob
  | { do: 'move'; step: MoveStep }
  /** Outside of any transaction, and never in a batch. */
  | { do: 'scrub' };

export type JobResult = readonly Outcome[] | Company | Kept | null;

/** What became of a job. `busy`: nothing was written. `failed`: a defect, nothing of it was written. */
export type JobAnswer = { is: 'done'; result: JobResult } | { is: 'busy' | 'failed'; message: string };

/** The disk or the file failed: nobody knows what is durable, and nothing more may be written. */
export class StorageFailed extends Error {
  override name = 'StorageFailed';
}

/** An item has to be taken back of which something is written already. */
class TakenBack extends Error {}

interface HeadRow {
  size: number;
  root: Uint8Array;
  recorded_at: number;
  directory_version: number;
  standing: string | null;
}

/** The end of a company's log in memory, and the head as it was when this transaction began. */
interface OpenLog {
  end: LogEnd;
  /** Whether it may record: a company that is on its way to another store may not. */
  served: boolean;
  before: { size: number; root: Uint8Array };
}

export class Writer {
  readonly #db: DatabaseSync;
  readonly #sql: Statements;
  readonly #symbols: GrowingSymbols;
  readonly #hash: Sha256;
  /** Frontiers after the last commit: right as long as no other process has appended. */
  readonly #frontiers = new Map<number, Frontier>();

  readonly #pen: Pen;

  constructor(db: DatabaseSync, hash: Sha256) {
    this.#db = db;
    this.#sql = new Statements(db);
    this.#symbols = new GrowingSymbols(this.#sql);
    this.#hash = hash;
    this.#pen = { sql: this.#sql, symbols: this.#symbols, hash };
  }

  /** Answers in the order of the jobs. Rejects with StorageFailed. */
  async run(jobs: readonly Job[]): Promise<JobAnswer[]> {
    const [first] = jobs;
    return first?.do === 'scrub' ? [this.#scrub()] : this.#transact(jobs);
  }

  /**
   * `savepoints`: one for each item. They cost a copy of every page that an item touches, so a batch is first written
   * without them, and once more with them when an item turns out to need one.
   */
  async #transact(jobs: readonly Job[], savepoints = false): Promise<JobAnswer[]> {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      return this.#refuseAll(jobs, error);
    }
    const open = new Map<number, OpenLog>();
    const answers: JobAnswer[] = [];
    try {
      for (const job of jobs) answers.push(await this.#answer(job, open, savepoints));
      for (const [company, log] of open) this.#writeHead(company, log);
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#rollback();
      if (error instanceof TakenBack) return this.#transact(jobs, true);
      return this.#refuseAll(jobs, error);
    }
    for (const [company, log] of open) this.#frontiers.set(company, log.end.frontier);
    return answers;
  }

  close(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#db.close();
  }

  /**
   * Every page anew. What secure_delete overwrites is not all: pages that were split keep copies of rows, deleted
   * since, in the gaps between their cells.
   */
  #scrub(): JobAnswer {
    try {
      this.#db.exec('VACUUM');
      const { busy } = this.#sql.get<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)') ?? { busy: 1 };
      if (busy === 0) return { is: 'done', result: null };
      return { is: 'busy', message: 'others are reading the store, so its journal could not be emptied' };
    } catch (error) {
      const kind = kindOf(error);
      if (kind === 'storage') throw new StorageFailed((error as Error).message, { cause: error });
      return { is: kind === 'busy' ? 'busy' : 'failed', message: (error as Error).message };
    }
  }

  async #answer(job: Job, open: Map<number, OpenLog>, savepoints: boolean): Promise<JobAnswer> {
    if (job.do === 'scrub') throw new Error('a scrub runs alone');
    if (job.do === 'move') return { is: 'done', result: await this.#move(job.step, open) };
    if (job.do !== 'commit') return { is: 'done', result: this.#other(job) };
    const outcomes: Outcome[] = [];
    for (const item of job.items) {
      const log = open.get(item.company) ?? (await this.#openLog(item.company));
      open.set(item.company, log);
      outcomes.push(this.#item(item, log, savepoints));
    }
    return { is: 'done', result: outcomes };
  }

  /** An outcome that writes nothing leaves no trace. Throws TakenBack when that needs a savepoint. */
  #item(item: Item, log: OpenLog, savepoints: boolean): Outcome {
    if (!log.served) return { is: 'closed' };
    const settled = settledBefore(this.#sql, item, log.end);
    if (settled !== null) return settled;
    if (savepoints) this.#db.exec('SAVEPOINT item');
    const end = { ...log.end, frontier: log.end.frontier.clone() };
    const outcome = applyItem(this.#pen, item, end);
    if (outcome.is === 'committed') log.end = end;
    else if (savepoints) this.#undo('ROLLBACK TO item');
    else throw new TakenBack();
    if (savepoints) this.#db.exec('RELEASE item');
    return outcome;
  }

  async #openLog(company: number): Promise<OpenLog> {
    const head = this.#sql.get<HeadRow>(
      'SELECT size, root, recorded_at, directory_version, standing FROM heads WHERE company = ?',
      company,
    );
    if (head === undefined) throw new Error(`there is no company ${company}`);
    const { size, root } = head;
    const known = this.#frontiers.get(company);
    const frontier =
      known?.size === size && equalBytes(known.root(), root)
        ? known
        : await frontierAt(size, readHashes(this.#sql, company), this.#hash);
    if (!equalBytes(frontier.root(), root))
      throw new StorageFailed(
        `the head of company ${company} is not the root of its leaves: run affidavit fsck`,
      );
    return {
      end: { frontier, recordedAt: head.recorded_at, directoryVersion: head.directory_version },
      before: { size, root },
      served: head.standing === null,
    };
  }

  #writeHead(company: number, { end, before }: OpenLog): void {
    const changed = this.#sql.run(
      'UPDATE heads SET size = ?, root = ?, recorded_at = ?, directory_version = ? WHERE company = ? AND size = ? AND root = ?',
      end.frontier.size,
      end.frontier.root(),
      end.recordedAt,
      end.directoryVersion,
      company,
      before.size,
      before.root,
    );
    if (changed !== 1) throw new StorageFailed(`the head of company ${company} moved inside a transaction`);
  }

  /** A step is never in a batch with items of its company that were answered before it in the same transaction. */
  async #move(step: MoveStep, open: Map<number, OpenLog>): Promise<Company | null> {
    if (step.is === 'arrive') return arriveCompany(this.#pen, step.company, step.move);
    if (step.is === 'putEvents') {
      const log = open.get(step.company) ?? (await this.#openLog(step.company));
      const end = { ...log.end, frontier: log.end.frontier.clone() };
      putEvents(this.#pen, step.company, step.events, end);
      open.set(step.company, { ...log, end });
      return null;
    }
    moveCompany(this.#pen, step);
    const log = open.get(step.company);
    if (log !== undefined) log.served = false;
    return null;
  }

  #other(job: Exclude<Job, { do: 'commit' | 'move' | 'scrub' }>): JobResult {
    if (job.do === 'keepCheckpoint') return this.#keepCheckpoint(job.company, job.checkpoint, job.signedAt);
    if (job.do === 'keepFullCheck') return keepFullCheck(this.#sql, job);
    if (job.do === 'cosignCheckpoint') return cosignCheckpoint(this.#sql, job);
    if (job.do === 'keepRetentionMark') return keepRetentionMark(this.#sql, job);
    if (job.do === 'keepView' || job.do === 'removeView') return writeView(this.#sql, job);
    if (job.do === 'learnLogKey') {
      const known = this.#sql.get('SELECT 1 FROM log_keys WHERE company = ?', job.company);
      if (known === undefined) insertLogKey(this.#sql, job.company, job.key);
      return null;
    }
    return insertCompany(this.#pen, job.company);
  }

  #keepCheckpoint(company: number, checkpoint: SignedCheckpoint, signedAt: number): null {
    const { size, root, note } = checkpoint;
    const kept = this.#sql.get<{ size: number; root: Uint8Array }>(
      'SELECT size, root FROM checkpoints WHERE company = ?',
      company,
    );
    if (kept?.size === size && !equalBytes(kept.root, root))
      throw new Error(`a checkpoint of size ${size} with another root is kept already`);
    if (kept === undefined || kept.size < size) {
      this.#sql.run(
        'INSERT INTO checkpoints (company, size, root, note) VALUES (?, ?, ?, ?) ON CONFLICT (company) ' +
          'DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note',
        company,
        size,
        root,
        note,
      );
      rememberCheckpoint(this.#sql, company, checkpoint, signedAt);
    }
    return null;
  }

  #rollback(): void {
    if (this.#db.isTransaction) this.#undo('ROLLBACK');
    else this.#symbols.forget();
  }

  #undo(rollback: string): void {
    this.#db.exec(rollback);
    this.#symbols.forget();
  }

  /** Nothing of the batch was written, or (StorageFailed) nobody knows. A lone job at fault is named by its message. */
  async #refuseAll(jobs: readonly Job[], error: unknown): Promise<JobAnswer[]> {
    const kind = kindOf(error);
    if (kind === 'storage') throw new StorageFailed((error as Error).message, { cause: error });
    if (kind === 'busy') return jobs.map(() => ({ is: 'busy', message: busyMessage(error) }));
    const [only] = jobs;
    if (jobs.length <= 1 || only === undefined) return [{ is: 'failed', message: (error as Error).message }];
    // One of them has a defect: alone, it fails alone.
    const answers: JobAnswer[] = [];
    for (const job of jobs) answers.push(...(await this.run([job])));
    return answers;
  }
}

const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_FULL = 13;
/** IOERR, CORRUPT, CANTOPEN, PROTOCOL, NOTADB. */
const STORAGE_CODES = new Set([10, 11, 14, 15, 26]);

function primaryCode(error: unknown): number | null {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : null;
}

function kindOf(error: unknown): 'storage' | 'busy' | 'defect' {
  if (error instanceof StorageFailed) return 'storage';
  const code = primaryCode(error);
  if (code === null) return 'defect';
  if (code === SQLITE_FULL || code === SQLITE_BUSY || code === SQLITE_LOCKED) return 'busy';
  return STORAGE_CODES.has(code) ? 'storage' : 'defect';
}

/** SQLITE_FULL: the commit frame could not be written, so the transaction never happened. */
function busyMessage(error: unknown): string {
  return primaryCode(error) === SQLITE_FULL
    ? 'storage is full: nothing was recorded'
    : 'another process is writing to the store';
}
