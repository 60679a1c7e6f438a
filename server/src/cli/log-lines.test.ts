import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const module = new URL('./log-lines.ts', import.meta.url).href;

/** What a process wrote to stderr that did `work` with `lines`. */
function written(work: string): string {
  const script = `import { logLines } from ${JSON.stringify(module)}; const lines = logLines(2); ${work}`;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  return stderr;
}

const two = "lines.write('one\\n'); lines.write('two\\n');";

test('what waits is written when the process ends, whichever way it does', () => {
  assert.equal(written(two), 'one\ntwo\n');
  assert.equal(written(`${two} process.exit(3);`), 'one\ntwo\n');
  assert.equal(written(`${two} setImmediate(() => process.exit(0));`), 'one\ntwo\n');
  assert.match(written(`${two} setImmediate(() => { throw new Error('no') });`), /one\ntwo\n/);
});

test('more than waits at once is written in order, without a gap', () => {
  const many = Array.from({ length: 5_000 }, (_, i) => `line ${i} éééé ${'x'.repeat(80)}\n`).join('');
  const loop = "for (let i = 0; i < 5000; i++) lines.write('line ' + i + ' éééé ' + 'x'.repeat(80) + '\\n');";
  assert.ok(written(loop) === many);
  assert.ok(written(`${loop} setTimeout(() => lines.write('last\\n'), 300);`) === `${many}last\n`);
});
