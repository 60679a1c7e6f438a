/** One flush: a transaction over the items of several submissions, and what becomes of it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Frontier, Sha256 } from '@affidavit/verify';
import type pg from 'pg';
import { type Item, type Outcome, UnknownOutcome } from '../../app/ports.ts';
import { lockAndRead } from './lookups.ts';
import { planItem } from './plan.ts';
import { BY_KEYS, InDoubt, NotWritten, transact } from './transaction.ts';
import { isPassing } from './trouble.ts';
import { type FlushId, writeRows } from './write-rows.ts';

/** Times a flush is tried before it is given up as not written. */
const ATTEMPTS = 5;
const CONFIRM_ATTEMPTS = 3;
/** Grows with each attempt. A failover takes longer than all of them: then the clients come back later. */
const PAUSE_MS = 50;

export interface Flusher {
  /**
   * Commits the items in order. Resolves when their outcomes are durable. Rejects with UnknownOutcome, or with
   * NotWritten when nothing was written.
   */
  flush(items: readonly Item[]): Promise<readonly Outcome[]>;
}

/** `instance` names this process among those that write to the database. Flushes must not overlap. */
export function makeFlusher(pool: pg.Pool, instance: string, hash: Sha256): Flusher {
  /** As of our last flush of each company: right as long as the head still has their size and root. */
  const frontiers = new Map<number, Frontier>();
  let number = 0;

  async function attempt(items: readonly Item[], flush: FlushId, planned: Planned): Promise<void> {
    const companies = [...new Set(items.map((item) => item.company))];
    const write = async (client: pg.PoolClient): Promise<void> => {
      const states = await lockAndRead(client, items, (company) => frontiers.get(company), hash);
      planned.outcomes = items.map((item) => planItem(states.get(item.company)!, item, hash));
      planned.frontiers = new Map([...states].map(([company, state]) => [company, state.frontier]));
      planned.acknowledged = [...states.values()].filter((s) => s.acknowledged).map((s) => s.company);
      await writeRows(client, [...states.values()], flush);
    };
    await transact(pool, companies, write, BY_KEYS);
  }

  /** True when the flush is durable, false when it did not happen and never will. */
  async function settle(doubt: InDoubt, planned: Planned, flush: FlushId): Promise<boolean> {
    // Nothing was written and nothing is promised: there is nothing to lose.
    if (planned.acknowledged.length === 0) return true;
    for (let tries = 1; ; tries++) {
      try {
        return await confirm(pool, planned.acknowledged, flush);
      } catch (cause) {
        if (tries === CONFIRM_ATTEMPTS) throw new UnknownOutcome(doubt.message, { cause });
        await pause(PAUSE_MS * 4 ** tries);
      }
    }
  }

  return {
    async flush(items) {
      for (let tries = 1; ; tries++) {
        number += 1;
        const flush = { instance, number };
        const planned: Planned = { outcomes: [], frontiers: new Map(), acknowledged: [] };
        try {
          await attempt(items, flush, planned);
        } catch (error) {
          const happened = error instanceof InDoubt && (await settle(error, planned, flush));
          if (!happened) {
            if (tries === ATTEMPTS || !mayRetry(error)) throw notWritten(error);
            await pause(PAUSE_MS * tries);
            continue;
          }
        }
        for (const [company, frontier] of planned.frontiers) frontiers.set(company, frontier);
        return planned.outcomes;
      }
    },
  };
}

/** After doubt was settled, or a conflict: the same items may be tried again without being written twice. */
function mayRetry(error: unknown): boolean {
  return error instanceof InDoubt || (error instanceof NotWritten && isPassing(error));
}

function notWritten(error: unknown): unknown {
  return error instanceof InDoubt ? new NotWritten(error, true) : error;
}

/** What a transaction was about to commit. */
interface Planned {
  outcomes: Outcome[];
  frontiers: Map<number, Frontier>;
  /** Companies whose heads it wrote. */
  acknowledged: number[];
}

/**
 * Finds out whether a flush happened. Getting the heads' locks means that its transaction has ended; writing the
 * heads and committing cleanly means that all before it, this flush included, is where commits must be (looking
 * alone would also see a commit that the synchronous standby never got). Rejects when that fails.
 */
async function confirm(pool: pg.Pool, companies: readonly number[], flush: FlushId): Promise<boolean> {
  return transact(pool, companies, async (client) => {
    await client.query('SELECT FROM heads WHERE company = ANY ($1::integer[]) ORDER BY company FOR UPDATE', [
      companies,
    ]);
    await client.query('UPDATE heads SET size = size WHERE company = ANY ($1::integer[])', [companies]);
    const { rowCount } = await client.query(
      'SELECT FROM writers WHERE company = ANY ($1::integer[]) AND instance = $2 AND flush = $3',
      [companies, flush.instance, flush.number],
    );
    return rowCount === companies.length;
  });
}
