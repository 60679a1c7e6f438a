/** Offline inclusion proofs (c2sp.org/tlog-proof@v1): index, path and the signed checkpoint in one text. */
import { VerifyError } from './error.ts';
import { fromBase64, HASH_BYTES, toBase64 } from './hash.ts';
import { isSize, PATH_MAX } from './merkle.ts';

export interface Proof {
  index: number;
  /** Sibling hashes from the leaf upwards. */
  path: Uint8Array[];
  /** The checkpoint as a signed note, verbatim. */
  checkpoint: string;
}

export interface ParsedProof extends Proof {
  /** Data that nothing vouches for; Affidavit writes none. */
  extra: Uint8Array | null;
}

const HEADER = 'c2sp.org/tlog-proof@v1';

/** Throws VerifyError for an index or a path that cannot be. */
export function formatProof(proof: Proof): string {
  const { index, path, checkpoint } = proof;
  if (!isSize(index) || path.length > PATH_MAX || path.some((hash) => hash.length !== HASH_BYTES)) {
    throw new VerifyError('proof', 'a proof needs an index and hashes of 32 bytes');
  }
  return `${HEADER}\nindex ${index}\n${path.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`;
}

/** Reads a proof; neither path nor checkpoint is verified here. Throws VerifyError. */
export function parseProof(text: string): ParsedProof {
  const blank = text.indexOf('\n\n');
  if (blank < 0) throw new VerifyError('proof', 'no blank line before the checkpoint');
  const [header, ...lines] = text.slice(0, blank).split('\n');
  if (header !== HEADER) throw new VerifyError('proof', `the first line is not ${HEADER}`);
  const extra = lines[0]?.startsWith('extra ') ? decode(lines.shift()!.slice('extra '.length)) : null;
  const index = parseIndex(lines.shift() ?? '');
  if (lines.length > PATH_MAX) throw new VerifyError('proof', 'too many hashes');
  const path = lines.map(decode);
  if (path.some((hash) => hash.length !== HASH_BYTES))
    throw new VerifyError('proof', 'a hash has not 32 bytes');
  return { index, path, checkpoint: text.slice(blank + 2), extra };
}

function parseIndex(line: string): number {
  const digits = /^index (0|[1-9]\d*)$/.exec(line)?.[1];
  const index = Number(digits);
  if (digits === undefined || !isSize(index)) throw new VerifyError('proof', 'the index line is malformed');
  return index;
}

function decode(base64: string): Uint8Array {
  try {
    return fromBase64(base64);
  } catch (cause) {
    throw new VerifyError('proof', 'a line is not base64', { cause });
  }
}
