/** The keys of a company's log: who signs, and who has signed. */
import {
  ed25519Signer,
  openNote,
  parseCheckpoint,
  parseVkey,
  readNote,
  type Signer,
  signNote,
} from '@affidavit/verify';
import { ForeignKeyFile, StoreDamaged } from '../../domain/errors.ts';
import type { LogKey } from '../ports/log-keys.ts';
import type { Company } from '../ports.ts';
import { nativeEd25519, type Secrets } from './secrets.ts';

type Log = Pick<Company, 'origin' | 'generation' | 'logKeys' | 'name'>;

/** The keys of the log's present epoch, the one that signs now first. */
export function keysOfLog({ origin, logKeys }: Pick<Log, 'origin' | 'logKeys'>): readonly LogKey[] {
  return logKeys.filter((key) => key.origin === origin);
}

export function logVkeys(company: Pick<Log, 'origin' | 'logKeys'>): string[] {
  return keysOfLog(company).map(({ vkey }) => vkey);
}

/** The key that signs now. */
export function logVkey(company: Log): string {
  return keyOfNow(company).vkey;
}

/** The key that begins an epoch, made of the newest seed of the key file. */
export function firstLogKey(secrets: Secrets, origin: string, fromSize = 0): LogKey {
  return nextLogKey(secrets, origin, 1, fromSize);
}

export function nextLogKey(secrets: Secrets, origin: string, generation: number, fromSize: number): LogKey {
  const { vkey } = ed25519Signer(origin, secrets.logKeySeeds(origin, generation)[0], nativeEd25519);
  return { origin, generation, vkey, fromSize, signsUntil: null };
}

/** The signer of a company's log. Throws ForeignKeyFile when the key file does not make the key that signs it. */
export function logSigner(secrets: Secrets, company: Log): Signer & { vkey: string } {
  const now = keyOfNow(company);
  return (
    signerOf(secrets, now) ??
    fail(
      `the key file does not make the key that signs the log of company "${company.name}" (${now.vkey}): ` +
        'the key file and the store do not belong together',
    )
  );
}

/** Whether the key file makes the key that signs a log; true where the store has not learnt it yet. */
export function makesLogKey(secrets: Secrets, company: Log): boolean {
  const [now] = keysOfLog(company);
  return now === undefined || signerOf(secrets, now) !== null;
}

/** Whether the key of now is made of the newest seed of the key file. */
export function isSignedByNewestSeed(secrets: Secrets, company: Log): boolean {
  const [now] = keysOfLog(company);
  return now !== undefined && nextLogKey(secrets, now.origin, now.generation, 0).vkey === now.vkey;
}

/** Who signs a checkpoint at a moment: the key of now, and those whose place it took not long ago. */
export function signersAt(secrets: Secrets, company: Log, now: number): readonly Signer[] {
  const signers: Signer[] = [logSigner(secrets, company)];
  for (const key of keysOfLog(company).slice(1)) {
    const signer = (key.signsUntil ?? 0) > now ? signerOf(secrets, key) : null;
    if (signer !== null) signers.push(signer);
  }
  return signers;
}

/** The key of the log that signed a note: the newest, when several did. Throws StoreDamaged when none did. */
export function signingVkey(company: Company, note: string): string {
  const signed = logVkeys(company).find((vkey) => isSignedBy(note, vkey));
  if (signed === undefined)
    throw new StoreDamaged(`the newest checkpoint of company "${company.name}" is not signed by its key`);
  return signed;
}

/** What a checkpoint says, or null when no key of the company's log signed it. */
export function openSignedCheckpoint(company: Pick<Log, 'origin' | 'logKeys'>, note: string) {
  try {
    return parseCheckpoint(openNote(note, logVkeys(company).map(parseVkey)).text);
  } catch {
    return null;
  }
}

/**
 * The same where the key file is at hand. What it signs again to the byte needs no portable Ed25519, which takes some
 * milliseconds a log and fifty for the first.
 */
export function openOwnCheckpoint(secrets: Secrets, company: Log, note: string, now: number) {
  try {
    const { text } = readNote(note);
    if (signNote(text, signersAt(secrets, company, now)) === note) return parseCheckpoint(text);
  } catch {
    // Whether another key of the log signed it is seen below.
  }
  return openSignedCheckpoint(company, note);
}

function keyOfNow(company: Log): LogKey {
  const [now] = keysOfLog(company);
  if (now === undefined) throw new StoreDamaged(`no key is known of the log of company "${company.name}"`);
  return now;
}

function signerOf(secrets: Secrets, { origin, generation, vkey }: LogKey) {
  for (const seed of secrets.logKeySeeds(origin, generation)) {
    const signer = ed25519Signer(origin, seed, nativeEd25519);
    if (signer.vkey === vkey) return signer;
  }
  return null;
}

function isSignedBy(note: string, vkey: string): boolean {
  try {
    openNote(note, [parseVkey(vkey)]);
    return true;
  } catch {
    return false;
  }
}

function fail(message: string): never {
  throw new ForeignKeyFile(message);
}
