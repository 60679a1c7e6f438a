/** A task that one of all instances does: whoever holds its lease. */
import type { Leases } from '../app/ports/leases.ts';
import { limits } from '../domain/limits.ts';
import type { Task } from './loop.ts';

/**
 * The lease is prolonged at a third of its time for as long as the task is not ended, also between two runs. When it
 * comes to this instance the task is run at once; when it is lost, a run is told to stop. `monotonicMs` is a clock that
 * nobody sets: how long the lease lasts is counted from before it was asked for.
 */
export function leased(task: Task, leases: Leases, monotonicMs: () => number): Task {
  const listeners: (() => void)[] = [];
  /** As was last answered; nothing before the first answer. */
  let isOurs: boolean | null = null;
  let heldUntil = Number.NEGATIVE_INFINITY;
  let lost = new AbortController();
  let renewing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  const isHeld = () => monotonicMs() < heldUntil;

  async function renew(): Promise<void> {
    const asked = monotonicMs();
    const before = isOurs;
    try {
      isOurs = await leases.take(task.name, limits.leaseMs);
      heldUntil = isOurs ? asked + limits.leaseMs : asked;
    } catch {
      // The task itself says what is wrong with the store; without an answer the lease ends by itself.
    }
    if (!isHeld()) lost.abort();
    else if (lost.signal.aborted) lost = new AbortController();
    if (before === false && isHeld()) for (const listener of listeners) listener();
  }
  function renewOnce(): Promise<void> {
    renewing ??= renew().finally(() => {
      renewing = null;
    });
    return renewing;
  }

  return {
    ...task,
    bell: {
      listen(listener) {
        listeners.push(listener);
        task.bell?.listen(listener);
      },
    },
    async run(stopping) {
      timer ??= setInterval(() => void renewOnce(), limits.leaseMs / 3).unref();
      if (isOurs !== false && !isHeld()) await renewOnce();
      if (isHeld()) await task.run(AbortSignal.any([stopping, lost.signal]));
    },
    async end() {
      if (timer === null) return;
      clearInterval(timer);
      timer = null;
      await renewing;
      await leases.release(task.name).catch(() => {});
    },
  };
}
