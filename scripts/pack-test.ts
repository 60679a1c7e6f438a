/**
 * `npm run test:pack`: what `npm pack` makes of both packages is installed outside the repository and used there, on
 * the runtimes it promises: a company, a server, an event recorded and read, fsck; and the verifier on its own.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const RUNTIMES = ['24', '26'];
const READY_MS = 30_000;

const folder = mkdtempSync(join(tmpdir(), 'affidavit-pack-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let passed = 0;

function say(what: string): void {
  passed += 1;
  console.log(`✔ ${what}`);
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function pack(workspace: string): string {
  const [made] = JSON.parse(npm(root, 'pack', '-w', workspace, '--json', '--pack-destination', folder)) as {
    filename: string;
    files: { path: string }[];
  }[];
  if (made === undefined) throw new Error(`npm pack made nothing of ${workspace}`);
  const stray = made.files.find(({ path }) => /\.test\.|^src\/|(?<!\.d)\.ts$/.test(path));
  if (stray !== undefined) throw new Error(`${workspace} would publish ${stray.path}`);
  return join(folder, made.filename);
}

async function address(server: ChildProcess): Promise<string> {
  const late = setTimeout(() => server.kill('SIGKILL'), READY_MS);
  if (server.stdout === null) throw new Error('no stdout');
  for await (const line of createInterface({ input: server.stdout })) {
    const found = /listens on (http:\S+)/.exec(line)?.[1];
    if (found === undefined) continue;
    clearTimeout(late);
    return found;
  }
  throw new Error('the packed server did not start');
}

/** The verifier on its own: the hash of the empty leaf (RFC 6962). */
function checkVerifier(home: string, env: NodeJS.ProcessEnv): void {
  const check = "import { leafHash, toHex } from '@affidavit/verify'; console.log(toHex(leafHash('')))";
  const verify = spawnSync('node', ['--input-type=module', '-e', check], {
    cwd: home,
    env,
    encoding: 'utf8',
  });
  if (!verify.stdout.startsWith('6e340b9c')) throw new Error(`verify: ${verify.stderr}`);
}

async function use(runtime: string, tarballs: readonly string[]): Promise<void> {
  const home = join(folder, `node-${runtime}`);
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{"private": true, "type": "module"}');
  const node = `node-linux-${process.arch}@^${runtime}`;
  npm(
    home,
    'install',
    '--no-audit',
    '--no-fund',
    '--no-save',
    ...tarballs,
    ...(process.platform === 'linux' ? [node] : []),
  );
  const env = {
    ...process.env,
    PATH: `${join(home, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
    AFFIDAVIT_LOG: 'warn',
  };
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('npx', ['--no-install', 'affidavit', ...args], {
      cwd: home,
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`affidavit ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const version = spawnSync('node', ['-p', 'process.version'], {
    cwd: home,
    env,
    encoding: 'utf8',
  }).stdout.trim();
  run('--version');
  const { company, key } = JSON.parse(
    run('company', 'create', 'Packed', '--owner', 'owner@example.com', '--json'),
  );
  run('terms', 'accept', '--company', company, '--user', 'owner@example.com');
  const bin = join(home, 'node_modules/affidavit/dist/main.js');
  const server = spawn('node', [bin, 'serve', '--port', '0', '--operations-port', '0'], { cwd: home, env });
  const at = await address(server);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const event = {
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description: 'Packed.',
    userId: 1,
  };
  const made = await fetch(`${at}/api/events?wait=checkpoint`, {
    method: 'POST',
    headers,
    body: JSON.stringify(event),
  });
  const { id } = (await made.json()) as { id: string };
  const read = (await (await fetch(`${at}/public/events/${id}`, { headers })).json()) as {
    description: string;
  };
  if (read.description !== event.description) throw new Error(`read ${JSON.stringify(read)}`);
  server.kill('SIGTERM');
  await once(server, 'exit');
  if (server.exitCode !== 0) throw new Error(`the packed server ended with ${server.exitCode}`);
  if (!run('fsck').startsWith('All is well')) throw new Error('fsck found damage');
  checkVerifier(home, env);
  say(`packages install and run on Node ${version}`);
}

const tarballs = [pack('verify'), pack('server')];
say('npm pack makes compiled packages without tests or sources');
for (const runtime of RUNTIMES) await use(runtime, tarballs);
console.log(`${passed} passed, 0 failed`);
