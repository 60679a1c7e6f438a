/**
 * The worked example of docs/formats.md, recomputed from the page's own text. Hashes, keys and signatures are made
 * by node:crypto alone, so that the page, this package and an independent reading of the page must agree.
 */
import assert from 'node:assert/strict';
import { createHash, createHmac, createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { verifyAffidavit } from './affidavit.ts';
import { canonicalJson } from './canonical.ts';
import { parseRemoval } from './removal.ts';

const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');
const blocks = new Map(
  [...page.matchAll(/^```\w+ ([\w-]+)\n(.*?)\n```$/gms)].map(([, name, text]) => [name!, text!]),
);
const english = readFileSync(new URL('../python/affidavit/english.txt', import.meta.url), 'utf8').split('\n');
const used = new Set<string>();

function block(name: string): string {
  used.add(name);
  const text = blocks.get(name);
  assert.ok(text !== undefined, `the page has a block ${name}`);
  return text;
}

const bytes = (name: string) => Buffer.from(block(name), 'hex');
const sha256 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hkdf = (info: string) => Buffer.from(hkdfSync('sha256', bytes('master-seed'), '', info, 32));

/** An Ed25519 key from its seed: the fixed head of a PKCS #8 key (RFC 8410) and the seed. */
function privateKey(seed: Uint8Array) {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

const key = privateKey(bytes('log-key-seed'));
const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
const keyId = sha256(block('origin'), Uint8Array.of(0x0a, 0x01), publicKey).subarray(0, 4);

test('keys', () => {
  assert.equal(hkdf(`affidavit/log-key/v1\0${block('origin')}\x001`).toString('hex'), block('log-key-seed'));
  assert.equal(
    hkdf(`affidavit/company-secret/v1\0${block('company')}`).toString('hex'),
    block('company-secret'),
  );
  const typed = Buffer.concat([Uint8Array.of(1), publicKey]);
  assert.equal(`${block('origin')}+${keyId.toString('hex')}+${typed.toString('base64')}`, block('vkey'));
  const bits = BigInt(`0x${sha256(`affidavit/key-words/v1\0${block('vkey')}`).toString('hex')}`);
  const words = Array.from({ length: 12 }, (_, i) => english[Number((bits >> BigInt(245 - 11 * i)) & 2047n)]);
  assert.equal(words.join(' '), block('key-words'));
});

test('the idempotent id', () => {
  const draft = block('draft');
  assert.equal(canonicalJson(JSON.parse(draft)), draft);
  assert.equal(createHmac('sha256', bytes('company-secret')).update(draft).digest('hex'), block('draft-mac'));
});

test('salts, digests and the actor tag', () => {
  const salt = createHmac('sha256', bytes('subject-key'))
    .update('affidavit/salt/v1\0person\x007\x001')
    .digest();
  assert.equal(salt.subarray(0, 16).toString('hex'), block('person-salt'));
  for (const kind of ['text', 'metadata', 'person']) {
    const digest = sha256(`affidavit/part/v1\0${kind}\0`, bytes(`${kind}-salt`), block(kind));
    assert.equal(digest.toString('hex'), block(`${kind}-digest`), kind);
    assert.equal(canonicalJson(JSON.parse(block(kind))), block(kind), kind);
  }
  const tag = sha256('affidavit/actor/v1\0', bytes('tag-salt'), '7');
  assert.equal(tag.toString('hex'), block('actor-tag'));
});

test('the entry names all of them', () => {
  const entry = JSON.parse(block('entry'));
  assert.equal(canonicalJson(entry), block('entry'));
  assert.equal(entry.company, block('company'));
  assert.equal(entry.actor, block('actor-tag'));
  assert.deepEqual(entry.parts, {
    connection: null,
    metadata: block('metadata-digest'),
    person: block('person-digest'),
    test: null,
    text: block('text-digest'),
  });
});

test('the tree and its checkpoint', () => {
  const leaf = sha256(Uint8Array.of(0), block('entry'));
  assert.equal(leaf.toString('hex'), block('leaf'));
  const left = sha256(Uint8Array.of(1), bytes('leaf-0'), leaf);
  const root = sha256(Uint8Array.of(1), left, bytes('leaf-2'));
  assert.equal(root.toString('hex'), block('root'));
  const text = `${block('origin')}\n3\n${root.toString('base64')}\n`;
  const signature = Buffer.concat([keyId, sign(null, Buffer.from(text), key)]).toString('base64');
  assert.equal(`${text}\n— ${block('origin')} ${signature}`, block('checkpoint'));
});

test('the proof', () => {
  const path = [bytes('leaf-0'), bytes('leaf-2')].map((hash) => hash.toString('base64'));
  const lines = ['c2sp.org/tlog-proof@v1', 'index 1', ...path, '', block('checkpoint')];
  assert.equal(lines.join('\n'), block('proof'));
});

test('the affidavit', () => {
  const affidavit = JSON.parse(block('affidavit'));
  assert.equal(Buffer.from(affidavit.entry, 'base64').toString(), block('entry'));
  assert.deepEqual(
    affidavit.documents,
    ['text', 'metadata', 'person'].map((kind) => ({ kind, salt: block(`${kind}-salt`), bytes: block(kind) })),
  );
  assert.deepEqual(affidavit.actor, { userId: 7, tagSalt: block('tag-salt') });
  assert.equal(affidavit.proof, `${block('proof')}\n`);
  assert.equal(affidavit.vkey, block('vkey'));
  const report = verifyAffidavit(block('affidavit'), { vkeys: [block('vkey')] });
  assert.deepEqual([report.failure, report.outcome], [null, 'verified']);
});

test('what a removal commits to', () => {
  const leaves = [0, 1].map((i) => block(`removal-leaf-${i}`));
  const digests = [block('actor-tag'), block('text-digest')];
  assert.deepEqual(
    leaves,
    ['actor', 'text'].map((kind, i) => canonicalJson({ digest: digests[i]!, kind, replacement: null })),
  );
  const [left, right] = leaves.map((leaf) => sha256(Uint8Array.of(0), leaf));
  const root = sha256(Uint8Array.of(1), left!, right!).toString('hex');
  assert.equal(root, block('removal-root'));
  const metadata = JSON.parse(block('removal-metadata'));
  assert.equal(canonicalJson(metadata), block('removal-metadata'));
  assert.deepEqual(parseRemoval(metadata), { v: 1, cause: 'erasure', count: 2, root });
});

test('no value of the page is left unchecked', () => {
  assert.ok(blocks.size > 25);
  assert.deepEqual(
    [...blocks.keys()].filter((name) => !used.has(name)),
    [],
  );
});
