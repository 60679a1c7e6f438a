/** What is answered before the routes: the same answers, counts and lines as theirs. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Company } from '../src/app/ports.ts';
import { makeApiKey } from '../src/domain/api-key.ts';
import { permissions } from '../src/domain/permissions.ts';
import { get } from './client.ts';
import { exchange, type HttpKit, openRaw, startHttp } from './http-kit.ts';

const ID = 'aaaaaaaa-bbbb-0000-cccc-dddddddddddd';
let http: HttpKit;
let company: Company;
let key: string;

before(async () => {
  http = await startHttp({ config: { rateLimit: 1_000, trustedProxies: ['127.0.0.1'] } });
  company = http.services.company('First');
  key = http.services.addKey(company, { permissions: [permissions.getEvent] });
  const description = 'Zoë read “it” 事件';
  await http.services.recordEvents(company, [{ id: ID, description }], { idempotencyKey: null });
});
after(() => http.close());
beforeEach(() => {
  http.services.atHand = 'nothing';
});

interface Case {
  line?: string;
  host?: string;
  /** Beside Host and Authorization. */
  headers?: readonly string[];
  key?: string;
  status: number;
}

/** A whole answer without its date, and what was logged of it without how long it took. */
async function answerOf({ line, host = 'Host: x', headers = [], key: given = key }: Case) {
  const logged = http.log.length;
  const lines = [
    line ?? `GET /public/events/${ID} HTTP/1.1`,
    ...(host === '' ? [] : [host]),
    `Authorization: Bearer ${given}`,
    ...headers,
  ];
  const answer = await exchange(http.address, `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
  const entries = http.log.slice(logged).map((entry) => {
    const { time: _time, ms: _ms, ...rest } = JSON.parse(entry) as Record<string, unknown>;
    return rest;
  });
  return { answer: answer.replace(/^Date: .*\r\n/im, ''), entries };
}

test('every request is answered as the routes answer it', async () => {
  const { services, clock } = http;
  const path = `/public/events/${ID}`;
  const other = services.addKey(services.company('Second'));
  const cases: Case[] = [
    { status: 200 },
    { line: `GET /public/events/${ID.toUpperCase()} HTTP/1.1`, status: 200 },
    { line: `GET ${path}?anything=1 HTTP/1.1`, status: 200 },
    { line: `GET /public/events/%61${ID.slice(1)} HTTP/1.1`, status: 200 },
    { line: `GET ${path} HTTP/1.0`, status: 200 },
    { line: `GET ${path} HTTP/1.0`, host: '', status: 200 },
    { line: `HEAD ${path} HTTP/1.1`, status: 200 },
    { line: `POST ${path} HTTP/1.1`, headers: ['Content-Length: 0'], status: 405 },
    { line: `GET ${path}/ HTTP/1.1`, status: 404 },
    { line: `GET /public/events/${ID.replace('a', 'b')} HTTP/1.1`, status: 404 },
    { line: `GET /public/events/${ID.replace('a', '-')} HTTP/1.1`, status: 400 },
    { host: '', status: 400 },
    { host: 'Host: x\r\nHost: x', status: 400 },
    { headers: [`Authorization: Bearer ${key}`], status: 400 },
    { headers: ['X-Forwarded-For: 192.0.2.7'], status: 200 },
    { headers: ['Cookie: __Host-session=x'], status: 200 },
    { headers: ['If-None-Match: *', 'Range: bytes=0-3', 'Accept: text/html'], status: 200 },
    { key: makeApiKey(new Uint8Array(32).fill(7)), status: 401 },
    { key: `${key} `, status: 200 },
    { key: '', status: 401 },
    { key: services.addKey(company, { revokedAt: clock.nowMs }), status: 401 },
    { key: services.addKey(company, { expiresAt: clock.nowMs }), status: 401 },
    { key: services.addKey(company, { addresses: ['192.0.2.0/24'] }), status: 401 },
    {
      key: services.addKey(company, { addresses: ['192.0.2.0/24'] }),
      headers: ['X-Forwarded-For: 192.0.2.7'],
      status: 200,
    },
    { key: services.addKey(company, {}, null), status: 412 },
    { key: services.addKey(company, { permissions: [permissions.listEvents] }), status: 403 },
    { key: other, status: 404 },
  ];
  for (const one of cases) {
    services.atHand = 'nothing';
    const byRoute = await answerOf(one);
    assert.match(byRoute.answer, new RegExp(`^HTTP/1\\.1 ${one.status} `), JSON.stringify(one));
    for (const atHand of ['keys', 'all'] as const) {
      services.atHand = atHand;
      assert.deepEqual(await answerOf(one), byRoute, JSON.stringify(one));
    }
  }
});

test('what is at hand costs no look-up, and is counted', async () => {
  const { services, address, operationsAddress } = http;
  const counted = async () => {
    const text = await (await fetch(`${operationsAddress}/metrics`)).text();
    const labels = 'method="GET",route="/public/events/:id",status="200"';
    return Number(new RegExp(`^affidavit_http_requests_total\\{${labels}\\} (\\d+)$`, 'm').exec(text)?.[1]);
  };
  assert.equal((await get(address, `/public/events/${ID}`, key)).status, 200);
  const [before, lookups] = [await counted(), services.lookups()];
  services.atHand = 'all';
  assert.equal((await get(address, `/public/events/${ID}`, key)).json.description, 'Zoë read “it” 事件');
  assert.equal(services.lookups(), lookups);
  assert.equal(await counted(), before + 1);
});

test('each request counts once against the limit of an address, however it is answered', async () => {
  const own = await startHttp({ config: { rateLimit: 4 } });
  const secret = own.services.addKey(company);
  await own.services.recordEvents(company, [{ id: ID, description: 'x' }], { idempotencyKey: null });
  const read = async (id = ID) => (await get(own.address, `/public/events/${id}`, secret)).status;
  const missing = ID.replace('a', 'b');
  for (const atHand of ['nothing', 'keys', 'all'] as const) {
    own.services.atHand = atHand;
    const seen = [await read(), await read(missing), await read(), await read(missing), await read()];
    assert.deepEqual(seen, [200, 404, 200, 404, 429], atHand);
    own.clock.monotonicMs += 60_000;
  }
  await own.close();
});

test('what was accepted is finished while the server stops, and its connection closed', async () => {
  const own = await startHttp();
  const secret = own.services.addKey(company);
  await own.services.recordEvents(company, [{ id: ID, description: 'x' }], { idempotencyKey: null });
  own.services.atHand = 'keys';
  const gate = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const get = () => {
    asked.resolve();
    return gate.promise;
  };
  Object.defineProperty(own.services, 'gate', { get });
  const lines = [`GET /public/events/${ID} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${secret}`];
  const { socket, ended } = openRaw(own.address);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await asked.promise;
  const closed = own.close();
  gate.resolve();
  assert.match(await ended, /^HTTP\/1\.1 200 .*connection: close/is);
  await closed;
});

test('what fails is told by the routes', async () => {
  const { services, address } = http;
  services.atHand = 'keys';
  services.failure = new Error('the disk is gone');
  const { status, json } = await get(address, `/public/events/${ID}`, key);
  services.failure = null;
  assert.deepEqual([status, json.code], [500, 10010]);
});
