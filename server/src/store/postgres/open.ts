/** The PostgreSQL store: opening, checking and closing it. */
import { type Sha256, sha256 } from '@affidavit/verify';
import type pg from 'pg';
import type { Degraded } from '../../app/ports/health.ts';
import type { Store } from '../../app/ports.ts';
import { postgresAccess } from './access.ts';
import { postgresAccounts } from './accounts.ts';
import { postgresCheckpoints } from './checkpoints.ts';
import { findDamage } from './damage.ts';
import { postgresDirectory } from './directory.ts';
import { postgresDirectoryHistory } from './directory-history.ts';
import { withoutStaleEnds } from './ends.ts';
import { postgresErasing } from './erasing.ts';
import { postgresEventFinder } from './event-finder.ts';
import { postgresEventReader } from './event-reader.ts';
import { postgresFiles } from './files.ts';
import { makeFlusher } from './flush.ts';
import { postgresJobs } from './jobs.ts';
import { postgresLeases } from './leases.ts';
import { postgresLedger } from './ledger.ts';
import { postgresLogHistory } from './log-history.ts';
import { postgresMoving } from './moving.ts';
import { reach } from './nodes.ts';
import { openPools, type Pools } from './pools.ts';
import { postgresRetention } from './retention.ts';
import { enter } from './roles.ts';
import { readsOn } from './sight.ts';
import { postgresEnds } from './sizes.ts';
import { Symbols } from './symbols.ts';
import { postgresViews } from './views.ts';
import { postgresSearch } from './write-words.ts';

export interface PostgresOptions {
  /** A libpq connection URI; it may name several servers. A pooler in between may give single transactions. */
  url: string;
  /** Hears of damage found while appending: the caller should end the process. */
  onFatal: (error: Error) => void;
  hash?: Sha256;
}

/**
 * Opens the store, migrating its schema first where its role owns it. Rejects when the server is too old, would acknowledge commits that
 * are not durable, or has a schema that this release does not know.
 */
export async function openPostgresStore({ url, onFatal, hash = sha256 }: PostgresOptions): Promise<Store> {
  const pools = openPools(url);
  try {
    const leader = await reach(pools.nodes);
    await checkServer(pools.writes);
    const isBound = await enter(leader.host.url);
    const instance = await registerInstance(pools.writes);
    const ledger = postgresLedger(makeFlusher(pools.writes, instance, hash), onFatal);
    const reads = readsOn(pools.reads);
    const symbols = new Symbols(reads, pools.nodes.history);
    const events = postgresEventReader(reads, symbols);
    return {
      ledger,
      events: { ...events, head: withoutStaleEnds(events.head, () => pools.nodes.known.leader !== null) },
      ends: postgresEnds(reads),
      finder: postgresEventFinder(readsOn(pools.scans), symbols),
      search: postgresSearch(pools.writes),
      erasing: postgresErasing(reads, pools.writes),
      directory: postgresDirectory(reads),
      history: postgresDirectoryHistory(reads),
      files: postgresFiles(reads),
      jobs: postgresJobs(reads),
      access: postgresAccess(reads, pools.writes),
      accounts: postgresAccounts(readsOn(pools.writes)),
      checkpoints: postgresCheckpoints(reads, pools.writes),
      logHistory: postgresLogHistory(reads, pools.writes),
      leases: postgresLeases(pools.writes, instance),
      retention: postgresRetention(reads, pools.writes),
      views: postgresViews(pools.writes),
      moving: postgresMoving(pools, hash),
      damage: () => findDamage(pools.scans),
      health: () => health(pools),
      epoch: () => pools.nodes.epoch(),
      notes: isBound ? [] : [UNBOUND],
      async close() {
        await ledger.drained();
        await pools.close();
      },
    };
  } catch (error) {
    await pools.close();
    throw error;
  }
}

const UNBOUND =
  'the role of this server may change the log: give it one that may not (docs/operations.md, "Two roles")';

async function health({ nodes, reads }: Pools): Promise<readonly Degraded[]> {
  await nodes.glance();
  await reads.query('SELECT 1');
  const degraded: Degraded[] = [];
  if (nodes.known.leader === null) degraded.push('recording');
  if (!nodes.complete()) degraded.push('servers');
  return degraded;
}

type Settings = {
  version: number;
  durability: string;
  fsync: string;
  standbys: string;
  encoding: string;
};

const OLDEST_VERSION = 140_000;

async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<Settings>(
    `SELECT current_setting('server_version_num')::integer AS version,
            current_setting('synchronous_commit') AS durability,
            current_setting('fsync') AS fsync,
            current_setting('synchronous_standby_names') AS standbys,
            current_setting('server_encoding') AS encoding`,
  );
  const settings = rows[0];
  if (settings === undefined) throw new Error('PostgreSQL does not tell its settings');
  const { version, durability, fsync, standbys, encoding } = settings;
  if (version < OLDEST_VERSION) throw new Error('PostgreSQL 14 or later is needed');
  if (encoding !== 'UTF8') throw new Error(`the database's encoding is ${encoding}, it must be UTF8`);
  // Acknowledged means durable: with these settings it would not.
  if (durability === 'off') throw new Error('synchronous_commit is off: acknowledged events could be lost');
  if (durability === 'local' && standbys !== '') {
    throw new Error('synchronous_commit is local: a failover could lose acknowledged events');
  }
  if (fsync === 'off') throw new Error('fsync is off: acknowledged events could be lost');
}

/** A name for this process among the writers; rows of processes that ended long ago are dropped on the way. */
async function registerInstance(pool: pg.Pool): Promise<string> {
  await pool.query(`DELETE FROM writers WHERE at < now() - interval '1 day'`);
  const { rows } = await pool.query<{ instance: string }>('SELECT gen_random_uuid() AS instance');
  const instance = rows[0]?.instance;
  if (instance === undefined) throw new Error('PostgreSQL gave no UUID');
  return instance;
}
