import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refused } from '../domain/errors.ts';
import { readIdempotencyKey } from './idempotency-key.ts';

test('a key is visible ASCII, quoted or not', () => {
  assert.equal(readIdempotencyKey(undefined), null);
  for (const [header, key] of [
    ['abc', 'abc'],
    ['"abc"', 'abc'],
    ['"a\\"b\\\\c"', 'a"b\\c'],
    ['"open', '"open'],
    ['a'.repeat(255), 'a'.repeat(255)],
    [`"${'a'.repeat(255)}"`, 'a'.repeat(255)],
  ] as const)
    assert.equal(readIdempotencyKey(header), key);
});

test('anything else is refused', () => {
  for (const header of ['', '""', 'a b', '"a b"', 'one, two', 'ä', 'a\tb', 'a'.repeat(256)])
    assert.throws(() => readIdempotencyKey(header), Refused, header);
});
