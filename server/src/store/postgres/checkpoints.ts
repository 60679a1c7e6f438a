/** The newest signed checkpoint of each log. */
import { equalBytes } from '@affidavit/verify';
import type pg from 'pg';
import type { Unsigned, Unwitnessed } from '../../app/ports/checkpoints.ts';
import type { Cosigned } from '../../app/ports/witnesses.ts';
import type { Checkpoints, SignedCheckpoint } from '../../app/ports.ts';
import { rememberCheckpoint, rememberCosigned } from './log-history.ts';
import type { Reads } from './sight.ts';
import { written } from './transaction.ts';

const LATEST = `SELECT c.size, c.root, c.note || COALESCE(w.lines, '') AS note FROM checkpoints c
  LEFT JOIN cosigned_checkpoints w ON w.company = c.company AND w.size = c.size AND w.root = c.root
  WHERE c.company = $1`;

export function postgresCheckpoints(reads: Reads, writes: pg.Pool): Checkpoints {
  return {
    async latest(company) {
      const { rows } = await reads.of(company).query<SignedCheckpoint>({
        name: 'checkpoint',
        text: LATEST,
        values: [company],
      });
      return rows[0] ?? null;
    },
    async witnessed(company) {
      const { rows } = await reads.of(company).query<SignedCheckpoint>({
        name: 'witnessed',
        text: `SELECT size, root, note || lines AS note FROM cosigned_checkpoints
                WHERE company = $1 AND complete ORDER BY size DESC LIMIT 1`,
        values: [company],
      });
      return rows[0] ?? null;
    },
    unsigned: () => unsigned(writes),
    async signed() {
      const { rows } = await reads.across.query<SignedCheckpoint & { company: number }>({
        text: `SELECT c.company, c.size, c.root, c.note FROM checkpoints c JOIN heads h ON h.company = c.company
                WHERE h.standing IS NULL OR h.standing = 'leaving' ORDER BY c.company`,
      });
      return rows;
    },
    async unwitnessed() {
      const { rows } = await reads.across.query<SignedCheckpoint & Omit<Unwitnessed, 'checkpoint'>>({
        text: 'SELECT company, size, root, note, settings FROM unwitnessed_checkpoints ORDER BY company',
      });
      return rows.map(({ company, settings, ...row }) => ({ company, checkpoint: row, settings }));
    },
    keep: (company, checkpoint, signedAt) =>
      written(writes, [company], (client) => keep(client, company, checkpoint, signedAt)),
    cosign: (company, checkpoint, cosigned) =>
      written(writes, [company], (client) => cosign(client, company, checkpoint, cosigned)),
  };
}

/**
 * Seen by the leader is not yet safe: after a crash it also sees what its synchronous standby never got. Whatever was
 * seen before a write that commits cleanly is where commits must be.
 */
function unsigned(writes: pg.Pool): Promise<readonly Unsigned[]> {
  return written(writes, [], async (client) => {
    const { rows } = await client.query<Unsigned>({
      name: 'unsigned',
      text: `SELECT h.company, h.size, h.root FROM heads h LEFT JOIN checkpoints c ON c.company = h.company
              WHERE h.size > COALESCE(c.size, 0) AND (h.standing IS NULL OR h.standing = 'leaving') ORDER BY h.company`,
    });
    if (rows.length > 0)
      await client.query(
        `INSERT INTO leases (task, instance, until) VALUES ('settle', gen_random_uuid(), clock_timestamp())
         ON CONFLICT (task) DO UPDATE SET until = EXCLUDED.until`,
      );
    return rows;
  });
}

async function cosign(
  client: pg.PoolClient,
  company: number,
  checkpoint: SignedCheckpoint,
  { lines, complete }: Cosigned,
): Promise<void> {
  const { size, root, note } = checkpoint;
  await client.query(
    `INSERT INTO cosigned_checkpoints (company, size, root, note, lines, complete) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (company, size) DO UPDATE SET root = EXCLUDED.root, note = EXCLUDED.note,
       lines = EXCLUDED.lines, complete = EXCLUDED.complete`,
    [company, size, root, note, lines, complete],
  );
  await client.query(
    `DELETE FROM cosigned_checkpoints WHERE company = $1
        AND size < (SELECT max(size) FROM cosigned_checkpoints WHERE company = $1)
        AND size IS DISTINCT FROM (SELECT max(size) FROM cosigned_checkpoints WHERE company = $1 AND complete)`,
    [company],
  );
  await rememberCosigned(client, company, checkpoint, lines);
}

/**
 * The row is written even when nothing changes, so that the commit is as durable as the kept checkpoint must be
 * before it is shown. Throws when a checkpoint of the same size with another root is kept: the log was forked.
 */
async function keep(
  client: pg.PoolClient,
  company: number,
  checkpoint: SignedCheckpoint,
  signedAt: number,
): Promise<void> {
  const { size, root, note } = checkpoint;
  const { rows: before } = await client.query<{ size: number }>(
    'SELECT size FROM checkpoints WHERE company = $1 FOR UPDATE',
    [company],
  );
  await client.query(
    `INSERT INTO checkpoints AS c (company, size, root, note) VALUES ($1, $2, $3, $4)
     ON CONFLICT (company) DO UPDATE
        SET size = CASE WHEN EXCLUDED.size > c.size THEN EXCLUDED.size ELSE c.size END,
            root = CASE WHEN EXCLUDED.size > c.size THEN EXCLUDED.root ELSE c.root END,
            note = CASE WHEN EXCLUDED.size > c.size THEN EXCLUDED.note ELSE c.note END`,
    [company, size, root, note],
  );
  const { rows } = await client.query<SignedCheckpoint>(LATEST, [company]);
  const kept = rows[0];
  if (kept?.size === size && !equalBytes(kept.root, root)) {
    throw new Error(`company ${company}: a checkpoint of size ${size} with another root is kept`);
  }
  if (size > (before[0]?.size ?? -1)) await rememberCheckpoint(client, company, checkpoint, signedAt);
}
