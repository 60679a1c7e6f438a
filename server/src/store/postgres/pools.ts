/** Connections that follow the leader: who may use them for what. */
import pg from 'pg';
import { Refused } from '../../domain/errors.ts';
import type { Node, Purpose } from './node.ts';
import { type Nodes, openNodes } from './nodes.ts';
import { connectionConfig } from './observer.ts';
import { teach } from './sight.ts';

export interface Pools extends Record<Purpose, pg.Pool> {
  nodes: Nodes;
  close(): Promise<void>;
}

/** One connection without time limits, for migrations: making an index on a large table takes its time. */
export function openPatientPool(url: string): pg.Pool {
  const onConnect = (client: pg.ClientBase) => teach(client, true);
  return new pg.Pool({ ...connectionConfig(url), max: 1, onConnect }).on('error', () => {});
}

/** Opens no connection yet. `url` is a libpq connection URI; it may name several servers. */
export function openPools(url: string): Pools {
  const nodes = openNodes(url);
  return {
    nodes,
    writes: follow(
      () => nodes.known.leader,
      () => nodes.leader(),
      'writes',
    ),
    reads: readAgain(nodes, 'reads'),
    scans: readAgain(nodes, 'scans'),
    close: () => nodes.close(),
  };
}

/** A pool that has no connections of its own: each comes from whichever server it is to come from now. */
function follow(known: () => Node | null, find: () => Promise<Node>, purpose: Purpose): pg.Pool {
  const pool = new pg.Pool();
  const connect = (callback?: Parameters<pg.Pool['connect']>[0]) => {
    const node = known();
    if (node !== null)
      return callback === undefined ? node.pool(purpose).connect() : node.pool(purpose).connect(callback);
    const client = find().then((found) => found.pool(purpose).connect());
    if (callback === undefined) return client;
    client.then(
      (connected) => callback(undefined, connected, connected.release),
      (error) => callback(error, undefined, () => {}),
    );
  };
  pool.connect = connect as pg.Pool['connect'];
  return pool;
}

/** A question whose connection broke is asked once more, wherever it can be by then. */
function readAgain(nodes: Nodes, purpose: Purpose): pg.Pool {
  const pool = follow(
    () => nodes.known.readable,
    () => nodes.readable(),
    purpose,
  );
  const once = pool.query.bind(pool) as (...question: unknown[]) => Promise<unknown>;
  const query = async (...question: unknown[]) => {
    try {
      return await once(...question);
    } catch (error) {
      if (!isLost(error)) throw error;
    }
    await nodes.glance();
    return once(...question).catch((cause: unknown) => {
      if (!isLost(cause)) throw cause;
      const message = 'the database server went away: ask again';
      throw new Refused({ is: 'busy', message, retryAfterS: 1 }, { cause });
    });
  };
  pool.query = query as pg.Pool['query'];
  return pool;
}

/** A server that stops, or a connection that does. */
const LOST = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ('code' in error && LOST.has(String(error.code))) ||
    /^(Connection terminated|Client has encountered a connection error)/.test(error.message)
  );
}
