/** Reads of the live directory; it is changed by Ledger.commit only. */
import type { EventType } from '../../app/ports/event-types.ts';
import type {
  Directory,
  DirectoryKind,
  DirectoryRow,
  Snapshot,
  Subject,
  SubjectRef,
} from '../../app/ports.ts';
import { SNAPSHOT_COLUMNS, type SnapshotRow, toSnapshot } from './event-reader.ts';
import type { Reads } from './sight.ts';
import { isStorable } from './types.ts';

type Row = {
  kind: DirectoryRow['kind'];
  id: number;
  userId: number | null;
  connectionId: number | null;
  email: string | null;
  json: string;
};

const ROW =
  'SELECT kind, id, user_id AS "userId", connection_id AS "connectionId", email, json FROM directory';

export function postgresDirectory(reads: Reads): Directory {
  const rows = async (
    name: string,
    where: string,
    values: readonly [company: number, ...unknown[]],
  ): Promise<readonly DirectoryRow[]> =>
    (await reads.of(values[0]).query<Row>({ name, text: `${ROW} ${where}`, values: [...values] })).rows;
  return {
    version: (company) => readVersion(reads, company),
    async row(company, kind, id) {
      const where = 'WHERE company = $1 AND kind = $2 AND id = $3';
      return (await rows('directory_row', where, [company, kind, id]))[0] ?? null;
    },
    async userByEmail(company, email) {
      if (!isStorable(email)) return null;
      const where = `WHERE company = $1 AND kind = 'user' AND email = $2`;
      return (await rows('directory_email', where, [company, email]))[0] ?? null;
    },
    rowsOfUser(company, kind, userId) {
      const where = 'WHERE company = $1 AND kind = $2 AND user_id = $3 ORDER BY id';
      return rows('directory_user', where, [company, kind, userId]);
    },
    rows(company, kind, afterId, count) {
      const where = 'WHERE company = $1 AND kind = $2 AND id > $3 ORDER BY id LIMIT $4';
      return rows('directory_rows', where, [company, kind, afterId, count]);
    },
    nextId: (company, kind) => readNextId(reads, company, kind),
    subject: (company, ref) => readSubject(reads, company, ref),
    latestSnapshot: (company, kind, id) => readLatestSnapshot(reads, company, kind, id),
    eventType: (company, name) => readEventType(reads, company, name),
    eventTypes: (company) => readEventTypes(reads, company),
  };
}

async function readVersion(reads: Reads, company: number): Promise<number> {
  const { rows } = await reads.of(company).query<{ version: number }>({
    name: 'directory_version',
    text: 'SELECT directory_version AS version FROM heads WHERE company = $1',
    values: [company],
  });
  if (rows[0] === undefined) throw new RangeError(`there is no company ${company}`);
  return rows[0].version;
}

async function readNextId(reads: Reads, company: number, kind: DirectoryKind): Promise<number> {
  const { rows } = await reads.of(company).query<{ id: number }>({
    name: 'directory_newest',
    text: `SELECT id FROM directory_history WHERE company = $1 AND kind = $2 ORDER BY id DESC LIMIT 1`,
    values: [company, kind],
  });
  return (rows[0]?.id ?? 0) + 1;
}

type SubjectRow = { kind: Subject['kind']; id: number; key: Uint8Array; tagSalt: Uint8Array };

async function readSubject(reads: Reads, company: number, ref: SubjectRef): Promise<Subject | null> {
  const { rows } = await reads.of(company).query<SubjectRow>({
    name: 'subject',
    text: `SELECT kind, id, key, tag_salt AS "tagSalt" FROM subjects
            WHERE company = $1 AND kind = $2 AND id = $3`,
    values: [company, ref.kind, ref.id],
  });
  return rows[0] ?? null;
}

async function readLatestSnapshot(
  reads: Reads,
  company: number,
  kind: Snapshot['kind'],
  id: number,
): Promise<Snapshot | null> {
  const { rows } = await reads.of(company).query<SnapshotRow>({
    name: 'latest_snapshot',
    text: `SELECT ${SNAPSHOT_COLUMNS} FROM snapshots WHERE company = $1 AND kind = $2 AND id = $3
            ORDER BY version DESC LIMIT 1`,
    values: [company, kind, id],
  });
  return rows[0] === undefined ? null : toSnapshot(rows[0]);
}

type EventTypeRow = { name: string; version: number; category: string; schema: string; createdAt: number };

async function readEventType(reads: Reads, company: number, name: string): Promise<EventType | null> {
  if (!isStorable(name)) return null;
  const { rows } = await reads.of(company).query<EventTypeRow>({
    name: 'event_type',
    text: `SELECT name, version, category, schema, created_at AS "createdAt" FROM event_types
            WHERE company = $1 AND name = $2 ORDER BY version DESC LIMIT 1`,
    values: [company, name],
  });
  return rows[0] ?? null;
}

async function readEventTypes(reads: Reads, company: number): Promise<readonly Omit<EventType, 'schema'>[]> {
  const { rows } = await reads.of(company).query<Omit<EventTypeRow, 'schema'>>({
    name: 'event_types',
    text: `SELECT DISTINCT ON (name COLLATE "C") name, version, category, created_at AS "createdAt" FROM event_types
            WHERE company = $1 ORDER BY name COLLATE "C", version DESC`,
    values: [company],
  });
  return rows;
}
