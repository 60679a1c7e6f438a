import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuses } from '../test/refuses.ts';
import {
  concatBytes,
  equalBytes,
  fromBase64,
  fromHex,
  sha256,
  toBase64,
  toHex,
  utf8Bytes,
  utf8Text,
} from './hash.ts';

const bytes = fc.uint8Array({ maxLength: 100 });

test('hex, base64 and UTF-8 give back what was written', () => {
  fc.assert(
    fc.property(bytes, (b) => equalBytes(fromHex(toHex(b)), b) && equalBytes(fromBase64(toBase64(b)), b)),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (s) => utf8Text(utf8Bytes(s)) === s));
});

test('base64 of more bytes than a call takes arguments', () => {
  const large = new Uint8Array(300_000).map((_, i) => i);
  assert.ok(equalBytes(fromBase64(toBase64(large)), large));
});

test('base64 and hex are those of Node', () => {
  fc.assert(
    fc.property(
      bytes,
      (b) => toBase64(b) === Buffer.from(b).toString('base64') && toHex(b) === Buffer.from(b).toString('hex'),
    ),
  );
});

test('one value has one spelling', () => {
  for (const hex of ['0', 'AA', 'a ', 'zz', ' ', '0x']) refuses(() => fromHex(hex), hex);
  for (const text of ['QQ', 'QQ=', 'QR==', 'QQ==\n', ' QQ==', 'QQ== ', 'Q-==', '====', 'é', '*']) {
    refuses(() => fromBase64(text), text);
  }
});

test('UTF-8 that is not valid is refused, a byte order mark is kept', () => {
  for (const hex of ['ff', 'eda080', 'c080', 'e282']) refuses(() => utf8Text(fromHex(hex)), hex);
  assert.equal(utf8Text(fromHex('efbbbf41')), '\ufeffA');
});

test('equalBytes and concatBytes', () => {
  assert.ok(equalBytes(concatBytes(fromHex('00'), fromHex(''), fromHex('0102')), fromHex('000102')));
  assert.ok(!equalBytes(fromHex('00'), fromHex('0000')));
  assert.ok(!equalBytes(fromHex('0001'), fromHex('0002')));
});

test('SHA-256 of "abc" (FIPS 180-4)', () => {
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.equal(toHex(sha256(utf8Bytes('abc'))), expected);
});
