import assert from 'node:assert/strict';
import { createHmac, hkdfSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { fixedBytes, ORIGIN } from '../scripts/sample.ts';
import { VerifyError } from './error.ts';
import { toHex } from './hash.ts';
import { companySecret, draftMac, isLogOrigin, logKeySeed, logOrigin } from './keys.ts';

const seed = fixedBytes('seed', 32);

function hkdf(info: string): string {
  return Buffer.from(hkdfSync('sha256', seed, new Uint8Array(0), info, 32)).toString('hex');
}

test('derived secrets are HKDF-SHA256 without salt', () => {
  assert.equal(toHex(logKeySeed(seed, ORIGIN, 1)), hkdf(`affidavit/log-key/v1\0${ORIGIN}\x001`));
  const uuid = '3f0c1f6e-54b2-4c3e-9a35-0d7f1a2b3c4d';
  assert.equal(toHex(companySecret(seed, uuid)), hkdf(`affidavit/company-secret/v1\0${uuid}`));
});

test('every origin and generation has its own key', () => {
  const other = logOrigin(fixedBytes('other', 16));
  const seeds = [logKeySeed(seed, ORIGIN, 1), logKeySeed(seed, ORIGIN, 2), logKeySeed(seed, other, 1)];
  assert.equal(new Set(seeds.map(toHex)).size, 3);
  assert.throws(() => logKeySeed(seed, ORIGIN, 1.5), VerifyError);
});

test('a draft is named by HMAC-SHA256', () => {
  const mac = createHmac('sha256', seed).update('{"é":1}').digest('hex');
  assert.equal(toHex(draftMac(seed, '{"é":1}')), mac);
});

test('origins are base32 of RFC 4648 in lower case', () => {
  const text = (bytes: number[]) => logOrigin(Uint8Array.from(bytes)).slice('affidavit.log/'.length);
  assert.equal(text(new Array(16).fill(0)), 'a'.repeat(26));
  assert.equal(text(new Array(16).fill(255)), `${'7'.repeat(25)}4`);
  // "foobar" repeated: the test vector of RFC 4648 section 10 begins MZXW6YTBOI.
  assert.ok(text([...Buffer.from('foobarfoobarfoob')]).startsWith('mzxw6ytb'));
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
      const groups = bits.padEnd(130, '0').match(/.{5}/g) ?? [];
      const expected = groups
        .map((group) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(group, 2)])
        .join('');
      assert.equal(logOrigin(bytes), `affidavit.log/${expected}`);
      assert.ok(isLogOrigin(logOrigin(bytes)));
    }),
  );
  assert.throws(() => logOrigin(new Uint8Array(15)), VerifyError);
});

test('what is no origin', () => {
  const name = ORIGIN.slice('affidavit.log/'.length);
  for (const bad of ['', name, `affidavit.log/${name}a`, `affidavit.log/${name.slice(1)}`, `${ORIGIN}\n`]) {
    assert.ok(!isLogOrigin(bad), bad);
  }
  assert.ok(!isLogOrigin(ORIGIN.toUpperCase()));
  assert.ok(!isLogOrigin(`x${ORIGIN}`));
});
