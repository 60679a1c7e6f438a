/** Views that accounts keep. Read where they are written, so that what was kept is there for whoever kept it. */
import type pg from 'pg';
import type { Kept, ReadView, SavedView, Views } from '../../app/ports/views.ts';
import { StoreBusy, UnknownOutcome } from '../../app/ports.ts';
import { limits } from '../../domain/limits.ts';
import { type Reads, readsOn } from './sight.ts';
import { InDoubt, NotWritten, transact } from './transaction.ts';
import { isStoreTrouble } from './trouble.ts';
import { isStorable } from './types.ts';

const VIEW = `SELECT id, user_id AS "userId", name, query, shared, created_at AS "createdAt", updated_at AS "updatedAt"
                FROM saved_views`;

export function postgresViews(writes: pg.Pool): Views {
  const reads: Reads = readsOn(writes);
  const read = async (company: number, name: string, which: string, ...values: (string | number)[]) => {
    const text = `${VIEW} WHERE company = $1${which} ORDER BY id`;
    const { rows } = await reads.of(company).query<SavedView>({ name, text, values: [company, ...values] });
    return rows;
  };
  return {
    views: (company) => read(company, 'views', ''),
    viewsFor: (company, userId) => read(company, 'views_for', ' AND (user_id = $2 OR shared)', userId),
    async view(company, id) {
      if (!isStorable(id)) return null;
      return (await read(company, 'view', ' AND id = $2', id))[0] ?? null;
    },
    keep: (company, view, replacing) =>
      alone(writes, company, async (client) => {
        const refused = await refusal(client, company, view);
        if (refused !== null) return refused;
        return replacing === null ? add(client, company, view) : replace(client, company, view, replacing);
      }),
    remove: (company, { id, updatedAt }) =>
      alone(writes, company, async (client) => {
        const { rowCount } = await client.query(
          'DELETE FROM saved_views WHERE company = $1 AND id = $2 AND updated_at = $3',
          [company, id, updatedAt],
        );
        return { is: rowCount === 1 ? 'kept' : 'stale' };
      }),
  };
}

/** Under the head's lock: nobody else writes to the company meanwhile, and what moves is whole when it leaves. */
async function alone<K extends Kept>(
  writes: pg.Pool,
  company: number,
  work: (client: pg.PoolClient) => Promise<K>,
): Promise<K | { is: 'closed' }> {
  try {
    return await transact(writes, [company], async (client) => {
      const { rows } = await client.query<{ standing: string | null }>(
        'SELECT standing FROM heads WHERE company = $1 FOR UPDATE',
        [company],
      );
      return rows[0]?.standing === null ? work(client) : { is: 'closed' };
    });
  } catch (error) {
    if (error instanceof InDoubt) throw new UnknownOutcome(error.message, { cause: error });
    if (!(error instanceof NotWritten)) throw error;
    throw isStoreTrouble(error) ? new StoreBusy(error.message, { cause: error }) : error.cause;
  }
}

type Refusal = Exclude<Kept, { is: 'kept' | 'stale' | 'closed' }>;

async function refusal(
  client: pg.PoolClient,
  company: number,
  { id, userId, name, shared }: SavedView,
): Promise<Refusal | null> {
  const { rows } = await client.query<{ owned: boolean; taken: number; kept: number; shared: number }>(
    `SELECT EXISTS (SELECT FROM directory WHERE company = $1 AND kind = 'user' AND id = $3) AS owned,
            count(*) FILTER (WHERE user_id = $3 AND name = $4)::integer AS taken,
            count(*) FILTER (WHERE user_id = $3)::integer AS kept,
            count(*) FILTER (WHERE shared)::integer AS shared
       FROM saved_views WHERE company = $1 AND id <> $2`,
    [company, id, userId, name],
  );
  const [found = { owned: false, taken: 0, kept: 0, shared: 0 }] = rows;
  if (userId !== null && !found.owned) return { is: 'ownerless' };
  if (found.taken > 0) return { is: 'nameTaken' };
  if (found.kept >= limits.viewsPerAccount) return { is: 'tooMany', of: 'account' };
  const isFull = shared && found.shared >= limits.sharedViewsPerCompany;
  return isFull ? { is: 'tooMany', of: 'company' } : null;
}

async function add(client: pg.PoolClient, company: number, view: SavedView): Promise<Kept> {
  const { id, userId, name, query, shared, createdAt, updatedAt } = view;
  await client.query(
    `INSERT INTO saved_views (company, id, user_id, name, query, shared, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [company, id, userId, name, query, shared, createdAt, updatedAt],
  );
  return { is: 'kept' };
}

async function replace(
  client: pg.PoolClient,
  company: number,
  { id, name, query, shared, updatedAt }: SavedView,
  replacing: ReadView,
): Promise<Kept> {
  const { rowCount } = await client.query(
    `UPDATE saved_views SET name = $3, query = $4, shared = $5, updated_at = $6
      WHERE company = $1 AND id = $2 AND updated_at = $7`,
    [company, id, name, query, shared, updatedAt, replacing.updatedAt],
  );
  return { is: rowCount === 1 ? 'kept' : 'stale' };
}
