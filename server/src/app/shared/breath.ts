/** Long work on the main thread, in pieces: other requests are served in between. */

const PIECE = 200;

/** To be awaited before the step of each index. */
export async function breathe(index: number): Promise<void> {
  if (index % PIECE === PIECE - 1) await turn();
}

const waiting: (() => void)[] = [];

/**
 * Resolves after what has arrived meanwhile was served. Of all who wait one goes on at a time, with another look at what has
 * arrived before the next: ten pages that are printed at once delay a small request by a piece of one, not of ten.
 */
export function turn(): Promise<void> {
  return new Promise((goOn) => {
    waiting.push(goOn);
    if (waiting.length === 1) setImmediate(letOneGoOn);
  });
}

function letOneGoOn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(letOneGoOn);
}

/** Events: a fraction of a millisecond. */
export const PRINTED_AT_ONCE = 8;

/** What `print` makes of each, in their order, some at a time. */
export async function printEach<E, P>(events: readonly E[], print: (event: E) => Promise<P>): Promise<P[]> {
  const printed: P[] = [];
  for (const [i, event] of events.entries()) {
    if (i % PRINTED_AT_ONCE === 0) await turn();
    printed.push(await print(event));
  }
  return printed;
}
