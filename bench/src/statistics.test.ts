import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exponent, slope } from './statistics.ts';

test('the slope is that of the line from which the points are least far', () => {
  assert.equal(
    slope([
      [0, 5],
      [1, 7],
      [2, 9],
    ]),
    2,
  );
  assert.equal(
    slope([
      [0, 1],
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 1],
    ]),
    0,
  );
  assert.equal(
    slope([
      [0, 0],
      [1, 3],
      [2, 0],
      [3, 3],
    ]),
    0.6,
  );
});

test('the exponent of a cost that grows with the square is 2', () => {
  assert.ok(
    Math.abs(
      exponent([
        [1, 3],
        [10, 300],
        [100, 30_000],
      ]) - 2,
    ) < 1e-9,
  );
});
