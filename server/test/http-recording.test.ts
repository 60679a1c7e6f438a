/** Recording over HTTP: one, many, streams, and what a stop does to them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Company } from '../src/app/ports.ts';
import { limits } from '../src/domain/limits.ts';
import { post, put } from './client.ts';
import { type HttpKit, openRaw, startHttp } from './http-kit.ts';

const LINES = { 'content-type': 'application/x-ndjson' };
let http: HttpKit;
let company: Company;
let key: string;

before(async () => {
  http = await startHttp();
  fresh();
});
after(() => http.close());

/** A company without events, for tests that look at seq. */
function fresh(): void {
  company = http.services.company('Fresh');
  key = http.services.addKey(company);
}

const streamHead = (address: string) =>
  `POST /api/events HTTP/1.1\r\nHost: ${new URL(address).host}\r\nAuthorization: Bearer ${key}\r\n` +
  'Content-Type: application/jsonl\r\nTransfer-Encoding: chunked\r\n\r\n';
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

test('one event and an array', async () => {
  fresh();
  const one = await post(http.address, '/api/events', key, { description: 'a' });
  assert.equal(one.status, 201);
  assert.deepEqual(Object.keys(one.json), ['id', 'seq', 'recordedAt']);
  assert.equal(one.json.recordedAt, '2026-01-01T00:00:00.000Z');
  const many = await post(http.address, '/api/events', key, [{ description: 'b' }, { description: 'c' }]);
  assert.deepEqual(
    many.json.map(({ seq }: { seq: number }) => seq),
    [1, 2],
  );
  assert.equal((await post(http.address, '/api/events', key, [{ description: 'd' }, {}])).status, 400);
  assert.deepEqual(http.services.recorded(company), ['a', 'b', 'c']);
  for (const body of [
    [],
    Array(limits.eventsPerArray + 1).fill({ description: 'x' }),
    'null',
    '"x"',
    '',
    '[1]',
  ])
    assert.equal((await post(http.address, '/api/events', key, body)).status, 400);
});

test('?wait=checkpoint adds the proof, or null when there is none yet: the event is recorded all the same', async () => {
  fresh();
  const many = await post(http.address, '/api/events?wait=checkpoint', key, [
    { description: 'a' },
    { description: 'b' },
  ]);
  assert.equal(many.status, 201);
  assert.deepEqual(
    many.json.map(({ proof }: { proof: string | null }) => proof),
    ['proof of 0', null],
  );
  assert.equal((await post(http.address, '/api/events?wait=ages', key, { description: 'c' })).status, 400);
  const lines = await post(http.address, '/api/events?wait=checkpoint', key, '{"description":"c"}', LINES);
  assert.equal(JSON.parse(lines.text).proof, 'proof of 2');
});

test('an idempotency key: quoted or not, the same; another body 422; not with a stream', async () => {
  fresh();
  const send = (body: unknown, value: string, type = {}) =>
    post(http.address, '/api/events', key, body, { 'idempotency-key': value, ...type });
  const first = await send({ description: 'a' }, 'k1');
  assert.deepEqual((await send({ description: 'a' }, '"k1"')).json, first.json);
  assert.equal((await send({ description: 'b' }, 'k1')).status, 422);
  assert.equal((await send({ description: 'b' }, 'not a key')).status, 400);
  assert.equal((await send('{"description":"c"}', 'k2', LINES)).status, 400);
  assert.deepEqual(http.services.recorded(company), ['a']);
});

test('a stream is answered line by line: what is wrong in one line stops nothing', async () => {
  fresh();
  const body = [
    '{"description":"a","id":"1"}',
    '',
    '{"description":"a","description":"b"}',
    `"${'x'.repeat(limits.ndjsonLineBytes)}"`,
    '{"description":"b","id":"1"}\r',
    '{}',
    '\ufeff{"description":"z"}',
    '{"description":"c"}',
  ].join('\n');
  const { status, text, headers } = await post(http.address, '/api/events', key, body, LINES);
  assert.equal(status, 200);
  assert.match(headers.get('content-type') ?? '', /^application\/x-ndjson/);
  const answers = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    answers.map(({ line, seq, error }) => [line, seq ?? error.statusCode]),
    [
      [1, 0],
      [3, 400],
      [4, 413],
      [5, 409],
      [6, 400],
      [7, 400],
      [8, 1],
    ],
  );
  assert.deepEqual(Object.keys(answers[0]), ['line', 'id', 'seq', 'recordedAt']);
  assert.deepEqual(Object.keys(answers[1].error), ['statusCode', 'message', 'code']);
  assert.match(answers[1].error.message, /description must not occur twice/);
});

test('a line is answered while the request is still open, and a batch that fails is answered too', async () => {
  fresh();
  const { socket, until } = openRaw(http.address);
  socket.write(streamHead(http.address) + chunk('{"description":"a"}\n{"descr'));
  await until(/"line":1,"id"/);
  http.services.failure = new Error('of the store');
  socket.write(chunk('iption":"b"}\n'));
  await until(/"line":2,"error":\{"statusCode":500,"message":"Internal server error"/);
  http.services.failure = null;
  socket.write(chunk('{"description":"c"}\n') + chunk(''));
  const answer = await until(/0\r\n\r\n$/);
  assert.match(answer, /"line":3,"id"/);
  assert(!answer.includes('of the store'));
  assert.deepEqual(http.services.recorded(company), ['a', 'c']);
  socket.destroy();
});

test('a client that goes away leaves what was complete, and nothing half', async () => {
  fresh();
  const { socket, until } = openRaw(http.address);
  socket.write(streamHead(http.address) + chunk('{"description":"a"}\n{"description":"b"}'));
  await until(/"line":1/);
  socket.destroy();
  await post(http.address, '/api/events', key, { description: 'after' });
  assert.deepEqual(http.services.recorded(company), ['a', 'after']);
});

test('a long stream is taken at the pace of the store', async () => {
  fresh();
  const { promise, resolve } = Promise.withResolvers<void>();
  http.services.gate = promise;
  const { socket } = openRaw(http.address);
  socket.on('data', () => {});
  socket.write(streamHead(http.address));
  const piece = chunk(`{"description":"${'x'.repeat(10_000)}"}\n`.repeat(20));
  for (let i = 0; i < 300; i++) socket.write(piece);
  // Read until nothing moves any more: what the kernel and the server take is a small part of these 60 MB.
  for (let still = 0, before = 0; still < 500; ) {
    await new Promise((turn) => setImmediate(turn));
    still = socket.writableLength === before ? still + 1 : 0;
    before = socket.writableLength;
  }
  assert(socket.writableLength > 30_000_000, String(socket.writableLength));
  assert.equal(http.services.recorded(company).length, 0);
  http.services.gate = null;
  resolve();
  socket.destroy();
});

test('directory and event types: an object or an array, never lines', async () => {
  for (const [path, kind] of [
    ['users', 'users'],
    ['identities', 'identities'],
    ['background-checks', 'backgroundChecks'],
    ['connections', 'connections'],
    ['workspaces', 'workspaces'],
  ]) {
    assert.deepEqual((await put(http.address, `/api/${path}`, key, { a: 1 })).json, {
      kind,
      document: { a: 1 },
    });
    assert.deepEqual((await put(http.address, `/api/${path}`, key, [{ a: 1 }])).json, [
      { kind, document: { a: 1 } },
    ]);
    assert.equal((await put(http.address, `/api/${path}`, key, [])).status, 400);
  }
  assert.equal((await post(http.address, '/api/event-types', key, { a: 1 })).status, 201);
  assert.equal((await post(http.address, '/api/event-types', key, '{"a":1}', LINES)).status, 415);
});

test('a stop finishes what was accepted, tells streams where they were, and refuses the rest', async () => {
  const stopped = await startHttp();
  const owner = stopped.services.company('Stopped');
  key = stopped.services.addKey(owner);
  const request = (connection: string) =>
    `GET /public/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\n${connection}\r\n`;
  const { promise, resolve } = Promise.withResolvers<void>();

  const stream = openRaw(stopped.address);
  stream.socket.write(streamHead(stopped.address) + chunk('{"description":"a"}\n'));
  await stream.until(/"line":1,"id"/);
  const idle = openRaw(stopped.address);
  idle.socket.write(request(''));
  await idle.until(/"total":0/);
  stopped.services.gate = promise;
  const busy = openRaw(stopped.address);
  busy.socket.write(request(''));
  stream.socket.write(chunk('{"description":"b"}\n{"descr'));
  const writing = openRaw(stopped.address);
  writing.socket.write(
    `POST /api/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\n` +
      'Content-Length: 19\r\nExpect: 100-continue\r\n\r\n',
  );
  await writing.until(/100 Continue/);
  writing.socket.write('{"description":"c"}');

  const closed = stopped.close();
  busy.socket.write(request(''));
  for (let turn = 0; turn < 50; turn++) await new Promise((next) => setImmediate(next));
  resolve();
  await closed;
  assert.match(await stream.ended, /"line":2,"id".*\n.*\n?.*"line":3,"error":\{"statusCode":503/s);
  assert.match(await writing.ended, /201 Created/);
  const answers = (await busy.ended).match(/HTTP\/1\.1 \d+/g);
  assert.deepEqual(answers, ['HTTP/1.1 200', 'HTTP/1.1 503']);
  assert.match(await idle.ended, /200 OK/);
  assert.deepEqual(stopped.services.recorded(owner), ['a', 'b', 'c']);
  await assert.rejects(fetch(`${stopped.address}/healthz`));
});

test('what does not end in time is cut off', async () => {
  const stopped = await startHttp({ timeouts: { shutdownMs: 100 } });
  key = stopped.services.addKey(stopped.services.company('Stuck'));
  stopped.services.gate = new Promise(() => {});
  const stuck = openRaw(stopped.address);
  stuck.socket.write(`GET /public/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\n\r\n`);
  const { socket, until } = openRaw(stopped.address);
  socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
  await until(/200 OK/);
  await stopped.close();
  assert.equal(await stuck.ended, '');
});
