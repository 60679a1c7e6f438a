/**
 * Waiting for the end of a log to move: woken at once by the commits of this process, and by one slow poll for those of
 * others, however many logs are waited for.
 */
import { limits } from '../../domain/limits.ts';
import type { Ends } from '../ports/ends.ts';
import type { Ledger } from '../ports.ts';

export interface Tail {
  /** True as soon as a company's log holds more than `size` events; false when the signal aborts before. */
  growsBeyond(company: number, size: number, signal: AbortSignal): Promise<boolean>;
  /** Wakes whoever waits for a log to hold `size` events. */
  reached(company: number, size: number): void;
}

interface Waiter {
  size: number;
  wake(grown: boolean): void;
  fail(error: unknown): void;
}

export function makeTail(at: { ends: Ends }, pollMs: number = limits.tailPollMs): Tail {
  const logs = new Map<number, Set<Waiter>>();
  let timer: NodeJS.Timeout | null = null;

  function reached(company: number, size: number): void {
    for (const waiter of logs.get(company) ?? []) if (size > waiter.size) waiter.wake(true);
  }

  /** An error reaches everybody who waits: nobody waits for a store that is gone. */
  async function look(companies: readonly number[]): Promise<void> {
    try {
      for (const [company, size] of await at.ends.sizes(companies)) reached(company, size);
    } catch (error) {
      for (const company of companies) for (const waiter of logs.get(company) ?? []) waiter.fail(error);
    }
  }

  function join(company: number, waiter: Waiter): void {
    const waiters = logs.get(company) ?? new Set();
    logs.set(company, waiters.add(waiter));
    timer ??= setInterval(() => void look([...logs.keys()]), pollMs);
  }

  function leave(company: number, waiter: Waiter): void {
    const waiters = logs.get(company);
    waiters?.delete(waiter);
    if (waiters?.size === 0) logs.delete(company);
    if (logs.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  }

  return {
    reached,
    async growsBeyond(company, size, signal) {
      if (signal.aborted) return false;
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      const waiter: Waiter = { size, wake: resolve, fail: reject };
      const onAbort = () => resolve(false);
      signal.addEventListener('abort', onAbort, { once: true });
      join(company, waiter);
      try {
        // What was committed before the waiter joined woke nobody.
        await look([company]);
        return await promise;
      } finally {
        leave(company, waiter);
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}

/** The same ledger, telling the tail of what it has committed. */
export function tellTail(ledger: Ledger, tail: Tail): Ledger {
  return {
    async commit(items) {
      const outcomes = await ledger.commit(items);
      for (const [i, outcome] of outcomes.entries()) {
        const item = items[i];
        if (item === undefined || outcome.is !== 'committed' || outcome.events.length === 0) continue;
        tail.reached(item.company, Math.max(...outcome.events.map(({ seq }) => seq)) + 1);
      }
      return outcomes;
    },
  };
}
