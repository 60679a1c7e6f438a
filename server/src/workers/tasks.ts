/** Everything that runs in the background of a server: the list. */
import { limits } from '../domain/limits.ts';
import type { Task } from './loop.ts';

export function backgroundTasks(work: { signCheckpoints(): Promise<number> }): readonly Task[] {
  return [{ name: 'sign-checkpoints', intervalMs: limits.checkpointIntervalMs, run: work.signCheckpoints }];
}
