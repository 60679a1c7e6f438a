/** Reads of the live directory; it is changed by Ledger.commit only. */
import type pg from 'pg';
import type { Directory, DirectoryRow, EventType, Subject } from '../../app/ports.ts';
import { SNAPSHOT_COLUMNS, type SnapshotRow, toSnapshot } from './event-reader.ts';
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

export function postgresDirectory(pool: pg.Pool): Directory {
  async function first<T extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<T | null> {
    return (await pool.query<T>(statement)).rows[0] ?? null;
  }
  return {
    async version(company) {
      const head = await first<{ version: number }>({
        name: 'directory_version',
        text: 'SELECT directory_version AS version FROM heads WHERE company = $1',
        values: [company],
      });
      if (head === null) throw new RangeError(`there is no company ${company}`);
      return head.version;
    },
    row: (company, kind, id) =>
      first<Row>({
        name: 'directory_row',
        text: `${ROW} WHERE company = $1 AND kind = $2 AND id = $3`,
        values: [company, kind, id],
      }),
    async userByEmail(company, email) {
      if (!isStorable(email)) return null;
      return first<Row>({
        name: 'directory_email',
        text: `${ROW} WHERE company = $1 AND kind = 'user' AND email = $2`,
        values: [company, email],
      });
    },
    async rowsOfUser(company, kind, userId) {
      const { rows } = await pool.query<Row>({
        name: 'directory_user',
        text: `${ROW} WHERE company = $1 AND kind = $2 AND user_id = $3 ORDER BY id`,
        values: [company, kind, userId],
      });
      return rows;
    },
    async rows(company, kind, afterId, count) {
      const { rows } = await pool.query<Row>({
        name: 'directory_rows',
        text: `${ROW} WHERE company = $1 AND kind = $2 AND id > $3 ORDER BY id LIMIT $4`,
        values: [company, kind, afterId, count],
      });
      return rows;
    },
    async nextId(company, kind) {
      const next = await first<{ id: number }>({
        name: 'directory_next',
        text: 'SELECT COALESCE(max(id), 0) + 1 AS id FROM directory WHERE company = $1 AND kind = $2',
        values: [company, kind],
      });
      return next?.id ?? 1;
    },
    subject: (company, { kind, id }) =>
      first<{ kind: Subject['kind']; id: number; key: Uint8Array; tagSalt: Uint8Array }>({
        name: 'subject',
        text: `SELECT kind, id, key, tag_salt AS "tagSalt" FROM subjects
                WHERE company = $1 AND kind = $2 AND id = $3`,
        values: [company, kind, id],
      }),
    async latestSnapshot(company, kind, id) {
      const row = await first<SnapshotRow>({
        name: 'latest_snapshot',
        text: `SELECT ${SNAPSHOT_COLUMNS} FROM snapshots WHERE company = $1 AND kind = $2 AND id = $3
                ORDER BY version DESC LIMIT 1`,
        values: [company, kind, id],
      });
      return row === null ? null : toSnapshot(row);
    },
    async eventType(company, name) {
      if (!isStorable(name)) return null;
      return first<EventType & pg.QueryResultRow>({
        name: 'event_type',
        text: `SELECT name, version, category, schema, created_at AS "createdAt" FROM event_types
                WHERE company = $1 AND name = $2 ORDER BY version DESC LIMIT 1`,
        values: [company, name],
      });
    },
  };
}
