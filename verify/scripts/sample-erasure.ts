/** The sample event after some of it was removed: for tests and vectors. */
import {
  type Affidavit,
  type AffidavitErasure,
  type AffidavitInput,
  buildAffidavit,
  type DocumentKind,
  type Entry,
  entryJson,
  leafHash,
  REMOVAL_TYPES,
  type Removal,
  type RemovalCause,
  reach,
  removalCommitment,
  removalTree,
  toBase64,
  toHex,
  utf8Bytes,
} from '../src/index.ts';
import {
  COMPANY,
  fixedBytes,
  pathIn,
  proofIn,
  type SampleDocument,
  type SampleEvent,
  sampleDocument,
  sampleLeaves,
  signer,
} from './sample.ts';

/** A removal event of the sample log, and what it took away. */
export interface SampleRemoval {
  /** Its place in the log: not SAMPLE_INDEX. By these ascending. */
  index: number;
  cause: RemovalCause;
  removed: readonly Removal[];
  /** What an insider would have done to the event. */
  forged?: { entry?: Partial<Entry>; metadata?: SampleDocument };
}

export const erased = (kind: Removal['kind'], digest: string): Removal => ({
  kind,
  digest,
  replacement: null,
});

export const redacted = (from: SampleDocument, to: SampleDocument): Removal => ({
  kind: from.kind,
  digest: from.digest,
  replacement: to.digest,
});

/** The removal event has taken from other events too. */
export function withOthers(removed: readonly Removal[]): Removal[] {
  const others = ['a', 'b', 'c'].map((name) => erased('text', toHex(fixedBytes(`another, ${name}`, 32))));
  return [...removed, ...others].sort((a, b) => (a.digest < b.digest ? -1 : 1));
}

/** What an affidavit of an event needs after `removals`. `copies` are the redacted documents. */
export async function erasedInput(
  event: SampleEvent,
  removals: readonly SampleRemoval[],
  copies: readonly SampleDocument[] = [],
  by = signer,
): Promise<AffidavitInput> {
  const made = removals.map((removal) => ({ ...removal, ...removalEvent(removal) }));
  let leaves = sampleLeaves(event.entry);
  for (const { index, entry } of made) leaves = leaves.with(index, leafHash(entryJson(entry)));
  const erasures: AffidavitErasure[] = [];
  for (const { index, entry, all, metadata, removed } of made) {
    const tree = removalTree(all);
    const ofEvent = all.flatMap((removal, i) =>
      removed.includes(removal) ? [{ ...removal, index: i, path: tree.path(i).map(toBase64) }] : [],
    );
    erasures.push({
      entry: toBase64(utf8Bytes(entryJson(entry))),
      index,
      path: (await pathIn(leaves, index)).map(toBase64),
      metadata: { salt: toHex(metadata.salt), bytes: metadata.json },
      removed: ofEvent,
    });
  }
  const gone = new Set(removals.flatMap(({ removed }) => removed.map(({ digest }) => digest)));
  const isTagGone = event.entry.actor !== null && gone.has(event.entry.actor);
  return {
    entry: event.entry,
    documents: reachable(event.entry, [...event.documents, ...copies], removals),
    actor: isTagGone ? null : event.actor,
    erasures,
    proof: await proofIn(leaves, by),
    vkey: by.vkey,
  };
}

export async function erasedAffidavit(...input: Parameters<typeof erasedInput>): Promise<Affidavit> {
  return buildAffidavit(await erasedInput(...input));
}

function removalEvent({ index, cause, removed, forged }: SampleRemoval) {
  const all = withOthers(removed);
  const commitment = { ...removalCommitment(cause, all) };
  const metadata =
    forged?.metadata ?? sampleDocument('metadata', { dto: { reason: 'asked for' }, removal: commitment });
  const text = sampleDocument('text', { description: 'Personal data was removed.' });
  const entry: Entry = {
    v: 1,
    company: COMPANY,
    id: `00000000-0000-7000-8000-00000000010${index}`,
    type: REMOVAL_TYPES[cause],
    category: 'COMPANY',
    source: 'APP',
    status: null,
    createdAt: '2021-07-06T12:00:00.000Z',
    recordedAt: '2021-07-06T12:00:00.000Z',
    actor: null,
    connectionId: null,
    workspaceId: null,
    testId: null,
    controlIds: [],
    provenance: null,
    parts: { text: text.digest, metadata: metadata.digest, test: null, person: null, connection: null },
    ...forged?.entry,
  };
  return { all, metadata, entry };
}

/** The documents that the entry still reaches, through what stands for those that were removed. */
function reachable(
  entry: Entry,
  documents: readonly SampleDocument[],
  removals: readonly SampleRemoval[],
): SampleDocument[] {
  const byDigest = new Map(documents.map((document) => [document.digest, document]));
  const removalOf = new Map(removals.flatMap(({ removed }) => removed.map((one) => [one.digest, one])));
  const standing = (digest: string | null, passed: readonly string[] = []): SampleDocument | null => {
    if (digest === null || passed.includes(digest)) return null;
    const removal = removalOf.get(digest);
    if (removal === undefined) return byDigest.get(digest) ?? null;
    return standing(removal.replacement, [...passed, digest]);
  };
  const lookup = (digest: string, _kind: DocumentKind): unknown => {
    const document = standing(digest);
    return document === null ? null : JSON.parse(document.json);
  };
  const found = reach(entry, lookup).map(({ digest }) => standing(digest));
  return [...new Set(found)].filter((document) => document !== null);
}
