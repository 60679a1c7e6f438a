/**
 * While a package is packed its package.json is the published one: without the export condition `source`, whose files
 * are not published (docs/decisions/0004-source-condition.md). Run in the package's folder by `prepack` with `put`, and by
 * `postpack` with `restore`. A pack that was interrupted is mended by the next one.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MANIFEST = 'package.json';
const kept = join(
  fileURLToPath(new URL('../.tmp', import.meta.url)),
  `${basename(process.cwd())}.${MANIFEST}`,
);

function restore(): void {
  if (existsSync(kept)) renameSync(kept, MANIFEST);
}

function put(): void {
  restore();
  const text = readFileSync(MANIFEST, 'utf8');
  mkdirSync(join(kept, '..'), { recursive: true });
  writeFileSync(kept, text);
  const manifest = JSON.parse(text, (name, value) => (name === 'source' ? undefined : value));
  writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
}

if (process.argv[2] === 'put') put();
else restore();
