/** Sealing one event and writing its rows. */
import { type Entry, entryJson, equalBytes, type Frontier, leafHash, type Sha256 } from '@affidavit/verify';
import type { Item, PreparedEvent, Recorded } from '../../app/ports.ts';
import { isoTime } from '../../domain/time.ts';
import { packPart } from '../packed-part.ts';
import type { Statements } from './connection.ts';
import { digestBytes, fromUuid, UUID } from './rows.ts';
import type { GrowingSymbols } from './symbols.ts';
import { insertRemovals } from './write-removal.ts';

/** What an item is written with. */
export interface Pen {
  sql: Statements;
  symbols: GrowingSymbols;
  hash: Sha256;
}

/** The end of a log: what the next event follows. */
export interface LogEnd {
  frontier: Frontier;
  recordedAt: number;
  directoryVersion: number;
}

/** Where an event with this id was recorded: null when it was not, 'taken' when it says something else. */
export function findEvent(sql: Statements, company: number, event: PreparedEvent): Recorded | 'taken' | null {
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

/**
 * createdAt in milliseconds. The columns must give back exactly the bytes that are hashed, so a time or an id that is
 * not in its canonical form is a defect of the caller and stops here, as digests do where they become bytes.
 */
function timeOf({ id, createdAt }: Entry): number {
  if (!UUID.test(id)) throw new Error(`not an event id: ${id}`);
  const at = Date.parse(createdAt);
  if (Number.isNaN(at) || isoTime(at) !== createdAt) throw new Error(`not a canonical time: ${createdAt}`);
  return at;
}

/** Seals an event and writes it at the end of the log, which moves. */
export function addEvent(pen: Pen, item: Item, event: PreparedEvent, end: LogEnd): Recorded {
  const seq = end.frontier.size;
  end.recordedAt = Math.max(item.now, end.recordedAt);
  const entry: Entry = { ...event.entry, recordedAt: isoTime(end.recordedAt) };
  const leaf = leafHash(entryJson(entry), pen.hash);
  const createdAt = timeOf(entry);
  insertEntry(pen, item.company, seq, entry, createdAt, end.recordedAt, leaf, event.draftMac);
  insertParts(pen.sql, item.company, seq, createdAt, event);
  insertRemovals(pen.sql, item.company, seq, event.removal ?? []);
  end.frontier.append(leaf);
  return { id: entry.id, seq, recordedAt: end.recordedAt };
}

export function insertEntry(
  { sql, symbols }: Pen,
  company: number,
  seq: number,
  entry: Entry,
  createdAt: number,
  recordedAt: number,
  leaf: Uint8Array,
  draftMac: Uint8Array | null,
): void {
  const { parts, controlIds } = entry;
  const word = (value: string) => symbols.codeFor(company, value);
  const digest = (hex: string | null) => (hex === null ? null : symbols.codeForDigest(company, hex));
  const bytes = (hex: string | null) => (hex === null ? null : digestBytes(hex));
  sql.run(
    'INSERT INTO events (company, seq, id, type, category, source, status, created_at, recorded_at, actor, ' +
      'connection_id, workspace_id, test_id, control_ids, provenance, text, metadata, test, person, connection, ' +
      'leaf, draft_mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    company,
    seq,
    fromUuid(entry.id),
    word(entry.type),
    word(entry.category),
    word(entry.source),
    entry.status === null ? null : word(entry.status),
    createdAt,
    recordedAt,
    digest(entry.actor),
    entry.connectionId,
    entry.workspaceId,
    entry.testId,
    controlIds.length === 0 ? null : JSON.stringify(controlIds),
    entry.provenance === null ? null : JSON.stringify(entry.provenance),
    bytes(parts.text),
    bytes(parts.metadata),
    bytes(parts.test),
    digest(parts.person),
    digest(parts.connection),
    leaf,
    draftMac,
  );
  for (const controlId of controlIds)
    sql.run(
      'INSERT OR IGNORE INTO event_controls (company, control_id, created_at, seq) VALUES (?, ?, ?, ?)',
      company,
      controlId,
      createdAt,
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
