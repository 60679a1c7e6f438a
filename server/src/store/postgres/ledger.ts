/** The write port: waiting submissions are committed together, one flush at a time. */
import { removesRows } from '../../app/ports/erasing.ts';
import { type Item, type Ledger, type Outcome, StoreBusy } from '../../app/ports.ts';
import { limits } from '../../domain/limits.ts';
import type { Flusher } from './flush.ts';
import { NotWritten } from './transaction.ts';
import { Damaged, isStoreTrouble } from './trouble.ts';

export interface PostgresLedger extends Ledger {
  /** Resolves when everything accepted so far has been answered. */
  drained(): Promise<void>;
}

interface Submission {
  items: readonly Item[];
  weight: number;
  resolve(outcomes: readonly Outcome[]): void;
  reject(error: unknown): void;
}

/** `onFatal` hears of damage found while appending: the store must not be written to any more. */
export function postgresLedger(flusher: Flusher, onFatal: (error: Error) => void): PostgresLedger {
  const waiting: Submission[] = [];
  let weightWaiting = 0;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = takeBatch(waiting);
      await flushBatch(batch);
      weightWaiting -= weigh(batch);
    }
    running = null;
  }

  /** A batch that fails for what is in it is tried again in halves, so that one submission does not spoil the others. */
  async function flushBatch(batch: readonly Submission[]): Promise<void> {
    try {
      const outcomes = await flusher.flush(batch.flatMap((submission) => submission.items));
      let at = 0;
      for (const { items, resolve } of batch) {
        resolve(outcomes.slice(at, at + items.length));
        at += items.length;
      }
    } catch (error) {
      const ofContent = error instanceof NotWritten && !isStoreTrouble(error) && !isDamage(error);
      if (ofContent && batch.length > 1) {
        const middle = Math.ceil(batch.length / 2);
        await flushBatch(batch.slice(0, middle));
        await flushBatch(batch.slice(middle));
        return;
      }
      if (isDamage(error)) onFatal(error.cause);
      for (const { reject } of batch) reject(explain(error));
    }
  }

  return {
    commit(items) {
      const weight = items.reduce((sum, item) => sum + Math.max(1, item.events.length), 0);
      if (weightWaiting > 0 && weightWaiting + weight > limits.commitQueueEvents) {
        return Promise.reject(new StoreBusy('too many events are waiting to be written'));
      }
      if (weight === 0) return Promise.resolve([]);
      weightWaiting += weight;
      const { promise, resolve, reject } = Promise.withResolvers<readonly Outcome[]>();
      waiting.push({ items, weight, resolve, reject });
      // Started in a microtask of its own, so that all that is submitted in this turn shares the first flush.
      running ??= Promise.resolve().then(run);
      return promise;
    },
    async drained() {
      while (running !== null) await running;
    },
  };
}

/** The longest run of submissions that fits a flush; at least one. One that takes rows away is alone in its flush. */
function takeBatch(waiting: Submission[]): Submission[] {
  let weight = 0;
  const fits = waiting.findIndex((submission, at) => {
    weight += submission.weight;
    const alone = takesAway(submission) || (at > 0 && takesAway(waiting[0]));
    return at > 0 && (alone || weight > limits.commitBatchEvents);
  });
  return waiting.splice(0, fits === -1 ? waiting.length : fits);
}

function takesAway(submission: Submission | undefined): boolean {
  return submission?.items.some(({ changes }) => changes.some(removesRows)) ?? false;
}

function weigh(batch: readonly Submission[]): number {
  return batch.reduce((sum, submission) => sum + submission.weight, 0);
}

function isDamage(error: unknown): error is NotWritten & { cause: Damaged } {
  return error instanceof NotWritten && error.cause instanceof Damaged;
}

/** What the caller of `commit` is told: StoreBusy, UnknownOutcome, or the defect itself (nothing was written then). */
function explain(error: unknown): unknown {
  if (!(error instanceof NotWritten)) return error;
  return isStoreTrouble(error)
    ? new StoreBusy(`not written: ${error.message}`, { cause: error })
    : error.cause;
}
