/** The named scenarios: what is measured, and the bare peers it is measured against, in turns within one run. */
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCompany, type RunningServer, startServer, tempFolder } from '../../server/test/system.ts';
import { directory, draft } from './data.ts';
import type { Load, Seen } from './load.ts';
import { endPeer, onCore, runPeer, sendLoad, startPeer } from './processes.ts';

const PAIRS = 5;
const SECONDS = 1.5;
const EVENTS = 20_000;
const BATCH = 500;

export interface Result {
  name: string;
  what: string;
  /** Medians over the pairs, each ratio taken within its pair. */
  rate: number;
  p50Ms: number;
  p99Ms: number;
  ofBareLoop: number;
  ofBareHttp: number;
}

export interface Ground {
  server: RunningServer;
  data: string;
  key: string;
  ids: string[];
  bytesPerEvent: number;
  documentBytes: number;
  close(): Promise<void>;
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A store of 20,000 events behind a server on core 0: rate limit on but out of reach, access log into a file. */
export async function prepare(say: (what: string) => void): Promise<Ground> {
  const folder = tempFolder();
  const { key } = await makeCompany(folder.path);
  const start = () =>
    startServer({
      data: folder.path,
      launcher: onCore(0),
      logFile: join(folder.path, 'access.log'),
      env: { AFFIDAVIT_RATE_LIMIT: '1000000000', AFFIDAVIT_LOG: 'info' },
    });
  let server = await start();
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  for (const [path, body] of directory)
    await fetch(`${server.address}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
  const ids: string[] = [];
  const before = statSync(join(folder.path, 'affidavit.db')).size;
  for (let from = 0; from < EVENTS; from += BATCH) {
    const body = JSON.stringify(Array.from({ length: BATCH }, (_, i) => draft(from + i)));
    const answer = await fetch(`${server.address}/api/events`, { method: 'POST', headers, body });
    if (answer.status !== 201) throw new Error(await answer.text());
    ids.push(...((await answer.json()) as { id: string }[]).map(({ id }) => id));
    say(`recording ${ids.length} of ${EVENTS} events`);
  }
  await server.stop();
  const bytesPerEvent = (statSync(join(folder.path, 'affidavit.db')).size - before) / EVENTS;
  server = await start();
  const sizes: number[] = [];
  for (const id of ids.slice(0, 300))
    sizes.push((await (await fetch(`${server.address}/public/events/${id}`, { headers })).text()).length);
  return {
    server,
    data: folder.path,
    key,
    ids,
    bytesPerEvent,
    documentBytes: median(sizes),
    async close() {
      await server.stop();
      folder.remove();
    },
  };
}

export type Scenario = (ground: Ground, say: (what: string) => void) => Promise<Result>;

export const scenarios: Readonly<Record<string, Scenario>> = {
  read: (ground, say) => readScenario(ground, say),
  'record-1': (ground, say) => recordScenario(ground, say, 'record-1', 1, 1),
  'record-32': (ground, say) => recordScenario(ground, say, 'record-32', 32, 1),
  'record-256': (ground, say) => recordScenario(ground, say, 'record-256', 256, 1),
  'record-batches': (ground, say) => recordScenario(ground, say, 'record-batches', 2, BATCH),
};

async function readScenario(ground: Ground, say: (what: string) => void): Promise<Result> {
  const { server, key, ids, data } = ground;
  const requests = ids
    .slice(0, 10_000)
    .map((id) => `GET /public/events/${id} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${key}\r\n\r\n`);
  const answer = await fetch(`${server.address}/public/events/${ids[0]}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const bytes = join(data, 'answer.json');
  writeFileSync(bytes, await answer.text());
  const load = { clients: 32, seconds: SECONDS, requests, status: 200 };
  return compare('read', 'details read, 10,000 ids, 32 clients', 1, ground, load, {
    http: ['read', bytes],
    loop: ['read', data, String(SECONDS)],
    say,
  });
}

async function recordScenario(
  ground: Ground,
  say: (what: string) => void,
  name: string,
  clients: number,
  batch: number,
): Promise<Result> {
  const { key, data } = ground;
  const requests = Array.from({ length: batch === 1 ? 2_000 : 20 }, (_, n) => {
    const drafts = Array.from({ length: batch }, (_, i) => draft(n * batch + i));
    const body = JSON.stringify(batch === 1 ? drafts[0] : drafts);
    return (
      `POST /api/events HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${key}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    );
  });
  const one =
    '{"id":"01990000-0000-7000-8000-000000000000","seq":20000,"recordedAt":"2026-01-01T00:00:00.000Z"}';
  const bytes = join(data, 'answer.json');
  writeFileSync(bytes, batch === 1 ? one : `[${Array(batch).fill(one).join(',')}]`);
  const what =
    batch === 1
      ? `events recorded, ${clients} clients`
      : `events recorded in batches of ${batch}, ${clients} clients`;
  // What waits together is flushed together: the loop gets the same number of events a transaction.
  const perFlush = batch === 1 ? clients : batch * clients;
  return compare(
    name,
    what,
    batch,
    ground,
    { clients, seconds: SECONDS, requests, status: 201 },
    {
      http: ['parse', bytes],
      loop: ['insert', data, String(perFlush), String(SECONDS)],
      say,
    },
  );
}

interface Peers {
  http: readonly string[];
  loop: readonly string[];
  say(what: string): void;
}

async function compare(
  name: string,
  what: string,
  events: number,
  { server }: Ground,
  load: Omit<Load, 'port'>,
  peers: Peers,
): Promise<Result> {
  const rateOf = ({ requests, seconds }: Seen) => (requests * events) / seconds;
  const port = Number(new URL(server.address).port);
  await sendLoad({ ...load, port });
  const pairs: { ours: Seen; http: number; loop: number }[] = [];
  for (let pair = 1; pair <= PAIRS; pair++) {
    peers.say(`${name}: pair ${pair} of ${PAIRS}`);
    const ours = await sendLoad({ ...load, port });
    const bare = await startPeer('bare-http.ts', ...peers.http);
    await sendLoad({ ...load, port: bare.port, seconds: 0.3 });
    const http = rateOf(await sendLoad({ ...load, port: bare.port }));
    await endPeer(bare);
    pairs.push({ ours, http, loop: runPeer('bare-store.ts', ...peers.loop) });
  }
  return {
    name,
    what,
    rate: median(pairs.map(({ ours }) => rateOf(ours))),
    p50Ms: median(pairs.map(({ ours }) => ours.p50)),
    p99Ms: median(pairs.map(({ ours }) => ours.p99)),
    ofBareLoop: median(pairs.map(({ ours, loop }) => rateOf(ours) / loop)),
    ofBareHttp: median(pairs.map(({ ours, http }) => rateOf(ours) / http)),
  };
}
