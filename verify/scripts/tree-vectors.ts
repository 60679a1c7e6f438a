import {
  consistencyPath,
  Frontier,
  inclusionPath,
  type JsonValue,
  leafHash,
  nodeHash,
  type ReadHashes,
  toHex,
} from '../src/index.ts';

const MOST = 300;
const leaves = Array.from({ length: MOST }, (_, i) => leafHash(`entry ${i}`));

/** Leaves, roots and proofs of the trees over "entry 0", "entry 1" …; proofs with `valid: false` must be refused. */
export async function treeVectors(): Promise<JsonValue> {
  const roots = rootsOf(leaves);
  const root = (size: number) => toHex(roots[size]!);
  const inclusion = await Promise.all(
    [
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 3],
      [4, 7],
      [6, 7],
      [255, 256],
      [0, 257],
      [256, 257],
      [123, 300],
    ].map(async ([index = 0, size = 0]) => {
      const path = await inclusionPath(index, size, read);
      return { index, size, leaf: toHex(leaves[index]!), root: root(size), path: path.map(toHex) };
    }),
  );
  const consistency = await Promise.all(
    [
      [1, 1],
      [1, 2],
      [2, 3],
      [3, 7],
      [4, 7],
      [6, 8],
      [7, 8],
      [255, 256],
      [256, 257],
      [123, 300],
    ].map(async ([size1 = 0, size2 = 0]) => {
      const path = await consistencyPath(size1, size2, read);
      return { size1, root1: root(size1), size2, root2: root(size2), path: path.map(toHex) };
    }),
  );
  return {
    leaves: ['', 'entry 0', 'entry 1', 'é€'].map((text) => ({ text, leaf: toHex(leafHash(text)) })),
    nodes: [
      { left: toHex(leaves[0]!), right: toHex(leaves[1]!), node: toHex(nodeHash(leaves[0]!, leaves[1]!)) },
    ],
    roots: [0, 1, 2, 3, 4, 5, 7, 8, 255, 256, 257, 300].map((size) => ({ size, root: root(size) })),
    inclusion: [
      ...inclusion.map((proof) => ({ ...proof, valid: true })),
      ...inclusion.flatMap((proof) => wrongInclusions(proof)).map((proof) => ({ ...proof, valid: false })),
    ],
    consistency: [
      { size1: 0, root1: root(0), size2: 0, root2: root(0), path: [], valid: true },
      ...consistency.map((proof) => ({ ...proof, valid: true })),
      ...consistency
        .flatMap((proof) => wrongConsistencies(proof))
        .map((proof) => ({ ...proof, valid: false })),
    ],
  };
}

interface InclusionVector {
  index: number;
  size: number;
  leaf: string;
  root: string;
  path: string[];
}

interface ConsistencyVector {
  size1: number;
  root1: string;
  size2: number;
  root2: string;
  path: string[];
}

function wrongInclusions(proof: InclusionVector): InclusionVector[] {
  return [
    { ...proof, index: proof.index + 1 },
    { ...proof, index: proof.size },
    { ...proof, leaf: flip(proof.leaf) },
    { ...proof, root: flip(proof.root) },
    ...wrongPaths(proof.path).map((path) => ({ ...proof, path })),
  ];
}

function wrongConsistencies(proof: ConsistencyVector): ConsistencyVector[] {
  return [
    { ...proof, size1: proof.size2 + 1 },
    { ...proof, size1: 0 },
    { ...proof, root1: flip(proof.root1) },
    { ...proof, root2: flip(proof.root2) },
    ...wrongPaths(proof.path).map((path) => ({ ...proof, path })),
  ];
}

function wrongPaths(path: readonly string[]): string[][] {
  const longer = [[...path, '00'.repeat(32)]];
  if (path.length === 0) return longer;
  return [
    ...longer,
    path.slice(1),
    path.slice(0, -1),
    path.with(0, flip(path[0]!)),
    path.with(0, path[0]!.slice(2)),
  ];
}

function flip(hex: string): string {
  return `${hex[0] === '0' ? '1' : '0'}${hex.slice(1)}`;
}

function rootsOf(all: readonly Uint8Array[]): Uint8Array[] {
  const tree = new Frontier();
  const roots = [tree.root()];
  for (const leaf of all) {
    tree.append(leaf);
    roots.push(tree.root());
  }
  return roots;
}

const firstTile = rootsOf(leaves.slice(0, 256)).at(-1)!;

const read: ReadHashes = async (level, start, count) =>
  (level === 0 ? leaves : [firstTile]).slice(start, start + count);
