/** Point reads of events, snapshots, heads and hashes. */
import { type Digest, type Entry, fromHex, isUuid } from '@affidavit/verify';
import type { EventReader, Head, Part, Snapshot, StoredEvent } from '../../app/ports.ts';
import { StoreDamaged } from '../../domain/errors.ts';
import { toHex } from '../hex.ts';
import { unpackPart } from '../packed-part.ts';
import { codesOf, SELECT_SHOWN, type ShownRow, toShownEvent } from '../shown-event.ts';
import { codesIn, ENTRY_COLUMNS, type EntryRow, known, toEntry } from './entry-row.ts';
import { storedHashes } from './hashes.ts';
import type { Reads } from './sight.ts';
import type { Symbols, SymbolValue } from './symbols.ts';

type EventRow = EntryRow & {
  leaf: Uint8Array;
  actorId: number | null;
  textSalt: Uint8Array | null;
  text: string | null;
  metadataSalt: Uint8Array | null;
  metadata: Uint8Array | null;
  testSalt: Uint8Array | null;
  test: Uint8Array | null;
};

/** The columns that `toStoredEvent` needs, and their tables, to come after `events e`. */
const EVENT_COLUMNS = `${ENTRY_COLUMNS},
  e.leaf, p.actor_id AS "actorId", p.text_salt AS "textSalt", p.text,
  p.metadata_salt AS "metadataSalt", p.metadata, p.test_salt AS "testSalt", p.test`;
const EVENT_TABLES =
  'JOIN companies c ON c.company = e.company LEFT JOIN parts p ON p.company = e.company AND p.seq = e.seq';

/** Throws StoreDamaged, naming the event, when the row holds what cannot have been written. */
function toStoredEvent(row: EventRow, values: ReadonlyMap<number, SymbolValue>): StoredEvent {
  return read(row.seq, () => ({
    seq: row.seq,
    entry: toEntry(row, values),
    leaf: row.leaf,
    actorId: row.actorId,
    parts: {
      text: toPart(row.textSalt, row.text),
      metadata: toPart(row.metadataSalt, unpackPart(row.metadata)),
      test: toPart(row.testSalt, unpackPart(row.test)),
    },
  }));
}

function read<T>(seq: number, from: () => T): T {
  try {
    return from();
  } catch (cause) {
    throw new StoreDamaged(`event ${seq} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function toPart(salt: Uint8Array | null, json: string | null): Part | null {
  return salt === null || json === null ? null : { salt, json };
}

const SHOWN = `${SELECT_SHOWN} WHERE e.company = $1 AND e.id = $2`;

async function toStoredEvents(
  symbols: Symbols,
  company: number,
  rows: readonly EventRow[],
): Promise<readonly StoredEvent[]> {
  const values = await symbols.values(company, codesIn(rows));
  return rows.map((row) => toStoredEvent(row, values));
}

export function postgresEventReader(reads: Reads, symbols: Symbols): EventReader {
  return {
    async event(company, id) {
      if (!isUuid(id)) return null;
      const { rows } = await reads.of(company).query<EventRow>({
        name: 'event',
        text: `SELECT ${EVENT_COLUMNS} FROM events e ${EVENT_TABLES} WHERE e.company = $1 AND e.id = $2`,
        values: [company, id],
      });
      return (await toStoredEvents(symbols, company, rows))[0] ?? null;
    },
    async shown(company, id) {
      if (!isUuid(id)) return null;
      const { rows } = await reads.of(company).query<ShownRow>({
        name: 'shown_event',
        text: SHOWN,
        values: [company, id],
        rowMode: 'array',
      });
      const [row] = rows;
      if (row === undefined) return null;
      const values = await symbols.values(company, codesOf(row));
      const symbol = (code: number) => known(values.get(code)?.word ?? values.get(code)?.digest, code);
      return read(row[0], () => toShownEvent(id, row, symbol));
    },
    async eventsFrom(company, seq, count) {
      const { rows } = await reads.of(company).query<EventRow>({
        name: 'events_from',
        text: `SELECT ${EVENT_COLUMNS} FROM events e ${EVENT_TABLES}
                WHERE e.company = $1 AND e.seq >= $2 AND e.seq < $3 ORDER BY e.seq`,
        values: [company, seq, seq + count],
      });
      return toStoredEvents(symbols, company, rows);
    },
    snapshots: (company, digests) => readSnapshots(reads, company, digests),
    async head(company) {
      const { rows } = await reads.of(company).query<Head>({
        name: 'head',
        text: `SELECT size, root, recorded_at AS "recordedAt", directory_version AS "directoryVersion"
                 FROM heads WHERE company = $1`,
        values: [company],
      });
      if (rows[0] === undefined) throw new RangeError(`there is no company ${company}`);
      return rows[0];
    },
    hashes: (company, level, start, count) => storedHashes(reads.of(company), company, level, start, count),
  };
}

/** The events at `seqs`, in that order. */
export async function eventsAt(
  reads: Reads,
  symbols: Symbols,
  company: number,
  seqs: readonly number[],
): Promise<readonly StoredEvent[]> {
  const { rows } = await reads.of(company).query<EventRow>({
    name: 'events_at',
    text: `SELECT ${EVENT_COLUMNS} FROM unnest($2::bigint[]) WITH ORDINALITY AS wanted (seq, place)
             JOIN events e ON e.company = $1 AND e.seq = wanted.seq ${EVENT_TABLES}
            ORDER BY wanted.place`,
    values: [company, seqs],
  });
  return toStoredEvents(symbols, company, rows);
}

/** What was sealed from `seq` on. */
export async function entriesFrom(
  reads: Reads,
  symbols: Symbols,
  company: number,
  seq: number,
  count: number,
): Promise<readonly Entry[]> {
  const { rows } = await reads.of(company).query<EntryRow>({
    name: 'entries_from',
    text: `SELECT ${ENTRY_COLUMNS} FROM events e JOIN companies c ON c.company = e.company
            WHERE e.company = $1 AND e.seq >= $2 AND e.seq < $3 ORDER BY e.seq`,
    values: [company, seq, seq + count],
  });
  const values = await symbols.values(company, codesIn(rows));
  return rows.map((row) => read(row.seq, () => toEntry(row, values)));
}

// ------------------------------------------------------------------ snapshots

/** A row of SNAPSHOT_COLUMNS. */
export type SnapshotRow = {
  digest: Uint8Array;
  kind: Snapshot['kind'];
  id: number;
  version: number;
  subjectKind: Snapshot['subject']['kind'];
  subjectId: number;
  json: string;
};

export const SNAPSHOT_COLUMNS =
  'digest, kind, id, version, subject_kind AS "subjectKind", subject_id AS "subjectId", json';

export function toSnapshot(row: SnapshotRow): Snapshot {
  const { kind, id, version, json } = row;
  return {
    digest: toHex(row.digest),
    kind,
    id,
    version,
    subject: { kind: row.subjectKind, id: row.subjectId },
    json,
  };
}

async function readSnapshots(
  reads: Reads,
  company: number,
  digests: readonly Digest[],
): Promise<readonly Snapshot[]> {
  if (digests.length === 0) return [];
  const { rows } = await reads.of(company).query<SnapshotRow>({
    name: 'snapshots',
    text: `SELECT ${SNAPSHOT_COLUMNS} FROM snapshots WHERE company = $1 AND digest = ANY ($2::bytea[])`,
    values: [company, digests.map(fromHex)],
  });
  return rows.map(toSnapshot);
}
