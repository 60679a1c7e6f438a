import { availableParallelism, setPriority } from 'node:os';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { limits } from '../../domain/limits.ts';

/** Starts a thread whose file is among the `imports` of package.json. */
export function startThread(name: string, workerData: object): Worker {
  const resourceLimits = { maxYoungGenerationSizeMb: limits.threadYoungMb };
  const options: WorkerOptions = { workerData, name, resourceLimits };
  return new Worker(new URL(import.meta.resolve(`#${name}`)), options);
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

const sharesOneCore = availableParallelism() === 1;
const never = new Int32Array(new SharedArrayBuffer(4));

/**
 * Called by a thread that scans, every quarter of a millisecond or so. Where all threads share one core, the system lets one that
 * is due go on until its next tick, which may be 4 ms, whatever else waits: so it lets go itself, for an instant (decision 0039).
 */
export function stepAside(): void {
  if (sharesOneCore) Atomics.wait(never, 0, 0, 0.01);
}
