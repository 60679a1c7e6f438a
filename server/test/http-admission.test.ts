/** Who is let in, in which order the refusals come, and what is noted of it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Company } from '../src/app/ports.ts';
import { makeApiKey } from '../src/domain/api-key.ts';
import { limits } from '../src/domain/limits.ts';
import { get, post } from './client.ts';
import { exchange, type HttpKit, startHttp } from './http-kit.ts';

const ID = 'aaaaaaaa-bbbb-0000-cccc-dddddddddddd';
let http: HttpKit;
let company: Company;
let key: string;

before(async () => {
  http = await startHttp({ config: { trustedProxies: ['127.0.0.1'] } });
  company = http.services.company('First');
  key = http.services.addKey(company);
  await http.services.recordEvents(company, [{ id: ID, description: 'the first' }], { idempotencyKey: null });
});
after(() => http.close());

test('each refusal wins over those that come after it', async () => {
  const { services, address } = http;
  const noTerms = services.addKey(company, { permissions: [] }, null);
  const noPermission = services.addKey(company, { permissions: ['api-read-log'] });
  const unknown = makeApiKey(new Uint8Array(32).fill(7));
  const broken = '{"a":';
  const cases: [string | null, number, number][] = [
    [null, 401, 12300],
    [unknown, 401, 12310],
    [noTerms, 412, 10340],
    [noPermission, 403, 12330],
    [key, 400, 10020],
  ];
  for (const [given, status, code] of cases) {
    for (const answer of [
      await get(address, '/public/events?limit=51', given),
      await get(address, '/public/events/no-id', given),
      await post(address, '/api/events', given, broken),
    ]) {
      assert.equal(answer.status, status);
      assert.equal(answer.json.code, code);
      assert.deepEqual(Object.keys(answer.json), ['statusCode', 'message', 'code']);
      assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    }
  }
  assert.equal((await get(address, `/public/events/${ID.replace('a', 'b')}`, key)).json.code, 10170);
  assert.equal((await get(address, `/public/events/${ID.toUpperCase()}`, key)).status, 200);
});

test('the codes of a refused key', async () => {
  const { services, address, clock } = http;
  const now = clock.nowMs;
  const revoked = services.addKey(company, { revokedAt: now - 1 });
  const expired = services.addKey(company, { expiresAt: now });
  const elsewhere = services.addKey(company, { addresses: ['192.0.2.0/24', 'not an address'] });
  const headers: [string | undefined, number, number][] = [
    [undefined, 401, 12300],
    [key, 401, 10000],
    [`Basic ${key}`, 401, 10000],
    ['Bearer', 401, 10000],
    ['Bearer nonsense', 401, 12310],
    [`Bearer ${key.slice(0, -1)}!`, 401, 12310],
    [`Bearer ${key} more`, 401, 12310],
    [`Bearer ${revoked}`, 401, 10000],
    [`Bearer ${expired}`, 401, 10000],
    [`Bearer ${elsewhere}`, 401, 10000],
    [`Bearer ${key}`, 200, 0],
    [`bearer   ${key}`, 200, 0],
  ];
  for (const [authorization, status, code] of headers) {
    const given: Record<string, string> = authorization === undefined ? {} : { authorization };
    const answer = await get(address, '/public/events', null, given);
    assert.equal(answer.status, status, String(authorization));
    if (status === 200) continue;
    assert.equal(answer.json.code, code, String(authorization));
    assert.equal(answer.json.message, 'Invalid Authorization');
    assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
  }
  const from = { 'x-forwarded-for': '192.0.2.77' };
  assert.equal((await get(address, '/public/events', elsewhere, from)).status, 200);
  assert.equal((await get(address, '/public/v2/events', null)).json.code, 26430);
});

test('a key with a wrong checksum costs no look-up, and a key in the query string is no key', async () => {
  const { services, address } = http;
  const lookups = services.lookups();
  const wrong = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`;
  assert.equal((await get(address, '/public/events', wrong)).json.code, 12310);
  assert.equal(
    (await get(address, `/public/events?key=${key}&authorization=Bearer%20${key}`, null)).json.code,
    12300,
  );
  assert.equal(services.lookups(), lookups);
});

test('however a path is spelled, its checks stand before it', async () => {
  for (const path of [
    '/%70ublic/events',
    '/public/%65vents',
    `/publi%63/events/${ID}`,
    '/%61pi/events',
    '/lo%67/x/checkpoint',
  ])
    for (const method of ['GET', 'POST']) {
      const { status } = await fetch(http.address + path, { method });
      assert(status === 401 || status === 404 || status === 405, `${method} ${path}: ${status}`);
    }
  assert.equal((await get(http.address, '/%70ublic/events', key)).status, 200);
  assert.equal((await get(http.address, `/public/events/${ID}%2F..`, key)).status, 400);
});

test('what is not served: strangers are not told, others get 404 or 405', async () => {
  const { address } = http;
  assert.equal((await get(address, '/public/nothing', null)).status, 401);
  assert.equal((await get(address, '/public/events/a/b', null)).status, 401);
  const missing = await get(address, '/public/nothing?x=secret', key);
  assert.deepEqual(missing.json, { statusCode: 404, message: 'Cannot GET /public/nothing', code: 10000 });
  assert.equal((await get(address, '/elsewhere', null)).status, 404);
  for (const [method, path, allow] of [
    ['DELETE', '/public/events', 'GET, HEAD'],
    ['OPTIONS', `/public/events/${ID}`, 'GET, HEAD'],
    ['GET', '/api/users', 'PUT'],
    ['PATCH', '/api/events', 'POST, GET, HEAD'],
  ] as const) {
    const answer = await fetch(address + path, { method, headers: { authorization: `Bearer ${key}` } });
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.get('allow'), allow);
    await answer.body?.cancel();
  }
});

test('HEAD is GET without the body; method override headers mean nothing', async () => {
  const path = `/public/events/${ID}`;
  const got = await get(http.address, path, key, {
    'x-http-method-override': 'DELETE',
    'x-method-override': 'PUT',
  });
  assert.equal(got.status, 200);
  const head = await exchange(
    http.address,
    `HEAD ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`,
  );
  assert.match(head, /^HTTP\/1\.1 200 /);
  assert.match(head, new RegExp(`content-length: ${Buffer.byteLength(got.text)}\r\n`));
  assert(head.endsWith('\r\n\r\n'));
});

test('a log is shown to its own company only', async () => {
  const { services, address } = http;
  const other = services.company('Second');
  const mine = await get(address, `/log/${company.uuid}/checkpoint`, key);
  assert.equal(mine.text, `checkpoint of ${company.uuid}\n`);
  assert.equal(mine.headers.get('content-type'), 'text/plain; charset=utf-8');
  assert.equal(mine.headers.get('cache-control'), 'no-cache');
  const theirs = await get(address, `/log/${other.uuid}/checkpoint`, key);
  const nobodys = await get(address, `/log/${ID}/checkpoint`, key);
  assert.equal(theirs.status, 404);
  assert.equal(theirs.text, nobodys.text);
  assert.equal((await get(address, `/log/${company.uuid}/checkpoint`, null)).status, 401);
});

test('a public log is shown to strangers, as often as its own limit allows', async () => {
  const limited = await startHttp({ config: { rateLimit: 3 } });
  try {
    const { address, services } = limited;
    const open = services.company('Open');
    services.openLog(open);
    const path = `/log/${open.uuid}/checkpoint`;
    for (let i = 0; i < 3 * limits.openLogRateFactor; i++)
      assert.equal((await get(address, path, null)).status, 200);
    const refused = await get(address, path, null);
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
  } finally {
    await limited.close();
  }
});

test('reads of other pages are counted before their token is looked up; preflights look nothing up', async () => {
  const limited = await startHttp({ config: { rateLimit: 3 } });
  try {
    const { address } = limited;
    const path = '/api/embed/events';
    for (let i = 0; i < 3 * limits.openLogRateFactor; i++)
      assert.equal((await get(address, path, null)).status, 401);
    assert.equal((await get(address, path, 'x'.repeat(64))).status, 429);
    assert.equal((await fetch(address + path, { method: 'OPTIONS' })).status, 204);
  } finally {
    await limited.close();
  }
});

test('the rate limit counts every request on /public, with or without a key', async () => {
  const limited = await startHttp({ config: { rateLimit: 3 } });
  try {
    const { address, services, clock } = limited;
    const good = services.addKey(services.company('Limited'));
    assert.equal((await get(address, '/public/events', null)).status, 401);
    assert.equal((await get(address, '/public/nothing', null)).status, 401);
    assert.equal((await get(address, '/public/events', good)).status, 200);
    const lookups = services.lookups();
    clock.monotonicMs = 30_000;
    const refused = await get(address, '/public/events', good);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '30');
    assert.equal((await get(address, '/%70ublic/events', good)).status, 429);
    assert.equal(services.lookups(), lookups);
    assert.equal((await post(address, '/api/events', good, { description: 'x' })).status, 201);
    assert.equal(
      (await get(address, '/public/events', good, { 'x-forwarded-for': '192.0.2.1' })).status,
      429,
    );
    clock.nowMs -= 3_600_000;
    clock.monotonicMs = 60_000;
    assert.equal((await get(address, '/public/events', good)).status, 200);
  } finally {
    await limited.close();
  }
});

test('one log line a request, without keys, headers or bodies; metrics by route', async () => {
  const canary = 'canary-5f2e';
  http.log.length = 0;
  await get(http.address, `/public/events/${ID}?q=${canary}`, key, {
    'x-canary': canary,
    'x-forwarded-for': '192.0.2.5',
  });
  await post(http.address, '/api/events', key, { description: canary });
  await get(http.address, `/${canary}`, key);
  const lines = http.log.map((line) => JSON.parse(line));
  assert.equal(lines.length, 3);
  const [read] = lines;
  assert.equal(read.route, '/public/events/:id');
  assert.equal(read.status, 200);
  assert.equal(read.address, '192.0.2.5');
  assert.equal(read.company, company.uuid);
  assert(!http.log.join('').includes(canary));
  assert(!http.log.join('').includes(key));
  const { text } = await get(http.operationsAddress, '/metrics', null);
  assert.match(
    text,
    /affidavit_http_requests_total\{method="GET",route="\/public\/events\/:id",status="200"\} [1-9]/,
  );
  assert.match(text, /affidavit_events_recorded_total [1-9]/);
  assert.match(text, /route="unknown",status="404"/);
  assert(!text.includes(canary));
});

test('a defect is 500 without particulars, and logged under an id', async () => {
  http.services.failure = new Error('secret of the store');
  http.log.length = 0;
  const answer = await get(http.address, '/public/events', key);
  const ready = await get(http.address, '/readyz', null);
  http.services.failure = null;
  assert.deepEqual(answer.json, { statusCode: 500, message: 'Internal server error', code: 10010 });
  const logged = http.log.map((line) => JSON.parse(line)).find(({ level }) => level === 50);
  assert.equal(logged.err.message, 'secret of the store');
  assert.match(logged.errorId, /^id-\d+$/);
  assert.equal(ready.status, 503);
  assert.match(ready.json.message, /secret of the store/);
  assert.equal((await get(http.address, '/readyz', null)).status, 200);
  assert.equal((await get(http.address, '/healthz', null)).status, 200);
});
