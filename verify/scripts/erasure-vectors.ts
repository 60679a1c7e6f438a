/** Removals: their trees, and affidavits of events of which something was removed. */
import {
  type Affidavit,
  type AffidavitErasure,
  type JsonValue,
  type Removal,
  removalCommitment,
  removalJson,
  removalLeaf,
  removalTree,
  toBase64,
  toHex,
} from '../src/index.ts';
import { type Case, fails, holds } from './affidavit-case.ts';
import { fixedBytes, type SampleDocument, sampleDocument, sampleEvent } from './sample.ts';
import { erased, erasedAffidavit, redacted, type SampleRemoval } from './sample-erasure.ts';

const event = sampleEvent();
const ofKind = (kind: string): SampleDocument => event.documents.find((one) => one.kind === kind)!;
const gone = (document: SampleDocument) => erased(document.kind, document.digest);
const tag = erased('actor', event.entry.actor!);
const copy = sampleDocument('metadata', { dto: '[erased]' });
const secondCopy = sampleDocument('metadata', { dto: null });

/** Trees over removals with every path, and what the metadata of their event commits to. */
export function removalVectors(): JsonValue {
  const removals = Array.from({ length: 9 }, (_, i): Removal => {
    const digest = toHex(fixedBytes(`removed ${i}`, 32));
    if (i % 4 === 3) return erased('actor', digest);
    return { digest, kind: 'metadata', replacement: i % 2 === 1 ? toHex(fixedBytes(`copy ${i}`, 32)) : null };
  }).sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const commitment = { ...removalCommitment('erasure', removals) };
  return {
    trees: [1, 2, 3, 4, 7, 8, 9].map((count) => {
      const tree = removalTree(removals.slice(0, count));
      return {
        count,
        root: toHex(tree.root),
        leaves: removals.slice(0, count).map((removal, i) => ({
          data: removalJson(removal),
          hash: toHex(removalLeaf(removal)),
          path: tree.path(i).map(toHex),
        })),
      };
    }),
    metadata: [
      { ok: true, value: { dto: { reason: 'asked for' }, removal: commitment } },
      { ok: true, value: { dto: {}, removal: { ...removalCommitment('retention', removals.slice(0, 1)) } } },
      { ok: false, value: { dto: {} } },
      { ok: false, value: { dto: {}, removal: { ...commitment, v: 2 } } },
      { ok: false, value: { dto: {}, removal: { ...commitment, cause: 'whim' } } },
      { ok: false, value: { dto: {}, removal: { ...commitment, count: 0 } } },
      { ok: false, value: { dto: {}, removal: { ...commitment, count: 20_001 } } },
      { ok: false, value: { dto: {}, removal: { ...commitment, root: commitment.root.toUpperCase() } } },
      { ok: false, value: { dto: {}, removal: { ...commitment, more: null } } },
    ],
  };
}

const erasure = (removed: readonly Removal[], index = 5): SampleRemoval => ({
  index,
  cause: 'erasure',
  removed,
});
const retention = (removed: readonly Removal[], index: number): SampleRemoval => ({
  index,
  cause: 'retention',
  removed,
});

/** Cases of affidavits.json. */
export async function erasureVectors(): Promise<Case[]> {
  const metadata = ofKind('metadata');
  const personal = [gone(ofKind('text')), gone(ofKind('person')), tag];
  const chain = [erasure([redacted(metadata, copy)], 4), retention([redacted(copy, secondCopy)], 5)];
  const whole = await erasedAffidavit(
    event,
    [erasure(personal, 4), retention([redacted(metadata, copy), gone(ofKind('test'))], 6)],
    [copy],
  );
  const circle = [erasure([redacted(metadata, copy)], 4), erasure([redacted(copy, metadata)], 6)];
  return [
    holds('text, person and actor erased, metadata redacted, test gone by retention', whole),
    holds('nothing but the entry is left', await erasedAffidavit(event, [erasure(everything())])),
    holds('a copy of a copy', await erasedAffidavit(event, chain, [secondCopy])),
    holds(
      'a copy that was removed itself',
      await erasedAffidavit(event, [...chain, retention([gone(secondCopy)], 6)]),
    ),
    holds(
      'the owner of a connection erased',
      await erasedAffidavit(event, [erasure([gone(ofKind('owner'))])]),
    ),
    fails('a copy that is not there', await erasedAffidavit(event, chain), 'documents', 'withheld'),
    fails('copies in a circle', await erasedAffidavit(event, circle), 'documents', 'withheld'),
    ...unneeded(whole),
    ...altered(whole),
    ...(await forged()),
  ];
}

const everything = () => [
  ...['text', 'metadata', 'test', 'person'].map((kind) => gone(ofKind(kind))),
  erased('connection', event.entry.parts.connection!),
  tag,
];

function unneeded(whole: Affidavit): Case[] {
  const [early, late] = whole.erasures as [AffidavitErasure, AffidavitErasure];
  const text = ofKind('text');
  const given = { kind: text.kind, salt: toHex(text.salt), bytes: text.json };
  const { actor } = event;
  const opened = { userId: actor!.userId, tagSalt: toHex(actor!.tagSalt) };
  const withoutActor = { ...early, removed: early.removed.filter(({ kind }) => kind !== 'actor') };
  return [
    fails('a removal event is left out', { ...whole, erasures: [early] }, 'documents', 'withheld'),
    fails(
      'the removal of the actor is left out',
      { ...whole, erasures: [withoutActor, late] },
      'actor',
      'withheld',
    ),
    fails('an actor that was removed and is opened', { ...whole, actor: opened }, 'actor', 'mismatch'),
    fails(
      'a document that was removed and is given',
      { ...whole, documents: [...whole.documents, given] },
      'documents',
      'mismatch',
    ),
    fails(
      'a removal event without a removal',
      { ...whole, erasures: [{ ...early, removed: [] }, late] },
      'erasures',
      'mismatch',
    ),
  ];
}

function altered(whole: Affidavit): Case[] {
  const [early, late] = whole.erasures as [AffidavitErasure, AffidavitErasure];
  const [one, two] = early.removed as [AffidavitErasure['removed'][0], AffidavitErasure['removed'][0]];
  const erasures = (...all: unknown[]) => ({ ...whole, erasures: all });
  const removed = (...all: unknown[]) => erasures({ ...early, removed: all }, late);
  const others = early.removed.slice(1);
  return [
    fails('removals out of order', removed(two, one, ...early.removed.slice(2)), 'erasures', 'mismatch'),
    fails('a removal twice', removed(one, one, ...others), 'erasures', 'mismatch'),
    fails('removal events out of order', erasures(late, early), 'erasures', 'mismatch'),
    fails('a removal event twice', erasures(early, early, late), 'erasures', 'mismatch'),
    fails(
      'a removal with the path of another',
      removed({ ...one, path: two.path }, ...others),
      'erasures',
      'notIncluded',
    ),
    fails(
      'a removal with a hash of 31 bytes',
      removed({ ...one, path: [toBase64(new Uint8Array(31)), ...one.path.slice(1)] }, ...others),
      'erasures',
      'notIncluded',
    ),
    fails(
      'a removal at an index that the tree has not',
      removed(...early.removed.slice(0, -1), { ...early.removed.at(-1), index: 6 }),
      'erasures',
      'notIncluded',
    ),
    fails(
      'an actor with a replacement',
      removed({ ...one, kind: 'actor', replacement: one.digest }, ...others),
      'format',
      'malformed',
    ),
    fails(
      'the metadata of another removal event',
      erasures({ ...early, metadata: late.metadata }, late),
      'erasures',
      'mismatch',
    ),
    fails(
      'a removal event at another place',
      erasures({ ...early, index: 5 }, late),
      'inclusion',
      'notIncluded',
    ),
    fails(
      'a removal event with a path too short',
      erasures({ ...early, path: early.path.slice(1) }, late),
      'inclusion',
      'notIncluded',
    ),
  ];
}

async function forged(): Promise<Case[]> {
  const removed = [gone(ofKind('text'))];
  const by = async (forgery: SampleRemoval['forged']) =>
    erasedAffidavit(event, [{ ...erasure(removed), ...(forgery && { forged: forgery }) }]);
  const removing = { ...event, entry: { ...event.entry, type: 'RETENTION_APPLIED' } };
  return [
    fails(
      'removed by an event of a type that removes nothing',
      await by({ entry: { type: 'COMPANY_DATA_UPDATED' } }),
      'erasures',
      'mismatch',
    ),
    fails(
      'an erasure by an event of the type of retention',
      await by({ entry: { type: 'RETENTION_APPLIED' } }),
      'erasures',
      'mismatch',
    ),
    fails(
      'removed by an event of another company',
      await by({ entry: { company: '3f0c1f6e-54b2-4c3e-9a35-0d7f1a2b3c4e' } }),
      'erasures',
      'mismatch',
    ),
    fails(
      'removed by an event that commits to nothing',
      await by({ metadata: sampleDocument('metadata', { dto: {} }) }),
      'erasures',
      'malformed',
    ),
    fails(
      'removed by an event that commits to something else',
      await by({
        metadata: sampleDocument('metadata', {
          dto: {},
          removal: { ...removalCommitment('erasure', [tag]) },
        }),
      }),
      'erasures',
      'notIncluded',
    ),
    fails(
      'the text of a removal event',
      await erasedAffidavit(removing, [erasure(removed)]),
      'erasures',
      'mismatch',
    ),
  ];
}
