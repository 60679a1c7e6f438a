/** The real program as a child process: for whole-system tests. Waits are for what the program says, and bounded. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const READY_MS = 120_000;

export interface RunningServer {
  address: string;
  operationsAddress: string;
  pid: number;
  /** SIGTERM, and waits for the end. Answers the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
  /** What it wrote to stderr so far; empty when that went into a file. */
  log(): string;
  /** Resolves with the first line on stdout, since the start, that the pattern is in. */
  printed(pattern: RegExp): Promise<string>;
  /** Resolves when the process is gone, whoever ended it. */
  ended: Promise<unknown>;
}

export interface StartOptions {
  data: string;
  command?: 'serve' | 'demo';
  flags?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** A program and its arguments that start the server, for example `['taskset', '-c', '0']`. */
  launcher?: readonly string[];
  /** The compiled program, to be run instead of the sources. */
  compiled?: string;
  /** Where stderr goes instead of into `log()`. */
  logFile?: string;
}

/** A new folder, and how to remove it. */
export function tempFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'affidavit-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function run(args: readonly string[], options: Partial<StartOptions> = {}): ChildProcess {
  const { env = {}, launcher = [], logFile, compiled } = options;
  const server = compiled === undefined ? ['--conditions=source', MAIN] : [compiled];
  const [program = '', ...rest] = [...launcher, process.execPath, ...server, ...args];
  const stderr = logFile === undefined ? 'pipe' : openSync(logFile, 'a');
  try {
    return spawn(program, rest, {
      env: { PATH: process.env.PATH ?? '', AFFIDAVIT_LOG: 'warn', AFFIDAVIT_RATE_LIMIT: '0', ...env },
      stdio: ['pipe', 'pipe', stderr],
    });
  } finally {
    if (typeof stderr === 'number') closeSync(stderr);
  }
}

/** Starts a server on free ports and resolves when it answers. Rejects with what it said when it ends instead. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { data, command = 'serve', flags = [] } = options;
  const child = run([command, '--data', data, '--port', '0', '--operations-port', '0', ...flags], options);
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  const ended = once(child, 'exit');
  const printed = followLines(child);
  const { address, operationsAddress } = await readyLine(child, () => errors);
  return {
    address,
    operationsAddress,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    log: () => errors,
    printed,
    ended,
  };
}

function followLines({ stdout }: ChildProcess): (pattern: RegExp) => Promise<string> {
  let output = '';
  stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  return async (pattern) => {
    for (;;) {
      const found = output
        .split('\n')
        .slice(0, -1)
        .find((line) => pattern.test(line));
      if (found !== undefined) return found;
      if (stdout === null || stdout.destroyed) throw new Error(`never printed ${pattern}: ${output}`);
      await Promise.race([once(stdout, 'data'), once(stdout, 'close')]);
    }
  };
}

async function readyLine(child: ChildProcess, errors: () => string) {
  const late = setTimeout(() => child.kill('SIGKILL'), READY_MS);
  try {
    if (child.stdout === null) throw new Error('no stdout');
    let address: string | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      address ??= /^Affidavit (?:listens on|is ready:) (http:\S+)/.exec(line)?.[1];
      const operationsAddress = /^Metrics (?:are at|at) (http:\S+)\/metrics/.exec(line)?.[1];
      if (address !== undefined && operationsAddress !== undefined) {
        child.stdout.resume();
        return { address, operationsAddress };
      }
    }
    throw new Error(`the server ended before it was ready: ${errors()}`);
  } finally {
    clearTimeout(late);
  }
}

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts one command, whose output nobody reads. */
export function startAffidavit(args: readonly string[]): ChildProcess {
  const child = run(args);
  child.stdout?.resume();
  child.stderr?.resume();
  return child;
}

/** Runs one command to its end. `unread`: whoever was to read what it prints has gone, as `head` does. */
export async function affidavit(
  args: readonly string[],
  options: { input?: string; env?: Readonly<Record<string, string>>; unread?: boolean } = {},
): Promise<CommandResult> {
  const child = run(args, options);
  if (child.stdout === null || child.stderr === null || child.stdin === null) throw new Error('no pipes');
  if (options.unread === true) {
    child.stdout.destroy();
    const [stderr] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    return { code: child.exitCode, stdout: '', stderr };
  }
  child.stdin.end(options.input ?? '');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}

/** A company in a store, its owner having agreed to the terms, and a key that holds every permission. */
export async function makeCompany(
  data: string,
  name = 'Test Company',
  owner = 'owner@example.com',
  env: Readonly<Record<string, string>> = {},
): Promise<{ uuid: string; key: string }> {
  const run = (...args: string[]) => affidavit([...args, '--data', data], { env });
  const made = await run('company', 'create', name, '--owner', owner, '--json');
  if (made.code !== 0) throw new Error(made.stderr);
  const { company, key } = JSON.parse(made.stdout) as { company: string; key: string };
  const agreed = await run('terms', 'accept', '--company', company, '--user', owner);
  if (agreed.code !== 0) throw new Error(agreed.stderr);
  return { uuid: company, key };
}
