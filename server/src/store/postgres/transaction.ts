/** Transactions that know whether they happened. */
import pg from 'pg';
import { UnknownOutcome } from '../../app/ports.ts';
import { sightOf } from './sight.ts';
import { waits } from './waits.ts';

/** Nothing was written: COMMIT was never sent, or the server answered it with a rollback. `cause` says why. */
export class NotWritten extends Error {
  override name = 'NotWritten';
  /** Whether the connection was lost, or never made, rather than a statement refused. */
  readonly disconnected: boolean;

  constructor(cause: unknown, disconnected: boolean) {
    super(cause instanceof Error ? cause.message : 'the transaction failed', { cause });
    this.disconnected = disconnected;
  }
}

/** COMMIT was sent and not answered cleanly: it may have happened, or may be lost by a failover. */
export class InDoubt extends Error {
  override name = 'InDoubt';
}

/**
 * What a session must not keep, since a pooler may give the next transaction another one. A role that silences warnings
 * would silence the one that makes a commit doubtful.
 */
const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED;
  SET LOCAL client_min_messages = notice;
  SET LOCAL statement_timeout = ${waits.writeStatement};
  SET LOCAL lock_timeout = ${waits.lock};
  SET LOCAL idle_in_transaction_session_timeout = ${waits.idleInTransaction}`;

/**
 * For work that knows the keys of all it reads. A plan that was made while a table was small is kept until the table's
 * statistics change, and would read all of a table that has grown since.
 */
export const BY_KEYS =
  'SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off';

/**
 * Runs `work` in one READ COMMITTED transaction, which sees rows of these companies, and commits it. Resolves only after a clean answer to COMMIT.
 * A notice during COMMIT is not clean: it is how PostgreSQL says that it stopped waiting for the synchronous
 * standby and reports success all the same. Rejects with NotWritten or InDoubt, nothing else. `settings` are statements
 * for this transaction alone.
 */
export async function transact<T>(
  pool: pg.Pool,
  companies: readonly number[],
  work: (client: pg.PoolClient) => Promise<T>,
  settings = '',
): Promise<T> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw new NotWritten(cause, true);
  });
  // A connection that breaks rejects its queries and also says so here; unheard, that would end the process.
  const onError = (): void => {};
  client.on('error', onError);
  let reusable = false;
  try {
    let result: T;
    try {
      await client.query(`${BEGIN}; SET LOCAL affidavit.companies = '${sightOf(companies)}'; ${settings}`);
      result = await work(client);
    } catch (cause) {
      const alive = await rollback(client);
      reusable = alive && !isReadOnly(cause);
      throw new NotWritten(cause, !alive);
    }
    await commit(client);
    reusable = true;
    return result;
  } finally {
    client.off('error', onError);
    client.release(!reusable);
  }
}

/** The same for a verb of a port: rejects with what its work threw, or with UnknownOutcome when nobody knows. */
export async function written<T>(
  pool: pg.Pool,
  companies: readonly number[],
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  try {
    return await transact(pool, companies, work);
  } catch (error) {
    if (error instanceof InDoubt) throw new UnknownOutcome(error.message, { cause: error });
    throw error instanceof NotWritten ? error.cause : error;
  }
}

/** The server has become a standby: a new connection may find the leader. */
function isReadOnly(cause: unknown): boolean {
  return cause instanceof pg.DatabaseError && cause.code === '25006';
}

/** Whether the connection still works. When it does not, COMMIT was not sent over it, so its transaction is gone. */
async function rollback(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

async function commit(client: pg.PoolClient): Promise<void> {
  const notices: string[] = [];
  const onNotice = (notice: { message?: string | undefined }): void => {
    notices.push(notice.message ?? '');
  };
  client.on('notice', onNotice);
  const { command } = await client
    .query('COMMIT')
    .catch((cause: unknown) => {
      throw new InDoubt('COMMIT was not answered', { cause });
    })
    .finally(() => client.off('notice', onNotice));
  if (command === 'ROLLBACK')
    throw new NotWritten(new Error('the server rolled the transaction back'), false);
  if (notices.length > 0) throw new InDoubt(`COMMIT came with a notice: ${notices.join('; ')}`);
}
