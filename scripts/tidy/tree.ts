/** The tree that the rules look at: every text of the repository, and of every TypeScript file its syntax and imports. */
import { dirname, join } from 'node:path/posix';
import type { Node, SourceFile } from 'typescript/unstable/ast';
import { SyntaxKind } from 'typescript/unstable/ast';
import {
  isCallExpression,
  isExportDeclaration,
  isImportDeclaration,
  isImportTypeNode,
  isLiteralTypeNode,
  isStringLiteral,
} from 'typescript/unstable/ast/is';
import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { API } from 'typescript/unstable/sync';

/** What a rule found. `line` counts from 1; 0 stands for the file as a whole. */
export interface Finding {
  path: string;
  line: number;
  rule: string;
  message: string;
}

export interface Import {
  /** The repository path of a relative import, otherwise the bare specifier (`node:fs`, `@affidavit/verify`). */
  target: string;
  /** Erased before the program runs: `import type`, `export type`, `import('…').T`. */
  typeOnly: boolean;
  /** The names imported from the target, as the target calls them. */
  names: readonly string[];
  line: number;
}

export interface Source {
  path: string;
  ast: SourceFile;
  imports: readonly Import[];
  isTest: boolean;
}

export interface Tree {
  /** Repository path to text, of every file. */
  texts: ReadonlyMap<string, string>;
  sources: readonly Source[];
}

const ROOM = '/tree';

/** Parses every TypeScript file among the texts. Paths are relative to the repository, with `/`. */
export function parseTree(texts: ReadonlyMap<string, string>): Tree {
  const paths = [...texts.keys()].filter((path) => /\.tsx?$/.test(path));
  const config = {
    compilerOptions: { noResolve: true, noLib: true, types: [] },
    files: paths.map((path) => `${ROOM}/${path}`),
  };
  const files = Object.fromEntries(paths.map((path) => [`${ROOM}/${path}`, texts.get(path) ?? '']));
  files[`${ROOM}/tsconfig.json`] = JSON.stringify(config);
  const api = new API({ cwd: ROOM, fs: createVirtualFileSystem(files) });
  try {
    const project = api.updateSnapshot({ openProjects: [`${ROOM}/tsconfig.json`] }).getProjects()[0];
    const sources = paths.map((path) => {
      const ast = project?.program.getSourceFile(`${ROOM}/${path}`);
      if (ast === undefined) throw new Error(`${path} could not be parsed`);
      return { path, ast, imports: importsOf(path, ast), isTest: isTest(path) };
    });
    return { texts, sources };
  } finally {
    api.close();
  }
}

/** Tests, and what only tests use. */
function isTest(path: string): boolean {
  return /\.test\.ts$|(^|\/)test\//.test(path);
}

/** Calls `visit` for the node and everything below it. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  node.forEachChild((child) => {
    walk(child, visit);
  });
}

export function lineOf(ast: SourceFile, position: number): number {
  return ast.getLineAndCharacterOfPosition(position).line + 1;
}

function importsOf(path: string, ast: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: Node | undefined, typeOnly: boolean, names: readonly string[]): void => {
    if (specifier === undefined || !isStringLiteral(specifier)) return;
    const { text } = specifier;
    const target = text.startsWith('.') ? join(dirname(path), text) : text;
    found.push({ target, typeOnly, names, line: lineOf(ast, specifier.getStart(ast)) });
  };
  walk(ast, (node) => {
    if (isImportDeclaration(node)) {
      const clause = node.importClause;
      add(node.moduleSpecifier, clause?.phaseModifier === SyntaxKind.TypeKeyword, namesIn(clause));
    } else if (isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly, namesIn(node.exportClause));
    } else if (isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false, []);
    } else if (isImportTypeNode(node) && isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true, []);
    }
  });
  return found;
}

function namesIn(clause: Node | undefined): string[] {
  const names: string[] = [];
  if (clause === undefined) return names;
  walk(clause, (node) => {
    if (node.kind !== SyntaxKind.ImportSpecifier && node.kind !== SyntaxKind.ExportSpecifier) return;
    const first = node.getText().replace(/^type\s+/, '');
    names.push(first.split(/\s+as\s+/)[0] ?? first);
  });
  return names;
}
