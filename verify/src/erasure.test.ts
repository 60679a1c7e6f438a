/** Affidavits of events of which something was removed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  fixedBytes,
  type SampleDocument,
  sampleDocument,
  sampleEvent,
  signer,
  smallEvent,
} from '../scripts/sample.ts';
import { erased, erasedAffidavit, erasedInput, redacted, withOthers } from '../scripts/sample-erasure.ts';
import { type AffidavitCheck, type AffidavitReport, verifyAffidavit } from './affidavit.ts';
import { buildAffidavit } from './affidavit-build.ts';
import type { AffidavitErasure } from './affidavit-file.ts';
import type { FailureReason } from './check-failed.ts';
import { digestOf } from './digest.ts';
import type { JsonObject } from './documents.ts';
import { toBase64, toHex } from './hash.ts';
import { type Removal, removalCommitment } from './removal.ts';

const event = sampleEvent();
const ofKind = (kind: string): SampleDocument => event.documents.find((document) => document.kind === kind)!;
const copyOf = (kind: 'metadata' | 'text', value: JsonObject) => sampleDocument(kind, value);
const tag = erased('actor', event.entry.actor!);

const verify = (affidavit: unknown) => verifyAffidavit(JSON.stringify(affidavit), { vkeys: [signer.vkey] });

function assertFails(report: AffidavitReport, check: AffidavitCheck, reason: FailureReason, what = ''): void {
  assert.deepEqual([report.failure?.check, report.failure?.reason], [check, reason], what);
  assert.equal(report.outcome, 'failed', what);
}

const gone = (document: SampleDocument) => erased(document.kind, document.digest);
const erasure = (removed: readonly Removal[], index = 5) => ({ index, cause: 'erasure' as const, removed });

test('a part and a person that an event erased', async () => {
  const removed = [ofKind('text'), ofKind('metadata'), ofKind('test'), ofKind('person')].map(gone);
  const affidavit = await erasedAffidavit(event, [erasure([...removed, tag])]);
  const report = verify(affidavit);
  assert.equal(report.failure, null);
  assert.equal(report.outcome, 'verified');
  const by = {
    id: '00000000-0000-7000-8000-000000000105',
    index: 5,
    cause: 'erasure',
    recordedAt: '2021-07-06T12:00:00.000Z',
  };
  assert.deepEqual(
    report.parts.erased.map(({ path, by: event }) => [path, event]),
    ['text', 'metadata', 'test', 'person', 'actor'].map((path) => [path, by]),
  );
  assert.deepEqual([report.parts.redacted, report.parts.withheld], [[], []]);
  const { description, metadata, user, requestDescription, issues } = affidavit.event;
  assert.deepEqual(
    { description, metadata, user, requestDescription, issues },
    { description: '[erased]', metadata: {}, user: null, requestDescription: null, issues: [] },
  );
  assert.equal(affidavit.actor, undefined);
});

test('a redacted copy stands for what it replaces, and a chain of removals ends in nothing', async () => {
  const metadata = ofKind('metadata');
  const once = copyOf('metadata', { dto: { name: '[erased]' } });
  const twice = copyOf('metadata', { dto: '[erased]' });
  const first = erasure([redacted(metadata, once)], 4);
  const second = { index: 5, cause: 'retention' as const, removed: [redacted(once, twice)] };
  const third = { index: 6, cause: 'retention' as const, removed: [gone(twice)] };

  const copied = await erasedAffidavit(event, [first], [once]);
  assert.deepEqual(copied.event.metadata, { dto: { name: '[erased]' } });
  assert.deepEqual(
    verify(copied).parts.redacted.map(({ path, by }) => [path, by.index, by.cause]),
    [['metadata', 4, 'erasure']],
  );

  const again = await erasedAffidavit(event, [first, second], [twice]);
  assert.deepEqual(again.event.metadata, { dto: '[erased]' });
  const report = verify(again);
  assert.equal(report.outcome, 'verified');
  assert.deepEqual(
    report.parts.redacted.map(({ by }) => [by.index, by.cause]),
    [[5, 'retention']],
  );

  const ended = verify(await erasedAffidavit(event, [first, second, third]));
  assert.equal(ended.outcome, 'verified');
  assert.deepEqual(
    ended.parts.erased.map(({ path, by }) => [path, by.index]),
    [['metadata', 6]],
  );
});

test('a chain that ends in nothing given, or in a circle, is withheld', async () => {
  const metadata = ofKind('metadata');
  const copy = copyOf('metadata', { dto: '[erased]' });
  assertFails(
    verify(await erasedAffidavit(event, [erasure([redacted(metadata, copy)])])),
    'documents',
    'withheld',
  );
  const circle = [erasure([redacted(metadata, copy)], 4), erasure([redacted(copy, metadata)], 5)];
  assertFails(verify(await erasedAffidavit(event, circle)), 'documents', 'withheld');
});

test('whatever was removed, the affidavit holds; what was not is withheld when it is missing', async () => {
  const all = event.documents;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('kept', 'erased', 'redacted'), {
        minLength: all.length,
        maxLength: all.length,
      }),
      fc.boolean(),
      fc.nat(2),
      async (fates, isTagGone, split) => {
        const copies = all.map((document) => sampleCopy(document));
        const removals = all.flatMap((document, i) => {
          if (fates[i] === 'kept') return [];
          return [fates[i] === 'erased' ? gone(document) : redacted(document, copies[i]!)];
        });
        if (isTagGone) removals.push(tag);
        const events = [4, 5, 6]
          .map((index, i) =>
            erasure(
              removals.filter((_, n) => (n + split) % 3 === i),
              index,
            ),
          )
          .filter(({ removed }) => removed.length > 0);
        const affidavit = await erasedAffidavit(event, events, copies);
        const report = verify(affidavit);
        assert.equal(report.failure, null);
        const { present, redacted: copied, erased: absent } = report.parts;
        for (const ref of [...present, ...copied, ...absent]) {
          const i = all.findIndex(({ digest }) => digest === ref.digest);
          const fate = ref.kind === 'actor' ? (isTagGone ? 'erased' : 'kept') : fates[i];
          const lists = { kept: present, erased: absent, redacted: copied } as const;
          assert.ok(
            lists[fate as keyof typeof lists].some(({ digest }) => digest === ref.digest),
            ref.path,
          );
        }
        const [first, ...others] = affidavit.documents;
        if (first !== undefined)
          assertFails(verify({ ...affidavit, documents: others }), 'documents', 'withheld');
      },
    ),
    { numRuns: 25 },
  );
});

/** Another document of the same kind that names the same ones. */
function sampleCopy({ kind, json }: SampleDocument): SampleDocument {
  const value = JSON.parse(json);
  const salted = sampleDocument(kind, value);
  const salt = fixedBytes(`copy of ${salted.digest}`, 16);
  return { kind, salt, json, digest: digestOf(kind, salt, json) };
}

const copy = copyOf('metadata', { dto: '[erased]' });
const whole = await erasedAffidavit(
  event,
  [
    erasure([gone(ofKind('text')), gone(ofKind('person')), tag], 4),
    { index: 6, cause: 'retention', removed: [redacted(ofKind('metadata'), copy), gone(ofKind('test'))] },
  ],
  [copy],
);
const [early, late] = whole.erasures as [AffidavitErasure, AffidavitErasure];
const withFirst = (change: Partial<AffidavitErasure>) => ({
  ...whole,
  erasures: [{ ...early, ...change }, late],
});

test('nothing is removed without its proof', () => {
  assert.equal(verify(whole).failure, null);
  assertFails(verify({ ...whole, erasures: [] }), 'documents', 'withheld');
  assertFails(verify({ ...whole, erasures: [early] }), 'documents', 'withheld');
  for (const [i, removal] of early.removed.entries()) {
    const check = removal.kind === 'actor' ? 'actor' : 'documents';
    assertFails(
      verify(withFirst({ removed: early.removed.toSpliced(i, 1) })),
      check,
      'withheld',
      removal.kind,
    );
  }
});

test('a removal that nothing needs', () => {
  const { actor } = sampleEvent();
  const opened = { userId: actor!.userId, tagSalt: toHex(actor!.tagSalt) };
  assertFails(verify({ ...whole, actor: opened }), 'actor', 'mismatch');
  const text = ofKind('text');
  const given = { kind: text.kind, salt: toHex(text.salt), bytes: text.json };
  assertFails(verify({ ...whole, documents: [...whole.documents, given] }), 'documents', 'mismatch');
  assertFails(verify(withFirst({ removed: [] })), 'erasures', 'mismatch');
});

test('removals of other events are left out when building, and refused when given', async () => {
  const input = await erasedInput(event, [
    erasure([gone(ofKind('text')), erased('owner', toHex(fixedBytes('elsewhere', 32)))]),
  ]);
  assert.equal(verify(buildAffidavit(input)).failure, null);
  const [built] = buildAffidavit(input).erasures;
  assert.equal(built?.removed.length, 1);
  const [given] = input.erasures ?? [];
  assert.equal(given?.removed.length, 2);
  assertFails(verify({ ...buildAffidavit(input), erasures: [given] }), 'documents', 'mismatch');
  const small = await erasedAffidavit(smallEvent(), [erasure([tag])]);
  assert.deepEqual(small.erasures, []);
  const { erasures } = await erasedInput(smallEvent(), [erasure([tag])]);
  assertFails(verify({ ...small, erasures }), 'actor', 'mismatch');
});

test('a removal said otherwise is not the one that the event committed to', () => {
  const [one, two] = early.removed as [(typeof early.removed)[0], (typeof early.removed)[0]];
  const change = (removal: object) =>
    withFirst({ removed: [{ ...one, ...removal }, ...early.removed.slice(1)] });
  const otherPath = [toBase64(fixedBytes('x', 32)), ...one.path.slice(1)];
  for (const wrong of [
    { digest: `${one.digest[0] === '0' ? '1' : '0'}${one.digest.slice(1)}` },
    { kind: one.kind === 'text' ? 'metadata' : 'text', replacement: null },
    { path: otherPath },
    { path: one.path.slice(1) },
    { path: [...one.path, otherPath[0]] },
    { path: ['AAAA', ...one.path.slice(1)] },
  ])
    assertFails(verify(change(wrong)), 'erasures', 'notIncluded', JSON.stringify(wrong));
  assertFails(verify(change({ kind: 'text', replacement: copy.digest })), 'erasures', 'notIncluded');
  assertFails(verify(change({ path: ['*'] })), 'erasures', 'malformed');
  assertFails(verify(withFirst({ removed: [two, one] })), 'erasures', 'mismatch');
  assertFails(verify(withFirst({ removed: [one, one] })), 'erasures', 'mismatch');
  assertFails(verify({ ...whole, erasures: [late, early] }), 'erasures', 'mismatch');
  assertFails(verify({ ...whole, erasures: [early, early] }), 'erasures', 'mismatch');
});

test('what has not the form of a removal', () => {
  const [one] = early.removed;
  for (const wrong of [
    {},
    { ...early, more: 1 },
    { ...early, index: -1 },
    { ...early, index: 0.5 },
    { ...early, path: 'x' },
    { ...early, path: new Array(54).fill('') },
    { ...early, metadata: { ...early.metadata, salt: 'ab' } },
    { ...early, removed: [{ ...one, kind: 'thing' }] },
    { ...early, removed: [{ ...one, digest: 'x' }] },
    { ...early, removed: [{ ...one, replacement: 'x' }] },
    { ...early, removed: [{ ...one, kind: 'actor', replacement: copy.digest }] },
    { ...early, removed: [{ ...one, index: null }] },
    { ...early, removed: [{ ...one, path: new Array(54).fill('') }] },
  ])
    assertFails(verify({ ...whole, erasures: [wrong] }), 'format', 'malformed', JSON.stringify(wrong));
});

test('an event that removes nothing, is of another company, or is not in the log', async () => {
  const forged = async (change: { entry?: object; metadata?: SampleDocument }) =>
    verify(await erasedAffidavit(event, [{ ...erasure([gone(ofKind('text'))]), forged: change }]));
  assertFails(await forged({ entry: { type: 'COMPANY_DATA_UPDATED' } }), 'erasures', 'mismatch');
  assertFails(await forged({ entry: { type: 'RETENTION_APPLIED' } }), 'erasures', 'mismatch');
  const company = '3f0c1f6e-54b2-4c3e-9a35-0d7f1a2b3c4e';
  assertFails(await forged({ entry: { company } }), 'erasures', 'mismatch');
  const bare = copyOf('metadata', { dto: {} });
  assertFails(await forged({ metadata: bare }), 'erasures', 'malformed');
  const commitment = { ...removalCommitment('erasure', withOthers([gone(ofKind('text'))])) };
  const later = copyOf('metadata', { dto: {}, removal: { ...commitment, v: 2 } });
  assertFails(await forged({ metadata: later }), 'erasures', 'unsupported');
  const fewer = copyOf('metadata', { dto: {}, removal: { ...commitment, count: 1 } });
  assertFails(await forged({ metadata: fewer }), 'erasures', 'notIncluded');

  assertFails(verify(withFirst({ index: 5 })), 'inclusion', 'notIncluded');
  assertFails(verify(withFirst({ path: early.path.slice(1) })), 'inclusion', 'notIncluded');
  assertFails(verify(withFirst({ entry: late.entry })), 'erasures', 'mismatch');
  assertFails(verify(withFirst({ entry: whole.entry })), 'erasures', 'mismatch');
  assertFails(verify(withFirst({ entry: '' })), 'erasures', 'malformed');
  assertFails(verify(withFirst({ metadata: late.metadata })), 'erasures', 'mismatch');
  const spaced = { ...early.metadata, bytes: `${early.metadata.bytes} ` };
  assertFails(verify(withFirst({ metadata: spaced })), 'erasures', 'mismatch');
});

test('the parts of a removal event are never removed, its actor may be', async () => {
  const removing = (parts: Removal[]) =>
    erasedAffidavit({ ...event, entry: { ...event.entry, type: 'PERSONAL_DATA_ERASED' } }, [erasure(parts)]);
  for (const kind of ['text', 'metadata', 'test'])
    assertFails(verify(await removing([gone(ofKind(kind))])), 'erasures', 'mismatch', kind);
  assert.equal(verify(await removing([gone(ofKind('person')), tag])).outcome, 'verified');
});

test('no changed character of a file with removals is accepted', () => {
  const json = JSON.stringify(whole);
  const from = json.indexOf('"erasures"');
  const to = json.indexOf('"proof"');
  fc.assert(
    fc.property(
      fc.integer({ min: from, max: to - 1 }),
      fc.constantFrom('x', '0', '"', 'A', '7'),
      (at, by) => {
        fc.pre(json[at] !== by);
        const report = verifyAffidavit(json.slice(0, at) + by + json.slice(at + 1), { vkeys: [signer.vkey] });
        assert.equal(report.outcome, 'failed');
      },
    ),
    { numRuns: 250 },
  );
});
