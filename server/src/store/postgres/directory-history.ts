/** Every version of every directory row; written by Ledger.commit only. */
import type { DirectoryHistory, HistoryRow } from '../../app/ports/history.ts';
import type { DirectoryRow } from '../../app/ports.ts';
import type { Reads } from './sight.ts';

const COLUMNS = 'kind, id, user_id AS "userId", connection_id AS "connectionId", email, json';
/** The last change of a row comes first. The clock may have gone back in between: versions never do. */
const LAST_FIRST = 'version DESC';

/** A row as it was then; the columns are those of COLUMNS. */
type PastRow = Omit<DirectoryRow, 'json'> & { json: string | null };

export function postgresDirectoryHistory(reads: Reads): DirectoryHistory {
  return {
    async changedSince(company, version, count) {
      // The last version of the piece is read whole.
      const { rows } = await reads.of(company).query<HistoryRow>({
        name: 'history_since',
        text: `SELECT ${COLUMNS}, version, at FROM directory_history
                WHERE company = $1 AND version > $2
                  AND version <= (SELECT max(version)
                                    FROM (SELECT version FROM directory_history
                                           WHERE company = $1 AND version > $2 ORDER BY version LIMIT $3) AS piece)
                ORDER BY version, kind, id`,
        values: [company, version, count],
      });
      return rows;
    },
    async rowAsOf(company, kind, id, at) {
      const { rows } = await reads.of(company).query<PastRow>({
        name: 'history_row',
        text: `SELECT ${COLUMNS} FROM directory_history
                WHERE company = $1 AND kind = $2 AND id = $3 AND at <= $4 ORDER BY ${LAST_FIRST} LIMIT 1`,
        values: [company, kind, id, at],
      });
      const row = rows[0];
      return row === undefined || row.json === null ? null : { ...row, json: row.json };
    },
    async rowsOfUserAsOf(company, kind, userId, at) {
      // Whatever ever belonged to the user, as it was then, if it was theirs then.
      const { rows } = await reads.of(company).query<DirectoryRow>({
        name: 'history_user',
        text: `SELECT ${COLUMNS}
                 FROM (SELECT DISTINCT id FROM directory_history
                        WHERE company = $1 AND kind = $2 AND user_id = $3) AS ever
                CROSS JOIN LATERAL (SELECT kind, user_id, connection_id, email, json FROM directory_history h
                                     WHERE h.company = $1 AND h.kind = $2 AND h.id = ever.id AND h.at <= $4
                                     ORDER BY ${LAST_FIRST} LIMIT 1) AS last
                WHERE user_id = $3 AND json IS NOT NULL ORDER BY id`,
        values: [company, kind, userId, at],
      });
      return rows;
    },
  };
}
