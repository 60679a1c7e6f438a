/** GET /api/events/stream as HTTP: signs of life, slow readers, ends. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { get } from './client.ts';
import { type HttpKit, openRaw, startHttp } from './http-kit.ts';

const IDLE_MS = 300;
const HEARTBEAT_MS = 20;
let http: HttpKit;
before(async () => {
  http = await startHttp({ timeouts: { heartbeatMs: HEARTBEAT_MS, connectionIdleMs: IDLE_MS } });
});
after(() => http.close());

async function company(events: number, size = 10, where = http): Promise<string> {
  const made = where.services.company('Streams');
  const drafts = Array.from({ length: events }, (_, i) => ({ description: `${i} `.padEnd(size, 'x') }));
  await where.services.recordEach(made, drafts);
  return where.services.addKey(made);
}

const request = (key: string, more = '') =>
  `GET /api/events/stream HTTP/1.1\r\nhost: here\r\nauthorization: Bearer ${key}\r\n${more}\r\n`;

const idsIn = (text: string) =>
  [...text.matchAll(/^id: (\d+)\nevent: recorded$/gm)].map(([, id]) => Number(id));

test('an event is its seq, its name and its document on one line', async () => {
  const { socket, until } = openRaw(http.address);
  socket.write(request(await company(2)));
  const text = await until(/id: 1\n.*\n.*\n\n/);
  socket.destroy();
  assert.match(text, /^HTTP\/1.1 200 OK\r\n/);
  assert.match(text, /\r\ncontent-type: text\/event-stream; charset=utf-8\r\n/);
  assert.match(text, /\r\ncache-control: no-store\r\n/);
  assert.match(text, /retry: 1000\n\n/);
  assert.match(
    text,
    /id: 0\nevent: recorded\ndata: \{.*"seq":0.*\}\n\nid: 1\nevent: recorded\ndata: \{.*\}\n\n/,
  );
});

test('it begins after Last-Event-ID, which wins over `after`', async () => {
  const key = await company(5);
  for (const [query, header, first] of [
    ['', '', 0],
    ['?after=1', '', 2],
    ['?after=1', 'last-event-id: 3\r\n', 4],
    ['?after=1', 'last-event-id: \r\n', 2],
    ['', 'last-event-id: -1\r\n', 0],
  ] as const) {
    const { socket, until } = openRaw(http.address);
    socket.write(request(key, header).replace('/stream', `/stream${query}`));
    const ids = idsIn(await until(/id: 4\nevent/));
    assert.equal(ids[0], first, `${query} ${header}`);
    socket.destroy();
  }
  const wrong = await get(http.address, '/api/events/stream', key, { 'last-event-id': 'x' });
  assert.equal(wrong.status, 400);
  assert.match(wrong.json.message, /: Last-Event-ID must be the seq of an event, or -1 for the beginning$/);
});

test('signs of life keep a silent stream open for longer than an idle connection lives', async () => {
  const { socket, until } = openRaw(http.address);
  socket.write(request(await company(1)));
  const signs = Math.ceil((3 * IDLE_MS) / HEARTBEAT_MS);
  const text = await until(new RegExp(`(:\\nid: 0\\n\\n[^:]*){${signs}}`));
  assert.deepEqual(idsIn(text), [0]);
  socket.destroy();
});

test('a reader that does not read holds up its own stream only, and misses nothing', async () => {
  const events = 20_000;
  const other = await startHttp({ config: { accessLog: false } });
  const key = await company(events, 1_000, other);
  const { finding } = other.services;
  let taken = 0;
  const counting: typeof finding.follow = async (...given) => {
    const page = await finding.follow(...given);
    taken = Math.max(taken, page.next);
    return page;
  };
  other.services.finding = { ...finding, follow: counting };
  const { hostname, port } = new URL(other.address);
  const socket = connect(Number(port), hostname);
  socket.write(request(key));
  for (let i = 0; i < 100; i++) assert.equal((await get(other.address, '/healthz', null)).status, 200);
  assert.ok(taken < events / 2, `${taken} events were made ready for nobody`);
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (text.slice(-5_000).includes(`id: ${events - 1}\n`)) break;
  }
  assert.deepEqual(
    idsIn(text),
    Array.from({ length: events }, (_, i) => i),
  );
  await other.close();
});

test('a stream ends when its key does, and is counted while it lasts', async () => {
  const made = http.services.company('Ends');
  const key = http.services.addKey(made, { expiresAt: http.clock.nowMs + 1 });
  const { socket, until, ended } = openRaw(http.address);
  socket.write(request(key, 'connection: close\r\n'));
  await until(/retry/);
  const metrics = async () => (await get(http.operationsAddress, '/metrics', null)).text;
  assert.match(await metrics(), /^affidavit_http_open_streams 1$/m);
  http.clock.nowMs += 2;
  assert.match(await ended, /\r\n0\r\n\r\n$/, 'it ended as a whole');
  const text = await metrics();
  assert.match(text, /^affidavit_http_open_streams 0$/m);
  assert.match(text, /requests_total\{method="GET",route="\/api\/events\/stream",status="200"\} [1-9]/);
  assert.doesNotMatch(text, /duration_seconds_count\{route="\/api\/events\/stream"\}/);
});

test('HEAD is not answered by a stream without an end', async () => {
  const { status } = await fetch(`${http.address}/api/events/stream`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${await company(1)}` },
  });
  assert.equal(status, 400, 'the path is that of one event, and no id');
});

test('a server that stops ends its streams as a whole, and answers those who wait', async () => {
  const other = await startHttp({ timeouts: { heartbeatMs: 60_000 } });
  const made = other.services.company('Stops');
  await other.services.recordEach(made, [{ description: 'one' }]);
  const { socket, until, ended } = openRaw(other.address);
  socket.write(request(other.services.addKey(made)));
  await until(/id: 0/);
  const asked = Promise.withResolvers<void>();
  const { finding } = other.services;
  const follow: typeof finding.follow = (...given) => {
    asked.resolve();
    return finding.follow(...given);
  };
  other.services.finding = { ...finding, follow };
  const waiting = get(other.address, '/api/events/feed?after=0&wait=30', other.services.addKey(made));
  await asked.promise;
  await other.close();
  assert.deepEqual((await waiting).json, { data: [], next: 0 });
  assert.match(await ended, /\r\n0\r\n\r\n$/);
});
