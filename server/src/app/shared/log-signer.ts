import { ed25519Signer, openNote, parseCheckpoint, parseVkey } from '@affidavit/verify';
import type { Company } from '../ports.ts';
import type { Secrets } from './secrets.ts';

/** The signer of a company's log; its `vkey` is what a verifier pins. */
export function logSigner(secrets: Secrets, company: Company) {
  return ed25519Signer(company.origin, secrets.logKeySeed(company.origin, company.generation));
}

/** The keys that have signed a company's log, the one that signs now first. */
export function logVkeys(secrets: Secrets, company: Company): string[] {
  const generations = Array.from({ length: company.generation }, (_, i) => company.generation - i);
  return generations.map((generation) => logSigner(secrets, { ...company, generation }).vkey);
}

/** What a checkpoint says, or null when the company's log key did not sign it. */
export function openSignedCheckpoint(secrets: Secrets, company: Company, note: string) {
  try {
    return parseCheckpoint(openNote(note, [parseVkey(logSigner(secrets, company).vkey)]).text);
  } catch {
    return null;
  }
}
