/** Asks one server what it is, over a connection that does nothing else. */
import pg from 'pg';
import { parseType } from './types.ts';
import { waits } from './waits.ts';

export type State =
  /** Takes writes. Of two that say so, the one with the higher timeline was promoted later. */
  | { is: 'leader'; timeline: number }
  /** Repeats what its leader wrote; `replayed` is how far, in bytes of the write-ahead log. */
  | { is: 'standby'; replayed: number }
  | { is: 'away'; why: unknown };

export interface Observer {
  /** Never rejects. Null: nothing is known that was not known before. One question at a time. */
  ask(): Promise<State | null>;
  /** A pooler stands in between: statements of one session may meet different servers. As of the last answer. */
  isPooled(): boolean;
  close(): void;
}

/** What every connection has; parameters that a pooler would refuse are not among it. */
export function connectionConfig(url: string): pg.PoolConfig {
  return {
    connectionString: url,
    application_name: 'affidavit',
    types: { getTypeParser: parseType },
    connectionTimeoutMillis: waits.connect,
    keepAlive: true,
    keepAliveInitialDelayMillis: waits.keepAlive,
  };
}

export function observe(url: string): Observer {
  let connection: pg.Client | null = null;
  let isPooled = false;

  async function question(client: pg.Client): Promise<State> {
    const { rows } = await client.query<Answer>(QUESTION);
    const answer = rows[0];
    if (answer === undefined) throw new Error('no answer');
    // A pooler makes up a process id when a connection is made.
    isPooled = 'processID' in client && answer.pid !== client.processID;
    return answer.wal === null
      ? { is: 'standby', replayed: Number(answer.replayed) }
      : { is: 'leader', timeline: Number.parseInt(answer.wal.slice(0, 8), 16) };
  }

  async function connect(): Promise<pg.Client> {
    const patience = { connectionTimeoutMillis: waits.answer, query_timeout: waits.answer };
    connection = new pg.Client({ ...connectionConfig(url), ...patience }).on('error', () => {});
    await connection.connect();
    return connection;
  }

  function close(): void {
    void connection?.end().catch(() => {});
    connection = null;
  }

  return {
    isPooled: () => isPooled,
    close,
    async ask() {
      try {
        if (connection !== null) return await question(connection);
      } catch {
        // That one connection broke says little: a new one decides.
        close();
      }
      try {
        return await question(await connect());
      } catch (why) {
        close();
        return isFull(why) ? null : { is: 'away', why };
      }
    },
  };
}

type Answer = { pid: number; wal: string | null; replayed: string | null };

const QUESTION = `
  SELECT pg_backend_pid() AS pid,
         CASE WHEN NOT pg_is_in_recovery() THEN pg_walfile_name(pg_current_wal_insert_lsn()) END AS wal,
         CASE WHEN pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::text END AS replayed`;

/** All its connections are in use, and none was left to ask with. */
function isFull(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '53300';
}
