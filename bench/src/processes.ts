/** Processes of a benchmark: what is measured on one core, the load on the other, where the machine lets us. */
import { type ChildProcess, execFileSync, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Load, Seen } from './load.ts';

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** What to put before a program so that it runs on one core. */
export function onCore(core: number): string[] {
  return canPin ? ['taskset', '-c', String(core)] : [];
}

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Runs a peer to its end on core 0, and answers the number it prints. */
export function runPeer(file: string, ...args: string[]): number {
  const [program = '', ...rest] = [...onCore(0), process.execPath, path(file), ...args];
  return Number(execFileSync(program, rest, { encoding: 'utf8' }));
}

/** Starts a peer that serves on core 0, and answers its port. */
export async function startPeer(
  file: string,
  ...args: string[]
): Promise<{ port: number; child: ChildProcess }> {
  const [program = '', ...rest] = [...onCore(0), process.execPath, path(file), ...args];
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { port: Number(line), child };
  throw new Error(`${file} did not start`);
}

export async function endPeer({ child }: { child: ChildProcess }): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Sends a load from core 1, from a process of its own. */
export async function sendLoad(load: Load): Promise<Seen> {
  const [program, ...rest] = onCore(1);
  const child = fork(path('load.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...(program !== undefined && { execPath: program, execArgv: [...rest, process.execPath] }),
  });
  child.send(load);
  const [seen] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the load ended with ${code}`);
    }),
  ])) as [Seen];
  return seen;
}
