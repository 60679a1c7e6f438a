/**
 * The real command line and the real server as child processes: what whole-system tests stand on. Every wait is for
 * an event (a line, an exit) and bounded; nothing sleeps.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

const READY_MS = 60_000;
const STOP_MS = 30_000;
const COMMAND_MS = 120_000;
/** The end of stderr that is kept for error messages. */
const TAIL_CHARS = 16_384;

export interface TempFolder {
  path: string;
  remove(): void;
}

/** A new folder, removed by `remove`, or when the test ends that it is given to. */
export function tempFolder(t?: { after(run: () => void): void }): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'affidavit-'));
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  t?.after(remove);
  return { path, remove };
}

export interface ServerOptions {
  /** Default: `serve`. */
  command?: 'serve' | 'demo';
  /** The data folder; when absent, a new one that goes with the server. */
  data?: string;
  env?: Readonly<Record<string, string>>;
  /** Added to the command line, for example `['--rate-limit', '3']`. */
  flags?: readonly string[];
  /** A program and its arguments that start the server, for example `['taskset', '-c', '0']`. */
  launcher?: readonly string[];
  /** Where stderr (the log) goes instead of into `log()`. */
  logFile?: string;
}

export interface RunningServer {
  /** For example http://127.0.0.1:40123. */
  address: string;
  pid: number;
  data: string;
  /** The end of what the server has written to stderr so far. */
  log(): string;
  /** All of what it has written to stdout so far. */
  output(): string;
  /** Resolves with the exit code (null after a signal) once the process has ended, whoever ended it. */
  exited: Promise<number | null>;
  /** Graceful: SIGTERM, and its exit code. Rejects (and kills) when it has not ended after 30 s. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Starts the real program with logging at `warn` and without a rate limit, and waits for its address on stdout. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const own = options.data === undefined ? tempFolder() : null;
  const data = options.data ?? own?.path ?? '';
  const ports = ['--port', '0', '--operations-port', '0'];
  const child = start([options.command ?? 'serve', ...ports, ...(options.flags ?? [])], data, options);
  const log = child.stderr === null ? () => '' : tailOf(child.stderr);
  const exited = exitOf(child).finally(() => own?.remove());
  const { output, address } = addressOf(child);
  const started = await settled(Promise.race([address, exited.then(() => null)]), READY_MS);
  if (typeof started !== 'string') {
    child.kill('SIGKILL');
    await exited;
    throw new Error(`the server did not start (code ${child.exitCode}):\n${output()}${log()}`);
  }
  return {
    address: started,
    pid: child.pid ?? 0,
    data,
    log,
    output,
    exited,
    async stop() {
      child.kill('SIGTERM');
      const code = await settled(exited, STOP_MS);
      if (code !== late) return code;
      child.kill('SIGKILL');
      await exited;
      throw new Error(`the server did not stop within ${STOP_MS / 1000} s of SIGTERM:\n${log()}`);
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one command to its end. */
export async function affidavit(
  args: readonly string[],
  options: { data: string; input?: string; env?: Readonly<Record<string, string>> },
): Promise<CommandResult> {
  const child = start(args, options.data, options);
  const stdout = textOf(child.stdout);
  const stderr = textOf(child.stderr);
  child.stdin?.on('error', () => {}); // a command may end without reading its input
  child.stdin?.end(options.input ?? '');
  const exited = exitOf(child);
  const code = await settled(exited, COMMAND_MS);
  if (code === late) {
    child.kill('SIGKILL');
    await exited;
    throw new Error(`affidavit ${args.join(' ')} did not end within ${COMMAND_MS / 1000} s`);
  }
  return { code, stdout: await stdout, stderr: await stderr };
}

export interface MadeCompany {
  uuid: string;
  /** Holds every permission. */
  key: string;
}

/** Makes a company through the command line; its owner (user 1) has agreed to the terms. */
export async function makeCompany(
  data: string,
  name = 'Acme',
  owner = 'owner@example.com',
): Promise<MadeCompany> {
  const made = await affidavit(['company', 'create', name, '--owner', owner, '--json'], { data });
  if (made.code !== 0) throw new Error(`company create: ${made.stderr}`);
  const { company: uuid, key } = JSON.parse(made.stdout) as { company: string; key: string };
  const agreed = await affidavit(['terms', 'accept', '--company', uuid, '--user', owner], { data });
  if (agreed.code !== 0) throw new Error(`terms accept: ${agreed.stderr}`);
  return { uuid, key };
}

interface StartOptions {
  env?: Readonly<Record<string, string>>;
  launcher?: readonly string[];
  logFile?: string;
}

function start(
  args: readonly string[],
  data: string,
  { env, launcher, logFile }: StartOptions,
): ChildProcess {
  const line = [...(launcher ?? []), process.execPath, '--conditions=source', main, ...args];
  const stderr = logFile === undefined ? 'pipe' : openSync(logFile, 'a');
  const child = spawn(line[0] ?? '', line.slice(1), {
    cwd: root,
    env: { ...inherited(), AFFIDAVIT_LOG: 'warn', AFFIDAVIT_RATE_LIMIT: '0', ...env, AFFIDAVIT_DATA: data },
    stdio: ['pipe', 'pipe', stderr],
  });
  if (typeof stderr === 'number') closeSync(stderr);
  return child;
}

/** Without settings of this machine that would change what is tested, and without the test runner's own. */
function inherited(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^AFFIDAVIT_|^NODE_TEST_CONTEXT$/.test(name)),
  );
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  await once(child, 'close');
  return child.exitCode;
}

/** The first address on stdout, whatever the sentence around it. */
function addressOf(child: ChildProcess): { output(): string; address: Promise<string> } {
  let text = '';
  const { promise, resolve } = Promise.withResolvers<string>();
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const found = /(http:\/\/\S+:\d+)\s/.exec(text)?.[1];
    if (found !== undefined) resolve(found);
  });
  return { output: () => text, address: promise };
}

async function textOf(stream: Readable | null): Promise<string> {
  let text = '';
  for await (const chunk of stream?.setEncoding('utf8') ?? []) text += chunk;
  return text;
}

function tailOf(stream: Readable): () => string {
  let tail = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-TAIL_CHARS);
  });
  return () => tail;
}

const late = Symbol('late');

async function settled<T>(work: Promise<T>, ms: number): Promise<T | typeof late> {
  const { promise, resolve } = Promise.withResolvers<typeof late>();
  const timer = setTimeout(resolve, ms, late);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
