/** Earlier checkpoints of a log, and when all of it was checked. */
import type pg from 'pg';
import type { FullCheck, LogHistory, PastCheckpoint } from '../../app/ports/log-history.ts';
import type { SignedCheckpoint } from '../../app/ports.ts';
import { limits } from '../../domain/limits.ts';
import type { Reads } from './sight.ts';
import { written } from './transaction.ts';

export function postgresLogHistory(reads: Reads, writes: pg.Pool): LogHistory {
  return {
    async checkpoints(company, below, limit) {
      const { rows } = await reads.of(company).query<PastCheckpoint>({
        name: 'past_checkpoints',
        text: `SELECT size, root, note, lines, signed_at AS "signedAt" FROM checkpoint_history
                WHERE company = $1 AND size < $2 ORDER BY size DESC LIMIT $3`,
        values: [company, below ?? Number.MAX_SAFE_INTEGER, limit],
      });
      return rows;
    },
    async fullChecks(company) {
      const { rows } = await reads.of(company).query<FullCheck>({
        name: 'full_checks',
        text: `SELECT began_at AS "beganAt", ended_at AS "endedAt", size, root, version, problem
                 FROM full_checks WHERE company = $1 ORDER BY ended_at DESC`,
        values: [company],
      });
      return rows;
    },
    keepFullCheck: (company, check) =>
      written(writes, [company], (client) => keepFullCheck(client, company, check)),
  };
}

async function keepFullCheck(client: pg.PoolClient, company: number, check: FullCheck): Promise<void> {
  const { endedAt, beganAt, size, root, version, problem } = check;
  await client.query(
    `INSERT INTO full_checks (company, ended_at, began_at, size, root, version, problem) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (company, ended_at) DO UPDATE SET began_at = EXCLUDED.began_at, size = EXCLUDED.size,
       root = EXCLUDED.root, version = EXCLUDED.version, problem = EXCLUDED.problem`,
    [company, endedAt, beganAt, size, root, version, problem],
  );
  await client.query(
    `DELETE FROM full_checks WHERE company = $1 AND ended_at <=
       (SELECT ended_at FROM full_checks WHERE company = $1 ORDER BY ended_at DESC LIMIT 1 OFFSET $2)`,
    [company, limits.fullChecksKept],
  );
}

/** A signed checkpoint joins the history; once a minute, what is old is thinned. */
export async function rememberCheckpoint(
  client: pg.PoolClient,
  company: number,
  { size, root, note }: SignedCheckpoint,
  signedAt: number,
): Promise<void> {
  const { rows } = await client.query<{ before: number }>({
    name: 'past_checkpoint',
    text: 'SELECT signed_at AS before FROM checkpoint_history WHERE company = $1 ORDER BY size DESC LIMIT 1',
    values: [company],
  });
  await client.query(
    `INSERT INTO checkpoint_history (company, size, root, note, lines, signed_at) VALUES ($1, $2, $3, $4, '', $5)
     ON CONFLICT (company, size) DO UPDATE SET root = EXCLUDED.root, note = EXCLUDED.note, lines = EXCLUDED.lines,
       signed_at = EXCLUDED.signed_at`,
    [company, size, root, note, signedAt],
  );
  const minute = limits.checkpointsAllMs;
  const [last] = rows;
  if (last !== undefined && Math.floor(last.before / minute) !== Math.floor(signedAt / minute))
    await client.query(THIN, [
      company,
      limits.checkpointsThinned,
      limits.checkpointEveryMs,
      signedAt - minute,
    ]);
}

/** Each line of a witness ends in a newline. */
const THIN = `DELETE FROM checkpoint_history WHERE company = $1 AND signed_at < $4 AND size IN (
  SELECT size FROM (
    SELECT size, row_number() OVER (PARTITION BY signed_at / $3::bigint
             ORDER BY length(lines) - length(replace(lines, chr(10), '')) DESC, size DESC) AS place
      FROM (SELECT size, signed_at, lines FROM checkpoint_history WHERE company = $1 ORDER BY size DESC LIMIT $2) newest
  ) placed WHERE place > 1)`;

/** What witnesses signed of a checkpoint that is still there. */
export async function rememberCosigned(
  client: pg.PoolClient,
  company: number,
  { size, root }: SignedCheckpoint,
  lines: string,
): Promise<void> {
  await client.query(
    'UPDATE checkpoint_history SET lines = $4 WHERE company = $1 AND size = $2 AND root = $3',
    [company, size, root, lines],
  );
}
