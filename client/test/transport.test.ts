/** Sending again: what is, what is not, and how long it waits; against a server that answers as it is told. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { AffidavitClient, ApiError, NetworkError } from '../src/index.ts';

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

let replies: Reply[] = [];
let seen: IncomingMessage[] = [];
let waits: number[] = [];
const server = createServer((request, response) => {
  seen.push(request);
  request.resume().on('end', () => (replies.shift() ?? status(500))(request, response));
});
let client: AffidavitClient;

const json =
  (body: unknown, code = 200): Reply =>
  (_request, response) =>
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const status =
  (code: number, headers: Record<string, string> = {}): Reply =>
  (_request, response) =>
    response.writeHead(code, headers).end(JSON.stringify({ statusCode: code, message: 'No', code: 10000 }));
const cut: Reply = (request) => request.socket.destroy();

before(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  client = new AffidavitClient({
    baseUrl: `http://127.0.0.1:${port}/`,
    key: 'the key',
    random: () => 1,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
    },
  });
});
beforeEach(() => {
  replies = [];
  seen = [];
  waits = [];
});
after(() => {
  server.closeAllConnections();
  server.close();
});

test('a read is sent again after silence, 429 and 503, each time later, and as the server says', async () => {
  replies = [cut, status(503), status(429, { 'retry-after': '7' }), cut, json({ status: 'ok' })];
  assert.deepEqual(await client.getHealth(), { status: 'ok' });
  assert.deepEqual(waits, [250, 500, 7000, 2000]);
  assert.equal(seen.length, 5);
});

test('it gives up after its retries, or when it would wait too long', async () => {
  replies = Array.from({ length: 9 }, () => status(503));
  await assert.rejects(client.getHealth(), (error) => error instanceof ApiError && error.status === 503);
  assert.equal(seen.length, 5);
  replies = [status(429, { 'retry-after': '3600' })];
  await assert.rejects(client.getHealth(), (error) => error instanceof ApiError && error.retryAfter === 3600);
  assert.equal(seen.length, 6);
  replies = Array.from({ length: 9 }, () => cut);
  await assert.rejects(client.getHealth(), NetworkError);
});

test('recording carries one Idempotency-Key through all its attempts', async () => {
  replies = [cut, status(503), json({ id: 'e', seq: 0, recordedAt: '2026-01-01T00:00:00.000Z' }, 201)];
  const event = { type: 'COMPANY_DATA_UPDATED', source: 'APP', description: 'x' } as const;
  await client.recordEvents(event);
  const keys = new Set(seen.map(({ headers }) => headers['idempotency-key']));
  assert.equal(seen.length, 3);
  assert.match([...keys].join(' '), /^[0-9a-f-]{36}$/);
  replies = [json({}, 201)];
  await client.recordEvents(event, {}, { idempotencyKey: 'mine' });
  assert.equal(seen[3]?.headers['idempotency-key'], 'mine');
});

test('what could be done twice is sent once, unless it was refused at the door', async () => {
  for (const [reply, expected] of [
    [cut, NetworkError],
    [status(503), ApiError],
  ] as const) {
    seen = [];
    replies = [reply];
    await assert.rejects(client.createEventDownloadJob({ eventId: 'e' }), expected);
    assert.equal(seen.length, 1);
  }
  replies = [status(429), json({ jobId: 'j' }, 201)];
  assert.equal((await client.createEventDownloadJob({ eventId: 'e' })).jobId, 'j');
});

test('errors say what the server said; an answer of somebody else is an error all the same', async () => {
  replies = [
    json({ name: 'ENTITY_NOT_FOUND', statusCode: 404, message: 'Record Not Found', code: 10170 }, 404),
    (_request, response) => response.writeHead(502, 'Bad Gateway').end('<html>'),
  ];
  const failure = await client.getEventV2({ eventId: 'e' }).catch((error: unknown) => error);
  assert.ok(failure instanceof ApiError);
  const { status: is, code, codeName, message, retryAfter } = failure;
  assert.deepEqual(
    { is, code, codeName, message, retryAfter },
    {
      is: 404,
      code: 10170,
      codeName: 'ENTITY_NOT_FOUND',
      message: 'Record Not Found',
      retryAfter: null,
    },
  );
  await assert.rejects(client.getHealth(), { status: 502, code: null, message: '502 Bad Gateway' });
});

test('a signal ends a call, whether it is sent or waiting; a late answer is no answer', async () => {
  const stop = new AbortController();
  replies = [() => stop.abort(new Error('enough'))];
  await assert.rejects(client.getHealth({ signal: stop.signal }), /enough/);
  assert.equal(seen.length, 1);
  const silence: typeof fetch = (_url, init) =>
    new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
  const deaf = new AffidavitClient({
    baseUrl: 'http://nobody.example',
    fetch: silence,
    retries: 0,
    timeoutMs: 1,
  });
  await assert.rejects(
    deaf.getHealth(),
    (error) => error instanceof NetworkError && /timeout/.test(String(error.cause)),
  );
});

test('parameters and bodies are encoded as the server reads them', async () => {
  replies = [json({ data: [], pagination: { cursor: null } }), json({}), json({})];
  await client.listEventsV2({ expand: ['user', 'issues'], userId: null, size: 2, type: undefined }).page();
  assert.equal(seen[0]?.url, '/public/v2/events?size=2&expand%5B%5D=user&expand%5B%5D=issues&userId=null');
  assert.equal(seen[0]?.headers.authorization, 'Bearer the key');
  await client.getUserV2({ userId: 'email:a/b@c.example' });
  assert.equal(seen[1]?.url, '/public/v2/users/email%3Aa%2Fb%40c.example');
  const file = new File(['%PDF-1.4'], 'a.pdf');
  await client.uploadUserDocumentV2({ userId: '1' }, { type: 'SEC_TRAINING', file });
  assert.match(seen[2]?.headers['content-type'] ?? '', /^multipart\/form-data; boundary=/);
});

test('a stream resumes after the last message that was read, and passes over what was cut', async () => {
  const event = (seq: number) => `id: ${seq}\nevent: recorded\ndata: {"seq":${seq}}\n\n`;
  const sse =
    (text: string): Reply =>
    (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(text);
  replies = [
    sse(`retry: 1000\n\n${event(4)}: alive\nid: 6\n\n${event(7).slice(0, 30)}`),
    status(503),
    sse(event(7)),
    status(401),
  ];
  const got: number[] = [];
  await assert.rejects(
    async () => {
      for await (const { seq } of client.streamEvents({ after: 3 })) got.push(seq);
    },
    (error) => error instanceof ApiError && error.status === 401,
  );
  assert.deepEqual(got, [4, 7]);
  assert.deepEqual(
    seen.map(({ headers }) => headers['last-event-id']),
    [undefined, '6', '6', '7'],
  );
});
