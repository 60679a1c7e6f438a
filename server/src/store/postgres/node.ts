/** One PostgreSQL server: its connections, and what it says of itself. */
import { Socket } from 'node:net';
import pg from 'pg';
import type { Host } from './hosts.ts';
import { connectionConfig, observe, type State } from './observer.ts';
import { teach } from './sight.ts';
import { waits } from './waits.ts';

/** Pools apart, so that no list delays a point read and no read delays a commit. */
export const purposes = {
  /** Commits. Statements of one transaction are sent without waiting for each other (libpq pipeline mode). */
  writes: 3,
  /** Point reads. */
  reads: 8,
  /** Lists and counts. */
  scans: 3,
} as const;
export type Purpose = keyof typeof purposes;

export interface Node {
  readonly host: Host;
  /** As of the last look. */
  readonly state: State;
  /** Asks again; who asks meanwhile gets the same answer. Never rejects. */
  look(): Promise<State>;
  /** Its connections for a purpose; to be used once it has answered a look. */
  pool(purpose: Purpose): pg.Pool;
  /** Breaks every connection, so that whoever waits for an answer waits no longer. */
  drop(): void;
  close(): Promise<void>;
}

export function openNode(host: Host): Node {
  const sockets = new Set<Socket>();
  /** Connections that can be broken from outside. */
  const config: pg.PoolConfig = {
    ...connectionConfig(host.url),
    stream() {
      const socket = new Socket();
      sockets.add(socket);
      return socket.on('close', () => sockets.delete(socket));
    },
  };
  const pools = new Map<Purpose, pg.Pool>();
  let state: State = { is: 'away', why: new Error('not asked yet') };
  let looking: Promise<State> | null = null;
  const observer = observe(host.url);

  return {
    host,
    get state() {
      return state;
    },
    look() {
      looking ??= observer.ask().then((seen) => {
        looking = null;
        state = seen ?? state;
        return state;
      });
      return looking;
    },
    pool(purpose) {
      let pool = pools.get(purpose);
      if (pool === undefined) {
        pool = openPool(config, purpose, observer.isPooled());
        pools.set(purpose, pool);
      }
      return pool;
    },
    drop() {
      for (const socket of sockets)
        socket.destroy(
          Object.assign(new Error(`${host.name} does not lead any more`), { code: 'ECONNRESET' }),
        );
    },
    async close() {
      await looking;
      observer.close();
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

/**
 * Through a pooler nothing may belong to a session: no parameter at its start, no statement by name. What writes sets
 * its time limits in each transaction anyway.
 */
function openPool(config: pg.PoolConfig, purpose: Purpose, isPooled: boolean): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    max: purposes[purpose],
    onConnect: (client) => teach(client, isPooled),
    ...(purpose === 'writes'
      ? { pipeline: true, query_timeout: waits.writeSilence }
      : {
          query_timeout: waits.readSilence,
          ...(!isPooled && { statement_timeout: waits.readStatement }),
        }),
  });
  // An idle connection that breaks is replaced by the pool; whoever needs one next sees the error, if it lasts.
  pool.on('error', () => {});
  return pool;
}
