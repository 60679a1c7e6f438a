/**
 * Waiting for the end of a log to move: woken at once by the commits of this process, and by one slow poll a company
 * for those of others.
 */
import { limits } from '../../domain/limits.ts';
import type { EventReader, Ledger } from '../ports.ts';

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

interface Waiting {
  waiters: Set<Waiter>;
  timer: NodeJS.Timeout;
}

export function makeTail(at: { events: EventReader }, pollMs: number = limits.tailPollMs): Tail {
  const logs = new Map<number, Waiting>();

  function reached(company: number, size: number): void {
    for (const waiter of logs.get(company)?.waiters ?? []) if (size > waiter.size) waiter.wake(true);
  }

  /** An error reaches everybody who waits: nobody waits for a store that is gone. */
  async function look(company: number): Promise<void> {
    try {
      reached(company, (await at.events.head(company)).size);
    } catch (error) {
      for (const waiter of logs.get(company)?.waiters ?? []) waiter.fail(error);
    }
  }

  function join(company: number, waiter: Waiter): void {
    const log = logs.get(company);
    if (log !== undefined) log.waiters.add(waiter);
    else
      logs.set(company, {
        waiters: new Set([waiter]),
        timer: setInterval(() => void look(company), pollMs),
      });
  }

  function leave(company: number, waiter: Waiter): void {
    const log = logs.get(company);
    log?.waiters.delete(waiter);
    if (log?.waiters.size !== 0) return;
    clearInterval(log.timer);
    logs.delete(company);
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
        await look(company);
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
