/** GET /api/events, /facets, /histogram and /{id} on the demo, against a look at every event. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type Answer, get } from './client.ts';
import { affidavit, type RunningServer, startServer, tempFolder } from './system.ts';

const EXAMPLE = 'aaaaaaaa-bbbb-0000-cccc-dddddddddddd';
const data = tempFolder();
let server: RunningServer;
let acme: string;
let globex: string;
let events: Found[];

before(async () => {
  server = await startServer({ command: 'demo', data: data.path });
  acme = readFileSync(join(data.path, 'demo.key'), 'utf8').trim();
  globex = readFileSync(join(data.path, 'demo-other.key'), 'utf8').trim();
  events = await walk('');
});
after(async () => {
  await server.stop();
  data.remove();
});

interface Found {
  seq: number;
  id: string;
  type: string;
  category: string;
  source: string;
  status: string | null;
  description: string;
  createdAt: string;
  recordedAt: string;
  userId: number | null;
  connectionId: number | null;
  workspaceId: number | null;
  testId: number | null;
  controlIds: number[];
}

async function ask(path: string, key = acme): Promise<Answer['json']> {
  const answer = await get(server.address, path, key);
  assert.equal(answer.status, 200, `${path}: ${answer.text}`);
  return answer.json;
}

async function walk(query: string, size = 500): Promise<Found[]> {
  const found: Found[] = [];
  let cursor = '';
  do {
    const page = await ask(`/api/events?${query}&size=${size}&cursor=${cursor}`);
    found.push(...page.data);
    cursor = page.pagination.cursor ?? '';
  } while (cursor !== '');
  return found;
}

const seqs = (found: readonly Found[]) => found.map(({ seq }) => seq);

const singles = [
  'type',
  'source',
  'category',
  'status',
  'userId',
  'connectionId',
  'workspaceId',
  'testId',
] as const;
type Single = (typeof singles)[number];
type Values = readonly (string | number | null)[];
type Query = { [name in Single]?: Values };

const isAny = (event: Found, name: Single, values: Values) => values.includes(event[name]);

function fits(event: Found, some: Query, not: Query): boolean {
  return singles.every(
    (name) =>
      (some[name] === undefined || isAny(event, name, some[name])) &&
      (not[name] === undefined || !isAny(event, name, not[name])),
  );
}

const printed = (prefix: string, query: Query) =>
  Object.entries(query)
    .flatMap(([name, values]) => values?.map((value) => `${prefix}${name}=${value}`) ?? [])
    .join('&');

/** Values that occur, and for each member one or two of them. */
function someQuery(): fc.Arbitrary<Query> {
  const members = Object.fromEntries(
    singles.map((name) => {
      const known = [...new Set(events.map((event) => event[name]))];
      return [name, fc.uniqueArray(fc.constantFrom(...known), { minLength: 1, maxLength: 3 })];
    }),
  );
  return fc.record(members, { requiredKeys: [] });
}

test('every filter, combined freely, finds what a look at each event finds', async () => {
  await fc.assert(
    fc.asyncProperty(someQuery(), someQuery(), async (some, not) => {
      const query = `${printed('', some)}&${printed('not.', not)}`;
      const expected = events.filter((event) => fits(event, some, not));
      assert.deepEqual(seqs(await walk(query)), seqs(expected), query);
      const feed = await readFeed(query);
      assert.deepEqual(
        feed,
        seqs(expected).sort((a, b) => a - b),
        `the feed: ${query}`,
      );
    }),
    { numRuns: 30 },
  );
});

/** The seqs of a feed from the beginning to the end. */
async function readFeed(query: string): Promise<number[]> {
  const found: Found[] = [];
  for (let place = -1; ; ) {
    const { data: chunk, next } = await ask(`/api/events/feed?${query}&limit=500&after=${place}`);
    if (next === place) return seqs(found);
    found.push(...chunk);
    place = next;
  }
}

test('times, controls, and both together with negation', async () => {
  const [middle] = events.slice(700, 701);
  assert.ok(middle);
  const { createdAt, recordedAt } = middle;
  for (const [query, expected] of [
    [`createdFrom=${createdAt}`, events.filter((e) => e.createdAt >= createdAt)],
    [
      `createdTo=${createdAt}&not.source=APP`,
      events.filter((e) => e.createdAt <= createdAt && e.source !== 'APP'),
    ],
    [`recordedFrom=${recordedAt}`, events.filter((e) => e.recordedAt >= recordedAt)],
    [`recordedTo=${recordedAt}`, events.filter((e) => e.recordedAt <= recordedAt)],
    ['controlId=12', events.filter((e) => e.controlIds.includes(12))],
    ['not.controlId=12&testId=51', events.filter((e) => e.testId === 51 && !e.controlIds.includes(12))],
    ['status=null&userId=null', events.filter((e) => e.status === null && e.userId === null)],
    ['type[]=NO&type='.replace('NO', middle.type), events.filter((e) => e.type === middle.type)],
  ] as const) {
    assert.deepEqual(seqs(await walk(query)), seqs(expected), query);
    assert.deepEqual(
      await readFeed(query),
      seqs(expected).sort((a, b) => a - b),
      `the feed: ${query}`,
    );
  }
  const up = await walk('sortDir=ASC&category=POLICY', 17);
  assert.deepEqual(seqs(up).reverse(), seqs(events.filter((e) => e.category === 'POLICY')));
  const first = await ask('/api/events?category=POLICY&includeTotalCount=true&size=1');
  assert.equal(first.pagination.totalCount, up.length);
});

test('words find what holds all of them, together with every filter', async () => {
  const has = (event: Found, ...words: string[]) =>
    words.every((word) =>
      event.description
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .includes(word),
    );
  const sought = events.filter((e) => has(e, 'policy'));
  assert.ok(sought.length > 0);
  const found = await walk('q=POLICY');
  assert.ok(sought.every(({ seq }) => found.some((one) => one.seq === seq)));
  const narrowed = await walk('q=policy&category=POLICY&not.source=APP');
  const expected = found.filter((e) => e.category === 'POLICY' && e.source !== 'APP');
  assert.deepEqual(seqs(narrowed), seqs(expected));
  assert.deepEqual(await walk('q=nowhereinthisdemo'), []);
  assert.deepEqual(seqs(await walk('q=%20')), seqs(events), 'no words, no condition');
  const { pagination } = await ask('/api/events?q=policy&size=1&includeTotalCount=true');
  assert.equal(pagination.totalCount, found.length);
  const other = await get(server.address, `/api/events?q=policies&cursor=${pagination.cursor}`, acme);
  assert.equal(other.status, 400);
});

test('a cursor does not depend on the order in which a filter was written, but on the filter', async () => {
  const { pagination } = await ask(
    '/api/events?size=2&source=APP&category=POLICY&category=USER&not.userId=7',
  );
  const { cursor } = pagination;
  await ask(`/api/events?size=2&not.userId=7&category=USER&category=POLICY&source=APP&cursor=${cursor}`);
  for (const [path, key] of [
    [`/api/events?source=APP&category=POLICY&userId=1&cursor=${cursor}`, acme],
    [`/api/events?source=APP&category=POLICY&category=USER&not.userId=7&cursor=${cursor}`, globex],
    [`/api/events?source=APP&not.category=POLICY&category=USER&userId=1&cursor=${cursor}`, acme],
    [`/public/v2/events?source=APP&cursor=${cursor}`, acme],
  ] as const)
    assert.equal((await get(server.address, path, key)).status, 400, path);
});

test('one event says what it was, where it is in the log, and who else it names', async () => {
  const event = await ask(`/api/events/${EXAMPLE.toUpperCase()}`);
  const v2 = await ask(`/public/v2/events/${EXAMPLE}?expand=user&expand=connection&expand=metadata`);
  assert.deepEqual(
    Object.keys(event).join(' '),
    'seq id type category source status description createdAt recordedAt userId user connectionId connection ' +
      'workspaceId testId testName controlIds requestDescription metadata issues provenance leaf',
  );
  for (const name of [
    'user',
    'connection',
    'metadata',
    'issues',
    'description',
    'createdAt',
    'requestDescription',
  ])
    assert.deepEqual(event[name], v2[name], name);
  assert.match(event.leaf, /^[0-9a-f]{64}$/);
  assert.deepEqual(
    events.find(({ id }) => id === EXAMPLE),
    event,
  );
  const never = await get(server.address, '/api/events/00000000-0000-4000-8000-000000000000', globex);
  const others = await get(server.address, `/api/events/${EXAMPLE}`, globex);
  assert.deepEqual([others.status, others.text], [404, never.text]);
  const old = await affidavit(
    ['keys', 'create', '--company', 'Acme Inc.', '--user', event.user.email, '--data', data.path].concat(
      '--all-permissions',
      '--legacy-times',
    ),
  );
  assert.deepEqual(
    await ask(`/api/events/${EXAMPLE}`, old.stdout.trim()),
    event,
    'our own times are ISO 8601',
  );
});

test('facets count what a look at each event counts', async () => {
  for (const query of ['', 'category=AUTOPILOT&not.status=PASSED', 'userId=null']) {
    const facets = await ask(`/api/events/facets?${query}&limit=1000`);
    assert.deepEqual(Object.keys(facets).sort(), [...singles].sort());
    const params = new URLSearchParams(query);
    const matching = events.filter(
      (e) =>
        (params.get('category') ?? e.category) === e.category &&
        e.status !== (params.get('not.status') ?? '') &&
        (!params.has('userId') || e.userId === null),
    );
    for (const name of singles) {
      const counts = new Map<unknown, number>();
      for (const event of matching) counts.set(event[name], (counts.get(event[name]) ?? 0) + 1);
      const found = facets[name] as { value: unknown; count: number }[];
      assert.deepEqual(new Map(found.map(({ value, count }) => [value, count])), counts, `${query} ${name}`);
      const order = found.map(({ count }) => count);
      assert.deepEqual(
        order,
        order.toSorted((a, b) => b - a),
      );
    }
  }
  const few = await ask('/api/events/facets?members=type&members[]=status&limit=2');
  assert.deepEqual(Object.keys(few).sort(), ['status', 'type']);
  assert.equal(few.type.length, 2);
});

test('a histogram counts every event once, by interval and status', async () => {
  const [newest, oldest] = [events[0], events[1_500]];
  assert.ok(newest && oldest);
  const [from, to] = [oldest.createdAt, newest.createdAt];
  const matching = events.filter((e) => e.source === 'AUTOPILOT' && e.createdAt >= from && e.createdAt <= to);
  assert.ok(matching.length > 500);
  for (const interval of ['12h', 'day', 'week', 'month', '']) {
    const query = `source=AUTOPILOT&createdFrom=${from}&createdTo=${to}&interval=${interval}`;
    const { bars, interval: chosen } = await ask(`/api/events/histogram?${query}`);
    if (interval !== '') assert.equal(chosen, interval);
    const sum = bars.reduce((total: number, bar: { count: number }) => total + bar.count, 0);
    assert.equal(sum, matching.length, interval);
    const places = bars.map((bar: { from: string; status: string | null }) => `${bar.from} ${bar.status}`);
    assert.deepEqual(places, places.toSorted(), 'in the order of time');
    assert.equal(new Set(places).size, places.length);
    const length = { day: 10, month: 7 }[interval];
    if (length === undefined) continue;
    const counts = Map.groupBy(matching, (e) => `${e.createdAt.slice(0, length)} ${e.status}`);
    for (const bar of bars)
      assert.equal(bar.count, counts.get(`${bar.from.slice(0, length)} ${bar.status}`)?.length);
  }
  const nothing = await ask('/api/events/histogram?createdFrom=2099-01-01');
  assert.deepEqual(nothing, { interval: 'day', bars: [] });
});

test('what is wrong is 400, named, and says what would be right', async () => {
  for (const [path, message] of [
    ['?size=501', /size must be a whole number between 1 and 500/],
    ['?type=NOPE', /type must be an event type .* not NOPE$/],
    ['?not.type=NOPE', /: not\.type must be an event type .* not NOPE$/],
    ['?status=DONE', /status\[0\] must be one of READY/],
    ['?not.status=DONE', /must be one of READY/],
    ['?userId=me', /userId\[0\] must be a whole number/],
    ['?controlId=null', /controlId\[0\] must be a whole number/],
    ['?createdFrom=soon', /createdFrom must be a time/],
    ['?recordedTo=2026-13-01', /recordedTo must be a time/],
    [`?${'userId=1&'.repeat(101)}`, /userId must hold at most 100/],
    [`?q=${'a'.repeat(1_001)}`, /q must have at most 1000 characters/],
    ['/facets?members=id', /members\[0\] must be one of type, category/],
    ['/facets?limit=0', /limit must be a whole number between 1 and 1000/],
    ['/histogram?interval=year', /interval must be minute, hour, day, week, month, or a step such as 15m/],
    [
      '/histogram?interval=minute',
      /interval must give at most 2000 steps from .*: (hour|day|week) fits, or ask for less time/,
    ],
    ['/feed?after=-2', /after must be the seq of an event, or -1/],
    ['/feed?after=1000000', /after must be below \d+: the log holds \d+ events/],
    ['/feed?wait=31', /wait must be a whole number of seconds between 0 and 30/],
    ['/feed?limit=501', /limit must/],
    ['/stream?after=1000000', /after must be below/],
    ['/not-an-id', /id must be a UUID/],
  ] as const) {
    const answer = await get(server.address, `/api/events${path}`, acme);
    assert.equal(answer.status, 400, `${path}: ${answer.text}`);
    assert.match(answer.json.message, message, path);
  }
});
