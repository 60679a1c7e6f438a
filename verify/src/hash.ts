/** Bytes: hashing, and the text encodings used by the formats. */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { VerifyError } from './error.ts';

/** SHA-256 of `data`, 32 bytes. Everything that hashes takes one, so that a server can inject a native one. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

export const HASH_BYTES = 32;

export const sha256: Sha256 = (data) => nobleSha256(data);

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/** Throws VerifyError unless `hex` is pairs of lower-case hex digits: one spelling for one value. */
export function fromHex(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) {
    throw new VerifyError('encoding', 'not lower-case hex');
  }
  return hexToBytes(hex);
}

/** Standard base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  // In pieces, because the arguments of one call live on the stack.
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary);
}

/** Throws VerifyError unless `text` is exactly what `toBase64` writes: padding, no spaces, no stray bits. */
export function fromBase64(text: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(text);
  } catch (cause) {
    throw new VerifyError('encoding', 'not base64', { cause });
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  // atob forgives spaces, missing padding and stray bits; two spellings of one value must not both pass.
  if (btoa(binary) !== text) throw new VerifyError('encoding', 'not canonical base64');
  return bytes;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}

export function concatBytes(...parts: Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

const encoder = new TextEncoder();
// A byte order mark is a character like any other here: dropping it would change what was hashed.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 of `text`, which must be well-formed (a lone surrogate would become U+FFFD unnoticed). */
export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Throws VerifyError unless `bytes` are valid UTF-8. */
export function utf8Text(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new VerifyError('encoding', 'not valid UTF-8', { cause });
  }
}

/** `parts` as UTF-8, each but the last followed by a zero byte: the label scheme of all our hashes. */
export function labelled(...parts: string[]): Uint8Array {
  return encoder.encode(parts.join('\0'));
}
