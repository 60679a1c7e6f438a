/** What no file of the repository says. Read line by line, whatever the language of the file. */
import type { Finding, Tree } from './tree.ts';

interface Word {
  rule: string;
  /** Files it is looked for in; all texts when absent. */
  within?: RegExp;
  pattern: RegExp;
  message: string;
}

/** Patterns are spelled so that this file does not contain what it looks for. */
const words: readonly Word[] = [
  {
    rule: 'marks',
    pattern: /\b(TO[D]O|FIX[M]E|X{3}|HAC[K])\b/,
    message: 'a mark of unfinished work: finish it, or open an issue',
  },
  {
    rule: 'suppressions',
    within: /\.tsx?$/,
    pattern: /@ts-(ignor[e]|nochec[k])/,
    message: 'a suppressed type error',
  },
  {
    rule: 'only',
    within: /\.test\.ts$/,
    pattern: /\b(test|it|describe|suite)\.onl[y]\(/,
    message: 'one test hides the others',
  },
  {
    rule: 'machine paths',
    pattern: /(^|[^\w.:/-])\/(work|farm|root|home|Users)\/\w/,
    message: 'a path of one machine',
  },
  {
    rule: 'registry hosts',
    pattern:
      /\bnp[m]js\.(org|com)\b|\byarn[p]kg\.com\b|\bregistry\.([\w-]+\.)*(org|com|net|io|dev|cn|internal)\b/i,
    message: 'a package registry by name: the one that npm is configured with is used',
  },
  {
    rule: 'issue numbers',
    within: /\.(md|tsx?|mjs|sql)$|^\.ci\//,
    pattern: /\b[Ii]ssue #?\d+\b/,
    message: 'the repository speaks of the product, not of how it is made',
  },
];

const unread = /^package-lock\.json$|(^|\/)vectors\/.*\.json$|^LICENSE$/;

/** The rules this file holds, by name. */
export const texts: Readonly<Record<string, (tree: Tree) => Finding[]>> = Object.fromEntries(
  words.map((word) => [word.rule, (tree) => find(word, tree)]),
);

function find({ rule, within, pattern, message }: Word, tree: Tree): Finding[] {
  const findings: Finding[] = [];
  for (const [path, text] of tree.texts) {
    if (unread.test(path) || (within !== undefined && !within.test(path))) continue;
    for (const [index, line] of text.split('\n').entries()) {
      if (pattern.test(line)) findings.push({ path, line: index + 1, rule, message });
    }
  }
  return findings;
}

/** The lock file names versions and hashes, never where a package is downloaded from. */
export function lockFile(tree: Tree): Finding[] {
  const path = 'package-lock.json';
  const index = (tree.texts.get(path) ?? '').split('\n').findIndex((line) => /"resolved": "\w+:/.test(line));
  if (index < 0) return [];
  const message = 'names a download address (is omit-lockfile-registry-resolved set in .npmrc?)';
  return [{ path, line: index + 1, rule: 'lock file', message }];
}

/** `docs/decisions/NNNN-title.md`, numbered from 0001 without gaps; 0000 is the template. */
export function decisionNames(tree: Tree): Finding[] {
  const paths = [...tree.texts.keys()].filter((path) => path.startsWith('docs/decisions/')).sort();
  const findings: Finding[] = [];
  const complain = (path: string, message: string): void => {
    findings.push({ path, line: 0, rule: 'decision names', message });
  };
  let last: number | null = null;
  for (const path of paths) {
    const number = /^docs\/decisions\/(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.md$/.exec(path)?.[1];
    if (number === undefined) {
      complain(path, 'is not named NNNN-title.md');
      continue;
    }
    const expected: number = last === null ? Math.min(Number(number), 1) : last + 1;
    if (Number(number) !== expected) complain(path, `should be number ${String(expected).padStart(4, '0')}`);
    last = Number(number);
  }
  return findings;
}

/** The command's file starts with the line that lets a shell run it. */
export function shebang(tree: Tree): Finding[] {
  const path = 'server/src/main.ts';
  const text = tree.texts.get(path);
  if (text === undefined || text.startsWith('#!/usr/bin/env node\n')) return [];
  return [{ path, line: 1, rule: 'shebang', message: 'does not start with #!/usr/bin/env node' }];
}
