import type { Unsigned, Unwitnessed } from '../../app/ports/checkpoints.ts';
import type { Checkpoints, SignedCheckpoint } from '../../app/ports.ts';
import type { Statements } from './connection.ts';
import type { WriteQueue } from './write-queue.ts';

/**
 * Each line ends in a newline. A change of the list of witnesses is an event, so that a checkpoint follows that nobody has
 * signed: to count the lines is enough.
 */
const UNWITNESSED =
  "SELECT c.company, c.size, c.root, c.note || coalesce(w.lines, '') AS note, d.json AS settings FROM directory d " +
  "JOIN heads h ON h.company = d.company AND (h.standing IS NULL OR h.standing = 'leaving') " +
  'JOIN checkpoints c ON c.company = d.company LEFT JOIN cosigned_checkpoints w ' +
  'ON w.company = c.company AND w.size = c.size AND w.root = c.root ' +
  "WHERE d.kind = 'logWitnesses' AND coalesce(length(w.lines) - length(replace(w.lines, char(10), '')), 0) < " +
  "json_array_length(d.json, '$.witnesses') ORDER BY c.company";

export function sqliteCheckpoints(sql: Statements, queue: WriteQueue): Checkpoints {
  return {
    async latest(company) {
      return plain(
        sql.get<SignedCheckpoint>(
          "SELECT c.size, c.root, c.note || coalesce(w.lines, '') AS note FROM checkpoints c LEFT JOIN " +
            'cosigned_checkpoints w ON w.company = c.company AND w.size = c.size AND w.root = c.root ' +
            'WHERE c.company = ?',
          company,
        ),
      );
    },

    async witnessed(company) {
      return plain(
        sql.get<SignedCheckpoint>(
          'SELECT size, root, note || lines AS note FROM cosigned_checkpoints ' +
            'WHERE company = ? AND complete ORDER BY size DESC LIMIT 1',
          company,
        ),
      );
    },

    async unsigned() {
      return sql.all<Unsigned>(
        'SELECT h.company, h.size, h.root FROM heads h LEFT JOIN checkpoints c ON c.company = h.company ' +
          "WHERE h.size > coalesce(c.size, 0) AND (h.standing IS NULL OR h.standing = 'leaving') ORDER BY h.company",
      );
    },

    async signed() {
      return sql.all<SignedCheckpoint & { company: number }>(
        'SELECT c.company, c.size, c.root, c.note FROM checkpoints c JOIN heads h ON h.company = c.company ' +
          "WHERE h.standing IS NULL OR h.standing = 'leaving' ORDER BY c.company",
      );
    },

    async unwitnessed() {
      return sql
        .all<SignedCheckpoint & Omit<Unwitnessed, 'checkpoint'>>(UNWITNESSED)
        .map(({ company, settings, ...row }) => ({ company, checkpoint: row, settings }));
    },

    async keep(company, checkpoint, signedAt) {
      await queue.send({ do: 'keepCheckpoint', company, checkpoint, signedAt });
    },

    async cosign(company, checkpoint, cosigned) {
      await queue.send({ do: 'cosignCheckpoint', company, checkpoint, cosigned });
    },
  };
}

function plain(row: SignedCheckpoint | undefined): SignedCheckpoint | null {
  return row === undefined ? null : { size: row.size, root: row.root, note: row.note };
}
