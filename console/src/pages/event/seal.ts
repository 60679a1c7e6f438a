/** From a leaf to a signed root, followed in this browser. */
import { fromHex, parseProof, readNote, toHex, verifyInclusion } from '@affidavit/verify';
import { type Head, headOf } from '../../verifying/head.ts';

export interface Seal {
  /** The signed tree that the proof leads to. */
  head: Head;
  index: number;
  /** From the leaf upwards: the hash beside, and on which side it stands. */
  steps: { hash: string; side: 'left' | 'right' }[];
  leadsToRoot: boolean;
  /** Names on the lines of others than the log. */
  cosigners: string[];
}

/** Throws VerifyError when the text is no proof. */
export function readSeal(text: string, leaf: string, vkeys: readonly string[]): Seal {
  const { index, path, checkpoint } = parseProof(text);
  const head = headOf(checkpoint, vkeys);
  const { origin, size, root } = head;
  const sides = sidesOf(index, size);
  const names = readNote(checkpoint).signatures.map(({ name }) => name);
  return {
    head,
    index,
    steps: path.map((hash, i) => ({ hash: toHex(hash), side: sides[i] ?? 'right' })),
    leadsToRoot: verifyInclusion({ leaf: fromHex(leaf), index, size, root: fromHex(root), path }),
    cosigners: names.filter((name) => name !== origin),
  };
}

/** On which side the sibling of each step is (RFC 6962, 2.1.1). */
function sidesOf(index: number, size: number): ('left' | 'right')[] {
  const sides: ('left' | 'right')[] = [];
  let node = index;
  for (let last = size - 1; last > 0; last = Math.floor(last / 2), node = Math.floor(node / 2)) {
    if (node % 2 === 1) sides.push('left');
    else if (node < last) sides.push('right');
  }
  return sides;
}
