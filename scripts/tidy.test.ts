import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules, tidy } from './tidy.ts';

/** One rule, a file that breaks it, and the nearest file that does not. */
interface Case {
  rule: string;
  bad: Record<string, string>;
  good: Record<string, string>;
}

const use = (specifier: string): string => `import { a } from '${specifier}';\nexport const b = a;\n`;
const useType = (specifier: string): string => `import type { A } from '${specifier}';\nexport type B = A;\n`;
const lines = (count: number): string => 'export {};\n'.repeat(count);
const longFunction = (count: number): string => `export function f() {\n${'  f();\n'.repeat(count - 2)}}\n`;

/** Spelled in pieces, because the rules read this file too. */
const mark = ['TO', 'DO'].join('');
const path = ['', 'home', 'sally', 'affidavit'].join('/');
const host = ['registry', 'example', 'org'].join('.');

const imports: readonly { from: string; bad: string; good: string }[] = [
  {
    from: 'verify/src/x.ts',
    bad: use('../../server/src/domain/limits.ts'),
    good: use('./y.ts') + use('@noble/hashes/sha2.js'),
  },
  { from: 'verify/src/x.ts', bad: use('node:crypto'), good: use('./y.ts') },
  { from: 'verify/src/x.ts', bad: use('@affidavit/verify'), good: use('./index.ts') },
  { from: 'server/src/domain/x.ts', bad: use('../app/ports.ts'), good: use('./y.ts') },
  { from: 'server/src/domain/x.ts', bad: use('@affidavit/verify'), good: useType('@affidavit/verify') },
  { from: 'server/src/domain/x.ts', bad: use('node:fs'), good: use('typebox') },
  {
    from: 'server/src/app/read-x.ts',
    bad: use('./write-x.ts'),
    good: use('./ports.ts') + use('./shared/y.ts'),
  },
  { from: 'server/src/app/read-x.ts', bad: useType('./write-x.ts'), good: useType('./shared/y.ts') },
  {
    from: 'server/src/app/read-x.ts',
    bad: useType('../http/services.ts'),
    good: use('../domain/y.ts') + use('@affidavit/verify'),
  },
  { from: 'server/src/app/read-x.ts', bad: use('../store/sqlite/open.ts'), good: useType('./ports.ts') },
  { from: 'server/src/app/shared/x.ts', bad: use('../read-x.ts'), good: use('./y.ts') + use('../ports.ts') },
  { from: 'server/src/store/sqlite/x.ts', bad: use('../postgres/x.ts'), good: use('../rows.ts') },
  { from: 'server/src/store/postgres/x.ts', bad: use('../sqlite/x.ts'), good: use('../../app/ports.ts') },
  { from: 'server/src/store/sqlite/x.ts', bad: use('../../app/shared/y.ts'), good: use('node:sqlite') },
  { from: 'server/src/store/postgres/x.ts', bad: use('node:sqlite'), good: use('pg') },
  { from: 'server/src/store/rows.ts', bad: use('./sqlite/x.ts'), good: use('../domain/y.ts') },
  {
    from: 'server/src/http/v1/x.ts',
    bad: use('../../app/read-x.ts'),
    good: use('../errors.ts') + use('fastify'),
  },
  { from: 'server/src/http/x.ts', bad: use('../app/ports.ts'), good: useType('../app/ports.ts') },
  { from: 'server/src/http/x.ts', bad: use('../store/sqlite/x.ts'), good: useType('./services.ts') },
  { from: 'server/src/http/x.ts', bad: use('../workers/loop.ts'), good: use('../domain/y.ts') },
  {
    from: 'server/src/http/x.ts',
    bad: useType('../sinks/webhook.ts'),
    good: useType('@affidavit/verify'),
  },
  { from: 'server/src/workers/x.ts', bad: use('../http/x.ts'), good: use('../app/read-x.ts') },
  { from: 'server/src/sinks/x.ts', bad: use('../app/read-x.ts'), good: use('../app/ports.ts') },
  {
    from: 'server/src/cli/x.ts',
    bad: use('../store/sqlite/x.ts'),
    good: use('../compose.ts') + use('commander'),
  },
  { from: 'server/src/cli/x.ts', bad: use('../app/read-x.ts'), good: use('@affidavit/verify') },
  { from: 'server/src/compose.ts', bad: use('./cli/serve.ts'), good: use('./store/sqlite/open.ts') },
  { from: 'server/src/config.ts', bad: use('./compose.ts'), good: use('./domain/limits.ts') },
  { from: 'server/src/main.ts', bad: `#!/usr/bin/env node\n${use('./compose.ts')}`, good: '' },
  { from: 'server/src/domain/x.ts', bad: use('./y.test.ts'), good: '' },
  { from: 'server/src/domain/x.ts', bad: use('../../test/kit.ts'), good: '' },
  { from: 'server/src/domain/x.ts', bad: use('../../../scripts/tidy.ts'), good: '' },
  { from: 'server/src/helpers/x.ts', bad: '', good: '' },
  {
    from: 'server/src/http/x.ts',
    bad: `const a = await import('../store/sqlite/x.ts');\nexport { a };\n`,
    good: '',
  },
  { from: 'server/src/http/x.ts', bad: `export type A = import('../store/sqlite/x.ts').A;\n`, good: '' },
  { from: 'server/src/http/x.ts', bad: `export { a } from '../store/sqlite/x.ts';\n`, good: '' },
];

const server = (text: string, at = 'app/read-x.ts') => ({ [`server/src/${at}`]: text });

const cases: readonly Case[] = [
  ...imports.map(({ from, bad, good }) => ({
    rule: 'layers',
    bad: { [from]: bad },
    good: { [from.replace('helpers', 'domain')]: good },
  })),
  {
    rule: 'layers',
    bad: server(use('./write-x.ts')),
    good: {
      'server/src/app/read-x.test.ts': use('./write-x.ts'),
      'server/test/kit.ts': use('../src/compose.ts'),
      'bench/src/main.ts': use('../../server/src/store/sqlite/open.ts'),
    },
  },
  {
    rule: 'cycles',
    bad: {
      'server/src/domain/a.ts': use('./b.ts'),
      'server/src/domain/b.ts': use('./c.ts'),
      'server/src/domain/c.ts': use('./a.ts'),
    },
    good: { 'server/src/domain/a.ts': use('./b.ts'), 'server/src/domain/b.ts': useType('./a.ts') },
  },
  { rule: 'barrels', bad: server('export const a = 1;\n', 'domain/index.ts'), good: {} },
  {
    rule: 'barrels',
    bad: server(`export * from './a.ts';\nexport { b } from './b.ts';\n`, 'domain/all.ts'),
    good: server(`export { b } from './b.ts';\nexport const a = 1;\n`, 'domain/all.ts'),
  },
  {
    rule: 'file size',
    bad: server(lines(401)),
    good: { ...server(lines(400)), 'server/src/app/read-x.test.ts': lines(800) },
  },
  { rule: 'file size', bad: { 'server/test/contract.test.ts': lines(801) }, good: {} },
  {
    rule: 'function size',
    bad: server(longFunction(71)),
    good: { ...server(longFunction(70)), 'server/src/app/read-x.test.ts': longFunction(71) },
  },
  {
    rule: 'function size',
    bad: server(`export const f = () => {\n${'  f();\n'.repeat(70)}};\n`),
    good: {},
  },
  {
    rule: 'environment',
    bad: server('export const a = process.env.A;\n'),
    good: server('export const a = process.env.A;\n', 'config.ts'),
  },
  {
    rule: 'environment',
    bad: server(`import { env } from 'node:process';\nexport const a = env.A;\n`),
    good: {},
  },
  {
    rule: 'exit',
    bad: server('process.exit(1);\n'),
    good: {
      ...server('#!/usr/bin/env node\nprocess.exit(1);\n', 'main.ts'),
      'scripts/x.ts': 'process.exit(1);\n',
      'server/src/app/x.test.ts': 'process.exit(1);\n',
    },
  },
  ...[
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'performance.now()',
    'process.hrtime.bigint()',
    'crypto.randomUUID()',
    'crypto.getRandomValues(b)',
  ].map((call) => ({
    rule: 'world',
    bad: server(`export const a = ${call};\n`),
    good: server(`export const a = ${call};\n`, 'compose.ts'),
  })),
  {
    rule: 'world',
    bad: server(`import { randomBytes } from 'node:crypto';\nexport const a = randomBytes(16);\n`),
    good: server('export const a = (world, ms) => [new Date(ms), Date.UTC(2020), world.randomBytes(16)];\n'),
  },
  {
    rule: 'outbound',
    bad: server(`await fetch('https://example.com');\n`),
    good: server(`await fetch('https://example.com');\n`, 'sinks/guarded-fetch.ts'),
  },
  {
    rule: 'outbound',
    bad: server(`await globalThis.fetch('https://example.com');\n`),
    good: server('export async function f() {\n  await fetch(1);\n  async function fetch(a) {}\n}\n'),
  },
  {
    rule: 'node:http',
    bad: server(`import { request, type Agent } from 'node:http';\n`),
    good: server(`import type { Agent } from 'node:http';\n`),
  },
  {
    rule: 'console',
    bad: server(`console.log('a');\n`),
    good: server(`console.log('a');\n`, 'cli/serve.ts'),
  },
  ...[
    "'SELECT id FROM events'",
    "'select id from events'",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template inside the fixture
    '`\n  INSERT INTO events VALUES (${x})`',
    "'PRAGMA journal_mode=WAL'",
    "'UPDATE events SET id = 1'",
    "'delete from events'",
    "'CREATE UNIQUE INDEX a ON b (c)'",
    "'BEGIN IMMEDIATE'",
  ].map((sql) => ({
    rule: 'sql',
    bad: server(`export const a = ${sql};\n`),
    good: server(`export const a = ${sql};\n`, 'store/sqlite/x.ts'),
  })),
  {
    rule: 'sql',
    bad: server("export const a = 'SELECT 1 FROM a';\n"),
    good: server("export const a = 'Select one from the list';\n"),
  },
  ...['{ statusCode: 404 }', 'reply.code(404)', 'reply.status(404)', 'error.statusCode === 404'].map(
    (status) => ({
      rule: 'status',
      bad: server(`export const a = ${status};\n`),
      good: server(`export const a = ${status};\n`, 'http/errors.ts'),
    }),
  ),
  {
    rule: 'status',
    bad: server('export const a = { status: 503 };\n'),
    good: server('export const a = { limit: 500, wait: f(500) };\n'),
  },
  {
    rule: 'any',
    bad: { 'server/src/app/x.test.ts': 'export const a: any = 1;\n' },
    good: server('/** any of them */\nexport const a = { any: 1 };\n'),
  },
  {
    rule: 'double cast',
    bad: server('export const a = 1 as unknown as string;\n'),
    good: server('export const a = 1 as unknown;\n'),
  },
  {
    rule: 'marks',
    bad: server(`// ${mark}: later\nexport {};\n`),
    good: server(`export const method = '${mark.toLowerCase()}';\n`),
  },
  { rule: 'marks', bad: { 'docs/a.md': `${mark} write this\n` }, good: {} },
  {
    rule: 'suppressions',
    bad: server(`// @ts-${'ignore'}\nexport {};\n`),
    good: { 'server/test/types.test.ts': '// @ts-expect-error: a number is not a string\nexport {};\n' },
  },
  {
    rule: 'only',
    bad: { 'server/src/app/x.test.ts': `test.${'only'}('a', () => {});\n` },
    good: { 'server/src/app/x.test.ts': `test('a', () => {});\n` },
  },
  {
    rule: 'machine paths',
    bad: { 'docs/a.md': `Look into ${path}.\n` },
    good: { 'docs/a.md': 'Look into ./data, GET https://example.com/home/page and docs/home/page.\n' },
  },
  {
    rule: 'registry hosts',
    bad: { '.npmrc': `registry=https://${host}/\n` },
    good: server('export const a = registry.metrics();\n'),
  },
  {
    rule: 'issue numbers',
    bad: { 'docs/a.md': `As issue ${12} says.\n` },
    good: { 'docs/a.md': 'A background check with the status ISSUE; issues: 12.\n' },
  },
  {
    rule: 'lock file',
    bad: { 'package-lock.json': `{\n  "resolved": "${'https'}://${host}/a.tgz"\n}\n` },
    good: { 'package-lock.json': '{\n  "resolved": "verify"\n}\n' },
  },
  {
    rule: 'decision names',
    bad: { 'docs/decisions/seq.md': '' },
    good: { 'docs/decisions/0000-template.md': '', 'docs/decisions/0001-a-title.md': '' },
  },
  {
    rule: 'decision names',
    bad: { 'docs/decisions/0001-a.md': '', 'docs/decisions/0003-b.md': '' },
    good: { 'docs/decisions/0001-a.md': '', 'docs/decisions/0002-b.md': '' },
  },
  {
    rule: 'shebang',
    bad: server('export {};\n', 'main.ts'),
    good: server('#!/usr/bin/env node\nexport {};\n', 'main.ts'),
  },
];

function firing(files: Record<string, string>, rule: string): boolean {
  return tidy(new Map(Object.entries(files))).some((finding) => finding.rule === rule);
}

for (const { rule, bad, good } of cases) {
  test(`${rule}: ${Object.values(bad)[0]?.trim().split('\n')[0]?.slice(0, 70)} in ${Object.keys(bad)[0]}`, () => {
    assert.equal(firing(bad, rule), true, 'the bad files are found');
    assert.equal(firing(good, rule), false, 'the good files are not');
  });
}

test('every rule has a case that it finds', () => {
  const tried = new Set(cases.map(({ rule }) => rule));
  assert.deepEqual(
    Object.keys(rules).filter((rule) => !tried.has(rule)),
    [],
  );
});

test('a finding names its place', () => {
  const files = new Map(Object.entries(server(`export {};\n\nprocess.exit(1);\n`)));
  assert.deepEqual(
    tidy(files).map(({ path: at, line, rule }) => [at, line, rule]),
    [['server/src/app/read-x.ts', 3, 'exit']],
  );
});
