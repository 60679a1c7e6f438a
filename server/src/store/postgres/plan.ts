/**
 * What a flush will do, decided before it writes. Whoever holds a company's head locked is the only writer of
 * that company, so what was read under the lock stays true: every outcome can be told from it, and no statement
 * has to fail to find out. An item that is refused never reaches SQL, so it leaves no trace of itself.
 */
import { type Digest, entryJson, equalBytes, type Frontier, leafHash, type Sha256 } from '@affidavit/verify';
import {
  type Change,
  type DirectoryRow,
  type EventType,
  type Head,
  type Item,
  type KeyRecord,
  movesDirectory,
  type Outcome,
  type PreparedEvent,
  type Recorded,
  type Snapshot,
  type Subject,
} from '../../app/ports.ts';
import { limits } from '../../domain/limits.ts';

/** A company under lock: what its items ask about, as stored and with the items planned so far. */
export interface CompanyState {
  company: number;
  /** As stored: what the compare-and-swap expects. */
  stored: Head;
  frontier: Frontier;
  recordedAt: number;
  directoryVersion: number;
  /** By event id. */
  events: Map<string, RecordedDraft>;
  /** By idempotency key. */
  answers: Map<string, Answer>;
  /** By `versionName`. */
  snapshots: Map<string, Digest>;
  /** Users by e-mail, as far as the changes touch them. */
  emails: Map<string, number>;
  /** By `memberName`: subjects, event types and keys that exist. */
  members: Set<string>;
  writes: Writes;
  /** Whether an outcome promises something: then the head is written, so that the commit is durable everywhere. */
  acknowledged: boolean;
}

export interface RecordedDraft extends Recorded {
  draftMac: Uint8Array | null;
}

export interface Answer {
  fingerprint: Uint8Array;
  events: readonly Recorded[];
  at: number;
}

export interface SealedEvent {
  seq: number;
  recordedAt: number;
  /** The exact bytes of the entry. */
  json: string;
  leaf: Uint8Array;
  event: PreparedEvent;
}

/** Rows to write for one company. Later puts of one row replace earlier ones. */
export interface Writes {
  events: SealedEvent[];
  snapshots: Snapshot[];
  rows: Map<string, DirectoryRow>;
  subjects: Subject[];
  eventTypes: EventType[];
  addedKeys: KeyRecord[];
  revokedKeys: { id: string; at: number }[];
  answers: Map<string, Answer>;
}

export function noWrites(): Writes {
  return {
    events: [],
    snapshots: [],
    rows: new Map(),
    subjects: [],
    eventTypes: [],
    addedKeys: [],
    revokedKeys: [],
    answers: new Map(),
  };
}

export function versionName({ kind, id, version }: Pick<Snapshot, 'kind' | 'id' | 'version'>): string {
  return `${kind} ${id} ${version}`;
}

/** The name of what a change adds and that must not exist yet; null for changes that replace. */
export function memberName(change: Change): string | null {
  switch (change.do) {
    case 'addSubject':
      return `subject ${change.subject.kind} ${change.subject.id}`;
    case 'putEventType':
      return `eventType ${change.eventType.version} ${change.eventType.name}`;
    case 'addKey':
      return `key ${change.key.id}`;
    default:
      return null;
  }
}

/**
 * Plans one item upon those before it and tells its outcome. Only `committed` changes the state (besides
 * `acknowledged`). Throws VerifyError, and changes nothing, when an entry cannot be sealed.
 */
export function planItem(state: CompanyState, item: Item, hash: Sha256): Outcome {
  const refusal =
    answeredBefore(state, item) ?? takenId(state, item) ?? stale(state, item) ?? taken(state, item);
  if (refusal !== null) {
    if (refusal.is === 'replayed') state.acknowledged = true;
    return refusal;
  }
  const events = seal(state, item, hash);
  applyChanges(state, item.changes);
  for (const snapshot of item.snapshots) {
    if (state.snapshots.has(versionName(snapshot))) continue;
    state.snapshots.set(versionName(snapshot), snapshot.digest);
    state.writes.snapshots.push(snapshot);
  }
  if (item.idempotency !== null) {
    const answer = { fingerprint: item.idempotency.fingerprint, events, at: item.now };
    state.answers.set(item.idempotency.key, answer);
    state.writes.answers.set(item.idempotency.key, answer);
  }
  state.acknowledged = true;
  return { is: 'committed', events, directoryVersion: state.directoryVersion };
}

function answeredBefore(state: CompanyState, item: Item): Outcome | null {
  const answer = item.idempotency === null ? undefined : state.answers.get(item.idempotency.key);
  if (item.idempotency === null || answer === undefined) return null;
  if (item.now - answer.at >= limits.idempotencyKeptMs) return null;
  if (!equalBytes(answer.fingerprint, item.idempotency.fingerprint)) return { is: 'keyReused' };
  return { is: 'replayed', events: answer.events };
}

function takenId(state: CompanyState, item: Item): Outcome | null {
  const ofItem = new Map<string, Uint8Array | null>();
  for (const { entry, draftMac } of item.events) {
    const before = state.events.get(entry.id)?.draftMac ?? ofItem.get(entry.id);
    const exists = state.events.has(entry.id) || ofItem.has(entry.id);
    if (exists && !(before && draftMac && equalBytes(before, draftMac)))
      return { is: 'idTaken', id: entry.id };
    ofItem.set(entry.id, draftMac);
  }
  return null;
}

/**
 * The directory has moved, or somebody else was first to give a snapshot its version, a subject its secrets or a
 * type its version: prepared again, the item finds what is there now.
 */
function stale(state: CompanyState, item: Item): Outcome | null {
  const moved = item.directoryVersion !== null && item.directoryVersion !== state.directoryVersion;
  const lostSnapshot = item.snapshots.some((snapshot) => {
    const stored = state.snapshots.get(versionName(snapshot));
    return stored !== undefined && stored !== snapshot.digest;
  });
  const lostMember = item.changes.some((change) => change.do !== 'addKey' && exists(state, change));
  return moved || lostSnapshot || lostMember ? { is: 'stale' } : null;
}

function taken(state: CompanyState, item: Item): Outcome | null {
  if (item.changes.some((change) => change.do === 'addKey' && exists(state, change)))
    return { is: 'taken', what: 'key' };
  return movedEmails(state, item.changes) === null ? { is: 'taken', what: 'email' } : null;
}

function exists(state: CompanyState, change: Change): boolean {
  const name = memberName(change);
  return name !== null && state.members.has(name);
}

/** The e-mail addresses after the changes, all puts of an item taken together; null when two users would share one. */
function movedEmails(state: CompanyState, changes: readonly Change[]): Map<string, number> | null {
  const users = new Map<number, string | null>();
  for (const change of changes) {
    if (change.do === 'put' && change.row.kind === 'user') users.set(change.row.id, change.row.email);
  }
  if (users.size === 0) return state.emails;
  const emails = new Map([...state.emails].filter(([, id]) => !users.has(id)));
  for (const [id, email] of users) {
    if (email === null) continue;
    if (emails.has(email)) return null;
    emails.set(email, id);
  }
  return emails;
}

/** Gives the events their places. An event that is recorded already keeps the place it has. */
function seal(state: CompanyState, item: Item, hash: Sha256): Recorded[] {
  const recordedAt = Math.max(item.now, state.recordedAt);
  const iso = new Date(recordedAt).toISOString();
  const fresh = new Map<string, { json: string; leaf: Uint8Array; event: PreparedEvent }>();
  for (const event of item.events) {
    if (state.events.has(event.entry.id) || fresh.has(event.entry.id)) continue;
    const json = entryJson({ ...event.entry, recordedAt: iso });
    fresh.set(event.entry.id, { json, leaf: leafHash(json, hash), event });
  }
  for (const [id, sealed] of fresh) {
    const seq = state.frontier.size;
    state.frontier.append(sealed.leaf);
    state.recordedAt = recordedAt;
    state.events.set(id, { id, seq, recordedAt, draftMac: sealed.event.draftMac });
    state.writes.events.push({ ...sealed, seq, recordedAt });
  }
  return item.events.map(({ entry }) => place(state, entry.id));
}

function place(state: CompanyState, eventId: string): Recorded {
  const recorded = state.events.get(eventId);
  if (recorded === undefined) throw new Error(`event ${eventId} was not planned`);
  const { id, seq, recordedAt } = recorded;
  return { id, seq, recordedAt };
}

function applyChanges(state: CompanyState, changes: readonly Change[]): void {
  const { writes } = state;
  state.emails = movedEmails(state, changes) ?? state.emails;
  for (const change of changes) {
    const name = memberName(change);
    if (name !== null) state.members.add(name);
    switch (change.do) {
      case 'put':
        writes.rows.set(`${change.row.kind} ${change.row.id}`, change.row);
        break;
      case 'addSubject':
        writes.subjects.push(change.subject);
        break;
      case 'putEventType':
        writes.eventTypes.push(change.eventType);
        break;
      case 'addKey':
        writes.addedKeys.push(change.key);
        break;
      case 'revokeKey':
        writes.revokedKeys.push({ id: change.id, at: change.at });
        break;
      default:
        throw new Error(`${change.do} is not a change that this store knows`);
    }
  }
  if (changes.some(movesDirectory)) state.directoryVersion += 1;
}
