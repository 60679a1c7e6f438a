import { indexDocuments, viewOf } from './affidavit-documents.ts';
import type { Affidavit } from './affidavit-file.ts';
import type { DocumentKind, Entry } from './documents.ts';
import { entryJson } from './entry.ts';
import { VerifyError } from './error.ts';
import { type Sha256, sha256, toBase64, toHex, utf8Bytes } from './hash.ts';
import { eventV1 } from './projection-v1.ts';
import { reach } from './reach.ts';

export interface AffidavitInput {
  entry: Entry;
  /** Every part and snapshot that the event reaches, once each, in any order. */
  documents: readonly { kind: DocumentKind; salt: Uint8Array; json: string }[];
  /** Opens `entry.actor`; null when that is null. */
  actor: { userId: number; tagSalt: Uint8Array } | null;
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
  const { entry, actor, proof, vkey } = input;
  const index = indexDocuments(
    input.documents.map(({ kind, salt, json }) => ({ kind, salt: toHex(salt), bytes: json })),
    hash,
  );
  const documents = reach(entry, index.lookup)
    .map(({ digest, kind }) => index.document(digest, kind))
    .filter((document) => document !== null);
  if (documents.length !== input.documents.length) {
    throw new VerifyError('affidavit', 'a document that the entry does not reach');
  }
  return {
    affidavit: 'v1',
    entry: toBase64(utf8Bytes(entryJson(entry))),
    documents,
    ...(actor && { actor: { userId: actor.userId, tagSalt: toHex(actor.tagSalt) } }),
    erasures: [],
    proof,
    vkey,
    event: eventV1(viewOf(entry, actor?.userId ?? null, index)),
  };
}
