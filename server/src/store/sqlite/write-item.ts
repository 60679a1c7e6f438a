/** One item inside a transaction: its checks, its changes, its events. */
import { equalBytes } from '@affidavit/verify';
import { type Item, movesDirectory, type Outcome, type Recorded, type Snapshot } from '../../app/ports.ts';
import { limits } from '../../domain/limits.ts';
import type { Statements } from './connection.ts';
import { fromHex, toUuid } from './rows.ts';
import { applyChange } from './write-change.ts';
import { addEvent, findEvent, type LogEnd, type Pen } from './write-event.ts';

/** The outcome of an item that nothing is to be written of: it was answered before, or its grounds have moved. */
export function settledBefore(sql: Statements, item: Item, end: LogEnd): Outcome | null {
  const answered = findAnswered(sql, item);
  if (answered !== null) return answered;
  if (item.directoryVersion !== null && item.directoryVersion !== end.directoryVersion)
    return { is: 'stale' };
  if (item.logSize !== undefined && item.logSize !== end.frontier.size) return { is: 'stale' };
  return null;
}

/** Moves `end` and writes; when the outcome is not `committed` the caller rolls both back. */
export function applyItem(pen: Pen, item: Item, end: LogEnd): Outcome {
  const { sql } = pen;
  const moves = item.changes.some(movesDirectory);
  // The directory's time never decreases either, and is that of the events beside the changes.
  if (moves) end.recordedAt = Math.max(item.now, end.recordedAt);
  const moment = { version: end.directoryVersion + 1, at: end.recordedAt };
  for (const change of item.changes) {
    const refused = applyChange(sql, item.company, change, moment);
    if (refused !== null) return refused;
  }
  if (moves) end.directoryVersion = moment.version;
  for (const snapshot of item.snapshots)
    if (!addSnapshot(sql, item.company, snapshot)) return { is: 'stale' };
  const events: Recorded[] = [];
  for (const event of item.events) {
    const known = findEvent(sql, item.company, event);
    if (known === 'taken') return { is: 'idTaken', id: event.entry.id };
    events.push(known ?? addEvent(pen, item, event, end));
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
