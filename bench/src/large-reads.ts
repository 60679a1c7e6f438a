/** `npm run bench -- read-large`: point reads over a store of a million events, cold, and beside other readers. */
import { type RunningServer, tempFolder } from '../../server/test/system.ts';
import type { Seen } from './load.ts';
import { endPeer, sendLoad, startPeer } from './processes.ts';
import { keepAnswer } from './scenarios.ts';
import { get, portOf, type Say } from './servers.ts';
import { median } from './statistics.ts';
import { idsAcross, withServer } from './stores/asking.ts';
import { type LargeStore, largeStore } from './stores/stores.ts';

const EVENTS = 1_000_000;
const PAIRS = 5;
const SECONDS = 2;
/** Where all threads of a server share a core, compiling what is hot takes as long. */
const WARM_UP_SECONDS = 6;
const IDS = 40_000;
const LIST_READERS = 10;

export interface LargeReads {
  cold: { rate: number; p50Ms: number; p99Ms: number; ofBareHttp: number };
  beside: { idleP99Ms: number; p99Ms: number; ofIdle: number; pages: number; fed: number };
}

export async function measureLargeReads(say: Say): Promise<LargeReads> {
  const store = await largeStore(EVENTS, say);
  const folder = tempFolder();
  try {
    const ids = await withServer(store, (server) => idsAcross(store, server, IDS));
    return {
      cold: await measureCold(store, ids, folder.path, say),
      beside: await withServer(store, (server) => measureBeside(store, ids, server, say)),
    };
  } finally {
    folder.remove();
  }
}

/** The server is started anew for each pair, and no id is read twice: nothing is in its own memory. */
async function measureCold(store: LargeStore, ids: string[], scratch: string, say: Say) {
  const share = Math.floor(ids.length / (PAIRS + 1));
  const pairs: { ours: Seen; bare: Seen }[] = [];
  for (let pair = 0; pair <= PAIRS; pair++) {
    say(`read-large: cold, pair ${pair} of ${PAIRS}`);
    const some = ids.slice(pair * share, (pair + 1) * share);
    const requests = some.map((id) => get(`/public/events/${id}`, store.large.key));
    const load = { clients: 32, seconds: SECONDS, requests, status: 200 };
    const { ours, answer } = await withServer(store, async (server) => {
      // Compiled by other ids: it is the data that are cold.
      const others = ids.slice(-2_000).map((id) => get(`/public/events/${id}`, store.large.key));
      await sendLoad({ ...load, requests: others, seconds: WARM_UP_SECONDS, port: portOf(server) });
      const headers = { authorization: `Bearer ${store.large.key}` };
      const answer = await keepAnswer(
        scratch,
        fetch(`${server.address}/public/events/${some[0]}`, { headers }),
      );
      return { ours: await sendLoad({ ...load, once: true, port: portOf(server) }), answer };
    });
    const peer = await startPeer('bare-http.ts', 'read', answer);
    await sendLoad({ ...load, seconds: 0.3, port: peer.port });
    const bare = await sendLoad({ ...load, port: peer.port });
    await endPeer(peer);
    // The first one brings the file into the system's memory.
    if (pair > 0) pairs.push({ ours, bare });
  }
  const rateOf = ({ requests, seconds }: Seen) => requests / seconds;
  return {
    rate: median(pairs.map(({ ours }) => rateOf(ours))),
    p50Ms: median(pairs.map(({ ours }) => ours.p50)),
    p99Ms: median(pairs.map(({ ours }) => ours.p99)),
    ofBareHttp: median(pairs.map(({ ours, bare }) => rateOf(ours) / rateOf(bare))),
  };
}

/** One reader of points alone, then beside one that reads everything by the feed and ten that read lists. */
async function measureBeside(store: LargeStore, ids: string[], server: RunningServer, say: Say) {
  const points = {
    port: portOf(server),
    clients: 1,
    seconds: SECONDS,
    requests: ids.map((id) => get(`/public/events/${id}`, store.large.key)),
    status: 200,
  };
  const feeds = Array.from({ length: EVENTS / 500 }, (_, n) =>
    get(`/api/events/feed?after=${store.large.firstSeq + n * 500}&limit=500`, store.large.key),
  );
  const lists = ['', '&category=POLICY', '&workspaceId=2', '&source=APP', '&sortDir=ASC'].map((filter) =>
    get(`/public/v2/events?size=50${filter}`, store.large.key),
  );
  const pairs: { idle: Seen; beside: Seen; pages: Seen; fed: Seen }[] = [];
  for (let pair = 0; pair <= PAIRS; pair++) {
    say(`read-large: beside others, pair ${pair} of ${PAIRS}`);
    const idle = await sendLoad(points);
    const [beside, pages, fed] = await Promise.all([
      sendLoad(points),
      sendLoad({ ...points, background: true, clients: LIST_READERS, requests: lists }),
      sendLoad({ ...points, background: true, clients: 1, requests: feeds }),
    ]);
    if (pair > 0) pairs.push({ idle, beside, pages, fed });
  }
  return {
    idleP99Ms: median(pairs.map(({ idle }) => idle.p99)),
    p99Ms: median(pairs.map(({ beside }) => beside.p99)),
    ofIdle: median(pairs.map(({ idle, beside }) => beside.p99 / idle.p99)),
    pages: median(pairs.map(({ pages }) => pages.requests / pages.seconds)),
    fed: median(pairs.map(({ fed }) => (fed.requests * 500) / fed.seconds)),
  };
}

const met = (is: boolean) => (is ? 'reached' : '**missed**');
const round = (value: number) => Math.round(value).toLocaleString('en');

export function largeReadsTable({ cold, beside }: LargeReads): string {
  return [
    '| work, 1,000,000 events | measured | goal | |',
    '|---|---|---|---|',
    `| details read once each, 32 clients | ${round(cold.rate)} a second, p50 ${cold.p50Ms.toFixed(1)} ms, p99 ${cold.p99Ms.toFixed(1)} ms; ` +
      `${cold.ofBareHttp.toFixed(2)} of bare \`node:http\`, same bytes | 0.40 | ${met(cold.ofBareHttp >= 0.4)} |`,
    `| details, one client, p99 beside ten readers of lists (${round(beside.pages)} pages of 50 a second) and one that reads ` +
      `everything (${round(beside.fed)} events a second) | ${beside.p99Ms.toFixed(1)} ms, ${beside.ofIdle.toFixed(1)} of that of an idle ` +
      `server (${beside.idleP99Ms.toFixed(2)} ms) | 3 | ${met(beside.ofIdle <= 3)} |`,
    '',
    `Medians of ${PAIRS} pairs`,
  ].join('\n');
}
