import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sentences } from './sentences.ts';

test('what people read is what it was: node --conditions=source verify/scripts/make-sentences.ts', async () => {
  const golden = JSON.parse(readFileSync(new URL('./sentences.json', import.meta.url), 'utf8'));
  const now = JSON.parse(JSON.stringify(await sentences()));
  assert.deepEqual(Object.keys(now), Object.keys(golden));
  for (const [group, told] of Object.entries(now as Record<string, unknown[]>)) {
    assert.equal(told.length, golden[group].length, group);
    for (const [i, one] of told.entries()) assert.deepEqual(one, golden[group][i], `${group} ${i}`);
  }
});
