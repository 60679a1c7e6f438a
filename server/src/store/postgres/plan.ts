/**
 * What a flush will do, decided before it writes. Whoever holds a company's head locked is the only writer of
 * that company, so what was read under the lock stays true: every outcome can be told from it, and no statement
 * has to fail to find out. An item that is refused never reaches SQL, so it leaves no trace of itself.
 */
import { type Digest, entryJson, equalBytes, type Frontier, leafHash, type Sha256 } from '@affidavit/verify';
import { type AccountChange, changesAccounts } from '../../app/ports/accounts.ts';
import { type ForgettingChange, type RemovalChange, removesRows } from '../../app/ports/erasing.ts';
import type { EventType } from '../../app/ports/event-types.ts';
import type { Job, StoredFile } from '../../app/ports/files.ts';
import type { HistoryRow } from '../../app/ports/history.ts';
import type { LogKeyChange } from '../../app/ports/log-keys.ts';
import {
  type Head,
  type Item,
  type KeyRecord,
  movesDirectory,
  type Outcome,
  type PreparedEvent,
  type Recorded,
  type Snapshot,
  type StoredEvent,
  type Subject,
} from '../../app/ports.ts';
import { limits } from '../../domain/limits.ts';
import { createdAtOf } from './entry-row.ts';
import { type Facts, type Tried, tryChanges } from './plan-changes.ts';
import type { Codes, SymbolTable } from './symbols.ts';

/** A company under lock: what its items ask about, as stored and with the items planned so far. */
export interface CompanyState {
  company: number;
  /** Whether it may record: a company that is on its way to another store may not. */
  served: boolean;
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
  symbols: SymbolTable;
  /** What the changes depend on. */
  facts: Facts;
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
  /** In milliseconds. */
  createdAt: number;
  recordedAt: number;
  codes: Codes;
  leaf: Uint8Array;
  actorId: number | null;
  event: Pick<PreparedEvent, 'mentions' | 'draftMac' | 'removal'> & {
    entry: PreparedEvent['entry'];
    /** Of an event that was sealed elsewhere, some may be gone. */
    parts: StoredEvent['parts'];
  };
}

/** Rows to write for one company. */
export interface Writes {
  events: SealedEvent[];
  snapshots: Snapshot[];
  /** The live rows that change, each as it shall be in the end. */
  rows: Map<string, HistoryRow>;
  history: Map<string, HistoryRow>;
  subjects: Subject[];
  eventTypes: EventType[];
  addedKeys: KeyRecord[];
  revokedKeys: { id: string; at: number }[];
  turnedLogKeys: LogKeyChange[];
  /** By id; null: removed. */
  files: Map<string, StoredFile | null>;
  jobs: Map<string, Job>;
  answers: Map<string, Answer>;
  /** In their order. */
  accounts: AccountChange[];
  /** Carried out before anything else is written. */
  removals: (RemovalChange | ForgettingChange)[];
}

export function noWrites(): Writes {
  return {
    events: [],
    snapshots: [],
    rows: new Map(),
    history: new Map(),
    subjects: [],
    eventTypes: [],
    addedKeys: [],
    revokedKeys: [],
    turnedLogKeys: [],
    files: new Map(),
    jobs: new Map(),
    answers: new Map(),
    accounts: [],
    removals: [],
  };
}

export function versionName({ kind, id, version }: Pick<Snapshot, 'kind' | 'id' | 'version'>): string {
  return `${kind} ${id} ${version}`;
}

/**
 * Plans one item upon those before it and tells its outcome. Only `committed` changes the state (besides
 * `acknowledged`). Throws, and changes nothing, when an entry cannot be sealed.
 */
export function planItem(state: CompanyState, item: Item, hash: Sha256): Outcome {
  if (!state.served) return { is: 'closed' };
  const refusal = answeredBefore(state, item) ?? takenId(state, item) ?? stale(state, item);
  if (refusal !== null) {
    if (refusal.is === 'replayed') state.acknowledged = true;
    return refusal;
  }
  const tried = tryChanges(state.facts, item.changes);
  if ('is' in tried) return tried;
  const events = seal(state, item, hash);
  applyChanges(state, item, tried);
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
 * The directory has moved, or somebody else was first to give a snapshot its version: prepared again, the item finds
 * what is there now.
 */
function stale(state: CompanyState, item: Item): Outcome | null {
  const moved = item.directoryVersion !== null && item.directoryVersion !== state.directoryVersion;
  const grown = item.logSize !== undefined && item.logSize !== state.frontier.size;
  const lostSnapshot = item.snapshots.some((snapshot) => {
    const stored = state.snapshots.get(versionName(snapshot));
    return stored !== undefined && stored !== snapshot.digest;
  });
  return moved || grown || lostSnapshot ? { is: 'stale' } : null;
}

/** Gives the events their places. An event that is recorded already keeps the place it has. */
function seal(state: CompanyState, item: Item, hash: Sha256): Recorded[] {
  const recordedAt = Math.max(item.now, state.recordedAt);
  const iso = new Date(recordedAt).toISOString();
  const fresh = new Map<string, { createdAt: number; leaf: Uint8Array; event: PreparedEvent }>();
  for (const event of item.events) {
    if (state.events.has(event.entry.id) || fresh.has(event.entry.id)) continue;
    const createdAt = createdAtOf(event.entry);
    const leaf = leafHash(entryJson({ ...event.entry, recordedAt: iso }), hash);
    fresh.set(event.entry.id, { createdAt, leaf, event });
  }
  for (const [id, sealed] of fresh) {
    const seq = state.frontier.size;
    state.frontier.append(sealed.leaf);
    state.recordedAt = recordedAt;
    state.events.set(id, { id, seq, recordedAt, draftMac: sealed.event.draftMac });
    const actorId = sealed.event.mentions.find(({ role }) => role === 'actor')?.userId ?? null;
    const codes = state.symbols.codesOf(sealed.event.entry);
    state.writes.events.push({ ...sealed, codes, seq, recordedAt, actorId });
  }
  return item.events.map(({ entry }) => place(state, entry.id));
}

function place(state: CompanyState, eventId: string): Recorded {
  const recorded = state.events.get(eventId);
  if (recorded === undefined) throw new Error(`event ${eventId} was not planned`);
  const { id, seq, recordedAt } = recorded;
  return { id, seq, recordedAt };
}

function applyChanges(state: CompanyState, item: Item, { changes, facts }: Tried): void {
  // Removing a row that is not there is a change all the same.
  if (item.changes.some(movesDirectory)) {
    state.directoryVersion += 1;
    // The directory's time never decreases either, and is that of the events beside the changes.
    state.recordedAt = Math.max(item.now, state.recordedAt);
  }
  const { writes } = state;
  for (const [name, fact] of facts) state.facts.set(name, fact);
  const moment = { version: state.directoryVersion, at: state.recordedAt };
  for (const change of changes) {
    if (removesRows(change)) {
      writes.removals.push(change);
      if (change.do === 'forgetRow') writeRow(writes, removed(change, moment));
      continue;
    }
    if (changesAccounts(change)) {
      writes.accounts.push(change);
      continue;
    }
    switch (change.do) {
      case 'put':
        writeRow(writes, { ...change.row, ...moment });
        break;
      case 'remove':
        writeRow(writes, removed(change, moment));
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
      case 'turnLogKey':
        writes.turnedLogKeys.push(change);
        break;
      case 'addFile':
        writes.files.set(change.file.id, change.file);
        break;
      case 'removeFile':
        writes.files.set(change.id, null);
        break;
      case 'putJob':
        writes.jobs.set(change.job.id, change.job);
        break;
    }
  }
}

function removed(
  { kind, id }: Pick<HistoryRow, 'kind' | 'id'>,
  moment: Pick<HistoryRow, 'version' | 'at'>,
): HistoryRow {
  return { kind, id, userId: null, connectionId: null, email: null, json: null, ...moment };
}

/** Later changes of a row replace earlier ones: among the live rows, and within a version of the history. */
function writeRow(writes: Writes, row: HistoryRow): void {
  const name = `${row.kind} ${row.id}`;
  writes.rows.set(name, row);
  writes.history.set(`${row.version} ${name}`, row);
}
