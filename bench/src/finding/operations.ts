/** What is asked of large stores when events are looked for, and how fast it is to be answered. */
import type { RunningServer } from '../../../server/test/system.ts';
import { ask, get } from '../servers.ts';
import { idsAcross } from '../stores/asking.ts';
import { words } from '../stores/events.ts';
import type { LargeStore } from '../stores/stores.ts';

/** What is drawn together. */
type Group = 'pages of v2' | 'pages of v1' | 'free text' | 'counts and proofs';

export interface Operation {
  name: string;
  what: string;
  group: Group;
  /** Milliseconds that the 99th percentile is to stay within, at a store of so many events. */
  goal: { p99Ms: number; events: number };
  /** Complete requests, each another question where there are so many. */
  requests(store: LargeStore, server: RunningServer): Promise<string[]>;
}

const MILLION = 1_000_000;
/** How deep "deep" is, in events, where so many are found. */
const DEEP = 100_000;
const V1_PAGE = 50;
const V1_LAST_PAGE = 1_000;
const PROOFS = 400;

const V2_MEMBERS = ['type', 'source', 'category', 'connectionId', 'userId', 'workspaceId'];
const V1_MEMBERS = ['type', 'source', 'category', 'status', 'userId', 'testId', 'workspaceId'];
/** Not among the facets. */
const CONTROLS = [1, 60, 120];
const PAIRS = [
  ['category', 'status'],
  ['source', 'workspaceId'],
  ['userId', 'category'],
  ['type', 'workspaceId'],
] as const;

export const operations: readonly Operation[] = [
  {
    name: 'v2-first',
    what: 'v2 list, one filter, first page',
    group: 'pages of v2',
    goal: { p99Ms: 20, events: 10 * MILLION },
    requests: async (store, server) =>
      (await oneFilter(store, server, V2_MEMBERS)).map(({ filter }) =>
        get(`/public/v2/events?${filter}`, store.large.key),
      ),
  },
  {
    name: 'v2-deep',
    what: 'v2 list, one filter, up to 100,000 events deep',
    group: 'pages of v2',
    goal: { p99Ms: 20, events: 10 * MILLION },
    requests: async (store, server) => {
      const deep: string[] = [];
      for (const { filter } of await oneFilter(store, server, V2_MEMBERS)) {
        const cursor = await deepCursor(store, server, filter);
        if (cursor !== null) deep.push(get(`/public/v2/events?${filter}&cursor=${cursor}`, store.large.key));
      }
      return deep;
    },
  },
  {
    name: 'v1-first',
    what: 'v1 list with its total, one filter, first page',
    group: 'pages of v1',
    goal: { p99Ms: 70, events: 10 * MILLION },
    requests: async (store, server) =>
      (await oneV1Filter(store, server)).map(({ filter }) =>
        get(`/public/events?limit=${V1_PAGE}&${filter}`, store.large.key),
      ),
  },
  {
    name: 'v1-deep',
    what: 'v1 list with its total, one filter, last page that v1 has',
    group: 'pages of v1',
    goal: { p99Ms: 70, events: 10 * MILLION },
    requests: async (store, server) =>
      (await oneV1Filter(store, server)).map(({ filter, count }) => {
        const page = Math.min(V1_LAST_PAGE, Math.ceil(count / V1_PAGE));
        return get(`/public/events?limit=${V1_PAGE}&page=${page}&${filter}`, store.large.key);
      }),
  },
  {
    name: 'v1-two-filters',
    what: 'v1 list with its total, two filters',
    group: 'pages of v1',
    goal: { p99Ms: 70, events: 10 * MILLION },
    requests: (store, server) => byTwoFilters(store, server, `/public/events?limit=${V1_PAGE}`),
  },
  {
    name: 'v1-by-description',
    what: 'v1 by DESCRIPTION, two filters',
    group: 'pages of v1',
    goal: { p99Ms: 1_000, events: MILLION },
    requests: (store, server) => byTwoFilters(store, server, '/public/events?sort=DESCRIPTION'),
  },
  {
    name: 'v1-by-user',
    what: 'v1 by USER, two filters',
    group: 'pages of v1',
    goal: { p99Ms: 1_000, events: MILLION },
    requests: (store, server) => byTwoFilters(store, server, '/public/events?sort=USER'),
  },
  text('text-rare', 'free text, a rare word', [words.rare], 'large'),
  text('text-common', 'free text, common words', [words.common, 'reviewed', 'updated', 'review'], 'large'),
  text('text-two', 'free text, two common words', [`${words.common} finance`, 'reviewed vendor'], 'large'),
  text('text-small', 'free text, a company of 100 events beside it', [words.common, 'updated'], 'small'),
  {
    name: 'facets',
    what: 'facets of all members, two filters',
    group: 'counts and proofs',
    goal: { p99Ms: 500, events: 10 * MILLION },
    requests: (store, server) => byTwoFilters(store, server, '/api/events/facets?limit=50'),
  },
  {
    name: 'histogram',
    what: 'histogram by day, two filters',
    group: 'counts and proofs',
    goal: { p99Ms: 500, events: 10 * MILLION },
    requests: (store, server) => byTwoFilters(store, server, '/api/events/histogram?interval=day'),
  },
  {
    name: 'proof',
    what: 'proof of inclusion, `affidavit.tlog-proof`',
    group: 'counts and proofs',
    goal: { p99Ms: 1, events: 10 * MILLION },
    requests: async (store, server) =>
      (await idsAcross(store, server, PROOFS)).map((id) =>
        get(`/api/events/${id}/affidavit.tlog-proof`, store.large.key),
      ),
  },
];

function text(name: string, what: string, asked: readonly string[], company: 'large' | 'small'): Operation {
  return {
    name,
    what,
    group: 'free text',
    goal: { p99Ms: 200, events: 10 * MILLION },
    requests: async (store) =>
      asked.map((words) => get(`/api/events?q=${encodeURIComponent(words)}`, store[company].key)),
  };
}

interface Value {
  value: string | number | null;
  count: number;
}

/** How often each value of each member is there, the most frequent first; without events that have none. */
async function valuesOf(store: LargeStore, server: RunningServer, members: readonly string[]) {
  const wanted = members.map((member) => `members=${member}`).join('&');
  const path = `/api/events/facets?limit=1000&${wanted}`;
  const facets = await ask<Record<string, Value[]>>(server, path, store.large.key);
  return (member: string) => (facets[member] ?? []).filter(({ value }) => value !== null);
}

/** For each member its most frequent value, the one in the middle, and the rarest. */
async function oneFilter(store: LargeStore, server: RunningServer, members: readonly string[]) {
  const values = await valuesOf(store, server, members);
  return members.flatMap((member) => {
    const all = values(member);
    return [...new Set([all[0], all[Math.floor(all.length / 2)], all.at(-1)])].flatMap((one) =>
      one === undefined ? [] : [{ filter: `${member}=${one.value}`, count: one.count }],
    );
  });
}

async function oneV1Filter(store: LargeStore, server: RunningServer) {
  const filters = await oneFilter(store, server, V1_MEMBERS);
  for (const filter of CONTROLS.map((control) => `controlId=${control}`)) {
    const path = `/public/events?limit=1&${filter}`;
    const { total } = await ask<{ total: number }>(server, path, store.large.key);
    filters.push({ filter, count: total });
  }
  return filters;
}

/** The path asked with pairs of filters on it, frequent values and rare ones. */
async function byTwoFilters(store: LargeStore, server: RunningServer, path: string): Promise<string[]> {
  const values = await valuesOf(store, server, [...new Set(PAIRS.flat())]);
  return PAIRS.flatMap(([one, other]) =>
    values(one)
      .slice(0, 3)
      .flatMap((first) =>
        values(other)
          .slice(0, 3)
          .map((second) => get(`${path}&${one}=${first.value}&${other}=${second.value}`, store.large.key)),
      ),
  );
}

/** Where the page begins that is DEEP events from the first, or the last page; null when all are on one. */
async function deepCursor(store: LargeStore, server: RunningServer, filter: string): Promise<string | null> {
  let cursor: string | null = null;
  for (let seen = 0; seen < DEEP; seen += 500) {
    const path: string = `/public/v2/events?size=500&${filter}${cursor === null ? '' : `&cursor=${cursor}`}`;
    const { pagination } = await ask<{ pagination: { cursor: string | null } }>(
      server,
      path,
      store.large.key,
    );
    if (pagination.cursor === null) break;
    cursor = pagination.cursor;
  }
  return cursor;
}
