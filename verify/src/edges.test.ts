/** What is just allowed, and what is just not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sign } from '@noble/ed25519';
import { fixedBytes, ORIGIN, sampleDocument, signer } from '../scripts/sample.ts';
import { exportFiles, REMOVING, sampleLog } from '../scripts/sample-log.ts';
import { refuses } from '../test/refuses.ts';
import { canonicalJson } from './canonical.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { cosigner, parseWitnessVkey, readCosignatures } from './cosignature.ts';
import { isIsoTime, isUuid } from './entry.ts';
import { concatBytes, fromHex, toHex, utf8Bytes } from './hash.ts';
import { verifyLog } from './log.ts';
import { leafHash, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts';
import { ed25519Signer, openNote, parseVkey, signatureLine, signNote } from './note.ts';
import { parsePolicy } from './policy.ts';
import { formatProof, parseProof } from './proof.ts';
import { type Removal, removalCommitment } from './removal.ts';
import { consistencyPath, Frontier, inclusionPath, rootAt } from './tree.ts';

const text = formatCheckpoint({ origin: ORIGIN, size: 1, root: leafHash('entry') });
const note = signNote(text, [signer]);

test('values without canonical JSON say what they are', () => {
  const bad: [unknown, RegExp][] = [
    [undefined, /^no canonical JSON: undefined$/],
    [1n, /^no canonical JSON: bigint$/],
    [() => 1, /^no canonical JSON: function$/],
    [Number.NaN, /^no canonical JSON: \S/],
    ['\ud800', /^no canonical JSON: \S/],
    [new Date(0), /^no canonical JSON: not a plain object$/],
    [[[undefined]], /^no canonical JSON: undefined$/],
  ];
  for (const [value, message] of bad) {
    const write = () => Reflect.apply(canonicalJson, null, [value]);
    assert.throws(write, { name: 'TypeError', message });
  }
  assert.equal(canonicalJson(Object.assign(Object.create(null), { a: 1 })), '{"a":1}');
});

test('canonical JSON is written to 1,000 levels and no deeper', () => {
  const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
  assert.equal(canonicalJson(nested(1001)).length, 2002);
  assert.throws(() => canonicalJson(nested(1002)), /nested too deeply/);
});

test('times and UUIDs, nothing around them', () => {
  const time = '2020-02-29T23:59:59.999Z';
  assert.ok(isIsoTime(time));
  for (const bad of [
    `${time}0`,
    `+00${time}`,
    `0${time}`,
    `${time}\n`,
    '2021-02-29T23:59:59.999Z',
    1,
    null,
    [time],
  ])
    assert.ok(!isIsoTime(bad), String(bad));
  const uuid = '01234567-89ab-cdef-0123-456789abcdef';
  assert.ok(isUuid(uuid));
  for (const bad of [
    `${uuid}0`,
    `0${uuid}`,
    `${uuid}\n`,
    uuid.toUpperCase(),
    uuid.replaceAll('-', ''),
    1,
    null,
  ])
    assert.ok(!isUuid(bad), String(bad));
});

test('hex is pairs of lower-case digits', () => {
  assert.equal(toHex(fromHex('00ff')), '00ff');
  assert.deepEqual(fromHex(''), new Uint8Array());
  for (const bad of ['0', '0g', 'FF', ' 00', '00\n', '0x00']) refuses(() => fromHex(bad), bad);
});

test('sizes of checkpoints and indexes of proofs end below 2^53', () => {
  const most = 2 ** 53 - 1;
  const root = leafHash('entry');
  assert.equal(parseCheckpoint(formatCheckpoint({ origin: 'o', size: most, root })).size, most);
  for (const size of [most + 1, -1, 0.5, Number.NaN])
    refuses(() => formatCheckpoint({ origin: 'o', size, root }), String(size));
  refuses(() => formatCheckpoint({ origin: '', size: 1, root }));
  refuses(() => formatCheckpoint({ origin: 'a\nb', size: 1, root }));
  refuses(() => formatCheckpoint({ origin: 'o', size: 1, root: root.slice(1) }));
  assert.equal(parseProof(formatProof({ index: most, path: [], checkpoint: note })).index, most);
  refuses(() => formatProof({ index: most + 1, path: [], checkpoint: note }));
  refuses(() => formatProof({ index: 0, path: [root.slice(1)], checkpoint: note }));
  const longest = formatProof({ index: 0, path: new Array(53).fill(root), checkpoint: note });
  assert.equal(parseProof(longest).path.length, 53);
  refuses(() => formatProof({ index: 0, path: new Array(54).fill(root), checkpoint: note }));
});

test('a proof keeps its extra line and its checkpoint as they are', () => {
  const proof = formatProof({ index: 3, path: [], checkpoint: note });
  assert.equal(parseProof(proof).extra, null);
  assert.equal(parseProof(proof).checkpoint, note);
  const extra = parseProof(proof.replace('index', 'extra AAEC\nindex')).extra;
  assert.deepEqual(extra, Uint8Array.of(0, 1, 2));
});

test('the times that a cosignature can bear', () => {
  const seed = fixedBytes('edge witness', 32);
  const witness = cosigner('witness.example/edge', seed);
  const keys = [parseWitnessVkey(witness.vkey)];
  const last = 253_402_300_799;
  for (const time of [1, last]) {
    assert.deepEqual(readCosignatures(note + witness.cosign(text, time), keys), [
      { name: witness.name, time },
    ]);
  }
  for (const time of [0, -1, 1.5, last + 1, Number.NaN])
    refuses(() => witness.cosign(text, time), String(time));
  refuses(() => cosigner('witness.example/edge', seed.slice(1)));
  refuses(() => cosigner('', seed));
  const signedAt = (time: number) => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
    const signature = sign(utf8Bytes(`cosignature/v1\ntime ${time}\n${text}`), seed);
    return signatureLine({ ...witness, signature: concatBytes(bytes, signature) });
  };
  assert.equal(signedAt(1), witness.cosign(text, 1));
  for (const time of [0, last + 1])
    refuses(() => readCosignatures(note + signedAt(time), keys), String(time));
  const short = signatureLine({ ...witness, signature: new Uint8Array(7) });
  refuses(() => readCosignatures(note + short, keys));
});

test('lines of other names or ids are passed over', () => {
  const witness = cosigner('witness.example/edge', fixedBytes('edge witness', 32));
  const keys = [parseWitnessVkey(witness.vkey)];
  const otherId = signatureLine({
    ...witness,
    keyId: Uint8Array.of(1, 2, 3, 4),
    signature: new Uint8Array(72),
  });
  const otherName = signatureLine({ ...witness, name: 'other', signature: new Uint8Array(72) });
  assert.deepEqual(readCosignatures(note + otherId + otherName, keys), []);
  const verifier = parseVkey(signer.vkey);
  const sameId = signatureLine({ name: 'other', keyId: verifier.keyId, signature: new Uint8Array(64) });
  const sameName = signatureLine({
    name: ORIGIN,
    keyId: Uint8Array.of(1, 2, 3, 4),
    signature: new Uint8Array(64),
  });
  assert.deepEqual(openNote(note + sameId + sameName + sameId, [verifier]), {
    text,
    verified: [ORIGIN],
    unverified: ['other', ORIGIN],
  });
});

test('a note has 1 to 100 lines, and two keys of a name may both sign', () => {
  const next = ed25519Signer(ORIGIN, fixedBytes('next key', 32));
  const verifiers = [signer, next].map(({ vkey }) => parseVkey(vkey));
  assert.deepEqual(openNote(signNote(text, [signer, next]), verifiers).verified, [ORIGIN, ORIGIN]);
  const line = note.slice(text.length + 1);
  assert.deepEqual(openNote(note + line.repeat(99), verifiers).verified, [ORIGIN]);
  refuses(() => openNote(note + line.repeat(100), verifiers));
  refuses(() => openNote(note, [parseVkey(signer.vkey), parseVkey(signer.vkey)]));
  refuses(() => signNote(text, []));
  refuses(() => signNote('no newline', [signer]));
  refuses(() => signNote('control \u0001\n', [signer]));
  refuses(() => ed25519Signer('name', new Uint8Array(31)));
});

test('names of keys', () => {
  for (const bad of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u0085b', 'a\u2028b', 'a\u3000b', 'a\u007fb', '\ud800'])
    refuses(() => ed25519Signer(bad, fixedBytes('seed', 32)), JSON.stringify(bad));
  for (const good of ['é', 'a\u200bb', 'a/b:c'])
    assert.equal(parseVkey(ed25519Signer(good, fixedBytes('seed', 32)).vkey).name, good);
});

test('proofs about nothing, or about no tree', () => {
  const leaf = leafHash('entry');
  assert.ok(verifyInclusion({ leaf, index: 0, size: 1, root: leaf, path: [] }));
  for (const [index, size] of [
    [0, 0],
    [1, 1],
    [-1, 1],
    [0.5, 1],
    [0, 1.5],
    [0, 2 ** 53],
  ] as const)
    assert.ok(!verifyInclusion({ leaf, index, size, root: leaf, path: [] }), `${index} of ${size}`);
  assert.ok(verifyConsistency({ size1: 1, root1: leaf, size2: 1, root2: leaf, path: [] }));
  assert.ok(verifyConsistency({ size1: 0, root1: leaf, size2: 0, root2: leaf, path: [] }));
  for (const [size1, size2] of [
    [0, 1],
    [2, 1],
    [1, 2],
    [-1, 1],
    [1, 2 ** 53],
  ] as const)
    assert.ok(
      !verifyConsistency({ size1, root1: leaf, size2, root2: leaf, path: [] }),
      `${size1} to ${size2}`,
    );
});

test('consistency of what are no sizes or no hashes', () => {
  const leaf = leafHash('entry');
  const short = leaf.slice(1);
  const proof = { size1: 1, root1: leaf, size2: 1, root2: leaf, path: [] };
  for (const size of [Number.NaN, 0.5, -1, 2 ** 53, Number.POSITIVE_INFINITY]) {
    assert.ok(!verifyConsistency({ ...proof, size1: size, size2: size }), String(size));
    assert.ok(!verifyConsistency({ ...proof, size2: size }), String(size));
  }
  assert.ok(!verifyConsistency({ ...proof, root1: short, root2: short }));
  const two = { ...proof, size1: 1, size2: 2, root2: nodeHash(leaf, short), path: [short] };
  assert.ok(!verifyConsistency(two));
  assert.ok(verifyConsistency({ ...two, root2: nodeHash(leaf, leaf), path: [leaf] }));
  assert.ok(!verifyConsistency({ ...two, root2: nodeHash(leaf, leaf), path: [leaf, leaf] }));
  assert.ok(!verifyInclusion({ leaf: short, index: 0, size: 1, root: short, path: [] }));
  assert.ok(!verifyInclusion({ leaf, index: 0, size: 2, root: nodeHash(leaf, short), path: [short] }));
});

test('trees that cannot be, and tiles that are short', async () => {
  const leaf = leafHash('entry');
  const tree = { name: 'VerifyError', code: 'tree', message: /^\S+( \S+)+$/ };
  const read = async () => [];
  const bad = [
    () => inclusionPath(0, 0, read),
    () => inclusionPath(1, 1, read),
    () => inclusionPath(0.5, 1, read),
    () => inclusionPath(0, -1, read),
    () => inclusionPath(0, 2, read),
    () => consistencyPath(0, 1, read),
    () => consistencyPath(2, 1, read),
    () => consistencyPath(1, 0.5, read),
    () => consistencyPath(1, 2, read),
    () => rootAt(2 ** 53, read),
  ];
  for (const make of bad) await assert.rejects(make, tree, String(make));
  assert.deepEqual(await inclusionPath(0, 1, read), []);
  assert.deepEqual(await consistencyPath(1, 1, read), []);
  for (const [size, roots] of [
    [1, []],
    [2, [leaf, leaf]],
    [0, [leaf]],
    [-1, []],
  ] as const)
    assert.throws(() => Frontier.restore(size, roots), tree, String(size));
});

test('lines of a policy that are too short or too long', () => {
  const log = `log ${signer.vkey}\n`;
  assert.equal(parsePolicy(`${log}quorum none\n`).quorum, 'none');
  const lines = ['log', 'log a b c', 'witness', 'witness w', 'group', 'group g', 'group g any', 'quorum'];
  for (const line of [...lines, 'quorum none none', 'quorum nobody', 'other', 'group none any w'])
    refuses(() => parsePolicy(`${log}${line}\nquorum none\n`), line);
  refuses(() => parsePolicy(log));
  refuses(() => parsePolicy(`${log}quorum none\nquorum none\n`));
  refuses(() => parsePolicy(`${log}${log}quorum none\n`));
});

test('a removal event cannot have removed its own text', async () => {
  const log = sampleLog();
  const event = log.events[REMOVING]!;
  const own: Removal = { digest: event.entry.parts.text, kind: 'text', replacement: null };
  const leaves = [...(log.removals.get(REMOVING) ?? []), own].sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const removal = { ...removalCommitment('erasure', leaves) };
  const metadata = sampleDocument('metadata', { dto: {}, removal });
  event.documents = [...event.documents.filter(({ kind }) => kind !== 'metadata'), metadata];
  event.entry = { ...event.entry, parts: { ...event.entry.parts, metadata: metadata.digest } };
  log.removals.set(REMOVING, leaves);
  log.gone.add(own.digest);
  const files = exportFiles(log);
  const report = await verifyLog(async (path) => files.get(path) ?? null, { whole: true });
  assert.equal(report.failure?.check, 'documents');
  assert.match(report.failure?.message ?? '', /the text of a removal event is never removed/);
});
