/** How a document lies in a column of bytes: a byte that says how, then the bytes. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Part } from '../app/ports.ts';

const PLAIN = 0;
const DEFLATED = 1;
/** Compressing a shorter document costs more time than all the rest of recording it, for some hundred bytes. */
const COMPRESS_FROM_BYTES = 512;

/** Restores exactly what was given. */
export function packPart(part: Pick<Part, 'json'> | null): Uint8Array | null {
  if (part === null) return null;
  const plain = Buffer.from(part.json);
  if (plain.length >= COMPRESS_FROM_BYTES) {
    const deflated = deflateRawSync(plain);
    if (deflated.length < plain.length) return Buffer.concat([Buffer.of(DEFLATED), deflated]);
  }
  return Buffer.concat([Buffer.of(PLAIN), plain]);
}

/** The document that was packed; null when there is none (any more). */
export function unpackPart(packed: Uint8Array | null): string | null {
  if (packed === null) return null;
  const bytes = Buffer.from(packed.buffer, packed.byteOffset + 1, packed.byteLength - 1);
  return (packed[0] === DEFLATED ? inflateRawSync(bytes) : bytes).toString('utf8');
}
