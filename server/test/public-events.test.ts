/** GET /public/events and GET /public/events/{id} on the demo: parameters, order of checks, isolation. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Answer, get } from './client.ts';
import { affidavit, type RunningServer, startServer, tempFolder } from './system.ts';

const EXAMPLE = 'aaaaaaaa-bbbb-0000-cccc-dddddddddddd';
const data = tempFolder();
let server: RunningServer;
let acme: string;
let globex: string;

before(async () => {
  server = await startServer({ command: 'demo', data: data.path });
  acme = readFileSync(join(data.path, 'demo.key'), 'utf8').trim();
  globex = readFileSync(join(data.path, 'demo-other.key'), 'utf8').trim();
});
after(async () => {
  await server.stop();
  data.remove();
});

interface Listed {
  id: string;
  type: string;
  category: string;
  source: string;
  status: string | null;
  description: string;
  createdAt: string;
  user: { id: number; email: string; lastName: string | null } | null;
}

const list = async (
  query: string,
  key = acme,
): Promise<{ data: Listed[]; page: number; limit: number; total: number }> => {
  const answer = await get(server.address, `/public/events?${query}`, key);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
};

/** Every event of the demo, newest first. */
async function all(): Promise<Listed[]> {
  const events: Listed[] = [];
  for (let page = 1; ; page++) {
    const { data: chunk, total } = await list(`limit=50&page=${page}`);
    events.push(...chunk);
    if (events.length >= total) return events;
  }
}

function problem(answer: Answer, statusCode: number, code: number, message: RegExp | string): void {
  assert.equal(answer.status, statusCode, answer.text);
  assert.deepEqual(Object.keys(answer.json), ['statusCode', 'message', 'code']);
  assert.equal(answer.json.statusCode, statusCode);
  assert.equal(answer.json.code, code);
  if (typeof message === 'string') assert.equal(answer.json.message, message);
  else assert.match(answer.json.message, message);
}

test('pages hold every event once, newest first, with the exact total', async () => {
  const events = await all();
  assert.ok(events.length >= 2_000);
  assert.equal(new Set(events.map(({ id }) => id)).size, events.length);
  const times = events.map(({ createdAt }) => createdAt);
  assert.deepEqual(times, times.toSorted().reverse());
  const { data: beyond, total } = await list('page=1000&limit=50');
  assert.deepEqual([beyond, total], [[], events.length]);
});

test('the defaults are those of the contract', async () => {
  const { data: events, page, limit } = await list('');
  assert.deepEqual([events.length, page, limit], [20, 1, 20]);
});

test('what real clients send works', async () => {
  assert.deepEqual(await list('page=1.0&limit=20.0'), await list(''));
  assert.deepEqual(await list('eventType=X&createdAtFrom=2020-01-01&limit=5'), await list('limit=5'));
  assert.deepEqual(await list('%6cimit=5&%70age=2'), await list('limit=5&page=2'));
  const head = await fetch(`${server.address}/public/events/${EXAMPLE}`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${acme}` },
  });
  assert.equal(head.status, 200);
});

test('every filter finds what a look at each event finds', async () => {
  const events = await all();
  const expected = (fits: (event: Listed) => boolean) => events.filter(fits).map(({ id }) => id);
  const found = async (query: string) => {
    const ids: string[] = [];
    for (let page = 1; ; page++) {
      const { data: chunk, total } = await list(`${query}&limit=50&page=${page}`);
      ids.push(...chunk.map(({ id }) => id));
      if (ids.length >= total) return ids;
    }
  };
  const [middle] = events.slice(700, 701);
  assert.ok(middle);
  const cases: [string, (event: Listed) => boolean][] = [
    [`type=${middle.type}`, (e) => e.type === middle.type],
    ['source=AUTOPILOT', (e) => e.source === 'AUTOPILOT'],
    ['category=POLICY', (e) => e.category === 'POLICY'],
    ['status=FAILED', (e) => e.status === 'FAILED'],
    ['eventErrorStatus=true', (e) => e.status === 'ERROR'],
    ['eventErrorStatus=true&status=FAILED', () => false],
    ['userId=1', (e) => e.user?.id === 1],
    [`createdAtStartDate=${middle.createdAt}`, (e) => e.createdAt >= middle.createdAt],
    [
      `createdAtEndDate=${middle.createdAt.replace('T', '%20').replace('Z', '000')}`,
      (e) => e.createdAt <= middle.createdAt,
    ],
    [
      'source=APP&category=COMPANY&userId=1',
      (e) => e.source === 'APP' && e.category === 'COMPANY' && e.user?.id === 1,
    ],
    [`q=${EXAMPLE.toUpperCase()}`, (e) => e.id === EXAMPLE],
    ['q=anything%20else', () => false],
  ];
  for (const [query, fits] of cases) assert.deepEqual(await found(query), expected(fits), query);
  for (const query of ['controlId=12', 'testId=51', 'workspaceId=2']) {
    const { total } = await list(query);
    assert.ok(total > 0 && total < events.length, query);
  }
  const newest = await list('testId=51&mostRecent=true');
  const ofTest = await list('testId=51&limit=1');
  assert.deepEqual([newest.total, newest.data[0]?.id], [1, ofTest.data[0]?.id]);
});

test('every sort, in both directions, is the other one reversed', async () => {
  const { total } = await list('category=COMPANY&limit=50');
  assert.ok(total <= 50 * 20);
  for (const sort of ['CREATED', 'DESCRIPTION', 'TYPE', 'CATEGORY', 'USER', 'CHECK_RESULTS_STATUS']) {
    const ids = async (direction: string) => {
      const pages = Array.from({ length: Math.ceil(total / 50) }, (_, i) =>
        list(`category=COMPANY&limit=50&sort=${sort}&sortDir=${direction}&page=${i + 1}`),
      );
      return (await Promise.all(pages)).flatMap(({ data: events }) => events);
    };
    const ascending = await ids('ASC');
    assert.deepEqual(
      (await ids('DESC')).map(({ id }) => id),
      ascending.map(({ id }) => id).toReversed(),
      sort,
    );
    if (sort === 'TYPE')
      assert.deepEqual(
        ascending.map((e) => e.type),
        ascending.map((e) => e.type).toSorted(),
      );
    if (sort === 'USER') {
      const names = ascending.map(({ user }) => user?.lastName ?? '');
      assert.deepEqual(names, names.toSorted());
    }
  }
});

test('bad parameters are 400 and say which', async () => {
  const cases: [string, RegExp][] = [
    ['limit=51', /limit must be a whole number between 1 and 50$/],
    ['limit=0', /limit/],
    ['page=1001', /page must be a whole number between 1 and 1000/],
    ['page=1.5', /page/],
    ['page=x', /page/],
    ['limit=1&limit=2', /limit/],
    ['status=passed', /status must be one of READY, PASSED/],
    ['category=NOPE', /category/],
    ['source=NOPE', /source must be one of APP/],
    ['sort=createdAt', /sort must be one of CREATED/],
    ['sortDir=UP', /sortDir/],
    ['userId=x', /userId/],
    ['type=NO_SUCH_TYPE', /type must be an event type/],
    ['mostRecent=1', /mostRecent/],
    ['mostRecent=true', /mostRecent: can only be used together with testId/],
    ['createdAtStartDate=yesterday', /createdAtStartDate must be a time/],
    ['createdAtEndDate=2023-02-29', /createdAtEndDate must be a time/],
  ];
  for (const [query, message] of cases)
    problem(await get(server.address, `/public/events?${query}`, acme), 400, 10020, message);
  for (const id of ['1', 'x'.repeat(36), `${EXAMPLE}0`, '%00'])
    problem(
      await get(server.address, `/public/events/${id}`, acme),
      400,
      10020,
      /^Malformed data and\/or validation errors: /,
    );
});

test('an id in capitals is the same id', async () => {
  const upper = await get(server.address, `/public/events/${EXAMPLE.toUpperCase()}`, acme);
  assert.equal(upper.text, (await get(server.address, `/public/events/${EXAMPLE}`, acme)).text);
});

test('one company never sees another: the same answer as for an id that never existed', async () => {
  const never = await get(server.address, '/public/events/00000000-0000-4000-8000-000000000000', globex);
  problem(never, 404, 10170, 'Record Not Found');
  const others = await get(server.address, `/public/events/${EXAMPLE}`, globex);
  assert.equal(others.text, never.text);
  const headers = (answer: Answer) => [...answer.headers].filter(([name]) => name !== 'date');
  assert.deepEqual(headers(others), headers(never));
  const mine = new Set((await all()).map(({ id }) => id));
  const { data: theirs } = await list('limit=50', globex);
  assert.equal(theirs.length, 50);
  assert.ok(theirs.every(({ id }) => !mine.has(id)));
  assert.equal((await list(`q=${EXAMPLE}`, globex)).total, 0);
});

test('refusals come in the order of the contract', async () => {
  const path = '/public/events/not-an-id';
  const cli = async (...args: string[]) => {
    const result = await affidavit([...args, '--data', data.path]);
    assert.equal(result.code, 0, result.stderr);
    return result.stdout.trim();
  };
  const keyFor = (email: string, ...flags: string[]) =>
    cli('keys', 'create', '--company', 'Acme Inc.', '--user', email, ...flags);
  const users = JSON.parse(await cli('list', '--company', 'Acme Inc.', '--json')) as unknown;
  assert.ok(users);

  problem(await get(server.address, path, null), 401, 12300, 'Invalid Authorization');
  problem(
    await get(server.address, path, null, { authorization: acme }),
    401,
    10000,
    'Invalid Authorization',
  );
  problem(await get(server.address, path, `${acme.slice(0, -1)}!`), 401, 12310, 'Invalid Authorization');
  problem(await get(server.address, path, 'afd_0'), 401, 12310, 'Invalid Authorization');

  await cli('company', 'create', 'Fresh', '--owner', 'new@example.com');
  const fresh = await cli(
    'keys',
    'create',
    '--company',
    'Fresh',
    '--user',
    'new@example.com',
    '--permission',
    'users-get',
  );
  const terms = 'You must accept the Drata terms and conditions to use the API';
  problem(await get(server.address, path, fresh), 412, 10340, terms);
  await cli('terms', 'accept', '--company', 'Fresh', '--user', 'new@example.com');
  const allowed = 'You are not allowed to perform this action';
  const other = await cli(
    'keys',
    'create',
    '--company',
    'Fresh',
    '--user',
    'new@example.com',
    '--permission',
    'users-get',
  );
  problem(await get(server.address, path, other), 403, 12330, allowed);

  const owner = (await list(`q=${EXAMPLE}`)).data[0]?.user;
  const reader = await keyFor(String(owner?.email), '--permission', 'event-tracking-get-event');
  problem(await get(server.address, path, reader), 400, 10020, /id must be a UUID/);
  problem(await get(server.address, '/public/events', reader), 403, 12330, allowed);
  const elsewhere = await keyFor(
    String(owner?.email),
    '--permission',
    'event-tracking-get-event',
    '--address',
    '192.0.2.0/24',
  );
  problem(await get(server.address, path, elsewhere), 401, 10000, 'Invalid Authorization');

  const keys = JSON.parse(await cli('keys', 'list', '--company', 'Acme Inc.', '--json')) as {
    id: string;
    name: string;
  }[];
  assert.ok(keys.length >= 3);
  problem(await get(server.address, '/public/v1/events', acme), 404, 10000, 'Cannot GET /public/v1/events');
});

test('a key can ask for the older style of times', async () => {
  const owner = (await list(`q=${EXAMPLE}`)).data[0]?.user;
  const made = await affidavit([
    'keys',
    'create',
    '--company',
    'Acme Inc.',
    '--user',
    String(owner?.email),
    '--data',
    data.path,
    '--permission',
    'event-tracking-get-event',
    '--legacy-times',
  ]);
  const { json } = await get(server.address, `/public/events/${EXAMPLE}`, made.stdout.trim());
  assert.equal(json.createdAt, '2020-07-06 12:00:00.000000');
  assert.equal(json.user.identities[0].connection.connectedAt, '2020-07-06 12:00:00.000000');
});
