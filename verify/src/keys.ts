/** What is derived from the master seed, and the names of logs (docs/formats.md, "Origin", "Log key"). */
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { VerifyError } from './error.ts';
import { labelled, utf8Bytes } from './hash.ts';

const DERIVED_BYTES = 32;
const ORIGIN_PREFIX = 'affidavit.log/';
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** The 32-byte Ed25519 seed of a log's key; generations count up when a key is replaced. */
export function logKeySeed(masterSeed: Uint8Array, origin: string, generation: number): Uint8Array {
  if (!Number.isSafeInteger(generation)) throw new VerifyError('vkey', 'a generation is a safe integer');
  return derive(masterSeed, labelled('affidavit/log-key/v1', origin, String(generation)));
}

/** The 32-byte secret of a company, which keys `draftMac`. `companyUuid` is lower case. */
export function companySecret(masterSeed: Uint8Array, companyUuid: string): Uint8Array {
  return derive(masterSeed, labelled('affidavit/company-secret/v1', companyUuid));
}

/** What is kept with an event whose id the client chose: HMAC-SHA256 of the canonical JSON of its draft. */
export function draftMac(secret: Uint8Array, canonicalDraft: string): Uint8Array {
  return hmac(nobleSha256, secret, utf8Bytes(canonicalDraft));
}

/** The name of a new log from 16 random bytes: `affidavit.log/` and their 26 lower-case base32 characters. */
export function logOrigin(random: Uint8Array): string {
  if (random.length !== 16) throw new VerifyError('checkpoint', 'an origin is made of 16 random bytes');
  let name = ORIGIN_PREFIX;
  let bits = 0;
  let held = 0;
  for (const byte of random) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) name += BASE32.charAt((held >> (bits - 5)) & 31);
  }
  return name + BASE32.charAt((held << (5 - bits)) & 31);
}

/** Whether `text` is the name of an Affidavit log. */
export function isLogOrigin(text: string): boolean {
  return /^affidavit\.log\/[a-z2-7]{26}$/.test(text);
}

function derive(masterSeed: Uint8Array, info: Uint8Array): Uint8Array {
  return hkdf(nobleSha256, masterSeed, undefined, info, DERIVED_BYTES);
}
