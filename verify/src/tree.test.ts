import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuses } from '../test/refuses.ts';
import { VerifyError } from './error.ts';
import { equalBytes, type Sha256, toHex } from './hash.ts';
import { EMPTY_ROOT, leafHash, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts';
import type { TileTree } from './tile-tree.ts';
import {
  consistencyPath,
  Frontier,
  frontierAt,
  inclusionPath,
  type ReadHashes,
  rootAt,
  type TileHash,
} from './tree.ts';

const native: Sha256 = (data) => createHash('sha256').update(data).digest();
const MOST = 600;
const leaves = Array.from({ length: 70_000 }, (_, i) => leafHash(`leaf ${i}`, native));

/** The definition of RFC 6962 section 2.1, word for word. */
function treeHash(start: number, end: number): Uint8Array {
  if (end === start) return EMPTY_ROOT;
  if (end - start === 1) return leaves[start]!;
  let k = 1;
  while (k * 2 < end - start) k *= 2;
  return nodeHash(treeHash(start, start + k), treeHash(start + k, end), native);
}

const roots = Array.from({ length: MOST + 1 }, (_, size) => treeHash(0, size));

function grow(size: number): { tree: Frontier; tiles: TileHash[] } {
  const tree = new Frontier(native);
  for (let i = 0; i < size; i++) tree.append(leaves[i]!);
  return { tree, tiles: tree.takeTiles() };
}

/** A store of a tree of `size`: refuses to answer beyond it, and counts what is asked. */
function storeOf(size: number): { read: ReadHashes; asked: () => number } {
  const levels = [leaves.slice(0, size)];
  for (const { level, index, hash } of grow(size).tiles) {
    levels[level] ??= [];
    assert.equal(levels[level].push(hash), index + 1, 'tiles come in order, without gaps');
  }
  let asked = 0;
  const read: ReadHashes = async (level, start, count) => {
    asked += 1;
    const hashes = levels[level] ?? [];
    assert.ok(
      start >= 0 && count > 0 && start + count <= hashes.length,
      'asked for a hash that does not exist',
    );
    return hashes.slice(start, start + count);
  };
  return { read, asked: () => asked };
}

const store = storeOf(MOST);
const size = fc.integer({ min: 1, max: MOST });

test('the frontier has the root of the definition at every size', () => {
  const tree = new Frontier(native);
  for (let n = 0; n <= MOST; n++) {
    assert.equal(tree.size, n);
    assert.ok(equalBytes(tree.root(), roots[n]!), `size ${n}`);
    tree.append(leaves[n]!);
  }
});

test('frontierAt and rootAt over stored hashes equal the tree that grew', async () => {
  for (let n = 0; n <= MOST; n++) {
    assert.ok(equalBytes(await rootAt(n, store.read, native), roots[n]!), `size ${n}`);
  }
  const restored = await frontierAt(300, store.read, native);
  for (let n = 300; n < MOST; n++) restored.append(leaves[n]!);
  assert.ok(equalBytes(restored.root(), roots[MOST]!));
  assert.deepEqual(restored.takeTiles(), grow(MOST).tiles.slice(1));
});

test('with three tile levels: tiles, roots and proofs', async () => {
  const large = storeOf(70_000);
  const { tree, tiles } = grow(70_000);
  assert.deepEqual(
    tiles.filter(({ level }) => level === 2).map(({ index, hash }) => [index, toHex(hash)]),
    [[0, toHex(treeHash(0, 65_536))]],
  );
  assert.equal(tiles.filter(({ level }) => level === 1).length, 273);
  const root = await rootAt(70_000, large.read, native);
  assert.ok(equalBytes(root, tree.root()));
  assert.equal(large.asked(), 3, 'one read per tile level');
  for (const index of [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999]) {
    const path = await inclusionPath(index, 70_000, large.read, native);
    assert.ok(
      verifyInclusion({ leaf: leaves[index]!, index, size: 70_000, root, path }, native),
      `leaf ${index}`,
    );
  }
  for (const size1 of [1, 255, 256, 65_535, 65_536, 65_537, 69_999, 70_000]) {
    const path = await consistencyPath(size1, 70_000, large.read, native);
    const root1 = await rootAt(size1, large.read, native);
    assert.ok(verifyConsistency({ size1, root1, size2: 70_000, root2: root, path }, native), `size ${size1}`);
  }
});

test('every inclusion proof verifies', async () => {
  for (let n = 1; n <= 64; n++) {
    for (let index = 0; index < n; index++) {
      const path = await inclusionPath(index, n, store.read, native);
      assert.ok(verifyInclusion({ leaf: leaves[index]!, index, size: n, root: roots[n]!, path }, native));
    }
  }
});

test('with tiles remembered from other sizes a proof is the same, and costs no second reading', async () => {
  const tiles = new Map<string, TileTree>();
  await fc.assert(
    fc.asyncProperty(size, fc.nat(), async (n, pick) => {
      const index = pick % n;
      const path = await inclusionPath(index, n, store.read, native, tiles);
      assert.deepEqual(path, await inclusionPath(index, n, store.read, native));
      const asked = store.asked();
      assert.deepEqual(await inclusionPath(index, n, store.read, native, tiles), path);
      assert.equal(store.asked(), asked);
    }),
    { numRuns: 100 },
  );
});

test('every consistency proof verifies', async () => {
  for (let size2 = 1; size2 <= 64; size2++) {
    for (let size1 = 1; size1 <= size2; size1++) {
      const path = await consistencyPath(size1, size2, store.read, native);
      const proof = { size1, root1: roots[size1]!, size2, root2: roots[size2]!, path };
      assert.ok(verifyConsistency(proof, native), `${size1} to ${size2}`);
    }
  }
});

/** Every byte of a path changed, and every hash left out, doubled or swapped. */
function* mutations(path: readonly Uint8Array[], bit: number): Generator<Uint8Array[]> {
  for (let i = 0; i < path.length; i++) {
    for (let at = 0; at < 32; at++) yield path.with(i, flip(path[i]!, at, bit));
    yield path.toSpliced(i, 1);
    yield path.toSpliced(i, 0, path[i]!);
    // Two equal siblings cannot be told apart, and need not be.
    if (i > 0 && !equalBytes(path[i]!, path[i - 1]!)) yield path.with(i, path[i - 1]!).with(i - 1, path[i]!);
  }
  yield [...path, leaves[0]!];
}

function flip(hash: Uint8Array, at: number, bit: number): Uint8Array {
  return hash.with(at, hash[at]! ^ (1 << bit));
}

const byteAt = fc.integer({ min: 0, max: 31 });
const bitAt = fc.integer({ min: 0, max: 7 });

test('no changed inclusion proof verifies', async () => {
  await fc.assert(
    fc.asyncProperty(size, fc.nat(), byteAt, bitAt, size, async (n, pick, at, bit, otherSize) => {
      const index = pick % n;
      const good = {
        leaf: leaves[index]!,
        index,
        size: n,
        root: roots[n]!,
        path: await inclusionPath(index, n, store.read, native),
      };
      assert.ok(verifyInclusion(good, native));
      for (const path of mutations(good.path, bit)) assert.ok(!verifyInclusion({ ...good, path }, native));
      assert.ok(!verifyInclusion({ ...good, leaf: flip(good.leaf, at, bit) }, native));
      assert.ok(!verifyInclusion({ ...good, root: flip(good.root, at, bit) }, native));
      for (const other of [index - 1, index + 1, index + 256, n, n + index]) {
        assert.ok(!verifyInclusion({ ...good, index: other }, native), `index ${other}`);
      }
      if (otherSize !== n) {
        // A proof may have the same shape in a tree of another size, but never that tree's root.
        assert.ok(!verifyInclusion({ ...good, size: otherSize, root: roots[otherSize]! }, native));
      }
    }),
    { numRuns: 30 },
  );
});

test('no changed consistency proof verifies', async () => {
  await fc.assert(
    fc.asyncProperty(size, size, byteAt, bitAt, async (a, b, at, bit) => {
      const [size1, size2] = [Math.min(a, b), Math.max(a, b)];
      fc.pre(size1 < size2);
      const path = await consistencyPath(size1, size2, store.read, native);
      const good = { size1, root1: roots[size1]!, size2, root2: roots[size2]!, path };
      assert.ok(verifyConsistency(good, native));
      for (const changed of mutations(path, bit)) {
        assert.ok(!verifyConsistency({ ...good, path: changed }, native));
      }
      assert.ok(!verifyConsistency({ ...good, root1: flip(good.root1, at, bit) }, native));
      assert.ok(!verifyConsistency({ ...good, root2: flip(good.root2, at, bit) }, native));
      for (const other of [size1 - 1, size1 + 1]) {
        assert.ok(!verifyConsistency({ ...good, size1: other, root1: roots[other]! }, native));
      }
    }),
    { numRuns: 30 },
  );
});

test('sizes above 32 bits work like the others', async () => {
  // A tree whose leaves are all equal has one hash per level, so a huge one can be answered from a table.
  const perHeight: Uint8Array[] = [leaves[0]!];
  for (let h = 1; h <= 53; h++) perHeight.push(nodeHash(perHeight[h - 1]!, perHeight[h - 1]!, native));
  const read: ReadHashes = async (level, _start, count) => new Array(count).fill(perHeight[level * 8]!);
  for (const n of [2 ** 32, 2 ** 33 + 5, 2 ** 49 - 1, 2 ** 53 - 1]) {
    const root = await rootAt(n, read, native);
    for (const index of [0, 2 ** 31 + 7, n - 1]) {
      const path = await inclusionPath(index, n, read, native);
      assert.ok(
        verifyInclusion({ leaf: leaves[0]!, index, size: n, root, path }, native),
        `leaf ${index} of ${n}`,
      );
    }
    const size1 = 2 ** 31 + 3;
    const path = await consistencyPath(size1, n, read, native);
    const root1 = await rootAt(size1, read, native);
    assert.ok(verifyConsistency({ size1, root1, size2: n, root2: root, path }, native), `to ${n}`);
  }
});

test('a clone grows on its own, with the tiles not yet taken', () => {
  const { tree } = grow(255);
  tree.append(leaves[255]!);
  const copy = tree.clone();
  assert.equal(copy.takeTiles().length, 1);
  copy.append(leaves[256]!);
  assert.equal(tree.size, 256);
  assert.ok(equalBytes(tree.root(), roots[256]!));
  assert.ok(equalBytes(copy.root(), roots[257]!));
  assert.equal(tree.takeTiles().length, 1);
  assert.equal(tree.takeTiles().length, 0);
});

test('sizes that cannot be, and stores that answer short, are refused', async () => {
  const short: ReadHashes = async () => [];
  for (const bad of [-1, 1.5, Number.NaN, 2 ** 53]) {
    await assert.rejects(rootAt(bad, store.read), VerifyError);
    await assert.rejects(inclusionPath(0, bad, store.read), VerifyError);
    await assert.rejects(consistencyPath(1, bad, store.read), VerifyError);
  }
  await assert.rejects(inclusionPath(5, 5, store.read), VerifyError);
  await assert.rejects(consistencyPath(0, 5, store.read), VerifyError);
  await assert.rejects(consistencyPath(6, 5, store.read), VerifyError);
  await assert.rejects(rootAt(5, short), VerifyError);
  refuses(() => Frontier.restore(3, [leaves[0]!]));
});
