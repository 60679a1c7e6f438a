/** Every version of a directory row. */
import type { DirectoryRow } from '../../app/ports.ts';
import type { Statements } from './connection.ts';

/** The directory version that an item makes, and when. */
export interface Moment {
  version: number;
  at: number;
}

/** Of a removed row the history says that, and nothing else. */
export function rememberRemoved(
  sql: Statements,
  company: number,
  { kind, id }: Pick<DirectoryRow, 'kind' | 'id'>,
  moment: Moment,
): void {
  const gone = { kind, id, userId: null, connectionId: null, email: null, json: null };
  remember(sql, company, gone, moment);
}

/** Later changes of one item replace earlier ones: a version holds a row once. */
export function remember(
  sql: Statements,
  company: number,
  row: Omit<DirectoryRow, 'json'> & { json: string | null },
  { version, at }: Moment,
): void {
  sql.run(
    'INSERT INTO directory_history (company, version, kind, id, user_id, connection_id, email, json, at) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (company, version, kind, id) DO UPDATE SET ' +
      'user_id = excluded.user_id, connection_id = excluded.connection_id, email = excluded.email, json = excluded.json',
    company,
    version,
    row.kind,
    row.id,
    row.userId,
    row.connectionId,
    row.email,
    row.json,
    at,
  );
}
