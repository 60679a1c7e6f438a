/** How far retention has come. */
import type { Retention, RetentionMark } from '../../app/ports/retention.ts';
import type { Statements } from './connection.ts';
import type { WriteQueue } from './write-queue.ts';

export function sqliteRetention(sql: Statements, queue: WriteQueue): Retention {
  return {
    async companies() {
      const rows = sql.all<{ company: number }>(
        'SELECT d.company FROM directory d JOIN heads h ON h.company = d.company ' +
          "WHERE d.kind = 'retentionRules' AND h.standing IS NULL ORDER BY d.company",
      );
      return rows.map(({ company }) => company);
    },
    async mark(company, category) {
      const row = sql.get<Omit<RetentionMark, 'holds'> & { holds: string }>(
        'SELECT created_before AS createdBefore, recorded_before AS recordedBefore, holds FROM retention_marks ' +
          'WHERE company = ? AND category = ?',
        company,
        category,
      );
      return row === undefined ? null : { ...row, holds: JSON.parse(row.holds) };
    },
    async keepMark(company, category, mark) {
      await queue.send({ do: 'keepRetentionMark', company, category, mark });
    },
  };
}

export function keepRetentionMark(
  sql: Statements,
  { company, category, mark }: { company: number; category: string; mark: RetentionMark },
): null {
  sql.run(
    'INSERT INTO retention_marks (company, category, created_before, recorded_before, holds) VALUES (?, ?, ?, ?, ?) ' +
      'ON CONFLICT (company, category) DO UPDATE SET created_before = excluded.created_before, ' +
      'recorded_before = excluded.recorded_before, holds = excluded.holds',
    company,
    category,
    mark.createdBefore,
    mark.recordedBefore,
    JSON.stringify(mark.holds),
  );
  return null;
}
