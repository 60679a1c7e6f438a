/** Where logs end, many at a time. */
import type pg from 'pg';
import type { Ends } from '../../app/ports/ends.ts';

export function postgresEnds(pool: pg.Pool): Ends {
  return {
    async sizes(companies) {
      const { rows } = await pool.query<{ company: number; size: number }>({
        name: 'sizes',
        text: 'SELECT company, size FROM heads WHERE company = ANY ($1::integer[])',
        values: [companies],
      });
      return new Map(rows.map(({ company, size }) => [company, size]));
    },
  };
}
