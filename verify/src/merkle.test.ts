import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { equalBytes, fromHex, toHex, utf8Bytes } from './hash.ts';
import { EMPTY_ROOT, leafHash, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts';
import { consistencyPath, Frontier, inclusionPath } from './tree.ts';

// The inputs, roots and proofs of the reference tree that certificate transparency implementations share.
const INPUTS = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leaves = INPUTS.map((hex) => leafHash(fromHex(hex)));
const readLeaves = (_level: number, start: number, count: number) =>
  Promise.resolve(leaves.slice(start, start + count));

test('the published hashes of RFC 6962 trees', () => {
  assert.equal(toHex(EMPTY_ROOT), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.equal(toHex(leafHash('')), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  assert.equal(
    toHex(leafHash('L123456')),
    '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
  );
  const node = nodeHash(utf8Bytes('N123'), utf8Bytes('N456'));
  assert.equal(toHex(node), 'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb');
  assert.ok(equalBytes(leafHash('é€'), leafHash(utf8Bytes('é€'))));
});

test('the roots of the reference tree', () => {
  const tree = new Frontier();
  assert.ok(equalBytes(tree.root(), EMPTY_ROOT));
  leaves.forEach((leaf, i) => {
    tree.append(leaf);
    assert.equal(toHex(tree.root()), ROOTS[i]);
  });
});

interface ReferenceTree {
  inclusion: { index: number; size: number; proof: string[] }[];
  consistency: { from: number; to: number; proof: string[] }[];
}

test('the published proofs of the reference tree', async (t) => {
  const file = new URL('../../../shared/vectors/signed-note/rfc6962-reference-tree.json', import.meta.url);
  if (!existsSync(file)) return t.skip('the published vectors are not beside the repository');
  const published: ReferenceTree = JSON.parse(readFileSync(file, 'utf8'));
  assert.ok(published.inclusion.length > 0 && published.consistency.length > 0);
  for (const { index, size, proof } of published.inclusion) {
    const path = await inclusionPath(index, size, readLeaves);
    assert.deepEqual(path.map(toHex), proof);
    const root = fromHex(ROOTS[size - 1]!);
    assert.ok(verifyInclusion({ leaf: leaves[index]!, index, size, root, path: proof.map(fromHex) }));
  }
  for (const { from, to, proof } of published.consistency) {
    assert.deepEqual((await consistencyPath(from, to, readLeaves)).map(toHex), proof);
    const [root1, root2] = [fromHex(ROOTS[from - 1]!), fromHex(ROOTS[to - 1]!)];
    assert.ok(verifyConsistency({ size1: from, root1, size2: to, root2, path: proof.map(fromHex) }));
  }
});

test('sizes and hashes that cannot be are refused, not thrown', async () => {
  const root = fromHex(ROOTS[7]!);
  const path = await inclusionPath(2, 8, readLeaves);
  const good = { leaf: leaves[2]!, index: 2, size: 8, root, path };
  assert.ok(verifyInclusion(good));
  for (const bad of [-1, 1.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY]) {
    assert.ok(!verifyInclusion({ ...good, index: bad }));
    assert.ok(!verifyInclusion({ ...good, size: bad }));
    assert.ok(!verifyConsistency({ size1: bad, root1: root, size2: 8, root2: root, path: [] }));
    assert.ok(!verifyConsistency({ size1: 8, root1: root, size2: bad, root2: root, path: [] }));
  }
  assert.ok(!verifyInclusion({ ...good, path: new Array(200).fill(root) }));
  assert.ok(!verifyInclusion({ ...good, path: [new Uint8Array(31), ...path.slice(1)] }));
  assert.ok(!verifyInclusion({ ...good, leaf: new Uint8Array(33) }));
  assert.ok(!verifyInclusion({ ...good, root: new Uint8Array(0) }));
});

test('a tree of one leaf is its leaf', () => {
  const leaf = leaves[3]!;
  assert.ok(verifyInclusion({ leaf, index: 0, size: 1, root: leaf, path: [] }));
  assert.ok(!verifyInclusion({ leaf, index: 0, size: 1, root: leaf, path: [leaf] }));
  assert.ok(!verifyInclusion({ leaf, index: 1, size: 1, root: leaf, path: [] }));
});

test('consistency at the edges', () => {
  const [root1, root8] = [fromHex(ROOTS[0]!), fromHex(ROOTS[7]!)];
  assert.ok(verifyConsistency({ size1: 8, root1: root8, size2: 8, root2: root8, path: [] }));
  assert.ok(!verifyConsistency({ size1: 8, root1: root8, size2: 8, root2: root8, path: [root8] }));
  assert.ok(!verifyConsistency({ size1: 8, root1: root1, size2: 8, root2: root8, path: [] }));
  assert.ok(verifyConsistency({ size1: 0, root1: EMPTY_ROOT, size2: 0, root2: EMPTY_ROOT, path: [] }));
  assert.ok(!verifyConsistency({ size1: 0, root1: EMPTY_ROOT, size2: 8, root2: root8, path: [] }));
  assert.ok(!verifyConsistency({ size1: 8, root1: root8, size2: 1, root2: root1, path: [] }));
  assert.ok(!verifyConsistency({ size1: 3, root1: root1, size2: 8, root2: root8, path: [] }));
});
