/** A leader and its synchronous standby: two real servers, for what becomes of a store when one follows the other. */
import { once } from 'node:events';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import {
  freePort,
  initialize,
  launch,
  NoPostgres,
  run,
  stopServer,
  unprivileged,
  withBinaries,
} from './postgres.ts';

export interface PostgresPair {
  /** Names both servers, the leader first. */
  url: string;
  leaderUrl: string;
  standbyUrl: string;
  /** SIGKILL; resolves when it is gone. */
  killLeader(): Promise<void>;
  /** Makes the standby a leader, whatever the old one does. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

/** Throws nothing where no PostgreSQL can run: the reason is the answer. */
export async function tryPair(): Promise<PostgresPair | NoPostgres> {
  try {
    return await withBinaries((scratch, { bin }) => startPair(scratch, bin));
  } catch (error) {
    if (error instanceof NoPostgres) return error;
    throw error;
  }
}

/** The standby is a copy of the leader's files from before its first start. */
async function startPair(scratch: string, bin: string): Promise<PostgresPair> {
  const as = await unprivileged();
  // What keeps a server removes the folder that it is told, once the server is gone: the leader goes first.
  const home = join(scratch, 'leader');
  const data = [join(home, 'data'), join(scratch, 'data')] as const;
  await mkdir(home);
  const password = await initialize(scratch, bin, data[0], as);
  await cp(data[0], data[1], { recursive: true });
  await writeFile(join(data[1], 'standby.signal'), '');
  if (as.uid !== undefined) await run('chown', ['-R', `${as.uid}:${as.gid}`, scratch], {});
  const ports = [await freePort(), await freePort()] as const;
  const urlOf = (hosts: string) => `postgres://postgres:${password}@${hosts}/postgres`;
  const server = join(bin, 'postgres');
  const leader = await launch(server, home, data[0], ports[0], as);
  const follow = `host=127.0.0.1 port=${ports[0]} user=postgres password=${password} application_name=standby`;
  const standby = await launch(server, scratch, data[1], ports[1], as, [`primary_conninfo=${follow}`]);
  const [leaderUrl, standbyUrl] = [urlOf(`127.0.0.1:${ports[0]}`), urlOf(`127.0.0.1:${ports[1]}`)];
  await ask(leaderUrl, `ALTER SYSTEM SET synchronous_standby_names = 'standby'`);
  await ask(leaderUrl, 'SELECT pg_reload_conf()');
  const isSynchronous = `SELECT FROM pg_stat_replication WHERE sync_state = 'sync'`;
  while ((await ask(leaderUrl, isSynchronous)).rowCount === 0);
  return {
    url: urlOf(`127.0.0.1:${ports[0]},127.0.0.1:${ports[1]}`),
    leaderUrl,
    standbyUrl,
    async killLeader() {
      const gone = once(leader, 'exit');
      const file = await readFile(join(data[0], 'postmaster.pid'), 'utf8');
      process.kill(Number(file.split('\n')[0]), 'SIGKILL');
      await gone;
    },
    async promote() {
      await ask(standbyUrl, 'SELECT pg_promote()');
    },
    async stop() {
      await stopServer(leader, home);
      await stopServer(standby, scratch);
    },
  };
}

async function ask(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
