/** Point reads of events, snapshots, heads and hashes. */
import { type Digest, type Entry, fromHex, isUuid, parseEntry, toHex } from '@affidavit/verify';
import type pg from 'pg';
import type { EventReader, Head, Part, Snapshot, StoredEvent } from '../../app/ports.ts';
import { StoreDamaged } from '../../domain/errors.ts';
import { storedHashes } from './hashes.ts';

type EventRow = {
  seq: number;
  entry: string;
  leaf: Uint8Array;
  actorId: number | null;
  textSalt: Uint8Array | null;
  text: string | null;
  metadataSalt: Uint8Array | null;
  metadata: string | null;
  testSalt: Uint8Array | null;
  test: string | null;
};

/** The columns that `toStoredEvent` needs, of `events e` and `parts p`. */
const EVENT_COLUMNS = `
  e.seq, e.entry, e.leaf, p.actor_id AS "actorId", p.text_salt AS "textSalt", p.text,
  p.metadata_salt AS "metadataSalt", p.metadata, p.test_salt AS "testSalt", p.test`;
const EVENT_TABLES = 'events e LEFT JOIN parts p ON p.company = e.company AND p.seq = e.seq';

/** Throws StoreDamaged, naming the event, when the row holds what cannot have been written. */
function toStoredEvent(row: EventRow): StoredEvent {
  return {
    seq: row.seq,
    entry: readEntry(row),
    leaf: row.leaf,
    actorId: row.actorId,
    parts: {
      text: toPart(row.textSalt, row.text),
      metadata: toPart(row.metadataSalt, row.metadata),
      test: toPart(row.testSalt, row.test),
    },
  };
}

function readEntry({ entry, seq }: Pick<EventRow, 'entry' | 'seq'>): Entry {
  try {
    return parseEntry(entry);
  } catch (cause) {
    throw new StoreDamaged(`event ${seq} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function toPart(salt: Uint8Array | null, json: string | null): Part | null {
  return salt === null || json === null ? null : { salt, json };
}

export function postgresEventReader(pool: pg.Pool | pg.PoolClient): EventReader {
  return {
    async event(company, id) {
      if (!isUuid(id)) return null;
      const { rows } = await pool.query<EventRow>({
        name: 'event',
        text: `SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES} WHERE e.company = $1 AND e.id = $2`,
        values: [company, id],
      });
      return rows[0] === undefined ? null : toStoredEvent(rows[0]);
    },
    async eventsFrom(company, seq, count) {
      const { rows } = await pool.query<EventRow>({
        name: 'events_from',
        text: `SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES}
                WHERE e.company = $1 AND e.seq >= $2 AND e.seq < $3 ORDER BY e.seq`,
        values: [company, seq, seq + count],
      });
      return rows.map(toStoredEvent);
    },
    snapshots: (company, digests) => readSnapshots(pool, company, digests),
    async head(company) {
      const { rows } = await pool.query<Head>({
        name: 'head',
        text: `SELECT size, root, recorded_at AS "recordedAt", directory_version AS "directoryVersion"
                 FROM heads WHERE company = $1`,
        values: [company],
      });
      if (rows[0] === undefined) throw new RangeError(`there is no company ${company}`);
      return rows[0];
    },
    hashes: (company, level, start, count) => storedHashes(pool, company, level, start, count),
  };
}

/** The events at `seqs`, in that order. */
export async function eventsAt(
  pool: pg.Pool,
  company: number,
  seqs: readonly number[],
): Promise<readonly StoredEvent[]> {
  const { rows } = await pool.query<EventRow>({
    name: 'events_at',
    text: `SELECT ${EVENT_COLUMNS} FROM unnest($2::bigint[]) WITH ORDINALITY AS wanted (seq, place)
             JOIN events e ON e.company = $1 AND e.seq = wanted.seq
             LEFT JOIN parts p ON p.company = $1 AND p.seq = wanted.seq
            ORDER BY wanted.place`,
    values: [company, seqs],
  });
  return rows.map(toStoredEvent);
}

/** What was sealed from `seq` on. */
export async function entriesFrom(
  pool: pg.Pool,
  company: number,
  seq: number,
  count: number,
): Promise<readonly Entry[]> {
  const { rows } = await pool.query<{ seq: number; entry: string }>({
    name: 'entries_from',
    text: 'SELECT seq, entry FROM events WHERE company = $1 AND seq >= $2 AND seq < $3 ORDER BY seq',
    values: [company, seq, seq + count],
  });
  return rows.map(readEntry);
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
  pool: pg.Pool | pg.PoolClient,
  company: number,
  digests: readonly Digest[],
): Promise<readonly Snapshot[]> {
  if (digests.length === 0) return [];
  const { rows } = await pool.query<SnapshotRow>({
    name: 'snapshots',
    text: `SELECT ${SNAPSHOT_COLUMNS} FROM snapshots WHERE company = $1 AND digest = ANY ($2::bytea[])`,
    values: [company, digests.map(fromHex)],
  });
  return rows.map(toSnapshot);
}
