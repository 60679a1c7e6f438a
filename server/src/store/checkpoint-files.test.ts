import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkpointFiles } from './checkpoint-files.ts';

test('two that write the copy of one log at once leave one of their notes, whole', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'affidavit-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const copies = checkpointFiles(folder);
  const notes = Array.from({ length: 20 }, (_, i) => `affidavit.log/abc\n${i}\n${'x'.repeat(1000)}\n`);
  await Promise.all(notes.map((note) => copies.write('affidavit.log/abc', note)));
  const [kept, ...more] = await copies.all();
  assert.ok(kept !== undefined && notes.includes(kept));
  assert.deepEqual(more, []);
  assert.deepEqual(readdirSync(folder), ['abc.checkpoint']);
});
