/** What is derived from the master seed, and the names of logs (docs/formats.md, "Origin", "Log key"). */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { VerifyError } from './error.ts';
import { labelled } from './hash.ts';

const DERIVED_BYTES = 32;

/** The 32-byte Ed25519 seed of a log's key; generations count up when a key is replaced. */
export function logKeySeed(masterSeed: Uint8Array, origin: string, generation: number): Uint8Array {
  if (!Number.isSafeInteger(generation)) throw new VerifyError('vkey', 'a generation is a safe integer');
  return derive(masterSeed, labelled('affidavit/log-key/v1', origin, String(generation)));
}

/** The 32-byte secret of a company: keys the HMAC by which a client-chosen id is recognised. `companyUuid` is lower case. */
export function companySecret(masterSeed: Uint8Array, companyUuid: string): Uint8Array {
  return derive(masterSeed, labelled('affidavit/company-secret/v1', companyUuid));
}

/** Whether `text` is the name of an Affidavit log: `affidavit.log/` and 26 lower-case base32 characters. */
export function isLogOrigin(text: string): boolean {
  return /^affidavit\.log\/[a-z2-7]{26}$/.test(text);
}

function derive(masterSeed: Uint8Array, info: Uint8Array): Uint8Array {
  return hkdf(nobleSha256, masterSeed, undefined, info, DERIVED_BYTES);
}
