/**
 * What the use-cases ask of the world. A port is a whole transaction or a whole read as an asynchronous verb;
 * there is one implementation of each per store, and one contract suite (server/test/contract) for all.
 *
 * Companies are small integers inside (`company`), minted by the store; the UUID is what the entry and the
 * outside see. Times are milliseconds since 1970 (UTC) as integers; documents carry ISO 8601 text.
 */
import type { Digest, DocumentKind, Entry, Removal } from '@affidavit/verify';
import type { AccountChange, Accounts } from './ports/accounts.ts';
import type { Unsigned, Unwitnessed } from './ports/checkpoints.ts';
import type { Ends } from './ports/ends.ts';
import type { Erasing, ForgettingChange, RemovalChange } from './ports/erasing.ts';
import type { EventType } from './ports/event-types.ts';
import type { Files, Job, Jobs, StoredFile } from './ports/files.ts';
import type { EventFinder, Search } from './ports/finding.ts';
import type { Health } from './ports/health.ts';
import type { DirectoryHistory } from './ports/history.ts';
import type { Leases } from './ports/leases.ts';
import type { LogHistory } from './ports/log-history.ts';
import type { LogKey, LogKeyChange } from './ports/log-keys.ts';
import type { Moving } from './ports/moving.ts';
import type { Retention } from './ports/retention.ts';
import type { ShownEvent } from './ports/shown-event.ts';
import type { Views } from './ports/views.ts';
import type { Cosigned } from './ports/witnesses.ts';

/** An event ready to be sealed: everything but `recordedAt` and `seq`, which the store assigns. */
export interface PreparedEvent {
  /** The entry without the member the store assigns. Its `company` is the company's UUID. */
  entry: Omit<Entry, 'recordedAt'>;
  parts: { text: Part; metadata: Part | null; test: Part | null };
  /** People this event mentions: found by erasure, and (role `actor`) by the filter on user. */
  mentions: readonly Mention[];
  /** HMAC-SHA256 of the canonical draft, when the client chose the id; null otherwise. */
  draftMac: Uint8Array | null;
  /** Of a removal event: what it removes, by digest ascending. Kept under its seq. */
  removal?: readonly Removal[];
}

/** One part: 16 bytes of salt and the canonical JSON that was digested. */
export interface Part {
  salt: Uint8Array;
  json: string;
}

export interface Mention {
  userId: number;
  role: 'actor' | 'target' | 'owner' | 'email';
}

/** A version of a directory document, named by its digest. Its salt follows from the subject's key. */
export interface Snapshot {
  digest: Digest;
  kind: Exclude<DocumentKind, 'text' | 'metadata' | 'test'>;
  id: number;
  version: number;
  /** Whose key salts it, and whose erasure removes it. */
  subject: SubjectRef;
  json: string;
}

export interface SubjectRef {
  kind: 'person' | 'connection' | 'workspace';
  id: number;
}

/** The secrets of a subject: deleting them (and the bytes) erases it. `tagSalt` (16 bytes) salts the actor tag. */
export interface Subject extends SubjectRef {
  key: Uint8Array;
  tagSalt: Uint8Array;
}

export type DirectoryKind =
  | 'user'
  | 'backgroundCheck'
  | 'identity'
  | 'userDocument'
  | 'connection'
  | 'workspace'
  // What no snapshot holds: kept for the answers of the directory alone (domain/directory.ts).
  | 'personnel'
  | 'identityAccess'
  | 'customConnection'
  | 'customResource'
  | 'device'
  | 'policy'
  | 'policyVersion'
  | 'assignedPolicy'
  | 'framework'
  | 'companyProfile'
  | 'logSettings'
  | 'logWitnesses'
  | 'legalHold'
  | 'retentionRules'
  | 'embedToken';

/** A directory row: the live document, and the few members it is looked up by. */
export interface DirectoryRow {
  kind: DirectoryKind;
  id: number;
  /** Whose it is (background checks, identities, documents) or who owns it (connections). */
  userId: number | null;
  connectionId: number | null;
  /** Lower case; unique among the users of a company. */
  email: string | null;
  /** The document as JSON (domain/directory.ts). */
  json: string;
}

/** Everything a commit may change besides the log: a closed union of data. */
export type Change = DirectoryChange | OtherChange;

/** What moves the directory version. Removing a row that is not there changes nothing. */
export type DirectoryChange =
  | { do: 'put'; row: DirectoryRow }
  | { do: 'remove'; kind: DirectoryKind; id: number }
  | { do: 'addSubject'; subject: Subject }
  | { do: 'putEventType'; eventType: EventType }
  | ForgettingChange;

export type OtherChange =
  | { do: 'addKey'; key: KeyRecord }
  | { do: 'revokeKey'; id: string; at: number }
  | LogKeyChange
  | { do: 'addFile'; file: StoredFile }
  | { do: 'removeFile'; id: string }
  /** `stale` unless the stored job is as `replacing` says; null: unless there is none. */
  | { do: 'putJob'; job: Job; replacing: Pick<Job, 'status' | 'claimedAt'> | null }
  | AccountChange
  | RemovalChange;

const DIRECTORY_CHANGES: ReadonlySet<Change['do']> = new Set<DirectoryChange['do']>([
  'put',
  'remove',
  'addSubject',
  'putEventType',
  'forgetRow',
  'removeSubject',
]);

export function movesDirectory(change: Change): change is DirectoryChange {
  return DIRECTORY_CHANGES.has(change.do);
}

export interface KeyRecord {
  /** Public name of the key, shown in lists and used to revoke it. */
  id: string;
  /** SHA-256 of the whole key; the key itself is stored nowhere. */
  hash: Uint8Array;
  userId: number;
  name: string;
  permissions: readonly string[];
  /** Addresses or CIDR ranges the key may be used from; empty means any. */
  addresses: readonly string[];
  /** How this key's answers print times. */
  dateStyle: 'iso' | 'legacy';
  createdAt: number;
  expiresAt: number | null;
  revokedAt: number | null;
}

/** One atomic unit: all of it becomes durable, or none. Items of several companies may share one flush. */
export interface Item {
  company: number;
  /** The wall clock at submission; `recordedAt` is the larger of it and the head's. */
  now: number;
  /**
   * The directory version this item was prepared against, or null when it depends on none. When the
   * company's has moved, nothing is written and the outcome is `stale`: prepare again.
   */
  directoryVersion: number | null;
  /** How many events the log held when this item was decided: `stale` when there are more now. Absent: any number. */
  logSize?: number;
  changes: readonly Change[];
  snapshots: readonly Snapshot[];
  events: readonly PreparedEvent[];
  idempotency: { key: string; fingerprint: Uint8Array } | null;
}

export interface Recorded {
  id: string;
  seq: number;
  recordedAt: number;
}

export type Outcome =
  /** Durable. An item with a DirectoryChange moved the directory version by one. */
  | { is: 'committed'; events: readonly Recorded[]; directoryVersion: number }
  /** The same idempotency key and fingerprint was answered before: the same answer, nothing written. */
  | { is: 'replayed'; events: readonly Recorded[] }
  /** The idempotency key stands for another request. */
  | { is: 'keyReused' }
  /** An event with this id exists, and its draft differs (or is not known). */
  | { is: 'idTaken'; id: string }
  /** Prepared against a directory that has moved, or lost a race for a snapshot's version or a job. */
  | { is: 'stale' }
  /** A unique member is taken: `what` names it (for example `email`). */
  | { is: 'taken'; what: string }
  /** The company is on its way to another store: nothing is recorded. */
  | { is: 'closed' };

/** Thrown when more is waiting than `limits.commitQueueEvents`, or storage is full. Nothing was written. */
export class StoreBusy extends Error {
  override name = 'StoreBusy';
}

/** Thrown when the store cannot say whether a commit became durable. Never to be answered as success. */
export class UnknownOutcome extends Error {
  override name = 'UnknownOutcome';
}

/**
 * The one write port.
 *
 * Promises, once `commit` resolves: every `committed` item is durable (flushed; on PostgreSQL also on the
 * synchronous standby), its events have consecutive `seq` in the order given, without a gap in the company,
 * their leaves are in the tree, and no smaller seq of the company can appear later. Items are applied in order; an
 * outcome other than `committed` leaves no trace of its item and does not disturb the others. Within an item,
 * an event whose id and draftMac are already recorded is not written again: its earlier place is returned.
 * `recordedAt` never decreases along seq. Rejects with StoreBusy (nothing written) or UnknownOutcome.
 */
export interface Ledger {
  commit(items: readonly Item[]): Promise<readonly Outcome[]>;
}

/** A recorded event as the store keeps it, with the hash of its leaf as stored when sealed. */
export interface StoredEvent extends ShownEvent {
  seq: number;
  entry: Entry;
  leaf: Uint8Array;
  parts: { text: Part | null; metadata: Part | null; test: Part | null };
}

export interface Head {
  size: number;
  root: Uint8Array;
  /** When an event was last recorded or the directory last changed: nothing that follows is earlier. */
  recordedAt: number;
  directoryVersion: number;
}

/** Point reads: what has been committed, as of the call. */
export interface EventReader {
  /** By UUID in lower case, whole or as documents show it; null when the company has no such event. */
  event(company: number, id: string): Promise<StoredEvent | null>;
  shown(company: number, id: string): Promise<ShownEvent | null>;
  /** Events seq, seq+1 … in order: at most `count`, fewer at the end of the log. */
  eventsFrom(company: number, seq: number, count: number): Promise<readonly StoredEvent[]>;
  /** Snapshots by digest, in any order; unknown or erased ones are missing. */
  snapshots(company: number, digests: readonly Digest[]): Promise<readonly Snapshot[]>;
  head(company: number): Promise<Head>;
  /**
   * `count` hashes of tile level `level` from `start`: level 0 are leaves, level n the roots of complete
   * subtrees of 256^n leaves (C2SP tlog-tiles). Throws when any of them does not exist yet.
   */
  hashes(company: number, level: number, start: number, count: number): Promise<readonly Uint8Array[]>;
}

/** The live directory. Read `version` first: whatever is read after it is checked by the commit. */
export interface Directory {
  version(company: number): Promise<number>;
  row(company: number, kind: DirectoryKind, id: number): Promise<DirectoryRow | null>;
  userByEmail(company: number, email: string): Promise<DirectoryRow | null>;
  /** Rows of a kind that belong to a user, by id. */
  rowsOfUser(company: number, kind: DirectoryKind, userId: number): Promise<readonly DirectoryRow[]>;
  /** All rows of a kind by id, from `afterId` on, at most `count`. */
  rows(
    company: number,
    kind: DirectoryKind,
    afterId: number,
    count: number,
  ): Promise<readonly DirectoryRow[]>;
  /** One beyond the largest id that a kind has ever used: an id that was removed is never given again. */
  nextId(company: number, kind: DirectoryKind): Promise<number>;
  subject(company: number, ref: SubjectRef): Promise<Subject | null>;
  /** The newest version of a snapshot, or null when none was ever needed. */
  latestSnapshot(company: number, kind: Snapshot['kind'], id: number): Promise<Snapshot | null>;
  /** The newest version of a registered type, or null. */
  eventType(company: number, name: string): Promise<EventType | null>;
  /** The newest version of each registered type, by name (its bytes). */
  eventTypes(company: number): Promise<readonly Omit<EventType, 'schema'>[]>;
}

export interface Company {
  company: number;
  uuid: string;
  name: string;
  /** `affidavit.log/` and 26 base32 characters. */
  origin: string;
  /** Which generation of the log key signs (docs/formats.md, "Log key"). */
  generation: number;
  /** Every key that has signed its log, of all epochs: the one that signs now first. Empty in a store that has not learnt it yet. */
  logKeys: readonly LogKey[];
  createdAt: number;
}

/** Stands for a user where nobody in the directory asks, but an auditor with a link. No user has this number. */
export const GUEST = -1;

/** Who asks: the user that a key or a session belongs to; or GUEST, who only reads. */
export interface Caller {
  company: Company;
  userId: number;
  /** How the answer prints times. */
  dateStyle: KeyRecord['dateStyle'];
}

/** What a request may do: what a key says, or what the roles of a signed-in user allow for as long as the session lasts. */
export type Grant = Pick<
  KeyRecord,
  'id' | 'userId' | 'permissions' | 'addresses' | 'dateStyle' | 'expiresAt' | 'revokedAt'
>;

/** A key, or a session, as a request presents it: joined with its company and its user's agreement to the terms. */
export interface Credential {
  company: Company;
  key: Grant;
  termsAgreedAt: string | null;
}

export interface Access {
  /** With the empty end of its log and its keys, all of it or nothing. */
  createCompany(company: Omit<Company, 'company'>): Promise<Company>;
  /** Those that are served here: not one that is still arriving, or has moved to another store. */
  /** Keeps, durably, the key that signs a log of which no key is known; does nothing when one is. */
  learnLogKey(company: number, key: LogKey): Promise<void>;
  companies(): Promise<readonly Company[]>;
  credential(keyHash: Uint8Array): Promise<Credential | null>;
  keys(company: number): Promise<readonly KeyRecord[]>;
}

/** A signed checkpoint (C2SP signed note) and what it speaks of. */
export interface SignedCheckpoint {
  size: number;
  root: Uint8Array;
  note: string;
}

export interface Checkpoints {
  /** The newest signed checkpoint kept in the store, or null. Its note ends with what witnesses signed of it. */
  latest(company: number): Promise<SignedCheckpoint | null>;
  /** The newest checkpoint that as many witnesses cosigned as were asked for then, their lines in its note; or null. */
  witnessed(company: number): Promise<SignedCheckpoint | null>;
  /**
   * Keeps, durably, what witnesses signed of a checkpoint (whose note is without their lines), in the place of what was
   * kept of one of its size. Forgets cosigned checkpoints that are neither the newest nor the newest complete one.
   */
  cosign(company: number, checkpoint: SignedCheckpoint, cosigned: Cosigned): Promise<void>;
  /**
   * The heads of companies that are served and whose log is larger than their newest checkpoint. They can be signed: what they hold is
   * durable wherever commits must be, so that no failover loses it.
   */
  unsigned(): Promise<readonly Unsigned[]>;
  /** Of companies that are served: the newest checkpoints that fewer have cosigned than the company asks. */
  unwitnessed(): Promise<readonly Unwitnessed[]>;
  /** The newest checkpoint of each company that is served and has one, as it was signed: without lines of witnesses. */
  signed(): Promise<readonly (SignedCheckpoint & { company: number })[]>;
  /**
   * Keeps durably what was signed at `signedAt`, and remembers it in LogHistory. A smaller one than the kept one is
   * ignored, another root of its size is rejected.
   */
  keep(company: number, checkpoint: SignedCheckpoint, signedAt: number): Promise<void>;
}

/** Everything a store offers. `close` finishes what was accepted, then releases files and connections. */
export interface Store extends Health {
  ledger: Ledger;
  events: EventReader;
  ends: Ends;
  finder: EventFinder;
  search: Search;
  erasing: Erasing;
  directory: Directory;
  history: DirectoryHistory;
  files: Files;
  jobs: Jobs;
  access: Access;
  accounts: Accounts;
  checkpoints: Checkpoints;
  logHistory: LogHistory;
  leases: Leases;
  retention: Retention;
  views: Views;
  moving: Moving;
  /** Storage-level damage that digests cannot see (page checksums, integrity_check): one line each. */
  damage(): Promise<readonly string[]>;
  /** What whoever runs the store should know of how it is set up: one line each. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/** The clock, randomness and ids, built in compose.ts and nowhere else. */
export interface World {
  now(): number;
  randomBytes(count: number): Uint8Array;
  /** A new event id: UUID version 7, so that ids of one time lie together in the index. */
  eventId(): string;
  /** A random UUID version 4. */
  uuid(): string;
}
