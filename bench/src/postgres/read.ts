/**
 * `npm run bench -- read-postgres`: the v1 document from PostgreSQL against a bare prepared statement through the same
 * server, in turns, medians. So many ids go round that no document is still in memory when its turn comes again.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { limits } from '../../../server/src/domain/limits.ts';
import type { Seen } from '../load.ts';
import { endPeer, onCore, sendLoad } from '../processes.ts';
import { portOf, type Say, serverOf } from '../servers.ts';
import { median } from '../statistics.ts';
import { documentsOf, preparePostgres, readRequests, record } from './ground.ts';

const PAIRS = 7;
const SECONDS = 2;
const CLIENTS = 32;
const EVENTS = 40_000;

export interface ReadPostgres {
  name: 'read-postgres';
  rate: number;
  p50Ms: number;
  p99Ms: number;
  bareRate: number;
  ofBare: number;
}

export async function measureRead(say: Say): Promise<ReadPostgres> {
  const ground = await preparePostgres();
  const { home, postgres } = ground;
  const server = await serverOf(home);
  try {
    const ids = await record(server.address, home, EVENTS, say);
    say('copying the documents');
    const texts = await documentsOf(server.address, home, ids);
    if (texts.reduce((sum, text) => sum + text.length, 0) < limits.renderedCacheChars * 1.5)
      throw new Error('the documents fit into memory: nothing would be read from the store');
    const bareUrl = await postgres.database();
    await copyDocuments(bareUrl, ids, texts);
    const bare = await startBare(home.folder, { ...home.env, BARE_URL: bareUrl });
    const load = { clients: CLIENTS, seconds: SECONDS, requests: readRequests(ids, home.key), status: 200 };
    const pairs: { ours: Seen; bare: Seen }[] = [];
    try {
      for (let pair = 0; pair <= PAIRS; pair++) {
        say(`read-postgres: pair ${pair} of ${PAIRS}`);
        const ours = await sendLoad({ ...load, port: portOf(server) });
        const seen = { ours, bare: await sendLoad({ ...load, port: bare.port }) };
        // The first one warms up.
        if (pair > 0) pairs.push(seen);
      }
    } finally {
      await endPeer(bare);
    }
    const rateOf = ({ requests, seconds }: Seen) => requests / seconds;
    return {
      name: 'read-postgres',
      rate: median(pairs.map(({ ours }) => rateOf(ours))),
      p50Ms: median(pairs.map(({ ours }) => ours.p50)),
      p99Ms: median(pairs.map(({ ours }) => ours.p99)),
      bareRate: median(pairs.map((pair) => rateOf(pair.bare))),
      ofBare: median(pairs.map((pair) => rateOf(pair.ours) / rateOf(pair.bare))),
    };
  } finally {
    await server.stop();
    await ground.close();
  }
}

async function copyDocuments(url: string, ids: readonly string[], texts: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE documents (id uuid PRIMARY KEY, json text NOT NULL)');
  for (let from = 0; from < ids.length; from += 1_000)
    await client.query('INSERT INTO documents SELECT * FROM unnest($1::uuid[], $2::text[])', [
      ids.slice(from, from + 1_000),
      texts.slice(from, from + 1_000),
    ]);
  await client.query('VACUUM ANALYZE documents');
  await client.end();
}

async function startBare(folder: string, env: Readonly<Record<string, string>>) {
  const file = fileURLToPath(new URL('bare-select.ts', import.meta.url));
  const args = ['--conditions=source', file, folder, join(folder, 'affidavit.key')];
  const [command = '', ...rest] = [...onCore(0), process.execPath, ...args];
  const child = spawn(command, rest, {
    env: { PATH: process.env.PATH, AFFIDAVIT_RATE_LIMIT: '1000000000', AFFIDAVIT_LOG: 'info', ...env },
    // Its access log is written, as the other's is.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: child.stdout })) return { port: Number(line), child };
  throw new Error('bare-select.ts did not start');
}

const round = (value: number) => Math.round(value).toLocaleString('en');

export function readTable({ rate, p50Ms, p99Ms, bareRate, ofBare }: ReadPostgres): string {
  return [
    '| details read from PostgreSQL, 40,000 ids, 32 clients | a second | p50 ms | p99 ms |',
    '|---|---|---|---|',
    `| Affidavit | ${round(rate)} | ${p50Ms.toFixed(2)} | ${p99Ms.toFixed(2)} |`,
    `| the same server, the text by one prepared statement | ${round(bareRate)} | | |`,
    '',
    `Ratio ${ofBare.toFixed(2)} (goal 0.85), median of ${PAIRS} pairs.`,
  ].join('\n');
}
