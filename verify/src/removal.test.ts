import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuses } from '../test/refuses.ts';
import { canonicalJson } from './canonical.ts';
import type { DocumentKind } from './documents.ts';
import { toHex } from './hash.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import {
  isRemovalType,
  parseRemoval,
  type Removal,
  removalCommitment,
  removalJson,
  removalLeaf,
  removalTree,
} from './removal.ts';
import { inclusionPath, rootAt } from './tree.ts';

const digestOf = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toHex(bytes));
const kind = fc.constantFrom<DocumentKind>('text', 'metadata', 'test', 'person', 'owner');
const removal: fc.Arbitrary<Removal> = fc.oneof(
  fc.record({ digest: digestOf, kind, replacement: fc.option(digestOf) }),
  fc.record({ digest: digestOf, kind: fc.constant('actor' as const), replacement: fc.constant(null) }),
);
const removals = fc
  .uniqueArray(removal, { minLength: 1, maxLength: 70, selector: (one) => one.digest })
  .map((all) => all.sort((a, b) => (a.digest < b.digest ? -1 : 1)));

const ONE: Removal = { digest: '0a'.repeat(32), kind: 'text', replacement: null };
const TWO: Removal = { digest: '0b'.repeat(32), kind: 'actor', replacement: null };

test('the data of a leaf is canonical JSON', () => {
  const json = `{"digest":"${'0a'.repeat(32)}","kind":"text","replacement":null}`;
  assert.equal(removalJson(ONE), json);
  assert.deepEqual(removalLeaf(ONE), leafHash(json));
  fc.assert(
    fc.property(removal, (one) => assert.equal(removalJson(one), canonicalJson({ ...one }))),
    { numRuns: 30 },
  );
});

test('the tree and its paths are those of RFC 6962', async () => {
  await fc.assert(
    fc.asyncProperty(removals, async (all) => {
      const tree = removalTree(all);
      const leaves = all.map((one) => removalLeaf(one));
      const read = (_level: number, start: number, count: number) =>
        Promise.resolve(leaves.slice(start, start + count));
      assert.deepEqual(tree.root, await rootAt(all.length, read));
      for (const index of all.keys()) {
        const path = tree.path(index);
        assert.deepEqual(path, await inclusionPath(index, all.length, read));
        const proof = { leaf: leaves[index]!, index, size: all.length, root: tree.root, path };
        assert.ok(verifyInclusion(proof));
      }
    }),
    { numRuns: 40 },
  );
});

test('leaves out of order, twice, none or too many make no tree', () => {
  for (const bad of [[], [TWO, ONE], [ONE, ONE], new Array<Removal>(20_001).fill(ONE)]) {
    refuses(() => removalTree(bad));
  }
  for (const digest of ['', '0A'.repeat(32), `${'0a'.repeat(32)}0`]) {
    refuses(() => removalTree([{ ...ONE, digest }]));
    refuses(() => removalTree([{ ...ONE, replacement: digest }]));
  }
  refuses(() => removalTree([{ ...TWO, replacement: ONE.digest }]));
  const tree = removalTree([ONE, TWO]);
  for (const index of [-1, 2, 0.5, Number.NaN]) refuses(() => tree.path(index));
});

test('what the metadata commits to is read back, and nothing else is', () => {
  fc.assert(
    fc.property(removals, fc.constantFrom('erasure' as const, 'retention' as const), (all, cause) => {
      const commitment = removalCommitment(cause, all);
      assert.deepEqual(parseRemoval({ dto: { reason: 'asked' }, removal: { ...commitment } }), commitment);
      assert.equal(commitment.count, all.length);
    }),
    { numRuns: 30 },
  );
  const good = { ...removalCommitment('erasure', [ONE]) };
  const bad = [
    null,
    { ...good, cause: 'whim' },
    { ...good, cause: 'toString' },
    { ...good, count: 0 },
    { ...good, count: 20_001 },
    { ...good, count: 1.5 },
    { ...good, root: good.root.slice(2) },
    { ...good, more: 1 },
  ];
  for (const wrong of bad) {
    assert.throws(() => parseRemoval({ removal: wrong }), { code: 'removal' }, JSON.stringify(wrong));
  }
  assert.throws(() => parseRemoval({ removal: { ...good, v: 2 } }), { code: 'version' });
  for (const metadata of [null, [], {}, { dto: good }, 'x'])
    assert.throws(() => parseRemoval(metadata), { code: 'removal' });
});

test('two types tell of removals', () => {
  assert.ok(isRemovalType('PERSONAL_DATA_ERASED') && isRemovalType('RETENTION_APPLIED'));
  assert.ok(!isRemovalType('erasure') && !isRemovalType('toString'));
});
