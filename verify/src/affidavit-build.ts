import { indexDocuments, viewOf } from './affidavit-documents.ts';
import type { Affidavit, AffidavitErasure } from './affidavit-file.ts';
import type { Digest, DocumentKind, Entry } from './documents.ts';
import { entryJson } from './entry.ts';
import { VerifyError } from './error.ts';
import { type Sha256, sha256, toBase64, toHex, utf8Bytes } from './hash.ts';
import { eventV1 } from './projection-v1.ts';
import { reach } from './reach.ts';
import type { Removal } from './removal.ts';

export interface AffidavitInput {
  entry: Entry;
  /** Every part and snapshot that the event reaches, or what stands for it, once each, in any order. */
  documents: readonly { kind: DocumentKind; salt: Uint8Array; json: string }[];
  /** Opens `entry.actor`; null when that is null or erased. */
  actor: { userId: number; tagSalt: Uint8Array } | null;
  /**
   * What shows that the documents which are not among these were removed, by index ascending, each digest once; absent:
   * none. Removals that nothing needs are left out.
   */
  erasures?: readonly AffidavitErasure[];
  /** The event's tlog-proof text. */
  proof: string;
  vkey: string;
}

/**
 * The affidavit of one event; `JSON.stringify` of it is the file. Documents are put in the order in which the entry
 * reaches them. Nothing is verified: a missing document is left for the verifier to report. Throws VerifyError for
 * a document that is malformed, given twice, or not reached by the entry.
 */
export function buildAffidavit(input: AffidavitInput, hash: Sha256 = sha256): Affidavit {
  const { entry, actor, proof, vkey, erasures = [] } = input;
  const index = indexDocuments(
    input.documents.map(({ kind, salt, json }) => ({ kind, salt: toHex(salt), bytes: json })),
    erasures.flatMap(({ removed }) => removed),
    hash,
  );
  const fates = reach(entry, index.lookup).map(({ digest, kind }) => index.fate(digest, kind));
  const documents = [...new Set(fates.map(({ document }) => document))].filter(
    (document) => document !== null,
  );
  if (documents.length !== input.documents.length) {
    throw new VerifyError('affidavit', 'a document that the entry does not reach');
  }
  return {
    affidavit: 'v1',
    entry: toBase64(utf8Bytes(entryJson(entry))),
    documents,
    ...(actor && { actor: { userId: actor.userId, tagSalt: toHex(actor.tagSalt) } }),
    erasures: neededOf(
      erasures,
      new Set(fates.flatMap(({ through }) => through)),
      actor ? null : entry.actor,
    ),
    proof,
    vkey,
    event: eventV1(viewOf(entry, actor?.userId ?? null, index)),
  };
}

/** The removals that lead somewhere, and the one of the actor's tag when it is not opened. */
function neededOf(
  erasures: readonly AffidavitErasure[],
  needed: ReadonlySet<Removal>,
  tag: Digest | null,
): AffidavitErasure[] {
  const isNeeded = (removal: Removal) =>
    needed.has(removal) || (removal.kind === 'actor' && removal.digest === tag);
  return erasures
    .map((erasure) => ({ ...erasure, removed: erasure.removed.filter(isNeeded) }))
    .filter(({ removed }) => removed.length > 0);
}
