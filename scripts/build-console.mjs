/**
 * `node scripts/build-console.mjs`: console/dist, the pages as the server serves them; does nothing when they are there
 * and made of these very sources. scripts/bootstrap.mjs asks on any Node from 18 on; the build runs on the pinned one.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What the built files are made of; versions of packages are exact in console/package.json. */
const SOURCES = [
  'console/index.html',
  'console/package.json',
  'console/vite.config.ts',
  'console/vite.embed.config.ts',
  'console/embed',
  'console/src',
  'verify/src',
  'verify/page/src',
];
const built = join(root, 'console/dist/index.html');
const note = join(root, '.tmp/console.sha256');

function filesOf(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesOf(`${path}/${name}`));
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesOf).sort())
    hash.update(`${path}\n`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/** Whether console/dist is there and made of the sources as they are. */
export function isConsoleBuilt() {
  return existsSync(built) && existsSync(note) && readFileSync(note, 'utf8') === hashOfSources();
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !isConsoleBuilt()) {
  const hash = hashOfSources();
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  // The pages first: their build empties the folder.
  for (const config of ['vite.config.ts', 'vite.embed.config.ts']) {
    const args = [vite, 'build', '--logLevel', 'warn', '--config', config];
    const options = { cwd: join(root, 'console'), encoding: 'utf8' };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
    if (status !== 0) {
      process.stderr.write(`${stdout}${stderr}`);
      process.exit(1);
    }
  }
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, hash);
}
