import { setPriority } from 'node:os';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { limits } from '../../domain/limits.ts';

/** Starts a thread from a file of this folder, whether it is still TypeScript or already compiled. */
export function startThread(name: string, workerData: object): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const resourceLimits = { maxYoungGenerationSizeMb: limits.threadYoungMb };
  const options: WorkerOptions = { workerData, name, resourceLimits };
  return new Worker(new URL(`./${name}.${extension}`, import.meta.url), options);
}

/** How far back a thread steps that gives way: it gets a third of the time of one that does not. */
const STEP_BACK = 5;

/**
 * Called by a thread that scans or indexes: where threads share a core, point reads and recording go first (decision 0035).
 * On Linux a priority is a thread's own; elsewhere it is that of the whole process, and stays.
 */
export function giveWay(): void {
  if (process.platform === 'linux') setPriority(STEP_BACK);
}
