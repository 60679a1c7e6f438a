import type { DirectoryHistory, HistoryRow } from '../../app/ports/history.ts';
import type { DirectoryRow } from '../../app/ports.ts';
import type { Statements } from './connection.ts';
import { type DirectoryTableRow, toDirectoryRow } from './rows.ts';

interface HistoryTableRow extends Omit<DirectoryTableRow, 'json'> {
  json: string | null;
  version: number;
  at: number;
}

const COLUMNS = 'kind, id, user_id, connection_id, email, json, version, at';
/** The last change of a row by then. Changes of one millisecond are told apart by their version. */
const LAST_BY_THEN = 'ORDER BY at DESC, version DESC LIMIT 1';

export function sqliteDirectoryHistory(sql: Statements): DirectoryHistory {
  const asOf = (company: number, kind: string, id: number, at: number): DirectoryRow | null => {
    const row = sql.get<HistoryTableRow>(
      `SELECT ${COLUMNS} FROM directory_history WHERE company = ? AND kind = ? AND id = ? AND at <= ? ${LAST_BY_THEN}`,
      company,
      kind,
      id,
      at,
    );
    return row === undefined || row.json === null ? null : toDirectoryRow({ ...row, json: row.json });
  };
  return {
    async changedSince(company, version, count) {
      // The last version of the piece is read whole.
      const last = sql.get<{ version: number }>(
        'SELECT max(version) AS version FROM (SELECT version FROM directory_history ' +
          'WHERE company = ? AND version > ? ORDER BY version LIMIT ?)',
        company,
        version,
        count,
      );
      return sql
        .all<HistoryTableRow>(
          `SELECT ${COLUMNS} FROM directory_history WHERE company = ? AND version > ? AND version <= ? ORDER BY version, kind, id`,
          company,
          version,
          last?.version ?? version,
        )
        .map(toHistoryRow);
    },
    rowAsOf: async (company, kind, id, at) => asOf(company, kind, id, at),
    async rowsOfUserAsOf(company, kind, userId, at) {
      const ever = sql.all<{ id: number }>(
        'SELECT DISTINCT id FROM directory_history WHERE company = ? AND kind = ? AND user_id = ? ORDER BY id',
        company,
        kind,
        userId,
      );
      return ever
        .map(({ id }) => asOf(company, kind, id, at))
        .filter((row) => row !== null && row.userId === userId) as DirectoryRow[];
    },
  };
}

function toHistoryRow(row: HistoryTableRow): HistoryRow {
  const { json, version, at } = row;
  return { ...toDirectoryRow({ ...row, json: '' }), json, version, at };
}
