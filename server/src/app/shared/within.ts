/** A bound on computations that strangers chose, such as patterns that backtrack for ever. */
import { createContext, Script } from 'node:vm';

const box = createContext({ run: null });
const script = new Script('run()');

/**
 * What `run` returns, or null when it took longer than `ms` milliseconds: then it was ended where it stood. Rethrows
 * what it throws. It costs a thread of its own for as long as it runs; not to be nested.
 */
export function within<T extends object>(ms: number, run: () => T): T | null {
  box.run = run;
  try {
    return script.runInContext(box, { timeout: ms });
  } catch (error) {
    if (isTimeout(error)) return null;
    throw error;
  } finally {
    box.run = null;
  }
}

function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
