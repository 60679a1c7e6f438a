/** Processes of a benchmark: what is measured on one core, the load on the other, where the machine lets us. */
import { type ChildProcess, execFileSync, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Load, Seen } from './load.ts';

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** What to put before a program so that it runs on one core. */
export function onCore(core: number): string[] {
  return canPin ? ['taskset', '-c', String(core)] : [];
}

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const program = (file: string, args: readonly string[]) => [
  ...onCore(0),
  process.execPath,
  // Packages of the peers, which are JavaScript, may mean something else by it.
  ...(file.endsWith('.ts') ? ['--conditions=source'] : []),
  path(file),
  ...args,
];

/**
 * Installs what the folder of that name beside src/ asks for, unless it is installed as its lock file says. Such a folder is
 * no workspace: its packages stay out of the product's lock file.
 */
export function installOwn(name: string): void {
  const folder = path(`../${name}`);
  const wanted = join(folder, 'package-lock.json');
  // npm writes the second when it is done.
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs > statSync(wanted).mtimeMs) return;
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'ignore' });
}

/** Runs a peer to its end on core 0, and answers the JSON it prints. */
export function runPeer(file: string, ...args: string[]): unknown {
  const [command = '', ...rest] = program(file, args);
  return JSON.parse(execFileSync(command, rest, { encoding: 'utf8' }));
}

/** Starts a peer that serves on core 0, and answers its port. */
export async function startPeer(
  file: string,
  ...args: string[]
): Promise<{ port: number; child: ChildProcess }> {
  const [command = '', ...rest] = program(file, args);
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { port: Number(line), child };
  throw new Error(`${file} did not start`);
}

export async function endPeer({ child }: { child: ChildProcess }): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Starts a program on core 1 that is told by its first message what to send. */
export function startLoad(file: string, load: object): ChildProcess {
  const [command, ...rest] = onCore(1);
  const child = fork(path(file), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...(command !== undefined && { execPath: command, execArgv: [...rest, process.execPath] }),
  });
  child.send(load);
  return child;
}

/** Sends a load from core 1, from a process of its own. */
export async function sendLoad(load: Load): Promise<Seen> {
  const child = startLoad('load.ts', load);
  const [seen] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the load ended with ${code}`);
    }),
  ])) as [Seen];
  return seen;
}
