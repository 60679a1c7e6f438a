/** Tokens with which other pages show events: what they open, to whom, and for how long. On both stores. */
import assert from 'node:assert/strict';
import { testOnBothStores } from './both-stores.ts';
import { type Answer, get, post, send } from './client.ts';
import type { RunningServer } from './system.ts';

const ORIGIN = 'https://trust.example';
interface Started {
  server: RunningServer;
  key: string;
  ask(path: string, token: string, headers?: Record<string, string>): Promise<Answer>;
  make(body: object, as?: string): Promise<Answer>;
}

const soon = (ms: number) => new Date(Date.now() + ms).toISOString();
const wish = (given: object = {}) => ({
  name: 'Trust page',
  filter: { category: ['POLICY'] },
  origins: [ORIGIN],
  endsAt: soon(86_400_000),
  ...given,
});

async function record({ server, key }: Started, description: string, category: string): Promise<string> {
  const draft = { type: 'POLICY_VERSION_UPDATED', category, source: 'APP', description, userId: 1 };
  const answer = await post(server.address, '/api/events', key, { ...draft, metadata: { secret: 'inside' } });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
}

testOnBothStores(
  'a token opens what fits its filter, to its pages alone, until it ends',
  async (t, { server, key }) => {
    const at: Started = {
      server,
      key,
      ask: (path, token, headers = { origin: ORIGIN }) => get(server.address, path, token, headers),
      make: (body, as = key) => post(server.address, '/api/embed-tokens', as, body),
    };
    await t.test('what it opens', () => opens(at));
    await t.test('when it is over', () => ends(at));
    await t.test('what is refused', () => refuses(at));
  },
);

async function opens(at: Started): Promise<void> {
  const inside = await record(at, 'One.', 'POLICY');
  await record(at, 'Two.', 'POLICY');
  await record(at, 'Not theirs.', 'VENDOR');
  const made = await at.make(wish());
  assert.equal(made.status, 201, made.text);
  const { token, id } = made.json;
  assert.match(token, /^[\w-]{64}$/);

  const first = await at.ask('/api/embed/events?size=1', token);
  assert.equal(first.status, 200, first.text);
  assert.equal(first.headers.get('access-control-allow-origin'), ORIGIN);
  assert.equal(first.headers.get('access-control-allow-credentials'), null);
  assert.equal(first.headers.get('cache-control'), 'no-store');
  const next = await at.ask(`/api/embed/events?cursor=${first.json.pagination.cursor}`, token);
  const seen = [...first.json.data, ...next.json.data].map((event) => event.description);
  assert.deepEqual(seen, ['Two.', 'One.']);
  const other = await at.make(wish({ filter: { category: ['VENDOR'] } }));
  const foreign = `/api/embed/events?cursor=${first.json.pagination.cursor}`;
  assert.equal((await at.ask(foreign, other.json.token)).status, 400);
  assert.equal(
    (await send(at.server.address, `/api/embed-tokens/${other.json.id}`, at.key, { method: 'DELETE' }))
      .status,
    204,
  );
  assert.ok(!first.text.includes('inside') && !first.text.includes('owner@example.com'), first.text);

  for (const path of ['/api/events', `/public/events/${inside}`, '/api/embed-tokens', '/api/session'])
    assert.equal((await at.ask(path, token)).status, 401, path);

  for (const origin of ['https://other.example', 'http://trust.example', 'null', at.server.address]) {
    const refused = await at.ask('/api/embed/events', token, { origin });
    assert.equal(refused.status, 403, origin);
    assert.equal(refused.headers.get('access-control-allow-origin'), null);
  }
  assert.equal((await at.ask('/api/embed/events', token, {})).status, 403);
  const preflight = await fetch(`${at.server.address}/api/embed/events`, {
    method: 'OPTIONS',
    headers: { origin: ORIGIN, 'access-control-request-headers': 'authorization' },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-headers'), 'authorization');

  const listed = await get(at.server.address, '/api/embed-tokens', at.key);
  assert.ok(!listed.text.includes(token) && !listed.text.includes('hash'), listed.text);
  assert.deepEqual(listed.json.data[0].filter, { category: ['POLICY'] });
  const drop = { method: 'DELETE' };
  assert.equal((await send(at.server.address, `/api/embed-tokens/${id}`, at.key, drop)).status, 204);
  assert.equal((await send(at.server.address, `/api/embed-tokens/${id}`, at.key, drop)).status, 404);
  assert.equal((await at.ask('/api/embed/events', token)).status, 401);
  const told = await get(
    at.server.address,
    '/api/events?type=EMBED_TOKEN_CREATED&type=EMBED_TOKEN_REVOKED',
    at.key,
  );
  assert.deepEqual(told.json.data.map(({ description }: { description: string }) => description).toSorted(), [
    ...Array(2).fill('owner@example.com let other pages show events with the token "Trust page".'),
    ...Array(2).fill('owner@example.com took back the token "Trust page".'),
  ]);
  assert.ok(!told.text.includes(token));
}

async function ends(at: Started): Promise<void> {
  const made = await at.make(wish({ endsAt: soon(1_500) }));
  assert.equal(made.status, 201, made.text);
  let answer: Answer;
  do answer = await at.ask('/api/embed/events', made.json.token);
  while (answer.status === 200 && Date.now() < Date.parse(made.json.endsAt) + 60_000);
  assert.equal(answer.status, 401, answer.text);
  assert.ok(Date.now() >= Date.parse(made.json.endsAt));
  assert.equal(answer.headers.get('access-control-allow-origin'), ORIGIN, 'the page may say why');
}

async function refuses(at: Started): Promise<void> {
  for (const [given, says] of [
    [{ filter: {} }, /filter must name at least one member/],
    [{ filter: { colour: ['red'] } }, /filter/],
    [{ filter: { category: [] } }, /filter\.category/],
    [{ filter: { type: ['NO_SUCH_TYPE'] } }, /type/],
    [{ origins: [] }, /origins/],
    [{ origins: ['https://trust.example/'] }, /origins\[0\] must be an origin/],
    [{ origins: ['https://ok.example', 'javascript:1'] }, /origins\[1\] must be an origin/],
    [{ origins: ['*'] }, /origins\[0\] must be an origin/],
    [{ endsAt: '2020-01-01T00:00:00Z' }, /endsAt must be in the future/],
    [{ endsAt: '2199-01-01T00:00:00Z' }, /endsAt must be in the future, and at most a year ahead/],
  ] as const) {
    const answer = await at.make(wish(given));
    assert.equal(answer.status, 400, answer.text);
    assert.match(answer.text, says);
  }
  const permissions = ['api-manage-embed-tokens'];
  const weak = await post(at.server.address, '/api/keys', at.key, { name: 'Weak', permissions });
  assert.match((await at.make(wish(), weak.json.key)).text, /allow more than you may: api-find-events/);
  const other = await post(at.server.address, '/api/keys', at.key, {
    ...{ name: 'Reader', permissions: ['api-find-events'] },
  });
  assert.equal((await at.make(wish(), other.json.key)).status, 403);
}
