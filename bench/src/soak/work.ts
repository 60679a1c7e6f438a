/** What the server is asked for as long as its memory is watched: everything that people and programs do, at rates that it bears. */
import type { RunningServer } from '../../../server/test/system.ts';
import { operations } from '../finding/operations.ts';
import { get } from '../servers.ts';
import { idsAcross } from '../stores/asking.ts';
import { SMALL_EVENTS } from '../stores/build.ts';
import type { LargeStore } from '../stores/stores.ts';
import type { Work } from './load.ts';

const IDS = 40_000;
const FEED_PAGE = 500;
/** Programs that wait for events of a company in which nothing happens, each so many seconds a request. */
const WAITING = 5;
const WAIT_S = 5;
const LISTS = [
  ['v2-first', 10],
  ['v1-first', 3],
  ['v1-two-filters', 1],
  ['text-rare', 1],
  ['text-common', 2],
  ['text-two', 1],
  ['facets', 0.5],
  ['histogram', 0.5],
  ['proof', 5],
] as const;

export async function soakWork(store: LargeStore, server: RunningServer): Promise<Work[]> {
  const { large, small, events } = store;
  const ids = await idsAcross(store, server, IDS);
  const found: Work[] = [];
  for (const [name, perSecond] of LISTS) {
    const operation = operations.find((one) => one.name === name);
    if (operation === undefined) throw new Error(`there is no operation "${name}"`);
    found.push({ what: operation.what, perSecond, requests: await operation.requests(store, server) });
  }
  const feed = (key: string, after: number, more: string) =>
    get(`/api/events/feed?after=${after}&${more}`, key);
  const pages = Array.from({ length: Math.ceil(events / FEED_PAGE) }, (_, n) =>
    feed(large.key, large.firstSeq + n * FEED_PAGE, `limit=${FEED_PAGE}`),
  );
  return [
    {
      what: `details, v1, of ${IDS.toLocaleString('en')} ids all over the log`,
      perSecond: 200,
      clients: 8,
      requests: ids.map((id) => get(`/public/events/${id}`, large.key)),
    },
    ...found,
    {
      what: 'one event recorded',
      perSecond: 20,
      clients: 2,
      record: { key: large.key, batch: 1, from: events },
    },
    {
      what: '50 events recorded together',
      perSecond: 1,
      record: { key: large.key, batch: 50, from: 2 * events },
    },
    { what: `the feed from its beginning on, ${FEED_PAGE} a page`, perSecond: 2, requests: pages },
    {
      what: 'the feed of what is recorded, waiting for it',
      perSecond: 4,
      follow: { key: large.key, after: large.firstSeq + events - 1 },
    },
    {
      what: `a feed that waits ${WAIT_S} s in vain`,
      perSecond: WAITING / WAIT_S,
      clients: WAITING,
      requests: [feed(small.key, small.firstSeq + SMALL_EVENTS - 1, `wait=${WAIT_S}`)],
    },
  ];
}
