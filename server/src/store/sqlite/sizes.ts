/** Where logs end, many at a time. */
import type { Ends } from '../../app/ports/ends.ts';
import type { Statements } from './connection.ts';

export function sqliteEnds(sql: Statements): Ends {
  return {
    async sizes(companies) {
      const rows = sql.all<{ company: number; size: number }>(
        'SELECT company, size FROM heads WHERE company IN (SELECT value FROM json_each(?))',
        JSON.stringify(companies),
      );
      return new Map(rows.map(({ company, size }) => [company, size]));
    },
  };
}
