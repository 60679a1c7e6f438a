/** The program of README.md runs as printed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sampleAffidavit, sampleEvent, signer } from '../scripts/sample.ts';

test('the ten lines of the README verify an affidavit', async (t) => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const program = /```js\n(.*?)```/s.exec(readme)?.[1];
  assert.ok(program !== undefined && program.trimEnd().split('\n').length <= 10);
  const folder = mkdtempSync(join(tmpdir(), 'affidavit-readme-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const index = new URL('./index.ts', import.meta.url).href;
  writeFileSync(join(folder, 'verify.mjs'), program.replace("'@affidavit/verify'", `'${index}'`));
  const affidavit = await sampleAffidavit(sampleEvent());
  const run = (file: object, ...vkeys: string[]) => {
    writeFileSync(join(folder, 'event.affidavit.json'), JSON.stringify(file));
    const args = [join(folder, 'verify.mjs'), join(folder, 'event.affidavit.json'), ...vkeys];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(stderr, '');
    return { status, stdout };
  };
  const good = run(affidavit, signer.vkey);
  assert.equal(good.status, 0);
  assert.match(good.stdout, /^verified \ntext [0-9a-f]{64}\nmetadata /);
  assert.equal(run(affidavit).status, 3);
  const bad = run({ ...affidavit, event: { ...affidavit.event, status: 'FAILED' } }, signer.vkey);
  assert.equal(bad.status, 1);
  assert.match(bad.stdout, /^failed event\.status /);
});
