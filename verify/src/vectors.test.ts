/** The vector files are what the script makes, and hold for this package. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { vectorFiles } from '../scripts/make-vectors.ts';
import { refuses } from '../test/refuses.ts';
import { type AffidavitReport, verifyAffidavit } from './affidavit.ts';
import { canonicalJson, parseCanonicalJson } from './canonical.ts';
import { type CertificateReport, verifyCertificate } from './certificate.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { parseWitnessVkey, readCosignatures } from './cosignature.ts';
import { actorTag, digestOf, snapshotSalt } from './digest.ts';
import type { DocumentKind, JsonValue } from './documents.ts';
import { entryJson, parseEntry } from './entry.ts';
import { fromBase64, fromHex, toHex } from './hash.ts';
import { keyWords, parseKeyWords } from './key-words.ts';
import { companySecret, logKeySeed } from './keys.ts';
import { leafHash, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts';
import { ed25519Signer, openNote, parseVkey } from './note.ts';
import { checkPolicy, parsePolicy } from './policy.ts';
import { formatProof, parseProof } from './proof.ts';
import { parseRemoval, removalTree } from './removal.ts';

const folder = new URL('../vectors/', import.meta.url);

/** A sentence for people. */
const WORDS = /^\S+( \S+)+$/;

function load<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}

test('the files are what scripts/make-vectors.ts makes', async () => {
  const made = await vectorFiles();
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(made).sort());
  for (const [name, text] of Object.entries(made)) {
    assert.ok(readFileSync(new URL(name, folder), 'utf8') === text, `${name} is out of date: run the script`);
  }
});

test('canonical.json', () => {
  const { valid, notCanonical } = load<{
    valid: { name: string; json: string; canonical: string }[];
    notCanonical: string[];
  }>('canonical.json');
  for (const { name, json, canonical } of valid) {
    assert.equal(canonicalJson(JSON.parse(json)), canonical, name);
    parseCanonicalJson(canonical);
  }
  for (const json of notCanonical) refuses(() => parseCanonicalJson(json), json);
});

test('digests.json', () => {
  const vectors = load<{
    documents: { kind: DocumentKind; salt: string; bytes: string; digest: string }[];
    snapshotSalts: { subjectKey: string; kind: DocumentKind; id: number; version: number; salt: string }[];
    actorTags: { tagSalt: string; userId: number; tag: string }[];
  }>('digests.json');
  for (const { kind, salt, bytes, digest } of vectors.documents) {
    assert.equal(digestOf(kind, fromHex(salt), bytes), digest);
  }
  for (const { subjectKey, kind, id, version, salt } of vectors.snapshotSalts) {
    assert.equal(toHex(snapshotSalt(fromHex(subjectKey), kind, id, version)), salt);
  }
  for (const { tagSalt, userId, tag } of vectors.actorTags)
    assert.equal(actorTag(fromHex(tagSalt), userId), tag);
});

test('keys.json', () => {
  const vectors = load<{
    logKeySeeds: { masterSeed: string; origin: string; generation: number; seed: string }[];
    companySecrets: { masterSeed: string; company: string; secret: string }[];
    words: { vkey: string; words: string }[];
    typedWords: { typed: string; words: string | null }[];
  }>('keys.json');
  for (const { masterSeed, origin, generation, seed } of vectors.logKeySeeds) {
    assert.equal(toHex(logKeySeed(fromHex(masterSeed), origin, generation)), seed);
  }
  for (const { masterSeed, company, secret } of vectors.companySecrets) {
    assert.equal(toHex(companySecret(fromHex(masterSeed), company)), secret);
  }
  for (const { vkey, words } of vectors.words) assert.equal(keyWords(vkey), words);
  for (const { typed, words } of vectors.typedWords)
    if (words === null) refuses(() => parseKeyWords(typed), typed);
    else assert.equal(parseKeyWords(typed), words);
});

test('entries.json', () => {
  const { valid, invalid } = load<{
    valid: { name: string; json: string; leaf: string }[];
    invalid: { name: string; json: string }[];
  }>('entries.json');
  for (const { name, json, leaf } of valid) {
    assert.equal(entryJson(parseEntry(json)), json, name);
    assert.equal(toHex(leafHash(json)), leaf, name);
  }
  for (const { name, json } of invalid) refuses(() => parseEntry(json), name);
});

interface TreeVectors {
  leaves: { text: string; leaf: string }[];
  nodes: { left: string; right: string; node: string }[];
  inclusion: { index: number; size: number; leaf: string; root: string; path: string[]; valid: boolean }[];
  consistency: {
    size1: number;
    root1: string;
    size2: number;
    root2: string;
    path: string[];
    valid: boolean;
  }[];
}

test('trees.json', () => {
  const vectors = load<TreeVectors>('trees.json');
  for (const { text, leaf } of vectors.leaves) assert.equal(toHex(leafHash(text)), leaf);
  for (const { left, right, node } of vectors.nodes) {
    assert.equal(toHex(nodeHash(fromHex(left), fromHex(right))), node);
  }
  assert.ok(vectors.inclusion.length > 50 && vectors.consistency.length > 50);
  for (const { index, size, leaf, root, path, valid } of vectors.inclusion) {
    const proof = { index, size, leaf: fromHex(leaf), root: fromHex(root), path: path.map(fromHex) };
    assert.equal(verifyInclusion(proof), valid, `leaf ${index} of ${size}`);
  }
  for (const { size1, root1, size2, root2, path, valid } of vectors.consistency) {
    const proof = { size1, root1: fromHex(root1), size2, root2: fromHex(root2), path: path.map(fromHex) };
    assert.equal(verifyConsistency(proof), valid, `${size1} to ${size2}`);
  }
});

interface NoteVectors {
  keys: { name: string; seed: string; vkey: string }[];
  badVkeys: string[];
  notes: {
    note: string;
    vkeys: string[];
    opens: { text: string; verified: string[]; unverified: string[] } | null;
  }[];
  checkpoints: { ok: boolean; text: string }[];
  proofs: { ok: boolean; index?: number; path?: string[]; text: string }[];
  log: { masterSeed: string; origin: string; generation: number; vkey: string; note: string };
}

test('notes.json: keys and notes', () => {
  const { keys, badVkeys, notes, log } = load<NoteVectors>('notes.json');
  for (const { name, seed, vkey } of keys) assert.equal(ed25519Signer(name, fromHex(seed)).vkey, vkey);
  for (const vkey of badVkeys) refuses(() => parseVkey(vkey), vkey);
  notes.forEach(({ note, vkeys, opens }, i) => {
    const open = () => openNote(note, vkeys.map(parseVkey));
    if (opens === null) refuses(open, `note ${i}`);
    else assert.deepEqual(open(), opens, `note ${i}`);
  });
  const signer = ed25519Signer(log.origin, logKeySeed(fromHex(log.masterSeed), log.origin, log.generation));
  assert.equal(signer.vkey, log.vkey);
  assert.deepEqual(openNote(log.note, [parseVkey(log.vkey)]).verified, [log.origin]);
});

test('notes.json: checkpoints and proofs', () => {
  const { checkpoints, proofs } = load<NoteVectors>('notes.json');
  for (const { ok, text } of checkpoints) {
    if (ok) assert.equal(formatCheckpoint(parseCheckpoint(text)), text);
    else refuses(() => parseCheckpoint(text), text);
  }
  for (const { ok, index, path, text } of proofs) {
    if (!ok) {
      refuses(() => parseProof(text), text);
      continue;
    }
    const proof = parseProof(text);
    assert.equal(formatProof(proof), text);
    assert.deepEqual([proof.index, proof.path.map(toHex)], [index, path]);
  }
});

test('removals.json', () => {
  const { trees, metadata } = load<{
    trees: { count: number; root: string; leaves: { data: string; hash: string; path: string[] }[] }[];
    metadata: { ok: boolean; value: JsonValue }[];
  }>('removals.json');
  for (const { count, root, leaves } of trees) {
    const tree = removalTree(leaves.map(({ data }) => JSON.parse(data)));
    assert.equal(toHex(tree.root), root);
    for (const [index, { data, hash, path }] of leaves.entries()) {
      assert.equal(toHex(leafHash(data)), hash);
      assert.deepEqual(tree.path(index).map(toHex), path);
      const proof = { leaf: fromHex(hash), index, size: count, root: fromHex(root), path: path.map(fromHex) };
      assert.ok(verifyInclusion(proof));
    }
  }
  for (const { ok, value } of metadata) {
    if (ok) parseRemoval(value);
    else refuses(() => parseRemoval(value), JSON.stringify(value));
  }
});

test('affidavits.json', () => {
  const cases =
    load<
      {
        name: string;
        file: string;
        vkeys: string[];
        outcome: AffidavitReport['outcome'];
        check: string | null;
        reason: string | null;
      }[]
    >('affidavits.json');
  assert.ok(cases.length > 25);
  for (const { name, file, vkeys, outcome, check, reason } of cases) {
    const report = verifyAffidavit(file, { vkeys });
    assert.equal(report.outcome, outcome, name);
    assert.deepEqual([report.failure?.check ?? null, report.failure?.reason ?? null], [check, reason], name);
    if (report.failure !== null) assert.match(report.failure.message, WORDS, name);
  }
});

test('certificates.json', async () => {
  const cases =
    load<
      {
        name: string;
        file: string;
        vkeys: string[];
        outcome: CertificateReport['outcome'];
        check: string | null;
        reason: string | null;
        counts?: CertificateReport['counts'];
      }[]
    >('certificates.json');
  assert.ok(cases.length > 40);
  for (const { name, file, vkeys, outcome, check, reason, counts } of cases) {
    const report = await verifyCertificate([fromBase64(file)], { vkeys });
    const { failure } = report;
    assert.deepEqual(
      [report.outcome, check === null ? null : failure?.check, failure?.reason ?? null],
      [outcome, check, reason],
      `${name}: ${failure?.message}`,
    );
    if (counts !== undefined) assert.deepEqual(report.counts, counts, name);
    if (failure !== null) assert.match(failure.message, WORDS, name);
  }
});

test('witnesses.json', () => {
  const vectors = load<{
    badVkeys: string[];
    notes: { note: string; vkeys: string[]; cosignatures: object[] | null }[];
    badPolicies: string[];
    policies: { policy: string; note: string; holds: boolean; times: (string | null)[] }[];
  }>('witnesses.json');
  for (const vkey of vectors.badVkeys) refuses(() => parseWitnessVkey(vkey), vkey);
  for (const { note, vkeys, cosignatures } of vectors.notes) {
    const read = () => readCosignatures(note, vkeys.map(parseWitnessVkey));
    if (cosignatures === null) refuses(read, note);
    else assert.deepEqual(read(), cosignatures, note);
  }
  for (const policy of vectors.badPolicies) refuses(() => parsePolicy(policy), policy);
  for (const { policy, note, holds, times } of vectors.policies) {
    const report = checkPolicy(note, parsePolicy(policy));
    assert.equal(report.holds, holds, `${policy}\n${note}\n${report.reason}`);
    assert.equal(report.reason === null, holds);
    assert.deepEqual(
      report.witnesses.map(({ time }) => time),
      times,
      policy,
    );
  }
});
