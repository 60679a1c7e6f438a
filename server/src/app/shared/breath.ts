/** Long work on the main thread, in pieces: other requests are served in between. */
import { setImmediate } from 'node:timers/promises';

const PIECE = 200;

/** To be awaited before the step of each index. */
export async function breathe(index: number): Promise<void> {
  if (index % PIECE === PIECE - 1) await setImmediate();
}
