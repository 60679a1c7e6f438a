import { createHmac, createPrivateKey, createPublicKey, hash, sign } from 'node:crypto';
import { companySecret, type Ed25519, logKeySeed, type Sha256 } from '@affidavit/verify';
import { limits } from '../../domain/limits.ts';
import { makeCache } from './cache.ts';

/** SHA-256 by OpenSSL: the same function as verify's own, about three times as fast here. */
export const nativeSha256: Sha256 = (data) => hash('sha256', data, 'buffer');

/** PKCS #8 (RFC 8410) of an Ed25519 key, up to its seed. */
const PKCS8_START = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_START_BYTES = 12;

/** Ed25519 by OpenSSL: signs in an eighth of the time, and a start needs not make the tables of the other first (50 ms). */
export const nativeEd25519: Ed25519 = (seed) => {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_START, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { publicKey: spki.subarray(SPKI_START_BYTES), sign: (text) => sign(null, text, key) };
};

/**
 * What follows from the seeds of the key file (docs/formats.md, "Keys"), of which there are several once one of them was
 * given up. They never leave this object.
 */
export interface Secrets {
  /** What the seed of a log's key may be: one for each seed of the key file, that of the newest first. */
  logKeySeeds(origin: string, generation: number): readonly [Uint8Array, ...Uint8Array[]];
  /**
   * HMAC-SHA256 of a canonical draft under the company's secret: recognises "same id, same content" after an erasure.
   * By the oldest seed, so that what was recorded before another was added is still recognised.
   */
  draftMac(companyUuid: string, canonicalDraft: string): Uint8Array;
  /**
   * HMAC-SHA256 of a text under a key for one purpose of a company: seals cursors, links and choices that leave and come back,
   * and stands for what a hold keeps where no personal data may be. By the newest seed: what was sealed by one that was given
   * up is not believed any more.
   */
  mac(companyUuid: string, purpose: 'cursor' | 'link' | 'choice' | 'hold', text: string): Uint8Array;
}

/** From the seeds of a key file, oldest first. */
export function makeSecrets(oldest: Uint8Array, ...later: readonly Uint8Array[]): Secrets {
  const newest = later.at(-1) ?? oldest;
  const oldestSecret = secretsOf(oldest);
  const newestSecret = newest === oldest ? oldestSecret : secretsOf(newest);
  const newestFirst = [oldest, ...later].reverse();
  return {
    logKeySeeds(origin, generation) {
      const [first = newest, ...others] = newestFirst.map((seed) => logKeySeed(seed, origin, generation));
      return [first, ...others];
    },
    draftMac: (uuid, draft) => createHmac('sha256', oldestSecret(uuid)).update(draft).digest(),
    mac(uuid, purpose, text) {
      const key = createHmac('sha256', newestSecret(uuid)).update(`affidavit/${purpose}/v1`).digest();
      return createHmac('sha256', key).update(text).digest();
    },
  };
}

/** The secrets of companies, as far as they are in use. Bounded, because a link may name any company before anybody has checked it. */
function secretsOf(seed: Uint8Array): (uuid: string) => Uint8Array {
  const companies = makeCache<Uint8Array>(limits.companySecrets);
  return (uuid) => {
    let secret = companies.get(uuid);
    if (secret === undefined) {
      secret = companySecret(seed, uuid);
      companies.set(uuid, secret, 1);
    }
    return secret;
  };
}
