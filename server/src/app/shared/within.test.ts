import assert from 'node:assert/strict';
import { test } from 'node:test';
import { within } from './within.ts';

test('what ends in time is answered, and what it throws is thrown', () => {
  assert.deepEqual(
    within(10_000, () => [1, 2]),
    [1, 2],
  );
  assert.throws(
    () =>
      within(10_000, () => {
        throw new TypeError('mine');
      }),
    TypeError,
  );
});

test('what never ends is ended, a pattern as well as a loop, and the next one runs', () => {
  const text = `${'a'.repeat(60)}!`;
  assert.equal(
    within(20, () => [/^(a+)+$/u.test(text)]),
    null,
  );
  assert.equal(
    within(20, () => {
      for (;;);
    }),
    null,
  );
  assert.deepEqual(
    within(10_000, () => ['still here']),
    ['still here'],
  );
});
