/**
 * What takes things away: erasure of a person, retention. The events that a change tells of are in the same item; a
 * removal event carries the leaves that it commits to (PreparedEvent.removal), and the stored rows of both are written
 * together or not at all.
 */
import type { Digest } from '@affidavit/verify';
import type { DirectoryKind, Part, Snapshot, SubjectRef } from '../ports.ts';

export type PartKind = 'text' | 'metadata' | 'test';

/** Takes a part and its salt away; `replacement` is the redacted copy that stands in its place from now on. */
export interface RemovedPart {
  seq: number;
  kind: PartKind;
  replacement: Part | null;
}

/** One version of a directory row in the history, said otherwise. */
export interface RewrittenVersion {
  kind: DirectoryKind;
  id: number;
  version: number;
  email: string | null;
  json: string;
}

/** A document that is no longer there, as its removal event commits to it (docs/formats.md). */
export interface Removal {
  digest: Digest;
  /** Of the document; `actor`: the digest is the actor tag whose opening is gone. */
  kind: PartKind | Snapshot['kind'] | 'actor';
  /** Digest of the redacted document of the same kind that stands for it. */
  replacement: Digest | null;
}

/** Removing what is not there (any more) changes nothing. None of these moves the directory version. */
export type RemovalChange =
  /** On PostgreSQL the text index follows in the same transaction; else Search.forget is to be called after it. */
  | { do: 'removeParts'; parts: readonly RemovedPart[] }
  /** Cuts events from who acted: the filter on user and lists sorted by user do not know them any more. */
  | { do: 'forgetActors'; seqs: readonly number[] }
  | { do: 'forgetMentions'; userId: number }
  | { do: 'removeSnapshots'; digests: readonly Digest[] }
  | { do: 'removeFilesOf'; subject: SubjectRef }
  /** Jobs about these events, those that this user asked for, and the files that they made. */
  | { do: 'removeJobs'; eventIds: readonly string[]; requestedBy: number | null }
  | { do: 'removeKeysOf'; userId: number }
  | { do: 'rewriteHistory'; versions: readonly RewrittenVersion[] };

/** These move the directory version. */
export type ForgettingChange =
  /** The row and every version of it; what stays says only that this id was removed. */
  | { do: 'forgetRow'; kind: DirectoryKind; id: number }
  /** Deletes key and tag salt. */
  | { do: 'removeSubject'; subject: SubjectRef };

const REMOVING: ReadonlySet<string> = new Set<(RemovalChange | ForgettingChange)['do']>([
  'removeParts',
  'forgetActors',
  'forgetMentions',
  'removeSnapshots',
  'removeFilesOf',
  'removeJobs',
  'removeKeysOf',
  'rewriteHistory',
  'forgetRow',
  'removeSubject',
]);

export function removesRows(change: { do: string }): change is RemovalChange | ForgettingChange {
  return REMOVING.has(change.do);
}
