import type { Checkpoints, SignedCheckpoint } from '../../app/ports.ts';
import type { Statements } from './connection.ts';
import type { WriteQueue } from './write-queue.ts';

export function sqliteCheckpoints(sql: Statements, queue: WriteQueue): Checkpoints {
  return {
    async latest(company) {
      const row = sql.get<SignedCheckpoint>(
        'SELECT size, root, note FROM checkpoints WHERE company = ?',
        company,
      );
      return row === undefined ? null : { size: row.size, root: row.root, note: row.note };
    },

    async unsigned() {
      const rows = sql.all<{ company: number }>(
        'SELECT h.company FROM heads h LEFT JOIN checkpoints c ON c.company = h.company ' +
          'WHERE h.size > coalesce(c.size, 0) ORDER BY h.company',
      );
      return rows.map(({ company }) => company);
    },

    async keep(company, checkpoint) {
      await queue.send({ do: 'keepCheckpoint', company, checkpoint });
    },
  };
}
