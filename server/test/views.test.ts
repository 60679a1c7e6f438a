/** Views of the events page: who keeps them, who sees them, who changes what is shared. On both stores. */
import assert from 'node:assert/strict';
import { testOnBothStores } from './both-stores.ts';
import { type Answer, get, post, put, send } from './client.ts';
import { cookieOf, ownPages, signInWith, tokenIn } from './sign-in-kit.ts';
import type { RunningServer } from './system.ts';

/** Somebody who is signed in, or who has a key. */
interface Reader {
  list(): Promise<Answer>;
  names(): Promise<string[]>;
  keep(body: object): Promise<Answer>;
  replace(id: string, body: object): Promise<Answer>;
  drop(id: string): Promise<Answer>;
}

interface Started {
  server: RunningServer;
  /** Of user 1, the administrator. */
  key: string;
  admin: Reader;
  /** Users 2 and 3, who only read events. */
  ann: Reader;
  bob: Reader;
}

const view = (over: object = {}) => ({ name: 'Failed', query: 'status=FAILED', ...over });

function reader({ address }: RunningServer, headers: Record<string, string>): Reader {
  const write = (method: string, path: string, body?: object) =>
    send(address, path, null, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const list = () => get(address, '/api/views', null, headers);
  return {
    list,
    names: async () => (await list()).json.data.map(({ name }: { name: string }) => name),
    keep: (body) => write('POST', '/api/views', body),
    replace: (id, body) => write('PUT', `/api/views/${id}`, body),
    drop: (id) => write('DELETE', `/api/views/${id}`),
  };
}

const withKey = (server: RunningServer, key: string) => reader(server, { authorization: `Bearer ${key}` });

/** With the cookie of a link that was just made. */
async function withLink(server: RunningServer, key: string, link: object, password?: string) {
  const { url } = (await post(server.address, '/api/links', key, link)).json;
  const opened = await signInWith(server.address, tokenIn(`${url}\n`), password);
  assert.equal(opened.status, 200, opened.text);
  const cookie = cookieOf(opened);
  const { version } = (await get(server.address, '/api/terms', null, { cookie })).json;
  await post(server.address, '/api/session/terms', null, { version }, { cookie, ...ownPages });
  return reader(server, { cookie, ...ownPages });
}

testOnBothStores('views are kept by accounts, and shared by those who may', async (t, { server, key }) => {
  await put(server.address, '/api/users', key, [
    { id: 2, email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee', roles: ['RISK_MANAGER'] },
    { id: 3, email: 'bob@example.com', firstName: 'Bob', lastName: 'Ray', roles: ['AUDITOR'] },
  ]);
  const invite = (userId: number) =>
    withLink(server, key, { kind: 'invite', userId }, 'a long enough password');
  const at: Started = {
    ...{ server, key, admin: withKey(server, key) },
    ...{ ann: await invite(2), bob: await invite(3) },
  };
  await t.test('what one keeps is one’s own', () => ownViews(at));
  await t.test('what is shared is everybody’s to see', () => sharedViews(at));
  await t.test('an auditor’s link and keys', () => others(at));
  await t.test('what is refused', () => refuses(at));
  await t.test('whoever is erased', () => erased(at));
});

async function ownViews({ server, key, admin, ann, bob }: Started): Promise<void> {
  const before = (await get(server.address, '/api/events?size=1&includeTotalCount=true', key)).json;
  const made = await ann.keep(view({ query: '?status=FAILED&q=a%20b' }));
  assert.equal(made.status, 201, made.text);
  const { id, createdAt, ...rest } = made.json;
  assert.deepEqual(rest, {
    ...{ name: 'Failed', query: 'status=FAILED&q=a+b', shared: false },
    ...{ owner: { id: 2, name: 'Ann Lee' }, updatedAt: createdAt },
  });
  assert.deepEqual((await ann.list()).json.data, [made.json]);
  for (const other of [admin, bob]) {
    assert.deepEqual(await other.names(), []);
    assert.equal((await other.replace(id, view())).status, 404);
    assert.equal((await other.drop(id)).status, 404);
  }
  assert.equal((await bob.keep(view())).status, 201);
  const renamed = await ann.replace(id, { name: '  Failed <b>tests</b> ', query: '' });
  assert.equal(renamed.status, 200, renamed.text);
  assert.deepEqual([renamed.json.name, renamed.json.query], ['Failed <b>tests</b>', '']);
  assert.ok(renamed.json.updatedAt > createdAt);
  assert.equal((await ann.drop(id)).status, 204);
  assert.equal((await ann.drop(id)).status, 404);
  assert.deepEqual(await ann.names(), []);
  const later = (await get(server.address, '/api/events?size=1&includeTotalCount=true', key)).json;
  assert.deepEqual(later.pagination.totalCount, before.pagination.totalCount);
}

async function sharedViews({ server, key, admin, ann, bob }: Started): Promise<void> {
  const refused = await ann.keep(view({ shared: true }));
  assert.equal(refused.status, 403);
  assert.match(refused.json.message, /what the company shares is changed with api-share-views/);
  const own = await ann.keep(view({ name: 'Anns' }));
  assert.equal((await ann.replace(own.json.id, view({ name: 'Anns', shared: true }))).status, 403);

  const given = await admin.keep(view({ name: 'For all', shared: true }));
  assert.equal(given.status, 201, given.text);
  const { id } = given.json;
  assert.deepEqual(
    [await ann.names(), await bob.names()],
    [
      ['Anns', 'For all'],
      ['Failed', 'For all'],
    ],
  );
  for (const answer of [await ann.replace(id, view({ shared: true })), await ann.drop(id)])
    assert.equal(answer.status, 403, answer.text);

  // Another administrator changes it; it stays whose it was.
  await put(server.address, '/api/users', key, {
    ...{ id: 2, email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee', roles: ['ADMIN'] },
  });
  await until(async () => (await ann.replace(id, view({ name: 'For us', shared: true }))).status === 200);
  assert.deepEqual((await bob.list()).json.data[1].owner, { id: 1, name: 'owner@example.com' });
  const anns = await ann.replace(own.json.id, view({ name: 'Anns', shared: true }));
  assert.equal(anns.status, 200, anns.text);
  assert.deepEqual(await bob.names(), ['Anns', 'Failed', 'For us']);
  // Taken back, it is its owner's alone.
  assert.equal((await ann.replace(id, view({ name: 'For us' }))).status, 200);
  assert.deepEqual([await ann.names(), await admin.names()], [['Anns'], ['Anns', 'For us']]);
  assert.equal((await admin.drop(own.json.id)).status, 204);
  assert.equal((await admin.drop(id)).status, 204);
  assert.deepEqual(await ann.names(), []);
}

async function others(at: Started): Promise<void> {
  const { server, key, admin, ann } = at;
  const shared = await admin.keep(view({ name: 'Shared', shared: true }));
  await ann.keep(view({ name: 'Anns own' }));
  const endsAt = new Date(Date.now() + 86_400_000).toISOString();
  const auditor = await withLink(server, key, { kind: 'auditor', name: 'Jo', endsAt });
  assert.deepEqual(await auditor.names(), ['Shared']);
  for (const answer of [
    await auditor.keep(view()),
    await auditor.replace(shared.json.id, view({ shared: true })),
    await auditor.drop(shared.json.id),
  ])
    assert.equal(answer.status, 403, answer.text);

  const finds = withKey(server, await keyOf(at, ['api-find-events']));
  assert.equal((await finds.keep(view())).status, 403);
  assert.deepEqual(await finds.names(), ['Shared']);
  const keeps = withKey(server, await keyOf(at, ['api-keep-views', 'api-find-events']));
  const kept = await keeps.keep(view({ name: 'By a program' }));
  assert.deepEqual(kept.json.owner, { id: 1, name: 'owner@example.com' });
  assert.equal((await keeps.keep(view({ name: 'Two', shared: true }))).status, 403);
  // Whoever may not share any more still takes back and deletes what is theirs.
  assert.equal((await keeps.replace(shared.json.id, view({ name: 'Shared' }))).status, 200);
  for (const { id } of [kept.json, shared.json]) assert.equal((await keeps.drop(id)).status, 204);
  assert.deepEqual(await auditor.names(), []);
}

async function refuses({ admin, bob }: Started): Promise<void> {
  const wrong = {
    'query.utm is no parameter of the events page': view({ query: 'utm=1' }),
    'query.status must be one of READY, PASSED, FAILED, ERROR, PREAUDIT, null': view({ query: 'status=x' }),
    'query must have at most 4000 characters': view({ query: 'q='.padEnd(4_001, 'x') }),
    'query is required': { name: 'x' },
    'name must not be blank': view({ name: ' \n ' }),
    'name must have at most 80 characters': view({ name: 'x'.repeat(81) }),
    'shared must be true or false': view({ shared: 'yes' }),
  };
  for (const [message, body] of Object.entries(wrong)) {
    const answer = await admin.keep(body);
    assert.equal(answer.status, 400, answer.text);
    assert.ok(answer.json.message.endsWith(`: ${message}`), answer.text);
  }
  const twice = await bob.keep(view());
  assert.equal(twice.status, 409, twice.text);
  assert.match(twice.json.message, /another view of the same owner has this name/);
  for (const id of ['nothing', '%00', '%27%20OR%201=1%20--'])
    assert.equal((await admin.drop(id)).status, 404, id);
}

/** After the views of the tests before: Bob has one of his own. */
async function erased(at: Started): Promise<void> {
  const { server, key, admin, bob } = at;
  const mine = await admin.keep(view({ name: 'What Bob Ray did', query: 'q=Bob+Ray', shared: true }));
  const request = { reason: 'Asked.', legalBasis: 'GDPR Art. 17' };
  const answer = await post(server.address, '/api/users/3/erasure', key, request);
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual([answer.json.removed.views, answer.json.redacted.views], [1, 1]);
  const [left, ...more] = (await admin.list()).json.data;
  assert.deepEqual(more, []);
  assert.deepEqual([left.id, left.name, left.query], [mine.json.id, 'What [erased] did', 'q=%5Berased%5D']);
  assert.equal((await bob.list()).status, 401);
}

/** A key of the administrator that may do only this. */
async function keyOf({ server, key }: Started, permissions: string[]): Promise<string> {
  const made = await post(server.address, '/api/keys', key, { name: 'Some', permissions });
  assert.equal(made.status, 201, made.text);
  return made.json.key;
}

/** A session is believed for a second without being read again. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) assert.ok(tries < 10_000);
}
