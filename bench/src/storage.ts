/**
 * What an event takes on disk, table by table with its indexes: events recorded through the real server in batches, the
 * same on both stores.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../server/test/postgres.ts';
import { makeCompany, startServer, tempFolder } from '../../server/test/system.ts';
import { directory, draft } from './data.ts';
import type { Say } from './servers.ts';

const EVENTS = 50_000;
const BATCH = 500;
const SAMPLES = 300;

type Env = Readonly<Record<string, string>>;

/** Bytes of each table, and of each of its indexes. */
type Sizes = ReadonlyMap<string, { rows: number; indexes: ReadonlyMap<string, number> }>;

/** What was measured, as text for docs/performance.md. */
export async function measureStorage(say: Say): Promise<string> {
  const embedded = await measureEmbedded(say);
  const server = await startPostgres();
  try {
    return report(embedded, await measurePostgres(server.url, say));
  } finally {
    await server.stop();
  }
}

interface Embedded {
  documentBytes: number;
  /** An event, in the store and in the text index. */
  store: number;
  search: number;
}

async function measureEmbedded(say: Say): Promise<Embedded> {
  const folder = tempFolder();
  const sizes = () => ['affidavit.db', 'search.db'].map((name) => sizeOf(join(folder.path, name)));
  let before: number[] = [];
  try {
    const documentBytes = await fill(folder.path, {}, say, async () => {
      before = sizes();
    });
    const [store = 0, search = 0] = sizes().map((size, i) => (size - (before[i] ?? 0)) / EVENTS);
    return { documentBytes, store, search };
  } finally {
    folder.remove();
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

async function measurePostgres(url: string, say: Say): Promise<Sizes> {
  const folder = tempFolder();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let before: Sizes = new Map();
    await fill(folder.path, { DATABASE_URL: url }, say, async () => {
      before = await tableSizes(client);
    });
    return perEvent(before, await tableSizes(client));
  } finally {
    await client.end();
    folder.remove();
  }
}

/** Records the events and lets the server index them; answers the median length of a served document. */
async function fill(data: string, env: Env, say: Say, measure: () => Promise<void>): Promise<number> {
  const { key } = await makeCompany(data, 'Bench', 'owner@example.com', env);
  const server = await startServer({ data, env: { AFFIDAVIT_RATE_LIMIT: '1000000000', ...env } });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const send = async (method: string, path: string, body: unknown): Promise<string> => {
    const text = JSON.stringify(body);
    const answer = await fetch(`${server.address}${path}`, { method, headers, body: text });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.text();
  };
  try {
    for (const [path, body] of directory) await send('PUT', path, body);
    await measure();
    const ids: string[] = [];
    for (let from = 0; from < EVENTS; from += BATCH) {
      const drafts = Array.from({ length: BATCH }, (_, i) => draft(from + i));
      const recorded = JSON.parse(await send('POST', '/api/events', drafts)) as { id: string }[];
      ids.push(...recorded.map(({ id }) => id));
      say(`recording ${ids.length} of ${EVENTS} events`);
    }
    // It answers when the text index has caught up with the log.
    const found = await fetch(`${server.address}/api/events?q=approved&size=1`, { headers });
    if (!found.ok) throw new Error(await found.text());
    const lengths: number[] = [];
    for (const id of ids.slice(0, SAMPLES))
      lengths.push((await (await fetch(`${server.address}/public/events/${id}`, { headers })).text()).length);
    return lengths.sort((a, b) => a - b)[SAMPLES / 2] ?? 0;
  } finally {
    await server.stop();
  }
}

/** A table's rows are counted with what PostgreSQL keeps beside them: maps of free space, long values. */
async function tableSizes(client: pg.Client): Promise<Sizes> {
  // What GIN has put aside is part of the index.
  await client.query('VACUUM ANALYZE');
  const { rows } = await client.query<{ name: string; total: string; indexes: Record<string, number> }>(
    `SELECT t.relname AS name, pg_table_size(t.oid) AS total,
            (SELECT json_object_agg(i.relname, pg_relation_size(i.oid))
               FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = t.oid) AS indexes
       FROM pg_class t WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace ORDER BY t.relname`,
  );
  return new Map(
    rows.map(({ name, total, indexes }) => [
      name,
      { rows: Number(total), indexes: new Map(Object.entries(indexes ?? {})) },
    ]),
  );
}

function perEvent(before: Sizes, after: Sizes): Sizes {
  const grown = (now: number, then = 0) => (now - then) / EVENTS;
  return new Map(
    Array.from(after, ([name, { rows, indexes }]) => {
      const was = before.get(name);
      const ofIndexes = Array.from(
        indexes,
        ([index, size]) => [index, grown(size, was?.indexes.get(index))] as const,
      );
      return [name, { rows: grown(rows, was?.rows), indexes: new Map(ofIndexes) }];
    }),
  );
}

const sum = (values: Iterable<number>) => Array.from(values).reduce((total, value) => total + value, 0);

function report({ documentBytes, store, search }: Embedded, postgres: Sizes): string {
  const total = ([, { rows, indexes }]: [string, { rows: number; indexes: ReadonlyMap<string, number> }]) =>
    rows + sum(indexes.values());
  const tables = Array.from(postgres).sort((a, b) => total(b) - total(a));
  const all = sum(tables.map(total));
  const text = tables.filter(([name]) => name === 'search').map(total)[0] ?? 0;
  const bytes = (value: number) => Math.round(value).toLocaleString('en');
  const lines = tables
    .filter((table) => total(table) >= 1)
    .map(([name, { rows, indexes }]) => {
      const list = Array.from(indexes)
        .filter(([, size]) => size >= 0.5)
        .sort((a, b) => b[1] - a[1])
        .map(([index, size]) => `${index.replace(`${name}_`, '')} ${bytes(size)}`);
      return `| ${name} | ${bytes(rows)} | ${bytes(sum(indexes.values()))}: ${list.join(', ')} |`;
    });
  return [
    `| bytes an event, of a served document of ${bytes(documentBytes)} | without text search | with it |`,
    '|---|---|---|',
    `| embedded | ${bytes(store)} | ${bytes(store + search)} |`,
    `| PostgreSQL | ${bytes(all - text)} | ${bytes(all)} |`,
    '',
    `| PostgreSQL's table | rows | indexes |`,
    '|---|---|---|',
    ...lines,
    '',
    `${EVENTS.toLocaleString('en')} events in batches of ${BATCH}`,
  ].join('\n');
}
