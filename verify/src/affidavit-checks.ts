/** The single checks of an affidavit. Each throws CheckFailed or VerifyError (malformed) when it does not hold. */
import type { DocumentIndex } from './affidavit-documents.ts';
import { indexDocuments, viewOf } from './affidavit-documents.ts';
import type { ProvenEntry, ProvenRemovals, RemovedBy } from './affidavit-erasures.ts';
import type { Affidavit, PartRef } from './affidavit-file.ts';
import { canonicalJson } from './canonical.ts';
import { CheckFailed } from './check-failed.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { actorTag } from './digest.ts';
import type { Digest, Entry, EventView, JsonObject } from './documents.ts';
import { parseEntry } from './entry.ts';
import { VerifyError } from './error.ts';
import { fromBase64, fromHex, type Sha256, utf8Text } from './hash.ts';
import { isLogOrigin } from './keys.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { openNote, parseVkey, type Verifier } from './note.ts';
import { eventV1 } from './projection-v1.ts';
import { type ParsedProof, parseProof } from './proof.ts';
import { reach } from './reach.ts';
import type { Removal } from './removal.ts';

/** Something that a removal event took away: the event that did so last. */
export type RemovedRef = PartRef & { by: RemovedBy };

/** What the entry commits to, and what became of it. */
export interface PartsReport {
  present: PartRef[];
  /** A redacted document stands for it. */
  redacted: RemovedRef[];
  erased: RemovedRef[];
  /** Missing without a reason: a failure. */
  withheld: PartRef[];
}

export function checkEntry(affidavit: Affidavit): { entry: Entry; entryBytes: Uint8Array } {
  const entryBytes = fromBase64(affidavit.entry);
  return { entry: parseEntry(utf8Text(entryBytes)), entryBytes };
}

/** Fills `parts` with every document that the entry reaches. */
export function checkDocuments(
  affidavit: Affidavit,
  entry: Entry,
  removals: ProvenRemovals,
  parts: PartsReport,
  hash: Sha256,
): DocumentIndex {
  const removed = [...removals.keys()].filter(({ kind }) => kind !== 'actor');
  const index = indexDocuments(affidavit.documents, removed, hash);
  const named = new Set<Digest | null>();
  const needed = new Set<Removal>();
  for (const ref of reach(entry, index.lookup)) {
    const { digest, through } = index.fate(ref.digest, ref.kind);
    named.add(digest);
    for (const removal of through) needed.add(removal);
    const last = through.at(-1);
    if (last === undefined) (digest === null ? parts.withheld : parts.present).push(ref);
    else if (digest !== null) parts.redacted.push({ ...ref, by: removals.get(last)! });
    else if (last.replacement === null) parts.erased.push({ ...ref, by: removals.get(last)! });
    else parts.withheld.push(ref);
  }
  if (parts.withheld.length > 0) {
    const paths = parts.withheld.map((ref) => ref.path).join(', ');
    const other = affidavit.documents.find(
      ({ kind }, i) =>
        !named.has(index.digests[i] ?? null) && parts.withheld.some((ref) => ref.kind === kind),
    );
    throw new CheckFailed(
      'withheld',
      `no document opens the digest of ${paths}, and no removal event names it` +
        (other === undefined ? '' : `: the ${other.kind} that is given was not sealed`),
    );
  }
  const stray = index.digests.find((digest) => !named.has(digest));
  if (stray !== undefined)
    throw new CheckFailed('mismatch', `nothing names the document with digest ${stray}`);
  const idle = removed.find((removal) => !needed.has(removal));
  if (idle !== undefined) throw new CheckFailed('mismatch', `nothing needs the removal of ${idle.digest}`);
  return index;
}

/** Checks who acted through what; the view is the event as its documents show it. */
export function checkActor(
  affidavit: Affidavit,
  entry: Entry,
  index: DocumentIndex,
  removals: ProvenRemovals,
  parts: PartsReport,
  hash: Sha256,
): EventView {
  const { actor } = affidavit;
  const view = viewOf(entry, actor?.userId ?? null, index);
  const removed = [...removals.keys()].filter(({ kind }) => kind === 'actor');
  const cut = actor === undefined ? removed.find(({ digest }) => digest === entry.actor) : undefined;
  const idle = removed.find((removal) => removal !== cut);
  if (idle !== undefined) throw new CheckFailed('mismatch', `nothing needs the removal of ${idle.digest}`);
  if (entry.actor === null) {
    if (actor !== undefined || view.person !== null)
      throw new CheckFailed('mismatch', 'the entry names no actor');
  } else if (cut !== undefined) {
    parts.erased.push({ path: 'actor', kind: 'actor', digest: entry.actor, by: removals.get(cut)! });
  } else if (actor === undefined) {
    parts.withheld.push({ path: 'actor', kind: 'actor', digest: entry.actor });
    throw new CheckFailed('withheld', 'nothing opens the actor of the entry, and no removal event names it');
  } else {
    if (actorTag(fromHex(actor.tagSalt), actor.userId, hash) !== entry.actor) {
      throw new CheckFailed('mismatch', 'the actor is not the one of the entry');
    }
    parts.present.push({ path: 'actor', kind: 'actor', digest: entry.actor });
    if (view.person !== null && view.person.person.id !== actor.userId) {
      throw new CheckFailed('mismatch', 'the person is not the actor');
    }
  }
  if (view.connection !== null && view.connection.connection.id !== entry.connectionId) {
    throw new CheckFailed('mismatch', 'the connection is not the one of the entry');
  }
  return view;
}

/** Member order is free: the event is compared as canonical JSON. */
export function checkEvent(affidavit: Affidavit, view: EventView): void {
  const expected: JsonObject = eventV1(view);
  if (canonicalJson(affidavit.event) === canonicalJson(expected)) return;
  const names = [...new Set([...Object.keys(expected), ...Object.keys(affidavit.event)])];
  const different = names.find((name) => memberJson(affidavit.event, name) !== memberJson(expected, name));
  throw new CheckFailed('mismatch', `event.${different} is not what the sealed documents say`);
}

export interface SignedTree {
  proof: ParsedProof;
  checkpoint: Checkpoint;
}

/** The checkpoint is of an Affidavit log, and the key stated in the file, of that log's name, signed it. */
export function checkSignature(affidavit: Affidavit): SignedTree {
  const proof = parseProof(affidavit.proof);
  if (proof.extra !== null) throw new CheckFailed('unsupported', 'the proof carries extra data');
  const verifier = parseVkey(affidavit.vkey);
  const checkpoint = openCheckpoint(proof.checkpoint, [verifier]);
  if (!isLogOrigin(checkpoint.origin))
    throw new CheckFailed('mismatch', 'the origin is not of an Affidavit log');
  if (checkpoint.origin !== verifier.name)
    throw new CheckFailed('mismatch', 'the key has not the name of the log');
  return { proof, checkpoint };
}

/** The entry, and those of the removal events, are in the tree. */
export function checkInclusion(
  entryBytes: Uint8Array,
  removalEvents: readonly ProvenEntry[],
  tree: SignedTree,
  hash: Sha256,
): void {
  const { size, root } = tree.checkpoint;
  const { index, path } = tree.proof;
  for (const [place, one] of [{ entryBytes, index, path }, ...removalEvents].entries()) {
    const leaf = leafHash(one.entryBytes, hash);
    if (verifyInclusion({ leaf, index: one.index, size, root, path: one.path }, hash)) continue;
    const what = place === 0 ? 'the entry' : `removal event ${one.index}`;
    throw new CheckFailed(
      'notIncluded',
      `the path does not lead from ${what} to the root of the checkpoint: the entry, its place or the proof was changed`,
    );
  }
}

/** A key that the reader brought has signed too: only then does the file not vouch for itself. */
export function checkKey(tree: SignedTree, pinned: readonly Verifier[]): void {
  const keys = pinned.filter((key) => key.name === tree.checkpoint.origin);
  if (keys.length === 0) throw new CheckFailed('notPinned', `no pinned key is of ${tree.checkpoint.origin}`);
  try {
    openCheckpoint(tree.proof.checkpoint, keys);
  } catch (cause) {
    throw new CheckFailed('notPinned', 'no pinned key signed the checkpoint', { cause });
  }
}

function openCheckpoint(note: string, verifiers: readonly Verifier[]): Checkpoint {
  try {
    return parseCheckpoint(openNote(note, verifiers).text);
  } catch (cause) {
    if (cause instanceof VerifyError && cause.code === 'signature') {
      throw new CheckFailed('badSignature', cause.message, { cause });
    }
    throw cause;
  }
}

function memberJson(event: JsonObject, name: string): string | null {
  const member = Object.hasOwn(event, name) ? event[name] : undefined;
  return member === undefined ? null : canonicalJson(member);
}
