/** Cosignatures of witnesses (c2sp.org/tlog-cosignature): `cosignature/v1`, Ed25519 with a time (type 0x04). */
import { getPublicKey, sign } from '@noble/ed25519';
import { VerifyError } from './error.ts';
import { concatBytes, equalBytes, utf8Bytes } from './hash.ts';
import {
  COSIGNATURE,
  keyIdOf,
  type NamedKey,
  parseNamedKey,
  readNote,
  requireName,
  signatureLine,
  verifyEd25519,
  vkeyText,
} from './note.ts';

/** The public key of a witness. */
export type WitnessKey = NamedKey;

/** That a witness had seen the log grow without a break up to a checkpoint, as of a time. */
export interface Cosignature {
  /** Name of the witness's key. */
  name: string;
  /** Seconds since 1970, as the witness's clock said. */
  time: number;
}

/** A witness's hand: its key, and cosignatures by it. */
export interface Cosigner extends WitnessKey {
  vkey: string;
  /** The signature line of a checkpoint (the text of its note) at `time` in seconds since 1970. Throws VerifyError. */
  cosign(text: string, time: number): string;
}

/** 23:59:59 on 31 December 9999: what is later cannot be written as a time. */
const TIME_MAX = 253_402_300_799;
const TIME_BYTES = 8;
const SEED_BYTES = 32;

/** From a 32-byte seed. The seed must belong to one witness alone: the signed message does not name the witness. */
export function cosigner(name: string, seed: Uint8Array): Cosigner {
  requireName(name, 'vkey');
  if (seed.length !== SEED_BYTES) throw new VerifyError('vkey', 'a seed has 32 bytes');
  const secret = seed.slice();
  const publicKey = getPublicKey(secret);
  const keyId = keyIdOf(name, publicKey, COSIGNATURE);
  return {
    name,
    keyId,
    publicKey,
    vkey: vkeyText(name, publicKey, COSIGNATURE),
    cosign(text, time) {
      if (!isTime(time)) throw new VerifyError('signature', 'not a time that a cosignature can bear');
      const signature = concatBytes(timeBytes(time), sign(message(text, time), secret));
      return signatureLine({ name, keyId, signature });
    },
  };
}

/** Throws VerifyError unless `vkey` is well-formed, of type 0x04, and its key a point of the prime-order group. */
export function parseWitnessVkey(vkey: string): WitnessKey {
  return parseNamedKey(vkey, COSIGNATURE);
}

/**
 * The cosignatures of these witnesses on a checkpoint, each key once, in the order of `keys`. A key that signed more
 * than once counts with its earliest time. Lines of other keys are passed over. Throws VerifyError with code `note`
 * for a malformed note, and `signature` when a line of one of the keys is no valid cosignature.
 */
export function readCosignatures(note: string, keys: readonly WitnessKey[]): Cosignature[] {
  const { text, signatures } = readNote(note);
  return keys.flatMap((key) => {
    const times = signatures
      .filter(({ name, keyId }) => name === key.name && equalBytes(keyId, key.keyId))
      .map(({ signature }) => timeOf(text, signature, key));
    return times.length === 0 ? [] : [{ name: key.name, time: Math.min(...times) }];
  });
}

function timeOf(text: string, signature: Uint8Array, key: WitnessKey): number {
  const time = readTime(signature);
  const isGood =
    time !== null && verifyEd25519(key.publicKey, message(text, time), signature.slice(TIME_BYTES));
  if (!isGood) throw new VerifyError('signature', `the cosignature of ${key.name} is wrong`);
  return time;
}

function message(text: string, time: number): Uint8Array {
  return utf8Bytes(`cosignature/v1\ntime ${time}\n${text}`);
}

/** Zero stands for no statement about a time, which no witness makes of a checkpoint. */
function isTime(time: number): boolean {
  return Number.isSafeInteger(time) && time > 0 && time <= TIME_MAX;
}

function timeBytes(time: number): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  return bytes;
}

function readTime(signature: Uint8Array): number | null {
  if (signature.length < TIME_BYTES) return null;
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  return isTime(time) ? time : null;
}
