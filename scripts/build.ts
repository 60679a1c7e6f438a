/**
 * Compiles the packages that are published: `verify` or `client` to JavaScript with types; `server` to a bundle, with
 * `verify` before it, and with the pages that it serves.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleServer } from './bundle-server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const name = process.argv[2] ?? 'verify';

function run(script: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function compile(name: string): void {
  // The command of verify needs Node, and nothing else of it does.
  for (const project of name === 'verify' ? ['build', 'command'] : ['build'])
    run('node_modules/typescript/bin/tsc', '-p', join(root, name, `tsconfig.${project}.json`));
}

for (const one of name === 'server' ? ['verify', 'server'] : [name]) {
  rmSync(join(root, one, 'dist'), { recursive: true, force: true });
  if (one === 'server') await bundleServer();
  else compile(one);
  copyFileSync(join(root, 'LICENSE'), join(root, one, 'dist/LICENSE'));
}

if (name === 'server') {
  run('scripts/build-console.mjs');
  cpSync(join(root, 'console/dist'), join(root, 'server/dist/console'), { recursive: true });
}
