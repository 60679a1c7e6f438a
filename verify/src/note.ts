/** Signed notes (c2sp.org/signed-note@v1.0.0) with Ed25519 keys (signature type 0x01). */
import { getPublicKey, hashes, Point, sign, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { VerifyError } from './error.ts';
import { concatBytes, equalBytes, fromBase64, fromHex, sha256, toBase64, toHex, utf8Bytes } from './hash.ts';
import { rememberingTrue } from './remembered.ts';

// The library's synchronous functions take their SHA-512 from this slot.
hashes.sha512 = sha512;

export interface Signer {
  name: string;
  /** 4 bytes. */
  keyId: Uint8Array;
  /** The signature without the key id. */
  sign(text: Uint8Array): Uint8Array;
}

/** A secret key made of its seed of 32 bytes, by whichever implementation of Ed25519 (RFC 8032): all make the same bytes. */
export type Ed25519 = (seed: Uint8Array) => {
  /** 32 bytes. */
  publicKey: Uint8Array;
  /** 64 bytes. */
  sign(text: Uint8Array): Uint8Array;
};

const portableEd25519: Ed25519 = (seed) => ({
  publicKey: getPublicKey(seed),
  sign: (text) => sign(text, seed),
});

export interface Verifier {
  name: string;
  /** 4 bytes. */
  keyId: Uint8Array;
  verify(text: Uint8Array, signature: Uint8Array): boolean;
}

export interface OpenedNote {
  /** The signed text, ending in a newline. */
  text: string;
  /** Names of the given verifiers whose signature holds, in the order of the note. */
  verified: string[];
  /** Names on signature lines that belong to no given verifier: nothing is known about them. */
  unverified: string[];
}

/** More signatures than this make a note malformed. */
export const SIGNATURES_MAX = 100;

/** Signature types (c2sp.org/signed-note): a plain Ed25519 signature, and a cosignature with a time. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;

const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
const POINT_BYTES = 32;
const LINE_START = '— ';

/** One signature line of a note. */
export interface NoteSignature {
  name: string;
  /** 4 bytes. */
  keyId: Uint8Array;
  /** Without the key id. */
  signature: Uint8Array;
}

/** A public key of a vkey that was found sound. */
export interface NamedKey {
  name: string;
  keyId: Uint8Array;
  publicKey: Uint8Array;
}

/** The text form of an Ed25519 public key: `<name>+<hex key id>+<base64 of 0x01 and the key>`. */
export function formatVkey(name: string, publicKey: Uint8Array): string {
  requireName(name, 'vkey');
  requirePublicKey(publicKey);
  return vkeyText(name, publicKey, ED25519);
}

/** Throws VerifyError unless `vkey` is well-formed, of type Ed25519, and its key a point of the prime-order group. */
export function parseVkey(vkey: string): Verifier {
  const { name, keyId, publicKey } = parseNamedKey(vkey, ED25519);
  return {
    name,
    keyId,
    verify: (text, signature) => verifyEd25519(publicKey, text, signature),
  };
}

/** The key of a vkey of this signature type. Throws VerifyError as `parseVkey` does. */
export function parseNamedKey(vkey: string, type: typeof ED25519 | typeof COSIGNATURE): NamedKey {
  // Base64 has plus signs of its own, a name has none.
  const [name = '', id = '', ...rest] = vkey.split('+');
  requireName(name, 'vkey');
  if (!/^[0-9a-f]{8}$/.test(id)) throw new VerifyError('vkey', 'the key id is not eight hex digits');
  const key = keyBytes(rest.join('+'));
  if (key[0] !== type)
    throw new VerifyError(
      'vkey',
      type === ED25519 ? 'the key is not of type Ed25519' : 'the key is not of type Ed25519 cosignature',
    );
  const publicKey = key.slice(1);
  requirePublicKey(publicKey);
  const keyId = keyIdOf(name, publicKey, type);
  if (!equalBytes(keyId, fromHex(id))) throw new VerifyError('vkey', 'the key id does not belong to the key');
  return { name, keyId, publicKey };
}

/** A signer from a 32-byte seed (RFC 8032 secret key), with its public half. */
export function ed25519Signer(
  name: string,
  seed: Uint8Array,
  secretOf: Ed25519 = portableEd25519,
): Signer & { vkey: string; publicKey: Uint8Array } {
  requireName(name, 'vkey');
  if (seed.length !== 32) throw new VerifyError('vkey', 'a seed has 32 bytes');
  const { publicKey, sign } = secretOf(seed.slice());
  return {
    name,
    keyId: keyIdOf(name, publicKey, ED25519),
    publicKey,
    vkey: vkeyText(name, publicKey, ED25519),
    sign,
  };
}

/** `text` (which ends in a newline), a blank line, and one signature line per signer. Throws VerifyError. */
export function signNote(text: string, signers: readonly Signer[]): string {
  requireNoteText(text);
  if (!text.endsWith('\n')) throw new VerifyError('note', 'the text does not end in a newline');
  if (signers.length === 0) throw new VerifyError('note', 'a note needs a signature');
  const bytes = utf8Bytes(text);
  const lines = signers.map((signer) => {
    requireName(signer.name, 'note');
    return signatureLine({ ...signer, signature: signer.sign(bytes) });
  });
  return `${text}\n${lines.join('')}`;
}

/**
 * Opens a note. Throws VerifyError with code `note` when it is malformed, and `signature` when any line of a given
 * verifier is wrong (the first being right does not excuse a second) or when none of them has signed.
 */
export function openNote(note: string, verifiers: readonly Verifier[]): OpenedNote {
  const { text, lines } = splitNote(note);
  const bytes = utf8Bytes(text);
  const verified: string[] = [];
  const unverified: string[] = [];
  const seen = new Set<string>();
  for (const line of lines) {
    const { name, keyId, signature } = parseSignatureLine(line);
    const [verifier, second] = verifiers.filter((v) => v.name === name && equalBytes(v.keyId, keyId));
    if (second !== undefined)
      throw new VerifyError('note', `two given keys are called ${name} and share an id`);
    if (verifier === undefined) {
      if (!seen.has(line)) unverified.push(name);
      seen.add(line);
      continue;
    }
    if (!verifier.verify(bytes, signature))
      throw new VerifyError('signature', `the signature of ${name} is wrong`);
    const key = `${name}+${toHex(keyId)}`;
    if (!seen.has(key)) verified.push(name);
    seen.add(key);
  }
  if (verified.length === 0) throw new VerifyError('signature', 'no signature by a given key');
  return { text, verified, unverified };
}

/** The text of a note and its signature lines; no signature is verified. Throws VerifyError for a malformed note. */
export function readNote(note: string): { text: string; signatures: NoteSignature[] } {
  const { text, lines } = splitNote(note);
  return { text, signatures: lines.map(parseSignatureLine) };
}

/** `— <name> <base64 of key id and signature>`, ending in a newline. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  return `${LINE_START}${name} ${toBase64(concatBytes(keyId, signature))}\n`;
}

function splitNote(note: string): { text: string; lines: string[] } {
  requireNoteText(note);
  // The text may hold blank lines itself; signatures cannot, so the last one divides them.
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0 || !note.endsWith('\n'))
    throw new VerifyError('note', 'no blank line before signature lines');
  const lines = note.slice(blank + 2, -1).split('\n');
  if (blank + 2 >= note.length) throw new VerifyError('note', 'no signature lines');
  if (lines.length > SIGNATURES_MAX) throw new VerifyError('note', 'too many signatures');
  return { text: note.slice(0, blank + 1), lines };
}

function parseSignatureLine(line: string): NoteSignature {
  if (!line.startsWith(LINE_START)) throw new VerifyError('note', 'not a signature line');
  const [name = '', base64 = '', ...rest] = line.slice(LINE_START.length).split(' ');
  if (rest.length > 0) throw new VerifyError('note', 'not a signature line');
  requireName(name, 'note');
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(base64);
  } catch (cause) {
    throw new VerifyError('note', 'a signature is not base64', { cause });
  }
  if (bytes.length <= KEY_ID_BYTES) throw new VerifyError('note', 'a signature is too short');
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

export function vkeyText(name: string, publicKey: Uint8Array, type: number): string {
  const key = toBase64(concatBytes(Uint8Array.of(type), publicKey));
  return `${name}+${toHex(keyIdOf(name, publicKey, type))}+${key}`;
}

export function keyIdOf(name: string, publicKey: Uint8Array, type: number): Uint8Array {
  return sha256(concatBytes(utf8Bytes(name), Uint8Array.of(0x0a, type), publicKey)).slice(0, KEY_ID_BYTES);
}

function keyBytes(base64: string): Uint8Array {
  try {
    return fromBase64(base64);
  } catch (cause) {
    throw new VerifyError('vkey', 'the key is not base64', { cause });
  }
}

/** Throws VerifyError unless `name` can name a key. */
export function requireName(name: string, code: 'vkey' | 'note'): void {
  if (name === '' || !name.isWellFormed() || /[\p{White_Space}\p{Cc}+]/u.test(name)) {
    throw new VerifyError(code, 'a key name is not empty and has neither spaces nor plus signs');
  }
}

function requireNoteText(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note may hold no control character but the newline
  if (!text.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(text)) {
    throw new VerifyError('note', 'control characters or lone surrogates in the note');
  }
}

/** Low-order, mixed-order and non-canonical keys let one signature mean several things: none is accepted. */
function requirePublicKey(publicKey: Uint8Array): void {
  let sound: boolean;
  try {
    sound = isSound(publicKey);
  } catch (cause) {
    throw new VerifyError('vkey', 'the key is not a point of the curve', { cause });
  }
  if (!sound) throw new VerifyError('vkey', 'the key is not in the prime-order group');
}

const isSound = rememberingTrue((publicKey) => {
  const point = Point.fromBytes(publicKey!, false);
  return !point.isSmallOrder() && point.isTorsionFree();
});

/** `publicKey` is one that `requirePublicKey` lets through. */
export function verifyEd25519(publicKey: Uint8Array, text: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  try {
    return hasSigned(publicKey, signature, text);
  } catch {
    return false;
  }
}

const hasSigned = rememberingTrue(
  (publicKey, signature, text) =>
    // The library forgives a part of low order in R, others do not: two verifiers must not differ.
    verify(signature!, text!, publicKey!, { zip215: false }) &&
    Point.fromBytes(signature!.slice(0, POINT_BYTES), false).isTorsionFree(),
);
