/** How far retention has come. */
import type pg from 'pg';
import type { Retention, RetentionMark } from '../../app/ports/retention.ts';
import type { Reads } from './sight.ts';
import { written } from './transaction.ts';

export function postgresRetention(reads: Reads, writes: pg.Pool): Retention {
  return {
    async companies() {
      const { rows } = await reads.across.query<{ company: number }>({
        text: 'SELECT company FROM retaining_companies ORDER BY company',
      });
      return rows.map(({ company }) => company);
    },
    async mark(company, category) {
      const { rows } = await reads.of(company).query<RetentionMark>({
        name: 'retention_mark',
        text: `SELECT created_before AS "createdBefore", recorded_before AS "recordedBefore", holds
                 FROM retention_marks WHERE company = $1 AND category = $2`,
        values: [company, category],
      });
      return rows[0] ?? null;
    },
    async keepMark(company, category, { createdBefore, recordedBefore, holds }) {
      await written(writes, [company], (client) =>
        client.query(
          `INSERT INTO retention_marks (company, category, created_before, recorded_before, holds)
           VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (company, category) DO UPDATE SET created_before = EXCLUDED.created_before,
             recorded_before = EXCLUDED.recorded_before, holds = EXCLUDED.holds`,
          [company, category, createdBefore, recordedBefore, holds],
        ),
      );
    },
  };
}
