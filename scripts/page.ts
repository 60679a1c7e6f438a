/**
 * `npm run page`: writes verify/page/affidavit.html, the page that checks the affidavit it carries: the verifier, the
 * page around it and its style in one file, and a policy that lets nothing else run and nothing be fetched. A server puts
 * the affidavit into the element `#affidavit`, which is empty here.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = new URL('../verify/page/', import.meta.url);
export const pageFile = fileURLToPath(new URL('affidavit.html', folder));

/** One minified script without imports: the module `source`, read as if it stood at the root of the repository. */
export async function bundle(source: string, format: 'iife' | 'esm'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('..', import.meta.url)), loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format,
    target: 'es2024',
    charset: 'utf8',
    // Names the makers of what is not ours.
    legalComments: 'inline',
  });
  return (outputFiles[0]?.text ?? '').trim();
}

const policyHash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export async function makePage(): Promise<string> {
  const read = (name: string) => readFileSync(new URL(name, folder), 'utf8').trim();
  // A script element ends at the first such tag, wherever it stands.
  const script = (await bundle("import './verify/page/src/main.ts'", 'iife')).replaceAll(
    '</script',
    '<\\/script',
  );
  const style = read('page.css').replaceAll(/\n\s*/g, ' ');
  const policy = [
    "default-src 'none'",
    `script-src ${policyHash(script)}`,
    `style-src ${policyHash(style)}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  const page = read('frame.html')
    .replace('content=""', () => `content="${policy}"`)
    .replace('<style></style>', () => `<style>${style}</style>`)
    .replace('<script></script>', () => `<script>${script}</script>`);
  return `${page}\n`;
}

if (import.meta.main) {
  const page = await makePage();
  writeFileSync(pageFile, page);
  console.log(`${pageFile}: ${page.length} characters`);
}
