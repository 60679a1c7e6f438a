/** The named scenarios: what is measured, and the bare peers it is measured against, in turns within one run. */
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCompany, type RunningServer, tempFolder } from '../../server/test/system.ts';
import type { BareStoreSeen } from './bare-store.ts';
import { createdAtRandom, directory, draft } from './data.ts';
import type { Load, Seen } from './load.ts';
import { endPeer, runPeer, sendLoad, startPeer } from './processes.ts';
import { get, portOf, post, type Say, serverOf } from './servers.ts';
import { median } from './statistics.ts';

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
  /** p50 of one client against that of one bare commit and one bare round trip together. */
  p50OfBare?: number;
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

/** A store of 20,000 events behind a server on core 0: rate limit on but out of reach, access log into a file. */
export async function prepare(say: Say): Promise<Ground> {
  const folder = tempFolder();
  const { key } = await makeCompany(folder.path);
  const served = { folder: folder.path };
  let server = await serverOf(served);
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
  server = await serverOf(served);
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

export type Scenario = (ground: Ground, say: Say) => Promise<Result>;

export const scenarios: Readonly<Record<string, Scenario>> = {
  read: (ground, say) => readScenario(ground, say),
  'record-1': (ground, say) => recordScenario(ground, say, 'record-1', 1, 1),
  'record-32': (ground, say) => recordScenario(ground, say, 'record-32', 32, 1),
  'record-256': (ground, say) => recordScenario(ground, say, 'record-256', 256, 1),
  'record-batches': (ground, say) => recordScenario(ground, say, 'record-batches', 2, BATCH),
  'import-batches': (ground, say) => recordScenario(ground, say, 'import-batches', 2, BATCH),
};

async function readScenario(ground: Ground, say: Say): Promise<Result> {
  const { server, key, ids, data } = ground;
  const requests = ids.slice(0, 10_000).map((id) => get(`/public/events/${id}`, key));
  const headers = { authorization: `Bearer ${key}` };
  const answer = await keepAnswer(data, fetch(`${server.address}/public/events/${ids[0]}`, { headers }));
  const load = { clients: 32, seconds: SECONDS, requests, status: 200 };
  return compare('read', 'details read, 10,000 ids, 32 clients', 1, ground, load, {
    http: ['read', answer],
    loop: ['read', data, String(SECONDS)],
    say,
  });
}

async function recordScenario(
  ground: Ground,
  say: Say,
  name: string,
  clients: number,
  batch: number,
): Promise<Result> {
  const { server, key, data } = ground;
  const imports = name === 'import-batches';
  const bodies = Array.from({ length: batch === 1 ? 2_000 : 20 }, (_, n) => {
    const drafts = Array.from({ length: batch }, (_, i) => {
      const event = n * batch + i;
      return imports ? draft(event, createdAtRandom(event)) : draft(event);
    });
    return JSON.stringify(batch === 1 ? drafts[0] : drafts);
  });
  const requests = bodies.map((body) => post('/api/events', key, body));
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const [body = ''] = bodies;
  const answer = await keepAnswer(
    data,
    fetch(`${server.address}/api/events`, { method: 'POST', headers, body }),
  );
  const what =
    batch === 1
      ? `events recorded, ${clients} clients`
      : `events ${imports ? 'of any time imported' : 'recorded'} in batches of ${batch}, ${clients} clients`;
  // What waits together is flushed together: the loop gets the same number of events a transaction.
  const perFlush = batch === 1 ? clients : batch * clients;
  return compare(
    name,
    what,
    batch,
    ground,
    { clients, seconds: SECONDS, requests, status: 201 },
    {
      http: ['parse', answer],
      loop: [imports ? 'import' : 'insert', data, String(perFlush), String(SECONDS)],
      say,
    },
  );
}

/** Keeps an answer of the server as the bare peer is to give it, and answers the file. */
export async function keepAnswer(data: string, asked: Promise<Response>): Promise<string> {
  const answer = await asked;
  const file = join(data, 'answer.json');
  // What node:http adds by itself it adds for both.
  const own = [...answer.headers].filter(
    ([name]) => !/^(date|connection|keep-alive|content-length)$/.test(name),
  );
  writeFileSync(file, await answer.text());
  writeFileSync(`${file}.headers`, JSON.stringify(Object.fromEntries(own)));
  return file;
}

interface Peers {
  http: readonly string[];
  loop: readonly string[];
  say: Say;
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
  const port = portOf(server);
  await sendLoad({ ...load, port });
  const pairs: { ours: Seen; http: Seen; loop: BareStoreSeen }[] = [];
  for (let pair = 1; pair <= PAIRS; pair++) {
    peers.say(`${name}: pair ${pair} of ${PAIRS}`);
    const ours = await sendLoad({ ...load, port });
    const bare = await startPeer('bare-http.ts', ...peers.http);
    await sendLoad({ ...load, port: bare.port, seconds: 0.3 });
    const http = await sendLoad({ ...load, port: bare.port });
    await endPeer(bare);
    pairs.push({ ours, http, loop: runPeer('bare-store.ts', ...peers.loop) as BareStoreSeen });
  }
  return {
    name,
    what,
    rate: median(pairs.map(({ ours }) => rateOf(ours))),
    p50Ms: median(pairs.map(({ ours }) => ours.p50)),
    p99Ms: median(pairs.map(({ ours }) => ours.p99)),
    ofBareLoop: median(pairs.map(({ ours, loop }) => rateOf(ours) / loop.rate)),
    ofBareHttp: median(pairs.map(({ ours, http }) => rateOf(ours) / rateOf(http))),
    ...(name === 'record-1' && {
      p50OfBare: median(pairs.map(({ ours, http, loop }) => ours.p50 / (http.p50 + loop.p50))),
    }),
  };
}
