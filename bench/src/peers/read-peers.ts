/**
 * `npm run bench -- read-peers`: the v1 document from our stores and from what a team would write (bench/peers), on the
 * same data, in turns, medians. So many ids go round that no document is still in memory when its turn comes again.
 */
import { readFileSync } from 'node:fs';
import { tempFolder } from '../../../server/test/system.ts';
import type { Load, Seen } from '../load.ts';
import {
  documentsOf,
  type Home,
  makeHome,
  preparePostgres,
  readRequests,
  record,
} from '../postgres/ground.ts';
import { endPeer, installOwn, sendLoad, startPeer } from '../processes.ts';
import { get, portOf, type Say, serverOf } from '../servers.ts';
import { median } from '../statistics.ts';
import { directusPath, fromDirectus } from './directus.ts';
import { type Document, fillPeers } from './fill.ts';
import { askable, difference, fromGraphql } from './same.ts';

const ROUNDS = 5;
const SECONDS = 3;
const CLIENTS = 32;
const EVENTS = 40_000;
/** How many documents of each peer are compared with ours. */
const COMPARED = 300;
const GOAL = 10;
/** For the peers: planning thirteen joins in the best order took longer than joining them as written (1.4 times the answers). */
const SETTINGS = '-c join_collapse_limit=1 -c jit=off';

const peersFolder = new URL('../../peers/', import.meta.url);
const query = readFileSync(new URL('query.graphql', peersFolder), 'utf8');

interface Contestant {
  name: string;
  port: number;
  requests: readonly string[];
  /** For one that does not answer with the document itself: its answer in the shape of the part that one query can ask for. */
  inShape?: (answer: unknown) => unknown;
  stop(): Promise<unknown>;
}

export interface ReadPeers {
  name: string;
  rate: number;
  p50Ms: number;
  p99Ms: number;
  /** How many times as many requests a second each of ours answers, by the name of ours; of peers only. */
  ofOurs?: Readonly<Record<string, number>>;
}

const SQLITE = 'Affidavit on SQLite';
const POSTGRES = 'Affidavit on PostgreSQL';
const OURS = [SQLITE, POSTGRES];

export async function measurePeers(say: Say): Promise<readonly ReadPeers[]> {
  say('installing the peers');
  installOwn('peers');
  const ground = await preparePostgres();
  const folder = tempFolder();
  const running: Contestant[] = [];
  try {
    const embedded = await startOurs(SQLITE, await makeHome(folder.path, {}), say);
    running.push(embedded);
    const ours = await startOurs(POSTGRES, ground.home, say);
    running.push(ours);
    const url = await ground.postgres.database();
    const tuned = new URL(url);
    tuned.searchParams.set('options', SETTINGS);
    const documents = (await documentsOf(ours.address, ground.home, ours.ids)).map(
      (text) => JSON.parse(text) as Document,
    );
    say('filling the peers');
    await fillPeers(url, documents, ground.home.key);
    running.push(await startExpress(tuned.href, ours.ids, ground.home.key));
    running.push(await startPostgraphile(tuned.href, ours.ids, ground.home.key));
    // After the other, which would find its tables.
    running.push(await startDirectus(tuned.href, ours.ids, ground.home.key));
    for (const peer of running.slice(OURS.length)) await compareDocuments(peer, documents);
    return results(await measureInTurns(running, say));
  } finally {
    for (const { stop } of running) await stop();
    folder.remove();
    await ground.close();
  }
}

async function startOurs(name: string, home: Home, say: Say) {
  const server = await serverOf(home);
  const ids = await record(server.address, home, EVENTS, say);
  const requests = readRequests(ids, home.key);
  return { name, port: portOf(server), requests, ids, address: server.address, stop: () => server.stop() };
}

async function startExpress(url: string, ids: readonly string[], key: string): Promise<Contestant> {
  const peer = await startPeer('../peers/express.js', url);
  return {
    name: 'Express, TypeORM, PostgreSQL',
    port: peer.port,
    requests: readRequests(ids, key),
    stop: () => endPeer(peer),
  };
}

async function startPostgraphile(url: string, ids: readonly string[], key: string): Promise<Contestant> {
  const peer = await startPeer('../peers/postgraphile.js', url);
  // A quarter of the ids: it keeps no documents, and the query is part of every request.
  const requests = ids.slice(0, EVENTS / 4).map((id) => {
    const body = JSON.stringify({ query, variables: { id } });
    return (
      `POST /graphql HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${key}\r\nAccept: application/json\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    );
  });
  return {
    name: 'PostGraphile, PostgreSQL',
    port: peer.port,
    requests,
    inShape: fromGraphql,
    stop: () => endPeer(peer),
  };
}

async function startDirectus(url: string, ids: readonly string[], key: string): Promise<Contestant> {
  const peer = await startPeer('../peers/directus.js', url, key);
  return {
    name: 'Directus, PostgreSQL',
    port: peer.port,
    // A quarter: the fields are part of every request here, too.
    requests: ids.slice(0, EVENTS / 4).map((id) => get(directusPath(id), key)),
    inShape: fromDirectus,
    stop: () => endPeer(peer),
  };
}

/** Throws where a peer says something else than we do. */
async function compareDocuments(
  { name, port, requests, inShape }: Contestant,
  documents: readonly Document[],
) {
  const step = Math.floor(requests.length / COMPARED);
  for (let at = 0; at < requests.length; at += step) {
    const ours = documents[at];
    const [head = '', body] = (requests[at] ?? '').split('\r\n\r\n');
    const [first = '', ...lines] = head.split('\r\n');
    const [method = '', path = ''] = first.split(' ');
    const headers = lines
      .map((line) => line.split(': ') as [string, string])
      .filter(([field]) => !['Host', 'Content-Length'].includes(field));
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers,
      ...(body && { body }),
    });
    const theirs: unknown = await answer.json();
    const found =
      ours === undefined || !answer.ok
        ? `answered ${answer.status}: ${JSON.stringify(theirs)}`
        : inShape === undefined
          ? difference(ours, theirs)
          : difference(askable(ours), inShape(theirs));
    if (found !== null) throw new Error(`${name} does not answer with our document: ${found}`);
  }
}

async function measureInTurns(running: readonly Contestant[], say: Say): Promise<Map<string, Seen[]>> {
  const seen = new Map<string, Seen[]>(running.map(({ name }) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++)
    for (const { name, port, requests } of running) {
      say(`read-peers: round ${round} of ${ROUNDS}, ${name}`);
      const load: Load = { port, clients: CLIENTS, seconds: SECONDS, requests, status: 200 };
      const one = await sendLoad(load);
      // The first one warms up.
      if (round > 0) seen.get(name)?.push(one);
    }
  return seen;
}

const rateOf = ({ requests, seconds }: Seen) => requests / seconds;

function results(seen: ReadonlyMap<string, readonly Seen[]>): ReadPeers[] {
  const ratio = (ours: string, theirs: readonly Seen[]) =>
    median((seen.get(ours) ?? []).map((one, round) => rateOf(one) / rateOf(theirs[round] ?? one)));
  return Array.from(seen, ([name, rounds]) => ({
    name,
    rate: median(rounds.map(rateOf)),
    p50Ms: median(rounds.map(({ p50 }) => p50)),
    p99Ms: median(rounds.map(({ p99 }) => p99)),
    ...(!OURS.includes(name) && {
      ofOurs: Object.fromEntries(OURS.map((ours) => [ours, ratio(ours, rounds)])),
    }),
  }));
}

const round = (value: number) => Math.round(value).toLocaleString('en');

export function peersTable(results: readonly ReadPeers[]): string {
  const cell = (value: number | undefined) =>
    value === undefined ? '' : `${value.toFixed(1)}, ${value >= GOAL ? 'reached' : '**missed**'}`;
  return [
    `| the v1 document, 40,000 ids, 32 clients | a second | p50 ms | p99 ms | ${SQLITE} answers so many times as many (goal ${GOAL}) | ${POSTGRES} |`,
    '|---|---|---|---|---|---|',
    ...results.map(
      ({ name, rate, p50Ms, p99Ms, ofOurs }) =>
        `| ${name} | ${round(rate)} | ${p50Ms.toFixed(2)} | ${p99Ms.toFixed(2)} | ${cell(ofOurs?.[SQLITE])} | ${cell(ofOurs?.[POSTGRES])} |`,
    ),
    '',
    `Medians of ${ROUNDS} rounds in turns`,
  ].join('\n');
}
