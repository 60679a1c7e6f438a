/** How long a file and a function may be, and that no file only passes others on. */
import type { Node } from 'typescript/unstable/ast';
import { isExportDeclaration, isFunctionLikeDeclaration } from 'typescript/unstable/ast/is';
import { type Finding, lineOf, type Source, type Tree, walk } from './tree.ts';

const FILE_LINES = 400;
const TEST_FILE_LINES = 800;
const FUNCTION_LINES = 70;

/** Tables, and what a script writes: data that a reader looks up rather than reads. */
const tables = /^(server\/src\/domain\/vocabulary|client\/src\/generated)\//;

/** Functions that were longer than the limit when the rule came: `path#name` to its lines. It only ever shrinks. */
const longFunctions: Readonly<Record<string, number>> = {};

export function fileSizes(tree: Tree): Finding[] {
  return tree.sources.flatMap(({ path, ast, isTest }) => {
    const limit = isTest ? TEST_FILE_LINES : FILE_LINES;
    const lines = ast.text.split('\n').length - 1;
    if (lines <= limit || tables.test(path)) return [];
    return [{ path, line: 0, rule: 'file size', message: `${lines} lines, at most ${limit}` }];
  });
}

/** Tests are exempt: a suite is one long function by its form. */
export function functionSizes(tree: Tree): Finding[] {
  return tree.sources.filter(({ isTest }) => !isTest).flatMap((source) => longIn(source));
}

function longIn({ path, ast }: Source): Finding[] {
  const findings: Finding[] = [];
  walk(ast, (node) => {
    if (!isFunctionLikeDeclaration(node)) return;
    const line = lineOf(ast, node.getStart(ast));
    const lines = lineOf(ast, node.end) - line + 1;
    const name = nameOf(node);
    if (lines <= (longFunctions[`${path}#${name}`] ?? FUNCTION_LINES)) return;
    const message = `${name} has ${lines} lines, at most ${FUNCTION_LINES}`;
    findings.push({ path, line, rule: 'function size', message });
  });
  return findings;
}

function nameOf(node: Node): string {
  let name = '(anonymous)';
  const own = 'name' in node ? node.name : undefined;
  const outer = 'name' in node.parent ? node.parent.name : undefined;
  for (const candidate of [outer, own]) {
    if (isNode(candidate)) name = candidate.getText();
  }
  return name;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'getText' in value;
}

/** No `index.ts` within the server, and no file that only re-exports others: an import names the file it means. */
export function barrels(tree: Tree): Finding[] {
  return tree.sources
    .filter(({ path }) => path.startsWith('server/src/'))
    .filter(({ path, ast }) => /\/index\.ts$/.test(path) || onlyPassesOn(ast.statements))
    .map(({ path }) => ({
      path,
      line: 0,
      rule: 'barrels',
      message: 'is a barrel: import the files themselves',
    }));
}

function onlyPassesOn(statements: readonly Node[]): boolean {
  return (
    statements.length > 0 &&
    statements.every((node) => isExportDeclaration(node) && node.moduleSpecifier !== undefined)
  );
}
