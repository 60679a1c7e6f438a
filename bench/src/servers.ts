/** The server that is measured, and the requests it is sent. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '../../server/test/system.ts';
import { onCore } from './processes.ts';

/** Says how far a measurement is. */
export type Say = (what: string) => void;

/** Where a server keeps its companies, and what it is told beside that. */
export interface Served {
  folder: string;
  env?: Readonly<Record<string, string>>;
  /** The program as it is published, instead of the sources. */
  compiled?: string;
}

/** Compiles the server as it is published; answers the program. */
export function compileServer(): string {
  const script = fileURLToPath(new URL('../../scripts/build.ts', import.meta.url));
  execFileSync(process.execPath, [script, 'server'], { stdio: 'ignore' });
  return fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));
}

/** On core 0, or on any if `pinned` is false: rate limit on but out of reach, access log into a file. */
export function serverOf({ folder, env, compiled }: Served, pinned = true): Promise<RunningServer> {
  return startServer({
    data: folder,
    launcher: pinned ? onCore(0) : [],
    flags: ['--key-file', join(folder, 'affidavit.key')],
    logFile: join(folder, 'access.log'),
    ...(compiled !== undefined && { compiled }),
    env: {
      AFFIDAVIT_RATE_LIMIT: '1000000000',
      AFFIDAVIT_LOG: 'info',
      ...env,
    },
  });
}

export const portOf = ({ address }: RunningServer): number => Number(new URL(address).port);

/** A complete request. */
export const get = (path: string, key: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${key}\r\n\r\n`;

export const post = (path: string, key: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${key}\r\n` +
  `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** What the server answers, read as JSON. */
export async function ask<T>({ address }: { address: string }, path: string, key: string): Promise<T> {
  const answer = await fetch(address + path, { headers: { authorization: `Bearer ${key}` } });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Processor time that a process has used, of all its threads, in ms. Linux counts it in hundredths of a second. */
export function processorMs(pid: number): number {
  // After the name, which may hold spaces: state is field 3, user and system time are fields 14 and 15.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Memory of a process without mapped files, in MB. */
export function privateMb(pid: number): number {
  const [, kb] = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1024;
}
