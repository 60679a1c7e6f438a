import assert from 'node:assert/strict';
import { hkdfSync } from 'node:crypto';
import { test } from 'node:test';
import { fixedBytes, ORIGIN } from '../scripts/sample.ts';
import { refuses } from '../test/refuses.ts';
import { toHex } from './hash.ts';
import { companySecret, isLogOrigin, logKeySeed } from './keys.ts';

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
  const other = `${ORIGIN.slice(0, -1)}a`;
  const seeds = [logKeySeed(seed, ORIGIN, 1), logKeySeed(seed, ORIGIN, 2), logKeySeed(seed, other, 1)];
  assert.equal(new Set(seeds.map(toHex)).size, 3);
  refuses(() => logKeySeed(seed, ORIGIN, 1.5));
});

test('what is no origin', () => {
  assert.ok(isLogOrigin(ORIGIN));
  const name = ORIGIN.slice('affidavit.log/'.length);
  for (const bad of ['', name, `affidavit.log/${name}a`, `affidavit.log/${name.slice(1)}`, `${ORIGIN}\n`]) {
    assert.ok(!isLogOrigin(bad), bad);
  }
  assert.ok(!isLogOrigin(ORIGIN.toUpperCase()));
  assert.ok(!isLogOrigin(`x${ORIGIN}`));
});
