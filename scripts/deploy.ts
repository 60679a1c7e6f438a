/**
 * `node scripts/deploy.ts FOLDER`: a folder that runs the compiled server (`scripts/build.ts server` first): what it
 * imports as package-lock.json has it, and nothing that only development needs. `node FOLDER/server/dist/main.js serve`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const COPIED = [
  'LICENSE',
  'package.json',
  'package-lock.json',
  '.npmrc',
  'client/package.json',
  'bench/package.json',
  'console/package.json',
  'server/package.json',
  'server/dist',
  'server/migrations',
  'verify/package.json',
  'verify/dist',
  'verify/page/affidavit.html',
];
/** Needed while installing only: npm compares each workspace with the lock file. */
const INSTALL_ONLY = ['package-lock.json', '.npmrc', 'client', 'bench', 'console'];

function stop(why: string): never {
  process.stderr.write(`deploy: ${why}\n`);
  process.exit(1);
}

const given = process.argv[2] ?? stop('which folder? node scripts/deploy.ts FOLDER');
const folder = resolve(given);
if (existsSync(folder) && readdirSync(folder).length > 0) stop(`${folder} is not empty`);
if (!existsSync(join(root, 'server/dist/main.js'))) stop('compile first: node scripts/build.ts server');

for (const path of COPIED) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  cpSync(join(root, path), join(folder, path), { recursive: true });
}
cpSync(join(root, 'packaging/health.js'), join(folder, 'health.js'));
const options = ['--omit=dev', '--omit=optional', '--ignore-scripts', '--workspace=affidavit'];
const { status } = spawnSync('npm', ['ci', ...options], { cwd: folder, stdio: 'inherit' });
if (status !== 0) stop('npm could not install what the server imports');
for (const path of INSTALL_ONLY) rmSync(join(folder, path), { recursive: true, force: true });
