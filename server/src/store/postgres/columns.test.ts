import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { packTexts, pieces } from './columns.ts';

test('packed texts are found again by start and length', () => {
  const texts = fc.array(fc.option(fc.string({ unit: 'binary' })));
  fc.assert(
    fc.property(texts, (given) => {
      const { bytes, starts, lengths } = packTexts(given);
      const found = given.map((_, i) => {
        const [start, length] = [starts[i], lengths[i]];
        return start == null || length == null ? null : bytes.toString('utf8', start - 1, start - 1 + length);
      });
      assert.deepEqual(found, given);
    }),
  );
});

test('pieces keep every row in order, and are cut where they would grow too long', () => {
  const half = 8 * 1024 * 1024;
  const rows = [half, half, 1, 5 * half, half, 1];
  assert.deepEqual(
    pieces(rows, (chars) => chars),
    [[half, half], [1], [5 * half], [half, 1]],
  );
  assert.deepEqual(
    pieces([], () => 1),
    [],
  );
});
