/** The documents of an affidavit, found by digest. */
import type { AffidavitDocument } from './affidavit-file.ts';
import { parseCanonicalJson } from './canonical.ts';
import { digestOf } from './digest.ts';
import type { Digest, DocumentKind, Entry, EventView, JsonValue } from './documents.ts';
import { VerifyError } from './error.ts';
import { fromHex, type Sha256 } from './hash.ts';
import { isOfKind } from './shape.ts';
import { type Lookup, viewEvent } from './view.ts';

interface Opened {
  document: AffidavitDocument;
  value: JsonValue;
}

/** Documents by the digest that was recomputed from their own salt and bytes. */
export interface DocumentIndex {
  readonly digests: readonly Digest[];
  document(digest: Digest, kind: DocumentKind): AffidavitDocument | null;
  readonly lookup: Lookup;
}

/** Throws VerifyError when a document is not canonical JSON, has not the shape of its kind, or is given twice. */
export function indexDocuments(documents: readonly AffidavitDocument[], hash: Sha256): DocumentIndex {
  const byDigest = new Map<Digest, Opened>();
  for (const document of documents) {
    const { kind, salt, bytes } = document;
    const value = parseCanonicalJson(bytes);
    if (!isOfKind(kind, value)) {
      throw new VerifyError('document', `a ${kind} document has not the members of its kind`);
    }
    const digest = digestOf(kind, fromHex(salt), bytes, hash);
    if (byDigest.has(digest)) throw new VerifyError('document', `a ${kind} document is given twice`);
    byDigest.set(digest, { document, value });
  }
  const opened = (digest: Digest, kind: DocumentKind): Opened | null => {
    const found = byDigest.get(digest);
    return found?.document.kind === kind ? found : null;
  };
  return {
    digests: [...byDigest.keys()],
    document: (digest, kind) => opened(digest, kind)?.document ?? null,
    lookup: (digest, kind) => opened(digest, kind)?.value ?? null,
  };
}

/** The event as these documents show it. */
export function viewOf(entry: Entry, actorId: number | null, index: DocumentIndex): EventView {
  const bytesOf = (digest: Digest | null, kind: DocumentKind): string | null =>
    digest === null ? null : (index.document(digest, kind)?.bytes ?? null);
  const { text, metadata, test } = entry.parts;
  return viewEvent(
    {
      entry,
      text: bytesOf(text, 'text'),
      metadata: bytesOf(metadata, 'metadata'),
      test: bytesOf(test, 'test'),
      actorId,
    },
    index.lookup,
  );
}
