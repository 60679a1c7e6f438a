/** What may be written in one place only, so that it can be found, replaced and trusted there. */
import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import {
  isAsExpression,
  isBinaryExpression,
  isCallExpression,
  isFunctionDeclaration,
  isIdentifier,
  isImportDeclaration,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isNumericLiteral,
  isParameterDeclaration,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isTemplateExpression,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is';
import { type Finding, lineOf, type Source, type Tree, walk } from './tree.ts';

interface Ban {
  rule: string;
  /** Where the ban holds; tests are exempt unless `tests`. */
  within: RegExp;
  except?: RegExp;
  tests?: boolean;
  message: string;
  hits: (node: Node) => boolean;
}

const product = /^(server|verify)\/src\//;
const server = /^server\/src\//;

const bans: readonly Ban[] = [
  {
    rule: 'environment',
    within: product,
    except: /^server\/src\/config\.ts$/,
    message: 'the environment is read by config.ts only',
    hits: (node) => isMember(node, 'process', /^env$/) || isLiteral(node, /^(node:)?process$/),
  },
  {
    rule: 'exit',
    within: product,
    except: /^server\/src\/main\.ts$/,
    message: 'the process is ended by main.ts only',
    hits: (node) => isMember(node, 'process', /^(exit|abort|reallyExit)$/),
  },
  {
    rule: 'world',
    within: product,
    except: /^server\/src\/compose(\.ts$|\/)/,
    message: 'the clock, randomness and ids come from World (app/ports.ts), which compose.ts builds',
    hits: asksTheWorld,
  },
  {
    rule: 'outbound',
    within: product,
    except: /^server\/src\/sinks\/guarded-fetch\.ts$/,
    message: 'requests go out through sinks/guarded-fetch.ts only',
    hits: (node) =>
      (isCallOf(node, /^fetch$/) && !declares(node.getSourceFile(), 'fetch')) ||
      isMember(node, 'globalThis', /^fetch$/) ||
      isMember(node, /^https?2?$/, /^(request|get|connect)$/) ||
      isLiteral(node, /^(undici|node:https|node:http2)$/),
  },
  {
    rule: 'node:http',
    within: product,
    message:
      'an import of node:http loads undici, a tenth of every start: process.getBuiltinModule loads what is used',
    hits: (node) =>
      isImportDeclaration(node) &&
      node.importClause?.phaseModifier !== SyntaxKind.TypeKeyword &&
      isLiteral(node.moduleSpecifier, /^node:http$/),
  },
  {
    rule: 'console',
    within: product,
    except: /^server\/src\/(cli\/|main\.ts$)/,
    message: 'the server logs through its logger',
    hits: (node) => isMember(node, 'console', /./),
  },
  {
    rule: 'sql',
    within: server,
    except: /^server\/src\/store\//,
    message: 'SQL is written in store/ and migrations/ only',
    hits: (node) => isSql(textOf(node)),
  },
  {
    rule: 'status',
    within: server,
    except: /^server\/src\/(http|sinks)\//,
    message: 'HTTP statuses are written in http/ only',
    hits: isStatus,
  },
  {
    rule: 'any',
    within: /\.ts$/,
    tests: true,
    message: '`any` says nothing; `unknown` and a check do',
    hits: (node) => node.kind === SyntaxKind.AnyKeyword,
  },
  {
    rule: 'double cast',
    within: /\.ts$/,
    tests: true,
    message: '`as unknown as` believes anything; check the value instead',
    hits: (node) =>
      isAsExpression(node) &&
      isAsExpression(node.expression) &&
      node.expression.type.kind === SyntaxKind.UnknownKeyword,
  },
];

/** The rules this file holds, by name. */
export const banned: Readonly<Record<string, (tree: Tree) => Finding[]>> = Object.fromEntries(
  bans.map((ban) => [ban.rule, (tree) => tree.sources.flatMap((source) => hitsIn(ban, source))]),
);

function hitsIn(ban: Ban, { path, ast, isTest }: Source): Finding[] {
  if (!ban.within.test(path) || ban.except?.test(path) || (isTest && !ban.tests)) return [];
  const findings: Finding[] = [];
  walk(ast, (node) => {
    if (!ban.hits(node)) return;
    const line = lineOf(ast, node.getStart(ast));
    findings.push({ path, line, rule: ban.rule, message: ban.message });
  });
  return findings;
}

/** `object.member`, also through an optional chain. */
function isMember(node: Node, object: string | RegExp, member: RegExp): boolean {
  if (!isPropertyAccessExpression(node) || !isIdentifier(node.expression)) return false;
  const name = node.expression.text;
  return (typeof object === 'string' ? name === object : object.test(name)) && member.test(node.name.text);
}

function isCallOf(node: Node, name: RegExp): boolean {
  return isCallExpression(node) && isIdentifier(node.expression) && name.test(node.expression.text);
}

/** Whether the file has a function, variable or parameter of its own by this name. */
function declares(file: Node, name: string): boolean {
  let found = false;
  walk(file, (node) => {
    if (!isFunctionDeclaration(node) && !isVariableDeclaration(node) && !isParameterDeclaration(node)) return;
    if (node.name?.getText() === name) found = true;
  });
  return found;
}

function isLiteral(node: Node, text: RegExp): boolean {
  return isStringLiteral(node) && text.test(node.text);
}

function asksTheWorld(node: Node): boolean {
  if (isNewExpression(node) && isIdentifier(node.expression) && node.expression.text === 'Date') {
    return (node.arguments ?? []).length === 0;
  }
  return (
    isCallOf(node, /^Date$/) ||
    isMember(node, 'Date', /^now$/) ||
    isMember(node, 'Math', /^random$/) ||
    isMember(node, 'performance', /^now$/) ||
    isMember(node, 'process', /^(hrtime|uptime)$/) ||
    isMember(node, 'crypto', /^(randomBytes|randomInt|randomFill|randomFillSync|getRandomValues)$/) ||
    (isIdentifier(node) && node.text === 'randomUUID') ||
    (node.kind === SyntaxKind.ImportSpecifier &&
      /^(randomBytes|randomInt|randomFill|randomFillSync|getRandomValues)\b/.test(node.getText()))
  );
}

function textOf(node: Node): string {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
  return isTemplateExpression(node) ? `${node.head.text} ` : '';
}

/** How a statement begins, in capitals or in small letters (prose begins with one capital). */
const statements: readonly RegExp[] = [
  /^select\s[\s\S]*\bfrom\b/,
  /^insert\s+(into|or)\s/,
  /^update\s+\w+\s+set\s/,
  /^delete\s+from\s/,
  /^(create|drop|alter)\s+(virtual\s+|unique\s+|temp\s+)?(table|index|trigger|view)\s/,
  /^pragma\s+\w/,
  /^begin\s+(immediate|transaction)\b/,
  /^with\s+\w+\s+as\s*\(/,
];

function isSql(text: string): boolean {
  const start = text.trimStart().slice(0, 2_000);
  const first = /^\w*/.exec(start)?.[0] ?? '';
  if (first !== first.toUpperCase() && first !== first.toLowerCase()) return false;
  return statements.some((statement) => statement.test(start.toLowerCase()));
}

/** A number from 100 to 599 that something called a status is given, or compared with. */
function isStatus(node: Node): boolean {
  if (!isNumericLiteral(node) || !/^[1-5]\d\d$/.test(node.text)) return false;
  const { parent } = node;
  if (isPropertyAssignment(parent)) return /^status(Code)?$/.test(parent.name.getText());
  if (isBinaryExpression(parent)) return /\bstatus(Code)?$/.test(parent.left.getText());
  if (!isCallExpression(parent) || !isPropertyAccessExpression(parent.expression)) return false;
  return /^(status|code|writeHead|sendStatus)$/.test(parent.expression.name.text);
}
