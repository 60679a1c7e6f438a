/**
 * Compiles the packages that are published to JavaScript with types: `verify`, `client`, or `server` (with `verify` before
 * it, and with the pages that it serves).
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const name = process.argv[2] ?? 'verify';
const packages = name === 'server' ? ['verify', 'server'] : [name];

for (const name of packages) {
  rmSync(join(root, name, 'dist'), { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  // The command of verify needs Node, and nothing else of it does.
  for (const project of name === 'verify' ? ['build', 'command'] : ['build']) {
    const config = join(root, name, `tsconfig.${project}.json`);
    const { status } = spawnSync(process.execPath, [tsc, '-p', config], { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
  copyFileSync(join(root, 'LICENSE'), join(root, name, 'dist/LICENSE'));
}

if (name === 'server') {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build-console.mjs')], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  cpSync(join(root, 'console/dist'), join(root, 'server/dist/console'), { recursive: true });
}
