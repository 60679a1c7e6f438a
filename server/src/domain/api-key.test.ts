import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { crc32, makeApiKey, parseApiKey } from './api-key.ts';

test('CRC-32 is the usual one', () => {
  assert.equal(crc32('123456789'), 0xcbf43926);
  fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => crc32(text) === zlibCrc32(text)));
});

test('keys have the documented form, and different randomness gives different keys', () => {
  const keys = Array.from({ length: 1_000 }, () => makeApiKey(randomBytes(32)));
  for (const key of keys) {
    assert.match(key, /^afd_[0-9A-Za-z]{36}$/);
    assert.equal(parseApiKey(key), key);
  }
  assert.equal(new Set(keys).size, keys.length);
});

test('a fixed source gives a fixed key: the form does not change by accident', () => {
  const zeros = makeApiKey(new Uint8Array(32));
  assert.equal(zeros, `afd_${'0'.repeat(30)}2C8GjS`);
});

test('the random bytes are read as one number', () => {
  const one = makeApiKey(Uint8Array.from({ length: 32 }, (_, i) => (i === 31 ? 62 : 0)));
  assert.equal(one.slice(4, 34), `${'0'.repeat(28)}10`);
  assert.throws(() => makeApiKey(new Uint8Array(31)), RangeError);
});

test('any one changed character is refused', () => {
  const key = makeApiKey(randomBytes(32));
  const property = fc.property(
    fc.nat(key.length - 1),
    fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_ \n'),
    (at, character) => {
      fc.pre(character !== key[at]);
      assert.equal(parseApiKey(key.slice(0, at) + character + key.slice(at + 1)), null);
    },
  );
  fc.assert(property, { numRuns: 1_000 });
  for (const text of ['', 'afd_', `${key}\n`, ` ${key}`, key.slice(0, -1), `${key}0`])
    assert.equal(parseApiKey(text), null);
});
