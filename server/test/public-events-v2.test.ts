/** GET /public/v2/events and GET /public/v2/events/{eventId} on the demo: documents, encodings, filters, cursors. */
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

interface EventV2 {
  id: string;
  type: string;
  category: string;
  source: string;
  createdAt: string;
  userId: number | null;
  connectionId: number | null;
}

interface Page {
  data: EventV2[];
  pagination: { cursor: string | null; totalCount?: number };
}

async function page(query: string, key = acme): Promise<Page> {
  const answer = await get(server.address, `/public/v2/events?${query}`, key);
  assert.equal(answer.status, 200, `${query}: ${answer.text}`);
  return answer.json;
}

/** Every event that a query finds, walked in pages of `size`. */
async function walk(query: string, size = 500): Promise<EventV2[]> {
  const found: EventV2[] = [];
  let cursor = '';
  do {
    const { data: events, pagination } = await page(`${query}&size=${size}&cursor=${cursor}`);
    assert.ok(events.length === size || pagination.cursor === null);
    found.push(...events);
    cursor = pagination.cursor ?? '';
  } while (cursor !== '');
  return found;
}

function problem(answer: Answer, status: number, name: string, message: RegExp): void {
  assert.equal(answer.status, status, answer.text);
  assert.deepEqual(Object.keys(answer.json), ['name', 'statusCode', 'message', 'code']);
  assert.equal(answer.json.name, name);
  assert.match(answer.json.message, message);
}

const ALWAYS =
  'id type category source description status createdAt userId connectionId requestDescription'.split(' ');

test('members that can be expanded are absent until they are', async () => {
  const read = async (query: string): Promise<Record<string, unknown>> =>
    (await get(server.address, `/public/v2/events/${EXAMPLE}?${query}`, acme)).json;
  assert.deepEqual(Object.keys(await read('')), ALWAYS);
  for (const [query, more] of [
    ['expand[]=user', ['user']],
    ['expand%5B%5D=user', ['user']],
    ['expand=user', ['user']],
    ['expand[0]=user', ['user']],
    ['expand[]=testId&expand[]=testName', ['testId', 'testName']],
    ['expand[0]=testId&expand[1]=testName', ['testId', 'testName']],
    ['expand=issues&expand=issues', ['issues']],
    ['expand[]=metadata', ['metadata', 'issues']],
    ['expand[]=connection', ['connection']],
    ['expand[]=', []],
  ] as const) {
    const members = Object.keys(await read(query)).filter((name) => !ALWAYS.includes(name));
    assert.deepEqual(members.sort(), [...more].sort(), query);
  }
  const whole = await read('expand[]=user&expand[]=connection&expand[]=testId&expand[]=metadata');
  const v1 = (await get(server.address, `/public/events/${EXAMPLE}`, acme)).json;
  assert.deepEqual(whole.user, {
    id: v1.user.id,
    email: v1.user.email,
    firstName: v1.user.firstName,
    lastName: v1.user.lastName,
    createdAt: v1.user.createdAt,
    updatedAt: v1.user.updatedAt,
  });
  assert.equal(whole.userId, v1.user.id);
  assert.deepEqual(whole.metadata, v1.metadata);
  assert.deepEqual(whole.issues, v1.issues);
  assert.equal(Reflect.get(Object(whole.connection), 'clientType'), v1.connection.clientType);
  assert.equal(whole.testId === null || typeof whole.testId === 'string', true);
});

test('a list shows the documents that reading each one shows', async () => {
  const query = 'expand[]=user&expand[]=connection&expand[]=issues&expand[]=testName';
  const { data: events } = await page(`${query}&size=20`);
  assert.equal(events.length, 20);
  for (const event of events) {
    const one = await get(server.address, `/public/v2/events/${event.id}?${query}`, acme);
    assert.deepEqual(one.json, event);
  }
});

test('the defaults: fifty, newest first, no total', async () => {
  const { data: events, pagination } = await page('');
  assert.equal(events.length, 50);
  const times = events.map(({ createdAt }) => createdAt);
  assert.deepEqual(times, times.toSorted().reverse());
  assert.deepEqual(Object.keys(pagination), ['cursor']);
  assert.deepEqual(await page('size=50.0&sort=createdAt&sortDir=DESC'), await page('limit=3&eventType=X'));
});

test('the total comes on the first page, when asked for, and is what a walk finds', async () => {
  const first = await page('includeTotalCount=true&category=POLICY&size=10');
  const cursor = first.pagination.cursor;
  const second = await page(`includeTotalCount=true&category=POLICY&size=10&cursor=${cursor}`);
  assert.equal(Reflect.has(second.pagination, 'totalCount'), false);
  assert.equal(first.pagination.totalCount, (await walk('category=POLICY')).length);
  assert.equal((await page('includeTotalCount=false')).pagination.totalCount, undefined);
});

test('every filter finds what a look at each event finds', async () => {
  const events = await walk('');
  assert.ok(events.length >= 2_000);
  const [middle] = events.slice(700, 701);
  assert.ok(middle);
  const cases: [string, (event: EventV2) => boolean][] = [
    [`type=${middle.type}`, (e) => e.type === middle.type],
    ['type=VENDOR_CRITERIA_RESET', () => false],
    ['source=AUTOPILOT', (e) => e.source === 'AUTOPILOT'],
    ['category=POLICY&userId=1', (e) => e.category === 'POLICY' && e.userId === 1],
    ['userId=null', (e) => e.userId === null],
    ['userId=', (e) => e.userId === null],
    ['connectionId=null', (e) => e.connectionId === null],
    ['connectionId=&userId=1', (e) => e.connectionId === null && e.userId === 1],
    ['connectionId=1.0', (e) => e.connectionId === 1],
    [`createdAtStartDate=${middle.createdAt}`, (e) => e.createdAt >= middle.createdAt],
    [
      `createdAtEndDate=${middle.createdAt.replace('T', '%20').replace('Z', '000')}`,
      (e) => e.createdAt <= middle.createdAt,
    ],
  ];
  const ids = (found: EventV2[]) => found.map(({ id }) => id);
  for (const [query, fits] of cases)
    assert.deepEqual(ids(await walk(query)), ids(events.filter(fits)), query);
  const ascending = ids(await walk('sortDir=ASC', 333));
  assert.deepEqual(ascending.toReversed(), ids(events));
  const { pagination } = await page('workspaceId=2&includeTotalCount=true');
  assert.ok(Number(pagination.totalCount) > 0 && Number(pagination.totalCount) < events.length);
});

test('bad parameters are 400, named, on the list and on one event', async () => {
  for (const [query, message] of [
    ['size=0', /size must be a whole number between 1 and 500$/],
    ['size=501', /size must/],
    ['size=1.5', /size must/],
    ['size=abc', /size must/],
    ['size=1&size=2', /size must be given once/],
    ['sort=updated', /sort must be one of createdAt/],
    ['sortDir=desc', /sortDir must be one of ASC, DESC/],
    ['expand[]=users', /expand\[0\] must be one of connection, issues/],
    ['expand[]=user&expand[]=x', /must be one of/],
    ['expand=user,issues', /must be one of/],
  ] as const)
    for (const path of ['/public/v2/events', `/public/v2/events/${EXAMPLE}`])
      problem(await get(server.address, `${path}?${query}`, acme), 400, 'VALIDATION', message);
  for (const [query, message] of [
    ['type=NO_SUCH_TYPE', /type must be an event type/],
    ['source=X', /source must be one of APP/],
    ['category=X', /category must be one of/],
    ['userId=x', /: userId must be a whole number$/],
    ['connectionId=-1', /: connectionId must be a whole number$/],
    ['workspaceId=null', /workspaceId must be a whole number/],
    ['includeTotalCount=yes', /includeTotalCount must be true or false/],
    ['createdAtStartDate=yesterday', /createdAtStartDate must be a time/],
    ['cursor=abc', /cursor is not one that this list gave/],
    ['cursor=%00', /cursor is not one/],
  ] as const)
    problem(await get(server.address, `/public/v2/events?${query}`, acme), 400, 'VALIDATION', message);
  problem(
    await get(server.address, '/public/v2/events/1', acme),
    400,
    'VALIDATION',
    /eventId must be a UUID/,
  );
});

test('one event takes the parameters of a list, and ignores them', async () => {
  const plain = await get(server.address, `/public/v2/events/${EXAMPLE}`, acme);
  const query = 'cursor=abc&size=500&sort=updatedAt&sortDir=ASC&includeTotalCount=maybe';
  const other = await get(server.address, `/public/v2/events/${EXAMPLE.toUpperCase()}?${query}`, acme);
  assert.equal(other.status, 200);
  assert.equal(other.text, plain.text);
});

test('a cursor holds for its company, filter and direction only, and only unedited', async () => {
  const { pagination } = await page('category=USER&size=5');
  const cursor = String(pagination.cursor);
  const next = await page(`category=USER&cursor=${cursor}`);
  assert.ok(next.data.length > 5, 'the size may change on the way');
  await page(`category=USER&cursor=${cursor}&expand[]=user`);
  const flipped = `${cursor.slice(0, -3)}${cursor.at(-3) === 'A' ? 'B' : 'A'}${cursor.slice(-2)}`;
  for (const [query, key] of [
    [`category=POLICY&cursor=${cursor}`, acme],
    [`cursor=${cursor}`, acme],
    [`category=USER&userId=1&cursor=${cursor}`, acme],
    [`category=USER&sortDir=ASC&cursor=${cursor}`, acme],
    [`category=USER&cursor=${cursor}`, globex],
    [`category=USER&cursor=${flipped}`, acme],
    [`category=USER&cursor=${cursor}A`, acme],
    [`category=USER&cursor=${cursor.slice(1)}`, acme],
  ] as const) {
    const answer = await get(server.address, `/public/v2/events?${query}`, key);
    problem(answer, 400, 'VALIDATION', /: cursor is not one that this list gave for this filter and order$/);
  }
});

test('one company never sees another: the same answer as for an id that never existed', async () => {
  const headers = (answer: Answer) => [...answer.headers].filter(([name]) => name !== 'date');
  const never = await get(server.address, '/public/v2/events/00000000-0000-4000-8000-000000000000', globex);
  problem(never, 404, 'ENTITY_NOT_FOUND', /^Record Not Found$/);
  const others = await get(server.address, `/public/v2/events/${EXAMPLE}`, globex);
  assert.deepEqual([others.text, headers(others)], [never.text, headers(never)]);
  problem(await get(server.address, '/public/v2/nothing', acme), 404, 'UNDEFINED', /^Cannot GET/);
});

test('without a key, and with the older style of times', async () => {
  const without = await get(server.address, '/public/v2/events?size=0', null);
  assert.deepEqual([without.status, without.json.code], [401, 26430]);
  assert.deepEqual(Object.keys(without.json), ['statusCode', 'message', 'code']);
  const owner = (await get(server.address, `/public/v2/events/${EXAMPLE}?expand=user`, acme)).json.user;
  const flags = [
    '--company',
    'Acme Inc.',
    '--user',
    owner.email,
    '--data',
    data.path,
    '--legacy-times',
    '--all-permissions',
  ];
  const made = await affidavit(['keys', 'create', ...flags]);
  const key = made.stdout.trim();
  const query = 'expand[]=user&expand[]=connection&expand[]=metadata';
  const iso = await get(server.address, `/public/v2/events/${EXAMPLE}?${query}`, acme);
  const one = await get(server.address, `/public/v2/events/${EXAMPLE}?${query}`, key);
  const old = (time: string) => time.replace('T', ' ').replace('Z', '000');
  assert.equal(one.json.createdAt, '2020-07-06 12:00:00.000000');
  assert.equal(one.json.user.createdAt, old(iso.json.user.createdAt));
  assert.equal(one.json.connection.updatedAt, old(iso.json.connection.updatedAt));
  assert.deepEqual(one.json.metadata, iso.json.metadata);
  const [first] = (await page('size=1')).data;
  assert.equal((await page('size=1', key)).data[0]?.createdAt, old(String(first?.createdAt)));
});

test('a cursor survives a restart', async () => {
  const first = await page('sortDir=ASC&size=7');
  const second = await page(`sortDir=ASC&size=7&cursor=${first.pagination.cursor}`);
  await server.stop();
  server = await startServer({ data: data.path });
  assert.deepEqual(await page(`sortDir=ASC&size=7&cursor=${first.pagination.cursor}`), second);
});
