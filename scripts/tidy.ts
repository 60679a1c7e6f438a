/**
 * The rules of the house that neither the compiler nor the linter knows (docs/design.md, part 4).
 * As a program: reads the repository, prints one line per finding and exits 1 when there is any.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { banned } from './tidy/banned.ts';
import { cycles } from './tidy/cycles.ts';
import { layers } from './tidy/layers.ts';
import { barrels, fileSizes, functionSizes } from './tidy/sizes.ts';
import { decisionNames, lockFile, shebang, texts } from './tidy/texts.ts';
import { type Finding, parseTree, type Tree } from './tidy/tree.ts';

/** Every rule by the name its findings carry. */
export const rules: Readonly<Record<string, (tree: Tree) => Finding[]>> = {
  layers,
  cycles,
  barrels,
  'file size': fileSizes,
  'function size': functionSizes,
  ...banned,
  ...texts,
  'lock file': lockFile,
  'decision names': decisionNames,
  shebang,
};

/** What all rules find in the given texts (repository path to text), in the order of paths and lines. */
export function tidy(files: ReadonlyMap<string, string>): Finding[] {
  const tree = parseTree(files);
  return Object.values(rules)
    .flatMap((rule) => rule(tree))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));
}

const skippedFolders = /^(node_modules|dist|data|\.git|\.tmp)$/;
const read = /\.(tsx?|mjs|js|json|md|sql|sh|yml|yaml|txt|html|css)$|^\.ci\/|^(LICENSE|\.npmrc|\.gitignore)$/;

/** The texts of a folder that the rules read, without what is installed, built or stored. */
export function readTexts(root: string): Map<string, string> {
  const found = new Map<string, string>();
  const enter = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.test(entry.name)) enter(path);
      } else if (entry.isFile() && read.test(path)) {
        found.set(path, readFileSync(join(root, path), 'utf8'));
      }
    }
  };
  enter('');
  return found;
}

if (import.meta.main) {
  const files = readTexts(fileURLToPath(new URL('..', import.meta.url)));
  const findings = tidy(files);
  for (const { path, line, rule, message } of findings) console.log(`${path}:${line} [${rule}] ${message}`);
  console.log(findings.length === 0 ? `tidy: ${files.size} files` : `tidy: ${findings.length} findings`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
