/** The hash tree of RFC 6962 section 2.1 and the verification of its proofs (RFC 9162 sections 2.1.3.2, 2.1.4.2). */
import { equalBytes, HASH_BYTES, type Sha256, sha256, utf8Bytes } from './hash.ts';

/** The root of the tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

/** Longest proof: sizes are safe integers, so a tree has at most 53 levels above its leaves. */
export const PATH_MAX = 53;

/** SHA-256(0x00 ‖ data); a string stands for its UTF-8. */
export function leafHash(data: Uint8Array | string, hash: Sha256 = sha256): Uint8Array {
  const bytes = typeof data === 'string' ? utf8Bytes(data) : data;
  const input = new Uint8Array(1 + bytes.length);
  input.set(bytes, 1);
  return hash(input);
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array, hash: Sha256 = sha256): Uint8Array {
  const input = new Uint8Array(1 + left.length + right.length);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return hash(input);
}

export interface Inclusion {
  /** The leaf hash, not the entry. */
  leaf: Uint8Array;
  index: number;
  size: number;
  root: Uint8Array;
  /** Sibling hashes from the leaf upwards. */
  path: readonly Uint8Array[];
}

/**
 * Whether `path` proves that `leaf` is number `index` of the tree of `size` leaves with `root`. Size and root must
 * come from one signed checkpoint: a root alone does not fix the size. Never throws.
 */
export function verifyInclusion(proof: Inclusion, hash: Sha256 = sha256): boolean {
  const { leaf, index, size, root, path } = proof;
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if (!areHashes([leaf, root]) || !areHashes(path)) return false;
  let node = index;
  let last = size - 1;
  let seen = leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      seen = nodeHash(sibling, seen, hash);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      seen = nodeHash(seen, sibling, hash);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && equalBytes(seen, root);
}

export interface Consistency {
  size1: number;
  root1: Uint8Array;
  size2: number;
  root2: Uint8Array;
  path: readonly Uint8Array[];
}

/**
 * Whether `path` proves that the tree of `size2` begins with the tree of `size1`. Equal sizes need equal roots and
 * an empty path, also when both are 0. From size 0 to a larger one nothing can be proven.
 * Never throws.
 */
export function verifyConsistency(proof: Consistency, hash: Sha256 = sha256): boolean {
  const { size1, root1, size2, root2, path } = proof;
  if (!isSize(size1) || !isSize(size2) || size1 > size2) return false;
  if (!areHashes([root1, root2]) || !areHashes(path)) return false;
  if (size1 === size2) return path.length === 0 && equalBytes(root1, root2);
  if (size1 === 0) return false;
  const hashes = isPowerOfTwo(size1) ? [root1, ...path] : path;
  const [start, ...rest] = hashes;
  if (start === undefined) return false;
  let node = size1 - 1;
  let last = size2 - 1;
  while (node % 2 === 1) {
    node = half(node);
    last = half(last);
  }
  let old = start;
  let seen = start;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      old = nodeHash(sibling, old, hash);
      seen = nodeHash(sibling, seen, hash);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      seen = nodeHash(seen, sibling, hash);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && equalBytes(old, root1) && equalBytes(seen, root2);
}

/** Whether `value` can be the size of a tree or the index of a leaf here. */
export function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function areHashes(values: readonly Uint8Array[]): boolean {
  return values.length <= PATH_MAX + 1 && values.every((value) => value.length === HASH_BYTES);
}

// Bit operators of JavaScript end at 32 bits; sizes do not.
function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  let odd = value;
  while (odd % 2 === 0) odd /= 2;
  return odd === 1;
}
