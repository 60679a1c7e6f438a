import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  fixedBytes,
  ORIGIN,
  type SampleEvent,
  sampleAffidavit,
  sampleDocument,
  sampleEvent,
  sampleInput,
  sampleProof,
  signer,
  smallEvent,
  TIME,
} from '../scripts/sample.ts';
import { refuses } from '../test/refuses.ts';
import { type AffidavitCheck, type AffidavitReport, verifyAffidavit } from './affidavit.ts';
import { buildAffidavit } from './affidavit-build.ts';
import type { Affidavit } from './affidavit-file.ts';
import type { FailureReason } from './check-failed.ts';
import { actorTag, digestOf } from './digest.ts';
import type { Entry } from './documents.ts';
import { entryJson } from './entry.ts';
import { toBase64, toHex, utf8Bytes } from './hash.ts';
import { ed25519Signer, openNote, parseVkey, signNote } from './note.ts';
import { formatProof, parseProof } from './proof.ts';

const full = await sampleAffidavit(sampleEvent());
const small = await sampleAffidavit(smallEvent());
const pinned = { vkeys: [signer.vkey] };

const verify = (affidavit: unknown, options = pinned) => verifyAffidavit(JSON.stringify(affidavit), options);

function assertFails(report: AffidavitReport, check: AffidavitCheck, reason: FailureReason, what = ''): void {
  assert.equal(report.outcome, 'failed', what);
  assert.deepEqual([report.failure?.check, report.failure?.reason], [check, reason], what);
  assert.ok(!report.passed.includes(check), what);
}

const ALL = ['format', 'entry', 'erasures', 'documents', 'actor', 'event', 'signature', 'inclusion'];

test('a whole affidavit is verified under a pinned key', () => {
  const report = verify(full);
  assert.equal(report.failure, null);
  assert.equal(report.outcome, 'verified');
  assert.deepEqual(report.passed, [...ALL, 'key']);
  assert.deepEqual(report.log, { origin: ORIGIN, size: 7, index: 3 });
  assert.equal(report.entry?.id, 'aaaaaaaa-bbbb-0000-cccc-dddddddddddd');
  assert.equal(report.parts.present.length, 14);
  assert.deepEqual([report.parts.erased, report.parts.withheld], [[], []]);
});

test('without a pinned key it is only consistent', () => {
  for (const options of [{}, { vkeys: [] }]) {
    const report = verifyAffidavit(JSON.stringify(full), options);
    assert.deepEqual([report.outcome, report.failure, report.passed], ['consistent', null, ALL]);
  }
});

test('an event of the system', () => {
  assert.equal(verify(small).outcome, 'verified');
  assert.ok(!Object.hasOwn(small, 'actor'));
  assert.deepEqual(
    verify(small).parts.present.map(({ path }) => path),
    ['text'],
  );
});

test('the hash function can be brought along', () => {
  const native = (data: Uint8Array) => createHash('sha256').update(data).digest();
  assert.equal(verifyAffidavit(JSON.stringify(full), pinned, native).outcome, 'verified');
  assert.equal(verifyAffidavit(JSON.stringify(full), pinned, () => new Uint8Array(32)).outcome, 'failed');
});

test('indenting and reordering the file change nothing', () => {
  const reversed = Object.fromEntries(Object.entries(full).reverse());
  const event = Object.fromEntries(Object.entries(full.event).reverse());
  const json = JSON.stringify({ ...reversed, event, documents: full.documents.toReversed() }, null, 2);
  assert.equal(verifyAffidavit(json, pinned).outcome, 'verified');
});

test('what is no affidavit', () => {
  const { actor: _, ...withoutEvent } = full;
  const files: unknown[] = [
    null,
    5,
    'x',
    [],
    {},
    { affidavit: 'v1' },
    { ...full, more: 1 },
    { ...full, entry: 1 },
  ];
  for (const file of [
    ...files,
    { ...full, actor: null },
    { ...withoutEvent, event: [] },
    { ...full, proof: null },
  ]) {
    assertFails(verify(file), 'format', 'malformed');
  }
  for (const json of ['', '{', `${JSON.stringify(full)}x`, '['.repeat(100_000)]) {
    assertFails(verifyAffidavit(json, pinned), 'format', 'malformed');
  }
  assertFails(verify({ ...full, affidavit: 'v2' }), 'format', 'unsupported');
  assertFails(verify({ ...full, documents: [{ ...full.documents[0], salt: 'ab' }] }), 'format', 'malformed');
  assertFails(verify({ ...full, documents: [{ ...full.documents[0], kind: 'x' }] }), 'format', 'malformed');
});

test('a name given twice would show readers two things', () => {
  const json = JSON.stringify(full).replace('{"affidavit"', '{"event":{},"affidavit"');
  assertFails(verifyAffidavit(json, pinned), 'format', 'malformed');
});

const encoded = (entry: Entry) => toBase64(utf8Bytes(entryJson(entry)));
const { entry } = sampleEvent();

test('an entry that is none', () => {
  const bad = [
    '',
    '*',
    toBase64(utf8Bytes('{}')),
    `${full.entry} `,
    toBase64(Uint8Array.of(0xff)),
    toBase64(utf8Bytes(` ${entryJson(entry)}`)),
  ];
  for (const text of bad) assertFails(verify({ ...full, entry: text }), 'entry', 'malformed', text);
});

test('an entry that was never sealed', () => {
  assertFails(verify({ ...full, entry: encoded({ ...entry, testId: 99 }) }), 'inclusion', 'notIncluded');
  assertFails(verify({ ...full, entry: encoded({ ...entry, status: 'FAILED' }) }), 'event', 'mismatch');
});

test('every document left out is withheld, and named', () => {
  full.documents.forEach((document, i) => {
    const report = verify({ ...full, documents: full.documents.toSpliced(i, 1) });
    assertFails(report, 'documents', 'withheld', document.kind);
    assert.ok(report.parts.withheld.some(({ kind }) => kind === document.kind));
    assert.ok(report.failure?.message.includes(report.parts.withheld[0]?.path ?? '?'));
    assert.match(report.failure?.message ?? '', /no removal event names it$/);
  });
});

test('every document changed no longer opens its digest', () => {
  full.documents.forEach((document, i) => {
    const salted = { ...document, salt: toHex(fixedBytes('another', 16)) };
    const report = verify({ ...full, documents: full.documents.with(i, salted) });
    assertFails(report, 'documents', 'withheld');
    assert.match(
      report.failure?.message ?? '',
      new RegExp(`: the ${salted.kind} that is given was not sealed$`),
    );
    const changed = { ...document, bytes: document.bytes.replace(/"([A-Za-z])/, '"x$1') };
    assert.equal(verify({ ...full, documents: full.documents.with(i, changed) }).failure?.check, 'documents');
    const spaced = { ...document, bytes: `${document.bytes} ` };
    assertFails(verify({ ...full, documents: full.documents.with(i, spaced) }), 'documents', 'malformed');
  });
});

test('a document that nothing names, or that is given twice', () => {
  const { kind, salt, json } = sampleDocument('text', { description: 'another' });
  const stray = { kind, salt: toHex(salt), bytes: json };
  assertFails(verify({ ...full, documents: [...full.documents, stray] }), 'documents', 'mismatch');
  assertFails(
    verify({ ...full, documents: [...full.documents, full.documents[3]] }),
    'documents',
    'malformed',
  );
});

test('the actor', async () => {
  const { actor, ...without } = full;
  assert.ok(actor);
  const withheld = verify(without);
  assertFails(withheld, 'actor', 'withheld');
  assert.deepEqual(
    withheld.parts.withheld.map(({ path }) => path),
    ['actor'],
  );
  assertFails(verify({ ...full, actor: { ...actor, userId: 2 } }), 'actor', 'mismatch');
  assertFails(verify({ ...full, actor: { ...actor, tagSalt: '00'.repeat(16) } }), 'actor', 'mismatch');
  assertFails(verify({ ...small, actor }), 'actor', 'mismatch');
});

/** An affidavit of another entry over the same documents, properly sealed. */
async function sealedAs(changes: Partial<Entry>, actor = sampleEvent().actor): Promise<Affidavit> {
  const event: SampleEvent = { ...sampleEvent(), entry: { ...entry, ...changes }, actor };
  return sampleAffidavit(event);
}

test('a sealed person or connection that is not the one of the entry', async () => {
  const tagSalt = fixedBytes('tag', 16);
  const other = await sealedAs({ actor: actorTag(tagSalt, 2) }, { userId: 2, tagSalt });
  assertFails(verify(other), 'actor', 'mismatch');
  assertFails(verify(await sealedAs({ actor: null }, null)), 'actor', 'mismatch');
  assertFails(verify(await sealedAs({ connectionId: 21 })), 'actor', 'mismatch');
});

test('every member of the event shown must be what was sealed', () => {
  for (const name of Object.keys(full.event)) {
    const report = verify({ ...full, event: { ...full.event, [name]: 'something else' } });
    assertFails(report, 'event', 'mismatch', name);
    assert.ok(report.failure?.message.includes(`event.${name} `), name);
    const { [name]: _, ...without } = full.event;
    assertFails(verify({ ...full, event: without }), 'event', 'mismatch', name);
  }
  assertFails(verify({ ...full, event: { ...full.event, more: null } }), 'event', 'mismatch');
  assertFails(
    verify({ ...full, event: { ...full.event, createdAt: '2020-07-06 12:00:00.000000' } }),
    'event',
    'mismatch',
  );
});

test('another place, another path, another tree', async () => {
  const proof = parseProof(full.proof);
  const [first, second] = proof.path;
  const wrong = [
    { ...proof, index: 2 },
    { ...proof, index: 7 },
    { ...proof, path: proof.path.slice(1) },
    { ...proof, path: [second!, first!, ...proof.path.slice(2)] },
  ];
  for (const changed of wrong) {
    assertFails(verify({ ...full, proof: formatProof(changed) }), 'inclusion', 'notIncluded');
  }
  assertFails(verify({ ...full, proof: small.proof }), 'inclusion', 'notIncluded');
  assertFails(verify({ ...full, proof: 'x' }), 'signature', 'malformed');
  const extra = full.proof.replace('\nindex', '\nextra AAAA\nindex');
  assertFails(verify({ ...full, proof: extra }), 'signature', 'unsupported');
});

test('a changed checkpoint is not signed', () => {
  const larger = full.proof.replace(`${ORIGIN}\n7\n`, `${ORIGIN}\n8\n`);
  assert.notEqual(larger, full.proof);
  assertFails(verify({ ...full, proof: larger }), 'signature', 'badSignature');
});

const impostor = ed25519Signer(ORIGIN, fixedBytes('impostor', 32));

test('a key that signs for itself is consistent, and no more', async () => {
  const forged = await sampleAffidavit(sampleEvent(), impostor);
  assert.equal(verifyAffidavit(JSON.stringify(forged)).outcome, 'consistent');
  assertFails(verify(forged), 'key', 'notPinned');
  assertFails(verify({ ...forged, vkey: signer.vkey }), 'signature', 'badSignature');
  assertFails(verify({ ...full, vkey: impostor.vkey }), 'signature', 'badSignature');
  assertFails(verify({ ...full, vkey: 'x' }), 'signature', 'malformed');
});

test('a pinned key is of one log', async () => {
  const elsewhere = ed25519Signer(`${ORIGIN.slice(0, -1)}a`, fixedBytes('elsewhere', 32));
  assertFails(verify(full, { vkeys: [elsewhere.vkey] }), 'key', 'notPinned');
  assert.equal(verify(full, { vkeys: [elsewhere.vkey, signer.vkey, signer.vkey] }).outcome, 'verified');
  const foreign = ed25519Signer('log.example.com', fixedBytes('foreign', 32));
  assertFails(verify(await sampleAffidavit(sampleEvent(), foreign)), 'signature', 'mismatch');
});

test('a checkpoint signed under another name than its origin', async () => {
  const proof = parseProof(full.proof);
  const { text } = openNote(proof.checkpoint, [parseVkey(signer.vkey)]);
  const other = ed25519Signer(`${ORIGIN.slice(0, -1)}a`, fixedBytes('elsewhere', 32));
  const signedByOther = formatProof({ ...proof, checkpoint: signNote(text, [other]) });
  assertFails(verify({ ...full, proof: signedByOther, vkey: other.vkey }), 'signature', 'mismatch');
});

test('after a key was replaced: both sign, either may be pinned', async () => {
  const next = ed25519Signer(ORIGIN, fixedBytes('next', 32));
  const proof = parseProof(full.proof);
  const { text } = openNote(proof.checkpoint, [parseVkey(signer.vkey)]);
  const both = {
    ...full,
    proof: formatProof({ ...proof, checkpoint: signNote(text, [signer, next]) }),
    vkey: next.vkey,
  };
  assert.equal(verify(both).outcome, 'verified');
  assert.equal(verify(both, { vkeys: [next.vkey] }).outcome, 'verified');
});

test('a malformed pinned key is the error of the reader', () => {
  refuses(() => verifyAffidavit(JSON.stringify(full), { vkeys: ['x'] }));
});

test('documents that are sealed but have not the shape of their kind', async () => {
  const odd = sampleDocument('person', { description: 'no person' });
  const sealed: SampleEvent = { ...smallEvent(), documents: [...smallEvent().documents, odd] };
  const oddEntry = { ...sealed.entry, parts: { ...sealed.entry.parts, person: odd.digest } };
  const affidavit = {
    ...small,
    entry: encoded(oddEntry),
    documents: [...small.documents, { kind: odd.kind, salt: toHex(odd.salt), bytes: odd.json }],
    proof: await sampleProof(oddEntry),
  };
  assertFails(verify(affidavit), 'documents', 'malformed');
});

test('a document nested as deeply as can be read', async () => {
  const { entry: smallEntry, documents } = smallEvent();
  for (const depth of [254, 255, 256, 5000]) {
    const metadata = {
      kind: 'metadata' as const,
      salt: fixedBytes('deep', 16),
      json: `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`,
    };
    const digest = digestOf('metadata', metadata.salt, metadata.json);
    const deepEntry = { ...smallEntry, parts: { ...smallEntry.parts, metadata: digest } };
    const deep = {
      ...small,
      entry: encoded(deepEntry),
      documents: [...documents, metadata].map(({ kind, salt, json }) => ({
        kind,
        salt: toHex(salt),
        bytes: json,
      })),
      proof: await sampleProof(deepEntry),
    };
    const report = verify(deep);
    if (depth < 256) assertFails(report, 'event', 'mismatch');
    else assertFails(report, 'documents', 'malformed');
  }
});

test('no changed character of the file is accepted', () => {
  const json = JSON.stringify(small);
  fc.assert(
    fc.property(
      fc.nat(json.length - 1),
      fc.constantFrom('x', '0', '"', 'é', '\\', '{', 'A', '7'),
      (at, character) => {
        fc.pre(json[at] !== character);
        const report = verifyAffidavit(json.slice(0, at) + character + json.slice(at + 1), pinned);
        assert.equal(report.outcome, 'failed');
      },
    ),
    { numRuns: 400 },
  );
});

test('nothing that is not text of JSON makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
      assert.equal(verifyAffidavit(text, pinned).outcome, 'failed');
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(full)), fc.jsonValue(), (name, value) => {
      assert.notEqual(verify({ ...full, [name]: value }).outcome, 'consistent');
    }),
    { numRuns: 300 },
  );
});

test('building puts documents in order and refuses what does not belong', async () => {
  const event = sampleEvent();
  const input = await sampleInput(event);
  const shuffled = buildAffidavit({ ...input, documents: input.documents.toReversed() });
  assert.deepEqual(shuffled, full);
  assert.equal(full.documents[0]?.kind, 'text');
  const stray = sampleDocument('text', { description: 'stray' });
  refuses(() => buildAffidavit({ ...input, documents: [...input.documents, stray] }));
  const broken = { kind: 'text' as const, salt: fixedBytes('x', 16), json: '{"description": ""}' };
  refuses(() => buildAffidavit({ ...input, documents: [broken] }));
  assert.equal(full.event.createdAt, TIME);
});

test('building with a document missing leaves it to the verifier', async () => {
  const input = await sampleInput(sampleEvent());
  const documents = input.documents.filter(({ kind }) => kind !== 'metadata');
  const affidavit = buildAffidavit({ ...input, documents });
  assert.deepEqual(affidavit.event.metadata, {});
  assertFails(verify(affidavit), 'documents', 'withheld');
});
