/**
 * `npm run test:image` (Linux, root): the container image without a container engine. Runs what the Dockerfile runs, on the
 * files that .dockerignore lets through, then its entry point as its user, without capabilities, on a file system where
 * only the data folder and /tmp can be written; asks its health check; stops it with SIGTERM. Then looks at the systemd unit.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'affidavit-image-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
chmodSync(folder, 0o755);
const [source, app, data] = ['src', 'app', 'data'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
/** The user `node` of the image. */
const UID = '1000';
const STEPS_MS = 60_000;

const [building, running] = readFileSync(join(root, 'Dockerfile'), 'utf8').split(
  /\n(?=FROM (?!.* AS build))/,
);
if (building === undefined || running === undefined) throw new Error('the Dockerfile has two stages');

/** Where the image has its folders, this test has its own. */
const here = (text: string) => text.replaceAll('/app', app).replaceAll('/data', data);
const lines = (stage: string, keyword: string) =>
  [...stage.matchAll(new RegExp(`^${keyword} (.*)$`, 'gm'))].map(([, rest = '']) => here(rest));
const list = (stage: string, keyword: string): string[] =>
  JSON.parse(/\[.*\]/.exec(lines(stage, keyword)[0] ?? '')?.[0] ?? '[]') as string[];

/** The pinned runtime first, as the image has only that. */
const PATH = `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`;

function say(what: string): void {
  console.log(`✔ ${what}`);
}

function build(): void {
  for (const line of readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((one) => one.startsWith('!'))) {
    const path = line.slice(1);
    mkdirSync(dirname(join(source, path)), { recursive: true });
    cpSync(join(root, path), join(source, path), {
      recursive: true,
      filter: (file) => !file.endsWith('.test.ts'),
    });
  }
  for (const command of lines(building ?? '', 'RUN'))
    execFileSync('sh', ['-c', command], {
      cwd: source,
      env: { ...process.env, PATH },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  say(`built: ${execFileSync('du', ['-sh', app], { encoding: 'utf8' }).split('\t')[0]}`);
}

/** Runs a command of the image: its user, its settings, no capabilities, nothing to write to but the data folder and /tmp. */
function inImage(command: readonly string[], settings: Readonly<Record<string, string>> = {}): ChildProcess {
  const env = Object.fromEntries(
    lines(running ?? '', 'ENV').flatMap((line) =>
      line.split(' ').map((one) => one.split('=') as [string, string]),
    ),
  );
  const walls =
    `mount --make-rprivate / && mount --bind "${data}" "${data}" && mount -t tmpfs tmpfs /run && ` +
    'for at in $(findmnt -rno TARGET | sort -r); do mount -o remount,bind,ro "$at" 2>/dev/null; done; ' +
    `mount -o remount,bind,rw "${data}" && ! touch "${app}/written" 2>/dev/null && ` +
    `exec setpriv --reuid ${UID} --regid ${UID} --clear-groups --bounding-set=-all --inh-caps=-all --no-new-privs "$@"`;
  return spawn('unshare', ['--mount', 'sh', '-c', walls, 'sh', ...command], {
    cwd: data,
    env: { ...env, ...settings, PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function finished(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (more) => (said += more));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return String(port);
}

async function run(): Promise<void> {
  mkdirSync(data);
  execFileSync('chown', [`${UID}:${UID}`, data]);
  chmodSync(data, 0o700);
  const entry = list(running ?? '', 'ENTRYPOINT');
  const health = list(running ?? '', 'HEALTHCHECK');
  const settings = { AFFIDAVIT_PORT: await freePort(), AFFIDAVIT_OPERATIONS_PORT: '0' };
  const made = await finished(
    inImage([...entry, 'company', 'create', 'Contained', '--owner', 'owner@example.com', '--json']),
  );
  if (made.code !== 0) throw new Error(`company create: ${made.said}`);
  const server = inImage([...entry, ...list(running ?? '', 'CMD')], settings);
  const end = finished(server);
  const healthy = async () => (await finished(inImage(health, settings))).code === 0;
  const late = Date.now() + STEPS_MS;
  while (!(await healthy())) {
    if (Date.now() > late || server.exitCode !== null) {
      server.kill('SIGKILL');
      throw new Error(`the server did not become healthy: ${(await end).said}`);
    }
    await setTimeout(200);
  }
  say('runs as a user without rights on a file system that cannot be written, and is healthy');
  server.kill('SIGTERM');
  const { code, said } = await end;
  if (code !== 0) throw new Error(`stopped with ${code}: ${said}`);
  if (await healthy()) throw new Error('healthy although it does not run');
  say('stops when it is asked to');
}

function unit(): void {
  const file = 'packaging/affidavit.service';
  const text = readFileSync(join(root, file), 'utf8');
  const main = /\/opt\/affidavit(\S+\.js)/.exec(text)?.[1] ?? '';
  execFileSync('test', ['-f', join(app, main)]);
  const verified = spawnSync('systemd-analyze', ['verify', join(root, file)], { encoding: 'utf8' });
  const complaints = verified.stderr
    .split('\n')
    .filter((line) => line !== '' && !line.includes('/usr/bin/node is not executable'));
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  const security = ['security', '--offline=true', '--threshold=20', join(root, file)];
  execFileSync('systemd-analyze', security, { stdio: ['ignore', 'ignore', 'inherit'] });
  say('systemd takes the unit, and finds it exposed to less than 2.0 of 10');
}

build();
await run();
unit();
