/** What a log sends to a witness (c2sp.org/tlog-witness, `add-checkpoint`): old size, consistency proof, checkpoint. */
import { VerifyError } from './error.ts';
import { fromBase64, HASH_BYTES, toBase64 } from './hash.ts';
import { isSize } from './merkle.ts';

export interface WitnessRequest {
  /** The size of the checkpoint that the witness is believed to have cosigned last; 0 for none. */
  oldSize: number;
  /** The consistency proof from the old size to the checkpoint's; empty from size 0, and between equal sizes. */
  path: readonly Uint8Array[];
  /** The checkpoint as a signed note. */
  checkpoint: string;
}

const PATH_LINES_MAX = 63;

export function formatWitnessRequest({ oldSize, path, checkpoint }: WitnessRequest): string {
  if (!isSize(oldSize) || path.length > PATH_LINES_MAX)
    throw new VerifyError('witness', 'a request needs the old size and at most 63 hashes');
  return `old ${oldSize}\n${path.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`;
}

/** Reads a request; neither proof nor checkpoint is verified here. Sizes from 2^53 on are refused. Throws VerifyError. */
export function parseWitnessRequest(text: string): WitnessRequest {
  const blank = text.indexOf('\n\n');
  if (blank < 0) throw new VerifyError('witness', 'no empty line before the checkpoint');
  const [first = '', ...lines] = text.slice(0, blank).split('\n');
  const digits = /^old (0|[1-9]\d*)$/.exec(first)?.[1];
  const oldSize = Number(digits);
  if (digits === undefined || !isSize(oldSize))
    throw new VerifyError('witness', 'the first line is not: old <size>');
  if (lines.length > PATH_LINES_MAX) throw new VerifyError('witness', 'more than 63 hashes');
  return { oldSize, path: lines.map(hashOf), checkpoint: text.slice(blank + 2) };
}

function hashOf(line: string): Uint8Array {
  let hash: Uint8Array;
  try {
    hash = fromBase64(line);
  } catch (cause) {
    throw new VerifyError('witness', 'a line of the proof is not base64', { cause });
  }
  if (hash.length !== HASH_BYTES) throw new VerifyError('witness', 'a hash has not 32 bytes');
  return hash;
}
