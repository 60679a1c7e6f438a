/** The documents of an affidavit, found by digest. */
import type { AffidavitDocument } from './affidavit-file.ts';
import { parseCanonicalJson } from './canonical.ts';
import { digestOf } from './digest.ts';
import type { Digest, DocumentKind, Entry, EventView, JsonValue } from './documents.ts';
import { VerifyError } from './error.ts';
import { fromHex, type Sha256 } from './hash.ts';
import type { Removal } from './removal.ts';
import { isOfKind } from './shape.ts';
import { type Lookup, viewEvent } from './view.ts';

interface Opened {
  document: AffidavitDocument;
  digest: Digest;
  value: JsonValue;
}

/** What became of a document that something names. */
export interface Fate {
  /** It, or the redacted one that stands for it; null when neither is given. */
  document: AffidavitDocument | null;
  /** Digest of `document`. */
  digest: Digest | null;
  /** The removals that lead from it to what stands for it, or to nothing. */
  through: readonly Removal[];
}

/** Documents by the digest that was recomputed from their own salt and bytes. */
export interface DocumentIndex {
  readonly digests: readonly Digest[];
  fate(digest: Digest, kind: DocumentKind): Fate;
  /** The value of the document that stands for a digest. */
  readonly lookup: Lookup;
}

/**
 * `removals` are taken at their word here. Throws VerifyError when a document is not canonical JSON, has not the
 * shape of its kind, or is given twice.
 */
export function indexDocuments(
  documents: readonly AffidavitDocument[],
  removals: readonly Removal[],
  hash: Sha256,
): DocumentIndex {
  const byDigest = new Map<Digest, Opened>();
  for (const document of documents) {
    const { kind, salt, bytes } = document;
    const value = parseCanonicalJson(bytes);
    if (!isOfKind(kind, value)) {
      throw new VerifyError('document', `a ${kind} document has not the members of its kind`);
    }
    const digest = digestOf(kind, fromHex(salt), bytes, hash);
    if (byDigest.has(digest)) throw new VerifyError('document', `a ${kind} document is given twice`);
    byDigest.set(digest, { document, digest, value });
  }
  const removalOf = new Map(removals.map((removal) => [`${removal.kind} ${removal.digest}`, removal]));

  /** Follows replacements from `digest` until a document is given. */
  function follow(digest: Digest, kind: DocumentKind): { opened: Opened | null; through: Removal[] } {
    const through = new Set<Removal>();
    for (let at: Digest | null = digest; at !== null; ) {
      const found = byDigest.get(at);
      if (found?.document.kind === kind) return { opened: found, through: [...through] };
      const removal = removalOf.get(`${kind} ${at}`);
      if (removal === undefined || through.has(removal)) break;
      through.add(removal);
      at = removal.replacement;
    }
    return { opened: null, through: [...through] };
  }

  return {
    digests: [...byDigest.keys()],
    fate(digest, kind) {
      const { opened, through } = follow(digest, kind);
      return { document: opened?.document ?? null, digest: opened?.digest ?? null, through };
    },
    lookup: (digest, kind) => follow(digest, kind).opened?.value ?? null,
  };
}

/** The event as these documents show it. */
export function viewOf(entry: Entry, actorId: number | null, index: DocumentIndex): EventView {
  const bytesOf = (digest: Digest | null, kind: DocumentKind): string | null =>
    digest === null ? null : (index.fate(digest, kind).document?.bytes ?? null);
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
