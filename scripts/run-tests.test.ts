import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Report } from './run-tests.ts';

const runner = new URL('./run-tests.ts', import.meta.url).href;

/** Runs one test file of the given text by a runner of its own (runners do not nest within one process). */
function reportOf(text: string, fileMs = 30_000): Report {
  const folder = mkdtempSync(join(tmpdir(), 'affidavit-runner-'));
  try {
    writeFileSync(join(folder, 'a.test.mjs'), `import { describe, test } from 'node:test';\n${text}`);
    const call = `runTests(['a.test.mjs'], { concurrency: 1, fileMs: ${fileMs} }, () => {})`;
    const main = join(folder, 'main.mjs');
    writeFileSync(main, `import { runTests } from '${runner}'; console.log(JSON.stringify(await ${call}));`);
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout, stderr } = spawnSync(process.execPath, [main], { cwd: folder, env, encoding: 'utf8' });
    assert.notEqual(stdout, '', stderr);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function counts({ passed, failures, skips }: Report): [number, number, number] {
  return [passed, failures.length, skips.length];
}

test('counts tests, not suites', () => {
  const report = reportOf(`
    test('a', () => {});
    describe('group', () => { test('b', () => {}); test('c', () => { throw new Error('why') }); });
  `);
  assert.deepEqual(counts(report), [2, 1, 0]);
  assert.equal(report.failures[0]?.name, 'c');
  assert.match(report.failures[0]?.text ?? '', /why/);
});

test('names the reason of a skip', () => {
  const report = reportOf(`
    test('a', (t) => t.skip('no database'));
    test('b', { skip: true }, () => {});
    test('c', { todo: 'later' }, () => {});
    test('d', () => {});
  `);
  assert.deepEqual(counts(report), [1, 0, 3]);
  assert.deepEqual(
    report.skips.map(({ text }) => text),
    ['no database', 'no reason given', 'later'],
  );
});

test('fails a file without tests', () => {
  assert.deepEqual(counts(reportOf('')), [0, 1, 0]);
});

test('fails a file that exits before its tests are told', () => {
  assert.deepEqual(counts(reportOf(`test('a', () => {}); process.exit(0);`)), [0, 1, 0]);
});

test('fails a file that exits between its tests', () => {
  const report = reportOf(`
    test('a', () => {});
    test('b', async () => { await new Promise((done) => setTimeout(done, 200)); process.exit(0); });
  `);
  assert.equal(report.failures.length, 1);
});

test('fails a file that does not load, with what it printed', () => {
  const report = reportOf(`throw new Error('broken');`);
  assert.deepEqual(counts(report), [0, 1, 0]);
  assert.match(report.failures[0]?.text ?? '', /broken/);
});

test('fails a file in which something goes wrong after its tests', () => {
  const report = reportOf(`test('a', () => { setTimeout(() => { throw new Error('late') }, 10) });`);
  assert.deepEqual(counts(report), [1, 1, 0]);
  assert.match(report.failures[0]?.text ?? '', /late/);
});

test('fails and kills a file that does not end', () => {
  const report = reportOf(`test('a', () => { setInterval(() => {}, 1000) });`, 1_500);
  assert.equal(report.failures.length, 1);
  assert.match(report.failures[0]?.text ?? '', /did not end within 1.5 s/);
});
