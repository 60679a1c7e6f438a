/** Earlier checkpoints of a log, and when all of it was checked. */
import type { FullCheck, LogHistory, PastCheckpoint } from '../../app/ports/log-history.ts';
import type { SignedCheckpoint } from '../../app/ports.ts';
import { limits } from '../../domain/limits.ts';
import type { Statements } from './connection.ts';
import type { WriteQueue } from './write-queue.ts';

export function sqliteLogHistory(sql: Statements, queue: WriteQueue): LogHistory {
  return {
    async checkpoints(company, below, limit) {
      return sql.all<PastCheckpoint>(
        'SELECT size, root, note, lines, signed_at AS signedAt FROM checkpoint_history ' +
          'WHERE company = ? AND size < ? ORDER BY size DESC LIMIT ?',
        company,
        below ?? Number.MAX_SAFE_INTEGER,
        limit,
      );
    },
    async fullChecks(company) {
      return sql.all<FullCheck>(
        'SELECT began_at AS beganAt, ended_at AS endedAt, size, root, version, problem FROM full_checks ' +
          'WHERE company = ? ORDER BY ended_at DESC',
        company,
      );
    },
    async keepFullCheck(company, check) {
      await queue.send({ do: 'keepFullCheck', company, check });
    },
  };
}

export function keepFullCheck(
  sql: Statements,
  { company, check }: { company: number; check: FullCheck },
): null {
  sql.run(
    'INSERT OR REPLACE INTO full_checks (company, ended_at, began_at, size, root, version, problem) VALUES (?, ?, ?, ?, ?, ?, ?)',
    company,
    check.endedAt,
    check.beganAt,
    check.size,
    check.root,
    check.version,
    check.problem,
  );
  sql.run(
    'DELETE FROM full_checks WHERE company = ?1 AND ended_at <= ' +
      '(SELECT ended_at FROM full_checks WHERE company = ?1 ORDER BY ended_at DESC LIMIT 1 OFFSET ?2)',
    company,
    limits.fullChecksKept,
  );
  return null;
}

/** A signed checkpoint joins the history; once a minute, what is old is thinned. */
export function rememberCheckpoint(
  sql: Statements,
  company: number,
  { size, root, note }: SignedCheckpoint,
  signedAt: number,
): void {
  const { before } = sql.get<{ before: number | null }>(
    'SELECT max(signed_at) AS before FROM (SELECT signed_at FROM checkpoint_history WHERE company = ? ORDER BY size DESC LIMIT 1)',
    company,
  ) ?? { before: null };
  sql.run(
    "INSERT INTO checkpoint_history (company, size, root, note, lines, signed_at) VALUES (?, ?, ?, ?, '', ?) " +
      'ON CONFLICT (company, size) DO UPDATE SET root = excluded.root, note = excluded.note, lines = excluded.lines, ' +
      'signed_at = excluded.signed_at',
    company,
    size,
    root,
    note,
    signedAt,
  );
  const minute = limits.checkpointsAllMs;
  if (before !== null && Math.floor(before / minute) !== Math.floor(signedAt / minute))
    sql.run(THIN, company, limits.checkpointsThinned, limits.checkpointEveryMs, signedAt - minute);
}

/** Each line of a witness ends in a newline. Numbers are bound as reals, which would divide as such. */
const THIN =
  'DELETE FROM checkpoint_history WHERE company = ?1 AND signed_at < ?4 AND size IN (SELECT size FROM (' +
  'SELECT size, row_number() OVER (PARTITION BY signed_at / CAST(?3 AS INTEGER) ' +
  "ORDER BY length(lines) - length(replace(lines, char(10), '')) DESC, size DESC) AS place " +
  'FROM (SELECT size, signed_at, lines FROM checkpoint_history WHERE company = ?1 ORDER BY size DESC LIMIT ?2)) ' +
  'WHERE place > 1)';

/** What witnesses signed of a checkpoint that is still there. */
export function rememberCosigned(
  sql: Statements,
  company: number,
  { size, root }: SignedCheckpoint,
  lines: string,
): void {
  sql.run(
    'UPDATE checkpoint_history SET lines = ? WHERE company = ? AND size = ? AND root = ?',
    lines,
    company,
    size,
    root,
  );
}
