/** Growing a tree, and computing roots and proofs from its stored hashes. */
import { VerifyError } from './error.ts';
import { type Sha256, sha256 } from './hash.ts';
import { EMPTY_ROOT, isSize, nodeHash } from './merkle.ts';
import { TILE_HEIGHT, TILE_WIDTH, type TileMemory, TileTree } from './tile-tree.ts';

/** The root of the complete subtree number `index` of 256^level leaves; level is at least 1. */
export interface TileHash {
  level: number;
  index: number;
  hash: Uint8Array;
}

/**
 * `count` stored hashes of tile level `level` from `start`: level 0 are leaf hashes, level n the roots of complete
 * subtrees of 256^n leaves (C2SP tlog-tiles). Only hashes that exist in the tree at hand are asked for.
 */
export type ReadHashes = (level: number, start: number, count: number) => Promise<readonly Uint8Array[]>;

/** The right edge of a tree: one hash for each set bit of its size, enough to append and to know the root. */
export class Frontier {
  #hash: Sha256;
  #size = 0;
  /** Roots of the complete subtrees from left to right, so from the largest to the smallest. */
  #roots: Uint8Array[] = [];
  #tiles: TileHash[] = [];

  constructor(hash: Sha256 = sha256) {
    this.#hash = hash;
  }

  /** The frontier of a tree of `size` leaves whose complete subtrees have `roots`, from left to right. */
  static restore(size: number, roots: readonly Uint8Array[], hash: Sha256 = sha256): Frontier {
    requireSize(size);
    if (roots.length !== subtrees(0, size).length)
      throw new VerifyError('tree', 'wrong number of subtree roots');
    const frontier = new Frontier(hash);
    frontier.#size = size;
    frontier.#roots = [...roots];
    return frontier;
  }

  get size(): number {
    return this.#size;
  }

  /** Roots of the complete subtrees from left to right: what `restore` takes. */
  get roots(): readonly Uint8Array[] {
    return [...this.#roots];
  }

  /** Appends a leaf hash. Costs two hashings per leaf on average. */
  append(leaf: Uint8Array): void {
    let hash = leaf;
    let index = this.#size;
    for (let height = 1; index % 2 === 1; height++) {
      const left = this.#roots.pop();
      if (left === undefined) throw new VerifyError('tree', 'the frontier is damaged');
      hash = nodeHash(left, hash, this.#hash);
      index = Math.floor(index / 2);
      if (height % TILE_HEIGHT === 0) this.#tiles.push({ level: height / TILE_HEIGHT, index, hash });
    }
    this.#roots.push(hash);
    this.#size += 1;
  }

  /** The root of the tree so far (RFC 6962 MTH). */
  root(): Uint8Array {
    return fold(this.#roots, this.#hash);
  }

  /** Hands over the subtrees of 256^level leaves (level >= 1) completed since the last call, in order of completion. */
  takeTiles(): TileHash[] {
    const tiles = this.#tiles;
    this.#tiles = [];
    return tiles;
  }

  /** An independent copy, with the tiles that were not taken yet. */
  clone(): Frontier {
    const copy = Frontier.restore(this.#size, this.#roots, this.#hash);
    copy.#tiles = [...this.#tiles];
    return copy;
  }
}

/** The frontier of the first `size` leaves. Reads one range per tile level. Throws VerifyError for a bad size. */
export async function frontierAt(size: number, read: ReadHashes, hash: Sha256 = sha256): Promise<Frontier> {
  requireSize(size);
  const subtreeRoot = subtreeReader(size, read, hash);
  const roots = await Promise.all(subtrees(0, size).map(subtreeRoot));
  return Frontier.restore(size, roots, hash);
}

/** The root of the first `size` leaves. Throws VerifyError for a bad size. */
export async function rootAt(size: number, read: ReadHashes, hash: Sha256 = sha256): Promise<Uint8Array> {
  return (await frontierAt(size, read, hash)).root();
}

/** The inclusion proof of leaf `index` in the tree of `size` leaves, from the leaf's sibling upwards. */
export async function inclusionPath(
  index: number,
  size: number,
  read: ReadHashes,
  hash: Sha256 = sha256,
  memory?: TileMemory,
): Promise<Uint8Array[]> {
  requireSize(size);
  if (!isSize(index) || index >= size) throw new VerifyError('tree', 'no such leaf in a tree of this size');
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      ranges.push([middle, end]);
      end = middle;
    } else {
      ranges.push([start, middle]);
      start = middle;
    }
  }
  return rangeRoots(ranges.reverse(), size, read, hash, memory);
}

/** The proof that the tree of `size2` leaves begins with that of `size1` (RFC 6962 section 2.1.2); 0 < size1 <= size2. */
export async function consistencyPath(
  size1: number,
  size2: number,
  read: ReadHashes,
  hash: Sha256 = sha256,
): Promise<Uint8Array[]> {
  requireSize(size2);
  if (!isSize(size1) || size1 === 0 || size1 > size2)
    throw new VerifyError('tree', 'no proof between these sizes');
  const ranges: Range[] = [];
  let [start, end] = [0, size2];
  while (end !== size1) {
    const middle = start + largestPowerBelow(end - start);
    if (size1 <= middle) {
      ranges.push([middle, end]);
      end = middle;
    } else {
      ranges.push([start, middle]);
      start = middle;
    }
  }
  // The old tree itself is known to the verifier; a subtree of it is not.
  if (start !== 0) ranges.push([start, end]);
  return rangeRoots(ranges.reverse(), size2, read, hash);
}

/** Leaves [start, end) that a proof treats as one tree. */
type Range = readonly [start: number, end: number];

/** The complete subtree of 2^height leaves that begins at leaf index * 2^height. */
interface Subtree {
  height: number;
  index: number;
}

function rangeRoots(
  ranges: readonly Range[],
  size: number,
  read: ReadHashes,
  hash: Sha256,
  memory?: TileMemory,
): Promise<Uint8Array[]> {
  const subtreeRoot = subtreeReader(size, read, hash, memory);
  return Promise.all(
    ranges.map(async ([start, end]) => fold(await Promise.all(subtrees(start, end).map(subtreeRoot)), hash)),
  );
}

/** Splits a range, whose start is a multiple of its largest power of two, into complete subtrees from left to right. */
function subtrees(start: number, end: number): Subtree[] {
  const found: Subtree[] = [];
  let at = start;
  while (at < end) {
    const height = floorLog2(end - at);
    found.push({ height, index: at / 2 ** height });
    at += 2 ** height;
  }
  return found;
}

/** Computes roots of complete subtrees; each tile is read once, however many subtrees need it. */
function subtreeReader(
  size: number,
  read: ReadHashes,
  hash: Sha256,
  memory?: TileMemory,
): (subtree: Subtree) => Promise<Uint8Array> {
  const tiles = new Map<string, Promise<TileTree>>();
  return async ({ height, index }) => {
    const level = Math.floor(height / TILE_HEIGHT);
    const within = height % TILE_HEIGHT;
    const perTile = TILE_WIDTH / 2 ** within;
    const number = Math.floor(index / perTile);
    const name = `${level}/${number}`;
    const tile = tiles.get(name) ?? tileOf(level, number, size, read, hash, memory);
    tiles.set(name, tile);
    return (await tile).root(within, index % perTile);
  };
}

async function tileOf(
  level: number,
  number: number,
  size: number,
  read: ReadHashes,
  hash: Sha256,
  memory?: TileMemory,
): Promise<TileTree> {
  const start = number * TILE_WIDTH;
  const stored = Math.floor(size / 2 ** (TILE_HEIGHT * level));
  const count = Math.min(TILE_WIDTH, stored - start);
  const name = `${level}/${number}/${count}`;
  const known = memory?.get(name);
  if (known !== undefined) return known;
  const hashes = await read(level, start, count);
  if (hashes.length !== count) throw new VerifyError('tree', `tile ${level}/${number} is short of hashes`);
  const tile = new TileTree(hashes, hash);
  memory?.set(name, tile);
  return tile;
}

/** Joins subtree roots, from left to right, into the root of them all. */
function fold(roots: readonly Uint8Array[], hash: Sha256): Uint8Array {
  return roots.length === 0 ? EMPTY_ROOT : roots.reduceRight((right, left) => nodeHash(left, right, hash));
}

/** The largest power of two smaller than `count`, which is at least 2. */
function largestPowerBelow(count: number): number {
  return 2 ** floorLog2(count - 1);
}

// Math.log2 rounds up just below large powers of two.
function floorLog2(value: number): number {
  let exponent = 0;
  for (let power = 2; power <= value; power *= 2) exponent += 1;
  return exponent;
}

function requireSize(size: number): void {
  if (!isSize(size)) throw new VerifyError('tree', 'the size of a tree is a safe integer from 0 on');
}
