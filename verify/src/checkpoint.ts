/** Checkpoints (c2sp.org/tlog-checkpoint): what a log signs about itself. */
import { VerifyError } from './error.ts';
import { fromBase64, HASH_BYTES, toBase64 } from './hash.ts';
import { isSize } from './merkle.ts';

export interface Checkpoint {
  /** The log's name; also the name of its key. */
  origin: string;
  size: number;
  root: Uint8Array;
  /** Further lines, in order; Affidavit writes none. */
  extensions: string[];
}

/** The text to sign: origin, decimal size and base64 root, one line each. Throws VerifyError. */
export function formatCheckpoint(checkpoint: Omit<Checkpoint, 'extensions'>): string {
  const { origin, size, root } = checkpoint;
  if (origin === '' || origin.includes('\n') || !isSize(size) || root.length !== HASH_BYTES) {
    throw new VerifyError('checkpoint', 'a checkpoint needs an origin, a size and a root of 32 bytes');
  }
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads the text of a checkpoint (of an opened note). Sizes from 2^53 on are refused. Throws VerifyError. */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw new VerifyError('checkpoint', 'the checkpoint does not end in a newline');
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  if (origin === '' || extensions.includes(''))
    throw new VerifyError('checkpoint', 'an empty line in the checkpoint');
  return { origin, size: parseDecimal(size), root: parseRoot(root), extensions };
}

function parseDecimal(text: string): number {
  const value = Number(text);
  if (!/^(0|[1-9]\d*)$/.test(text) || !isSize(value)) {
    throw new VerifyError('checkpoint', 'the size is not a plain decimal below 2^53');
  }
  return value;
}

function parseRoot(text: string): Uint8Array {
  let root: Uint8Array;
  try {
    root = fromBase64(text);
  } catch (cause) {
    throw new VerifyError('checkpoint', 'the root is not base64', { cause });
  }
  if (root.length !== HASH_BYTES) throw new VerifyError('checkpoint', 'the root has not 32 bytes');
  return root;
}
