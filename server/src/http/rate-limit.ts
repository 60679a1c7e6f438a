/** How many requests an address may send: a fixed window that begins with its first request. */

export interface RateLimit {
  /** Counts a request. 0 when it is within the limit, otherwise the seconds until the window ends (at least 1). */
  hit(address: string): number;
  /** Takes back one that was counted. */
  forgive(address: string): void;
}

interface Window {
  startedMs: number;
  requests: number;
}

/**
 * Holds at most `maxAddresses` windows; when more are open, the oldest is forgotten. `nowMs` must never go back.
 */
export function makeRateLimit(
  options: { limit: number; windowMs: number; maxAddresses: number },
  nowMs: () => number,
): RateLimit {
  // In order of their start, since a window is inserted anew when it begins: those that are over come first.
  const windows = new Map<string, Window>();

  function open(address: string, now: number): void {
    windows.delete(address);
    for (const [other, window] of windows) {
      const isOver = now - window.startedMs >= options.windowMs;
      if (!isOver && windows.size < options.maxAddresses) break;
      windows.delete(other);
    }
    windows.set(address, { startedMs: now, requests: 1 });
  }

  return {
    hit(address) {
      const now = nowMs();
      const window = windows.get(address);
      const age = window === undefined ? options.windowMs : now - window.startedMs;
      if (window === undefined || age >= options.windowMs) {
        open(address, now);
        return 0;
      }
      window.requests++;
      if (window.requests <= options.limit) return 0;
      return Math.max(1, Math.ceil((options.windowMs - age) / 1000));
    },
    forgive(address) {
      const window = windows.get(address);
      if (window !== undefined) window.requests--;
    },
  };
}
