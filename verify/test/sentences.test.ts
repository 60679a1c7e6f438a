import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { groups } from './sentences.ts';

const golden = JSON.parse(readFileSync(new URL('./sentences.json', import.meta.url), 'utf8'));

test('every group of sentences is kept: node --conditions=source verify/scripts/make-sentences.ts', () => {
  assert.deepEqual(Object.keys(groups), Object.keys(golden));
});

for (const [group, tell] of Object.entries(groups))
  test(`what people read is what it was: ${group}`, async () => {
    const told = JSON.parse(JSON.stringify(await tell()));
    assert.equal(told.length, golden[group].length);
    for (const [i, one] of told.entries()) assert.deepEqual(one, golden[group][i], `${group} ${i}`);
  });
