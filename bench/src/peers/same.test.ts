import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference } from './same.ts';

test('documents with the same fields in another order are the same', () => {
  assert.equal(difference({ a: 1, b: [{ c: null, d: 'x' }] }, { b: [{ d: 'x', c: null }], a: 1 }), null);
});

for (const [what, ours, theirs, at] of [
  ['another value', { a: { b: 1 } }, { a: { b: 2 } }, '/a/b'],
  ['another type', { a: '1' }, { a: 1 }, '/a'],
  ['a field less', { a: 1, b: null }, { a: 1 }, '/b'],
  ['a field more', { a: 1 }, { a: 1, b: null }, '/b'],
  ['an item more', { a: [1] }, { a: [1, 2] }, '/a/1'],
  ['an object for a list', { a: [] }, { a: {} }, '/a'],
] as const)
  test(`${what} is found and named`, () => {
    assert.equal(difference(ours, theirs)?.split(':')[0], at);
  });
