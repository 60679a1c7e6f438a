import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts a thread from a file of this folder, whether it is still TypeScript or already compiled. */
export function startThread(name: string, workerData: object): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const options: WorkerOptions = { workerData, name };
  return new Worker(new URL(`./${name}.${extension}`, import.meta.url), options);
}
