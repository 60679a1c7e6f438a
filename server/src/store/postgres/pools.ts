/** Connections: who may use how many of them, and for how long a statement may run. */
import pg from 'pg';
import { parseType } from './types.ts';

/** Apart, so that no list delays a point read and no read delays a commit. */
export interface Pools {
  /** Commits. Statements of one transaction are sent without waiting for each other (libpq pipeline mode). */
  writes: pg.Pool;
  /** Point reads. */
  reads: pg.Pool;
  /** Lists and counts. */
  scans: pg.Pool;
  close(): Promise<void>;
}

const WRITE_CONNECTIONS = 3;
const READ_CONNECTIONS = 8;
const SCAN_CONNECTIONS = 3;

/** How long a statement may run on the server. */
const STATEMENT_MS = 20_000;
/** How long a commit waits for another instance that appends to the same company. */
const LOCK_MS = 10_000;
/** A session that holds a head locked and falls silent is ended by the server after this time. */
const IDLE_IN_TRANSACTION_MS = 20_000;
const CONNECT_MS = 5_000;
/** A server that does not answer at all (a cut network) is given up after this time. */
const SILENCE_MS = STATEMENT_MS + 5_000;

function common(url: string): pg.PoolConfig {
  return {
    connectionString: url,
    application_name: 'affidavit',
    types: { getTypeParser: parseType },
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  };
}

/** One connection without time limits, for migrations: making an index on a large table takes its time. */
export function openPatientPool(url: string): pg.Pool {
  return new pg.Pool({ ...common(url), max: 1 }).on('error', () => {});
}

/** Opens no connection yet. `url` is a libpq connection URI. */
export function openPools(url: string): Pools {
  const base: pg.PoolConfig = { ...common(url), statement_timeout: STATEMENT_MS, query_timeout: SILENCE_MS };
  const writes = new pg.Pool({
    ...base,
    max: WRITE_CONNECTIONS,
    pipeline: true,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  const reads = new pg.Pool({ ...base, max: READ_CONNECTIONS });
  const scans = new pg.Pool({ ...base, max: SCAN_CONNECTIONS });
  const all = [writes, reads, scans];
  // An idle connection that breaks is replaced by the pool; whoever needs one next sees the error, if it lasts.
  for (const pool of all) pool.on('error', () => {});
  return {
    writes,
    reads,
    scans,
    async close() {
      await Promise.all(all.map((pool) => pool.end()));
    },
  };
}
