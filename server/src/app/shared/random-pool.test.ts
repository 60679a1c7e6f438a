import assert from 'node:assert/strict';
import { randomFillSync } from 'node:crypto';
import { test } from 'node:test';
import { randomPool } from './random-pool.ts';

test('bytes are as many as asked for, and never given twice', () => {
  const random = randomPool(randomFillSync);
  const given = Array.from({ length: 5_000 }, (_, i) => random(10 + (i % 23)));
  assert.deepEqual(
    given.map(({ length }) => length),
    given.map((_, i) => 10 + (i % 23)),
  );
  assert.equal(new Set(given.map((bytes) => Buffer.from(bytes).toString('hex'))).size, given.length);
  // Each has memory of its own: what is kept or sent does not carry the rest of a pool along.
  for (const bytes of given) assert.equal(bytes.buffer.byteLength, bytes.length);
  assert.equal(random(20_000).length, 20_000);
});

test('what was given is not changed by what is given later', () => {
  const random = randomPool(randomFillSync);
  const first = random(16);
  const copy = Uint8Array.from(first);
  for (let i = 0; i < 2_000; i++) random(16);
  assert.deepEqual(first, copy);
});
