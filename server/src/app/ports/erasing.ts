/**
 * What takes things away: erasure of a person, retention. The events that a change tells of are in the same item; a
 * removal event carries the leaves that it commits to (PreparedEvent.removal), and the stored rows of both are written
 * together or not at all.
 */
import type { Digest, Removal } from '@affidavit/verify';
import type { DirectoryKind, Part, Snapshot, SubjectRef } from '../ports.ts';
import type { StoredFile } from './files.ts';

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

/** Removing what is not there (any more) changes nothing. None of these moves the directory version. */
export type RemovalChange =
  /** On PostgreSQL the text index follows in the same transaction; else Search.forget is to be called after it. */
  | { do: 'removeParts'; parts: readonly RemovedPart[] }
  /**
   * Cuts events from who acted, all of one person's in one change: the filter on user and lists sorted by user do not know
   * them any more. A store may take events under one pseudonym to be of one person or of nobody.
   */
  | { do: 'forgetActors'; seqs: readonly number[] }
  | { do: 'forgetMentions'; userId: number }
  | { do: 'removeSnapshots'; digests: readonly Digest[] }
  | { do: 'removeFilesOf'; subject: SubjectRef }
  | { do: 'renameFile'; id: string; name: string }
  /** Jobs about these events, those that this user asked for, and the files that they made. */
  | { do: 'removeJobs'; eventIds: readonly string[]; requestedBy: number | null }
  /** With password, sessions and links: whatever the user could come in with. */
  | { do: 'removeKeysOf'; userId: number }
  | { do: 'renameKey'; id: string; name: string }
  /** Of an auditor's link. */
  | { do: 'renameLink'; id: string; name: string | null; email: string | null }
  /** Views of the user; those that are shared stay with the company, and are nobody's. */
  | { do: 'removeViewsOf'; userId: number }
  | { do: 'rewriteView'; id: string; name: string; query: string }
  /**
   * Answers kept for retries: those about these events answer any further request with their key as another request
   * (422), because the digest of the first is gone; those whose key says one of `words`, in any case, go.
   */
  | { do: 'forgetReplies'; seqs: readonly number[]; words: readonly string[] }
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
  'renameFile',
  'removeJobs',
  'removeKeysOf',
  'renameKey',
  'renameLink',
  'removeViewsOf',
  'rewriteView',
  'forgetReplies',
  'rewriteHistory',
  'forgetRow',
  'removeSubject',
]);

export function removesRows(change: { do: string }): change is RemovalChange | ForgettingChange {
  return REMOVING.has(change.do);
}

/** A leaf of a removal event: what went by which event. */
export interface KeptRemoval extends Removal {
  seq: number;
  /** Place among the event's leaves. */
  leaf: number;
}

/** A version of a snapshot, and where it stands in the order of all. */
export type SnapshotPlace = Pick<Snapshot, 'kind' | 'id' | 'version'>;

export interface Scrubbed {
  /** False when something was in the way, so that it has to be asked for again. */
  done: boolean;
  /** Sentences: where it may still be found, and until when. None: in no file of the store. */
  remains: readonly string[];
}

/** What erasure and retention look through beside the log, and what became of what they removed. */
export interface Erasing {
  /** Snapshots of a company by kind, id and version beyond `after` (null: from the first); at most `count`. */
  snapshotsAfter(company: number, after: SnapshotPlace | null, count: number): Promise<readonly Snapshot[]>;
  /** What removal events say of these digests, in any order; digests that none names are missing. */
  removalsOf(company: number, digests: readonly Digest[]): Promise<readonly KeptRemoval[]>;
  /** The leaves of the removal event at `seq`, in their order. */
  removalsBy(company: number, seq: number): Promise<readonly Removal[]>;
  /** The seq of the newest removal event, -1 without one: what was cached before it may be gone. */
  lastRemoval(company: number): Promise<number>;
  /** All files of a company, without their bytes. */
  files(company: number): Promise<readonly Omit<StoredFile, 'bytes'>[]>;
  /** Overwrites what was removed, as far as the store can. To be called after Search.forget. */
  scrub(): Promise<Scrubbed>;
}

/** That a person was erased: what it takes to finish it after a crash, and to do it again in an older copy of the store. */
export interface LedgerEntry {
  v: 1;
  /** UUID of the erasure. A later entry of the same id replaces an earlier one. */
  id: string;
  /** ISO 8601. */
  at: string;
  /** UUID. */
  company: string;
  userId: number;
  /** The person's actor tag: nobody else who is given the same number has it. */
  actor: Digest;
  /** Why, as the removal events say; absent in lines that are older than this member. */
  request?: { reason: string; legalBasis: string };
  /** Ids of the removal events: when the store has them, it has this erasure. */
  events: readonly string[];
  /** Which events the text index has to forget. */
  seqs: readonly number[];
  /** What went, by digest. */
  removed: readonly Digest[];
  /** `begun` is written before the commit, which then may not have happened; `done` when nothing is left to do. */
  state: 'begun' | 'done';
}

/** A file beside the key file, outside of the store and its backups. It only grows. */
export interface ErasureLedger {
  /** The newest entry of each erasure, in the order of their first ones. */
  entries(): Promise<readonly LedgerEntry[]>;
  /** Durable once resolved. */
  append(entry: LedgerEntry): Promise<void>;
}
