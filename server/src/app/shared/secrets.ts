import { createHmac, hash } from 'node:crypto';
import { companySecret, logKeySeed, type Sha256 } from '@affidavit/verify';
import { limits } from '../../domain/limits.ts';
import { makeCache } from './cache.ts';

/** SHA-256 by OpenSSL: the same function as verify's own, about three times as fast here. */
export const nativeSha256: Sha256 = (data) => hash('sha256', data, 'buffer');

/** What follows from the master seed (docs/formats.md, "Keys"). The seed itself never leaves this object. */
export interface Secrets {
  logKeySeed(origin: string, generation: number): Uint8Array;
  /** HMAC-SHA256 of a canonical draft under the company's secret: recognises "same id, same content" after an erasure. */
  draftMac(companyUuid: string, canonicalDraft: string): Uint8Array;
  /** HMAC-SHA256 of a text under a key for one purpose of a company: seals cursors and links that leave and come back. */
  mac(companyUuid: string, purpose: 'cursor' | 'link', text: string): Uint8Array;
}

export function makeSecrets(masterSeed: Uint8Array): Secrets {
  // Bounded, because a link may name any company before anybody has checked it.
  const companies = makeCache<Uint8Array>(limits.companySecrets);
  const secretOf = (uuid: string) => {
    let secret = companies.get(uuid);
    if (secret === undefined) {
      secret = companySecret(masterSeed, uuid);
      companies.set(uuid, secret, 1);
    }
    return secret;
  };
  return {
    logKeySeed: (origin, generation) => logKeySeed(masterSeed, origin, generation),
    draftMac: (uuid, draft) => createHmac('sha256', secretOf(uuid)).update(draft).digest(),
    mac(uuid, purpose, text) {
      const key = createHmac('sha256', secretOf(uuid)).update(`affidavit/${purpose}/v1`).digest();
      return createHmac('sha256', key).update(text).digest();
    },
  };
}
