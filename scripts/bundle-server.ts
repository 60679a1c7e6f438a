/**
 * server/dist: the program and its threads as entries of one bundle (docs/decisions/0038-the-server-in-few-files.md). Ours is in
 * it, and packages whose many files are much of a start; the others are installed beside it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const INCLUDED = ['@affidavit/verify', 'typebox'];

interface Manifest {
  dependencies: Readonly<Record<string, string>>;
  /** Files of the package by the name that its code gives them: a thread is one that is made of a source. */
  imports: Readonly<Record<string, string | { source: string; default: string }>>;
}

export async function bundleServer(): Promise<void> {
  const { dependencies, imports }: Manifest = JSON.parse(
    readFileSync(join(root, 'server/package.json'), 'utf8'),
  );
  const threads = Object.values(imports).filter((file) => typeof file !== 'string');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['./src/main.ts', ...threads.map(({ source }) => source)].map((file) =>
      join('server', file),
    ),
    entryNames: '[name]',
    outdir: 'server/dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['source'],
    external: Object.keys(dependencies).filter((name) => !INCLUDED.includes(name)),
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
  });
  for (const { default: file } of threads)
    if (!existsSync(join(root, 'server', file))) throw new Error(`the bundle has no ${file}`);
  writeFileSync(join(root, 'server/dist/LICENSES'), licences(Object.keys(metafile.inputs)));
}

/** What the packages in the bundle want to be told of themselves wherever they go. */
function licences(files: readonly string[]): string {
  const packages = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  const texts = [...new Set(packages)].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = ['LICENSE', 'LICENSE.md', 'license'].find((file) => existsSync(join(root, folder, file)));
    if (file === undefined) throw new Error(`${name} has no text of its licence`);
    return `${name} ${version}\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
