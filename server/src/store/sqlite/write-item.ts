/** One item inside a transaction: its checks, its changes, its events. */
import {
  type Entry,
  entryJson,
  equalBytes,
  type Frontier,
  fromHex,
  leafHash,
  type Sha256,
} from '@affidavit/verify';
import type { Item, Outcome, PreparedEvent, Recorded, Snapshot } from '../../app/ports.ts';
import { limits } from '../../domain/limits.ts';
import { isoTime, parseTime } from '../../domain/time.ts';
import type { Statements } from './connection.ts';
import { bytesOrNull, fromUuid, packPart, toUuid } from './rows.ts';
import { applyChange } from './write-change.ts';

/** The end of a log: what the next event follows. */
export interface LogEnd {
  frontier: Frontier;
  recordedAt: number;
  directoryVersion: number;
}

/** Moves `end` and writes; when the outcome is not `committed` the caller rolls both back. */
export function applyItem(sql: Statements, item: Item, end: LogEnd, hash: Sha256): Outcome {
  const answered = findAnswered(sql, item);
  if (answered !== null) return answered;
  if (item.directoryVersion !== null && item.directoryVersion !== end.directoryVersion)
    return { is: 'stale' };
  for (const change of item.changes) {
    const refused = applyChange(sql, item.company, change);
    if (refused !== null) return refused;
  }
  if (item.changes.some((change) => change.do !== 'addKey' && change.do !== 'revokeKey'))
    end.directoryVersion += 1;
  for (const snapshot of item.snapshots)
    if (!addSnapshot(sql, item.company, snapshot)) return { is: 'stale' };
  const events: Recorded[] = [];
  for (const event of item.events) {
    const known = findEvent(sql, item.company, event);
    if (known === 'taken') return { is: 'idTaken', id: event.entry.id };
    events.push(known ?? addEvent(sql, item, event, end, hash));
  }
  for (const { level, index, hash: node } of end.frontier.takeTiles())
    sql.run(
      'INSERT INTO tree_hashes (company, level, idx, hash) VALUES (?, ?, ?, ?)',
      item.company,
      level,
      index,
      node,
    );
  rememberAnswer(sql, item, events);
  return { is: 'committed', events, directoryVersion: end.directoryVersion };
}

interface AnsweredRow {
  fingerprint: Uint8Array;
  seqs: string;
}

function findAnswered(sql: Statements, item: Item): Outcome | null {
  const { idempotency, company } = item;
  if (idempotency === null) return null;
  const row = sql.get<AnsweredRow>(
    'SELECT fingerprint, seqs FROM idempotency WHERE company = ? AND key = ? AND created_at > ?',
    company,
    idempotency.key,
    item.now - limits.idempotencyKeptMs,
  );
  if (row === undefined) return null;
  if (!equalBytes(row.fingerprint, idempotency.fingerprint)) return { is: 'keyReused' };
  return {
    is: 'replayed',
    events: (JSON.parse(row.seqs) as number[]).map((seq) => recordedAt(sql, company, seq)),
  };
}

function recordedAt(sql: Statements, company: number, seq: number): Recorded {
  const row = sql.get<{ id: Uint8Array; recorded_at: number }>(
    'SELECT id, recorded_at FROM events WHERE company = ? AND seq = ?',
    company,
    seq,
  );
  if (row === undefined) throw new Error(`event ${seq} of company ${company} is missing`);
  return { id: toUuid(row.id), seq, recordedAt: row.recorded_at };
}

function rememberAnswer(sql: Statements, item: Item, events: readonly Recorded[]): void {
  if (item.idempotency === null) return;
  const oldest = item.now - limits.idempotencyKeptMs;
  sql.run('DELETE FROM idempotency WHERE company = ? AND created_at <= ?', item.company, oldest);
  sql.run(
    'INSERT INTO idempotency (company, key, fingerprint, seqs, created_at) VALUES (?, ?, ?, ?, ?)',
    item.company,
    item.idempotency.key,
    item.idempotency.fingerprint,
    JSON.stringify(events.map(({ seq }) => seq)),
    item.now,
  );
}

/** False when this version of the document says something else already. */
function addSnapshot(sql: Statements, company: number, snapshot: Snapshot): boolean {
  const { kind, id, version, subject, json } = snapshot;
  const digest = fromHex(snapshot.digest);
  const stored = sql.get<{ digest: Uint8Array }>(
    'SELECT digest FROM snapshots WHERE company = ? AND kind = ? AND id = ? AND version = ?',
    company,
    kind,
    id,
    version,
  );
  if (stored !== undefined) return equalBytes(stored.digest, digest);
  sql.run(
    'INSERT INTO snapshots (company, kind, id, version, digest, subject_kind, subject_id, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    company,
    kind,
    id,
    version,
    digest,
    subject.kind,
    subject.id,
    json,
  );
  return true;
}

/** Where an event with this id was recorded: null when it was not, 'taken' when it says something else. */
function findEvent(sql: Statements, company: number, event: PreparedEvent): Recorded | 'taken' | null {
  const row = sql.get<{ seq: number; recorded_at: number; draft_mac: Uint8Array | null }>(
    'SELECT seq, recorded_at, draft_mac FROM events WHERE company = ? AND id = ?',
    company,
    fromUuid(event.entry.id),
  );
  if (row === undefined) return null;
  const { draftMac } = event;
  if (draftMac === null || row.draft_mac === null || !equalBytes(draftMac, row.draft_mac)) return 'taken';
  return { id: event.entry.id, seq: row.seq, recordedAt: row.recorded_at };
}

function addEvent(sql: Statements, item: Item, event: PreparedEvent, end: LogEnd, hash: Sha256): Recorded {
  const seq = end.frontier.size;
  end.recordedAt = Math.max(item.now, end.recordedAt);
  const entry: Entry = { ...event.entry, recordedAt: isoTime(end.recordedAt) };
  const leaf = leafHash(entryJson(entry), hash);
  const createdAt = parseTime(entry.createdAt) ?? 0;
  insertEntry(sql, item.company, seq, entry, createdAt, end.recordedAt, leaf, event.draftMac);
  insertParts(sql, item.company, seq, createdAt, event);
  end.frontier.append(leaf);
  return { id: entry.id, seq, recordedAt: end.recordedAt };
}

function insertEntry(
  sql: Statements,
  company: number,
  seq: number,
  entry: Entry,
  createdAt: number,
  recordedAt: number,
  leaf: Uint8Array,
  draftMac: Uint8Array | null,
): void {
  const { parts, controlIds } = entry;
  sql.run(
    'INSERT INTO events (company, seq, id, type, category, source, status, created_at, recorded_at, actor, ' +
      'connection_id, workspace_id, test_id, control_ids, provenance, text, metadata, test, person, connection, ' +
      'leaf, draft_mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    company,
    seq,
    fromUuid(entry.id),
    entry.type,
    entry.category,
    entry.source,
    entry.status,
    createdAt,
    recordedAt,
    bytesOrNull(entry.actor),
    entry.connectionId,
    entry.workspaceId,
    entry.testId,
    controlIds.length === 0 ? null : JSON.stringify(controlIds),
    entry.provenance === null ? null : JSON.stringify(entry.provenance),
    fromHex(parts.text),
    bytesOrNull(parts.metadata),
    bytesOrNull(parts.test),
    bytesOrNull(parts.person),
    bytesOrNull(parts.connection),
    leaf,
    draftMac,
  );
  for (const controlId of controlIds)
    sql.run(
      'INSERT OR IGNORE INTO event_controls (company, control_id, seq) VALUES (?, ?, ?)',
      company,
      controlId,
      seq,
    );
}

const NO_SALT = new Uint8Array(16);

function insertParts(
  sql: Statements,
  company: number,
  seq: number,
  createdAt: number,
  event: PreparedEvent,
): void {
  const { text, metadata, test } = event.parts;
  const actor = event.mentions.find(({ role }) => role === 'actor');
  sql.run(
    'INSERT INTO parts (company, seq, actor_id, salts, text, metadata, test) VALUES (?, ?, ?, ?, ?, ?, ?)',
    company,
    seq,
    actor?.userId ?? null,
    Buffer.concat([text.salt, metadata?.salt ?? NO_SALT, test?.salt ?? NO_SALT]),
    text.json,
    packPart(metadata),
    packPart(test),
  );
  for (const { userId, role } of event.mentions)
    sql.run(
      'INSERT OR IGNORE INTO mentions (company, user_id, role, created_at, seq) VALUES (?, ?, ?, ?, ?)',
      company,
      userId,
      role,
      createdAt,
      seq,
    );
}
