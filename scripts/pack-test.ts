/**
 * `npm run test:pack`: what `npm pack` makes of the packages is installed outside the repository and used there, on
 * the runtimes it promises: a company, a server, an event recorded and read by the client, fsck; and the verifier on its own.
 */
import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

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

/** Of the packages in the bundle and in the pages. */
const LICENCES_OF_OTHERS = ['dist/LICENSES', 'dist/console/licenses.md'];

function pack(workspace: string): string {
  const [made] = JSON.parse(npm(root, 'pack', '-w', workspace, '--json', '--pack-destination', folder)) as {
    filename: string;
    files: { path: string }[];
  }[];
  if (made === undefined) throw new Error(`npm pack made nothing of ${workspace}`);
  const stray = made.files.find(({ path }) => /\.test\.|^src\/|(?<!\.d)\.ts$/.test(path));
  if (stray !== undefined) throw new Error(`${workspace} would publish ${stray.path}`);
  for (const path of ['dist/LICENSE', ...(workspace === 'server' ? LICENCES_OF_OTHERS : [])])
    if (!made.files.some((file) => file.path === path)) throw new Error(`${workspace} lacks ${path}`);
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

/** A folder with the packages and a Node of the given major version, and the environment in which `node` is that one. */
function install(runtime: string, tarballs: readonly string[]): { home: string; env: NodeJS.ProcessEnv } {
  const home = join(folder, `node-${runtime}`);
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{"private": true, "type": "module"}');
  const node = process.platform === 'linux' ? [`node-linux-${process.arch}@^${runtime}`] : [];
  npm(home, 'install', '--no-audit', '--no-fund', '--no-save', ...tarballs, ...node);
  const path = `${join(home, 'node_modules/.bin')}:${process.env.PATH ?? ''}`;
  return { home, env: { ...process.env, PATH: path, AFFIDAVIT_LOG: 'warn' } };
}

async function use(runtime: string, tarballs: readonly string[]): Promise<void> {
  const { home, env } = install(runtime, tarballs);
  const run = (file: string, ...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(file, args, { cwd: home, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${file} ${args.join(' ')}: ${stdout}${stderr}`);
    return stdout;
  };
  const affidavit = (...args: string[]) => run('npx', '--no-install', 'affidavit', ...args);
  const version = run('node', '-p', 'process.version').trim();
  if (!version.startsWith(`v${runtime}.`)) throw new Error(`this is Node ${version}`);
  affidavit('--version');
  const { company, key } = JSON.parse(
    affidavit('company', 'create', 'Packed', '--owner', 'owner@example.com', '--json'),
  );
  affidavit('terms', 'accept', '--company', company, '--user', 'owner@example.com');
  await serve(home, env, key);
  // Whatever export conditions a program sets for its own sources, it gets what is compiled.
  const bin = join(home, 'node_modules/affidavit/dist/main.js');
  for (const conditions of [[], ['--conditions=source']])
    if (!run('node', ...conditions, bin, 'fsck').startsWith('All is well'))
      throw new Error('fsck found damage');
  const check = "import { leafHash, toHex } from '@affidavit/verify'; console.log(toHex(leafHash('')))";
  for (const conditions of [[], ['--conditions=source']]) {
    const leaf = run('node', ...conditions, '--input-type=module', '-e', check);
    if (!leaf.startsWith('6e340b9c')) throw new Error(`verify: ${leaf}`);
  }
  affidavit('export', 'exported', '--whole');
  // No key is pinned: consistent, and no more.
  const { status, stdout } = spawnSync('npx', ['--no-install', 'affidavit-verify', 'exported'], {
    cwd: home,
    env,
    encoding: 'utf8',
  });
  if (status !== 3) throw new Error(`affidavit-verify: ${status} ${stdout}`);
  say(`packages install and run on Node ${version}`);
  compile(home, run);
}

/** Records an event with the packed server and reads it back. */
async function serve(home: string, env: NodeJS.ProcessEnv, key: string): Promise<void> {
  const bin = join(home, 'node_modules/affidavit/dist/main.js');
  const server = spawn('node', [bin, 'serve', '--port', '0', '--operations-port', '0'], { cwd: home, env });
  try {
    const at = await address(server);
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const description = 'Packed.';
    const event = {
      type: 'COMPANY_DATA_UPDATED',
      category: 'COMPANY',
      source: 'APP',
      description,
      userId: 1,
    };
    const body = JSON.stringify(event);
    const made = await fetch(`${at}/api/events?wait=checkpoint`, { method: 'POST', headers, body });
    const { id } = (await made.json()) as { id: string };
    const program = `import { AffidavitClient } from '@affidavit/client';
const client = new AffidavitClient({ baseUrl: '${at}', key: '${key}' });
for await (const { description } of client.listEventsV2()) if (description === '${description}') console.log(description);
console.log((await client.getEvent({ id: '${id}' })).description);`;
    const page = await (await fetch(`${at}/events`)).text();
    if (!page.includes('<div id="root">')) throw new Error(`the packed pages are ${page}`);
    const { stdout } = await promisify(execFile)('node', ['--input-type=module', '-e', program], {
      cwd: home,
      env,
    });
    if (stdout !== `${description}\n${description}\n`) throw new Error(`the client read ${stdout}`);
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  if (server.exitCode !== 0) throw new Error(`the packed server ended with ${server.exitCode}`);
}

/** The published types, as a TypeScript program that uses them sees them. */
function compile(home: string, run: (file: string, ...args: string[]) => string): void {
  const program = `import type { AffidavitClient } from '@affidavit/client';
import { type Entry, entryJson, verifyAffidavit } from '@affidavit/verify';
export const check: (json: string, options: { vkeys?: string[] }) => object = verifyAffidavit;
export const bytes = (entry: Entry): string => entryJson(entry);
// @ts-expect-error: an entry is not a number
entryJson(1);
export const ids = async (client: AffidavitClient): Promise<string[]> => {
  const found: string[] = [];
  for await (const { id } of client.listEvents()) found.push(id);
  return found;
};
`;
  writeFileSync(join(home, 'use.ts'), program);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const) {
    const options = ['--strict', '--noEmit', '--ignoreConfig', '--lib', 'es2024,dom', '--types', ''];
    run('node', tsc, ...options, '--module', module, '--moduleResolution', resolution, 'use.ts');
  }
  say('the types of verify and client compile for their users');
}

const tarballs = [pack('verify'), pack('client'), pack('server')];
say('npm pack makes compiled packages without tests or sources');
for (const runtime of RUNTIMES) await use(runtime, tarballs);
console.log(`${passed} passed, 0 failed`);
