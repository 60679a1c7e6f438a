import { invalid } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';

const VISIBLE = /^[\x21-\x7e]+$/;
const QUOTED = /^"((?:[^"\\]|\\["\\])*)"$/;

/**
 * The key of an Idempotency-Key header: 1 to limits.idempotencyKeyChars visible ASCII characters. A quoted string
 * (RFC 8941 section 3.3.3) and the same characters without quotes are one key. Null when there is no header;
 * throws Refused `invalid` for anything else.
 */
export function readIdempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const text = String(header);
  const key = QUOTED.exec(text)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? text;
  if (key.length > limits.idempotencyKeyChars || !VISIBLE.test(key))
    throw invalid('Idempotency-Key', `must be 1 to ${limits.idempotencyKeyChars} visible ASCII characters`);
  return key;
}
