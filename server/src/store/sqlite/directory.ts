import type { EventType } from '../../app/ports/event-types.ts';
import type { Directory, Snapshot, Subject, SubjectRef } from '../../app/ports.ts';
import type { Statements } from './connection.ts';
import { type DirectoryTableRow, type SnapshotRow, toDirectoryRow, toSnapshot } from './rows.ts';

const SELECT_ROW = 'SELECT kind, id, user_id, connection_id, email, json FROM directory';

export function sqliteDirectory(sql: Statements): Directory {
  const one = (row: DirectoryTableRow | undefined) => (row === undefined ? null : toDirectoryRow(row));
  return {
    async version(company) {
      const row = sql.get<{ version: number }>(
        'SELECT directory_version AS version FROM heads WHERE company = ?',
        company,
      );
      return row?.version ?? 0;
    },

    async row(company, kind, id) {
      return one(sql.get(`${SELECT_ROW} WHERE company = ? AND kind = ? AND id = ?`, company, kind, id));
    },

    async userByEmail(company, email) {
      return one(sql.get(`${SELECT_ROW} WHERE company = ? AND kind = 'user' AND email = ?`, company, email));
    },

    async rowsOfUser(company, kind, userId) {
      const where = 'WHERE company = ? AND kind = ? AND user_id = ? ORDER BY id';
      return sql.all<DirectoryTableRow>(`${SELECT_ROW} ${where}`, company, kind, userId).map(toDirectoryRow);
    },

    async rows(company, kind, afterId, count) {
      const where = 'WHERE company = ? AND kind = ? AND id > ? ORDER BY id LIMIT ?';
      return sql
        .all<DirectoryTableRow>(`${SELECT_ROW} ${where}`, company, kind, afterId, count)
        .map(toDirectoryRow);
    },

    async nextId(company, kind) {
      const row = sql.get<{ last: number | null }>(
        'SELECT max(id) AS last FROM directory_history WHERE company = ? AND kind = ?',
        company,
        kind,
      );
      return (row?.last ?? 0) + 1;
    },

    subject: async (company, ref) => findSubject(sql, company, ref),
    latestSnapshot: async (company, kind, id) => findLatestSnapshot(sql, company, kind, id),
    eventType: async (company, name) => findEventType(sql, company, name),
    eventTypes: async (company) =>
      sql
        .all<Omit<EventType, 'schema'>>(
          // Of the columns that are not grouped, SQLite takes those of the row with the maximum.
          'SELECT name, max(version) AS version, category, created_at AS createdAt FROM event_types ' +
            'WHERE company = ? GROUP BY name ORDER BY name',
          company,
        )
        .map((row) => ({ ...row })),
  };
}

function findSubject(sql: Statements, company: number, ref: SubjectRef): Subject | null {
  const row = sql.get<{ key: Uint8Array; tag_salt: Uint8Array }>(
    'SELECT key, tag_salt FROM subjects WHERE company = ? AND kind = ? AND id = ?',
    company,
    ref.kind,
    ref.id,
  );
  return row === undefined ? null : { kind: ref.kind, id: ref.id, key: row.key, tagSalt: row.tag_salt };
}

function findLatestSnapshot(
  sql: Statements,
  company: number,
  kind: Snapshot['kind'],
  id: number,
): Snapshot | null {
  const row = sql.get<SnapshotRow>(
    'SELECT digest, kind, id, version, subject_kind, subject_id, json FROM snapshots ' +
      'WHERE company = ? AND kind = ? AND id = ? ORDER BY version DESC LIMIT 1',
    company,
    kind,
    id,
  );
  return row === undefined ? null : toSnapshot(row);
}

function findEventType(sql: Statements, company: number, name: string): EventType | null {
  const row = sql.get<Omit<EventType, 'createdAt'> & { created_at: number }>(
    'SELECT name, version, category, schema, created_at FROM event_types WHERE company = ? AND name = ? ' +
      'ORDER BY version DESC LIMIT 1',
    company,
    name,
  );
  if (row === undefined) return null;
  const { version, category, schema, created_at: createdAt } = row;
  return { name, version, category, schema, createdAt };
}
