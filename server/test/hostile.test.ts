/** Bad input through a real socket: refused with 4xx, nothing stored, nothing leaked, never a 5xx. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Answer, get } from './client.ts';
import { makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const SUITE = new URL('../../../shared/vectors/JSONTestSuite/test_parsing/', import.meta.url);
const data = tempFolder();
let server: RunningServer;
let key: string;

before(async () => {
  ({ key } = await makeCompany(data.path));
  server = await startServer({ data: data.path });
});
after(async () => {
  await server.stop();
  data.remove();
});

const total = async () => (await get(server.address, '/public/events?limit=1', key)).json.total as number;

async function send(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${server.address}/api/events`, {
    method: 'POST',
    body: typeof body === 'string' ? body : Buffer.from(body),
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, json: JSON.parse(text) };
}

/** Bytes over a socket, as they are; the answer, or '' when the connection was closed. */
function raw(request: string): Promise<string> {
  const { hostname, port } = new URL(server.address);
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect(Number(port), hostname, () => socket.write(request, 'latin1'));
  let answer = '';
  socket.setTimeout(5_000, () => socket.destroy());
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
    socket.end();
  });
  socket.on('error', () => resolve(''));
  socket.on('close', () => resolve(answer));
  return promise;
}

const json = (members: string) =>
  `{"type":"COMPANY_DATA_UPDATED","category":"COMPANY","source":"APP","description":"x"${members}}`;

test('every n_ file of JSONTestSuite is 400 and stores nothing', async (t) => {
  if (!existsSync(SUITE)) return t.skip('the JSON test suite is not at hand');
  const before = await total();
  const files = readdirSync(SUITE).filter((name) => name.startsWith('n_'));
  assert.ok(files.length > 150);
  for (const file of files) {
    const bytes = readFileSync(join(fileURLToPath(SUITE), file));
    assert.equal((await send(bytes)).status, 400, file);
    const inside = Buffer.concat([
      Buffer.from(json(',"metadata":{"a":').slice(0, -1)),
      bytes,
      Buffer.from('}}'),
    ]);
    // A few of them become valid JSON inside another value; those may be recorded, the others not.
    const { status } = await send(inside);
    assert.ok(status === 400 || status === 201, `${file}: ${status}`);
  }
  assert.ok((await total()) - before < 10);
});

test('what JSON.parse would swallow is refused with the path', async () => {
  const before = await total();
  const cases: [string, RegExp][] = [
    [json(',"metadata":{"a":1,"b":{"c":1,"c":2}}'), /metadata\.b\.c/],
    [json(',"metadata":{"a":9007199254740993}'), /string/],
    [json(',"metadata":{"a":1e400}'), /./],
    [json(',"metadata":{"a":"\\u0000"}'), /NUL/],
    [json(',"metadata":{"a":"\\ud800"}'), /surrogate/],
    [json(',"metadata":{"__proto__":{"polluted":1}}'), /__proto__/],
    [json(`,"metadata":{"a":${'['.repeat(100)}${']'.repeat(100)}}`), /depth|deep/],
    ['['.repeat(100_000), /./],
    [`\ufeff${json('')}`, /./],
    ['', /./],
  ];
  for (const [body, message] of cases) {
    const answer = await send(body);
    assert.equal(answer.status, 400, `${body.slice(0, 120)}: ${answer.text}`);
    assert.match(answer.json.message, message);
  }
  assert.equal((await send(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).status, 400);
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  assert.equal(await total(), before);
});

test('too much is 413', async () => {
  assert.equal((await send(json(`,"metadata":{"a":"${'x'.repeat(17 * 1024 * 1024)}"}`))).status, 413);
  const tooMuch = await send(json(`,"metadata":{"a":"${'x'.repeat(1024 * 1024)}"}`));
  assert.equal(tooMuch.status, 400);
  assert.match(tooMuch.json.message, /1048576/);
  const chunked = await fetch(`${server.address}/api/events`, {
    method: 'POST',
    duplex: 'half',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: new ReadableStream({
      start(controller) {
        for (let i = 0; i < 20; i++) controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
        controller.close();
      },
    }),
  } as RequestInit);
  assert.equal(chunked.status, 413);
});

test('another content type is 415', async () => {
  for (const type of [
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
  ])
    assert.equal((await send(json(''), { 'content-type': type })).status, 415, type);
  assert.equal((await send(json(''), { 'content-encoding': 'gzip' })).status, 415);
  assert.equal((await send(json(''), { 'content-type': 'application/json; charset=UTF-8' })).status, 201);
});

test('415 names what the very route takes', async () => {
  const sent = (method: string, path: string, type: string, body: string) =>
    fetch(`${server.address}${path}`, {
      method,
      body,
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
    });
  for (const [method, path, type, wanted] of [
    ['POST', '/api/events', 'text/plain', 'application/json or application/x-ndjson'],
    ['PUT', '/public/personnel/1/status', 'text/csv', 'application/json'],
    ['POST', '/public/v2/users/1/documents', 'text/csv', 'multipart/form-data or application/json'],
    ['POST', '/public/connections/upload/csv', 'application/json', 'text/csv or multipart/form-data'],
    ['POST', '/public/connections/upload/csv', 'text/csv; charset=latin1', null],
  ] as const) {
    const answer = await sent(method, path, type, 'id,first_name\n');
    const message = wanted === null ? 'the body must be UTF-8' : `send ${wanted}`;
    assert.deepEqual(await answer.json(), {
      statusCode: 415,
      message: `Unsupported Media Type: ${message}`,
      code: 10000,
    });
  }
});

test('where no body is taken none is looked at, whatever its type', async () => {
  for (const [method, path, status] of [
    ['PUT', '/public/personnel/all/reset-sync', 200],
    ['PUT', '/public/personnel/reset-sync/1', 200],
    ['POST', '/public/v2/events/00000000-0000-0000-0000-000000000000/download-jobs', 404],
    ['DELETE', '/public/users/documents/99/1', 404],
    ['DELETE', '/public/v2/users/1/documents/99', 404],
    ['DELETE', '/public/v2/custom-connections/99', 404],
    ['DELETE', '/public/v2/custom-connections/99/hris-user-identities/9', 404],
  ] as const)
    for (const [type, body] of [
      ['application/json', ''],
      ['application/json', '{'],
      ['application/x-www-form-urlencoded', ''],
      ['multipart/form-data', 'x'],
      ['text/plain', 'x'],
    ] as const) {
      const headers = { authorization: `Bearer ${key}`, 'content-type': type };
      const answer = await fetch(`${server.address}${path}`, { method, body, headers });
      assert.equal(answer.status, status, `${method} ${path} ${type}`);
      await answer.arrayBuffer();
    }
});

test('requests that HTTP itself forbids are refused', async () => {
  const rest = `Authorization: Bearer ${key}\r\n\r\n`;
  const cases: [string, string, RegExp][] = [
    ['two hosts', `GET /public/events HTTP/1.1\r\nHost: a\r\nHost: b\r\n${rest}`, /^HTTP\/1\.1 400/],
    ['no host', `GET /public/events HTTP/1.1\r\n${rest}`, /^HTTP\/1\.1 400/],
    ['TRACE', `TRACE /public/events HTTP/1.1\r\nHost: a\r\n${rest}`, /^HTTP\/1\.1 40[05]/],
    [
      'absolute form',
      `GET http://evil.example/public/events HTTP/1.1\r\nHost: a\r\n${rest}`,
      /^HTTP\/1\.1 400/,
    ],
    ['no version', `GET /public/events\r\n\r\n`, /^(HTTP\/1\.1 400.*|)$/],
    [
      'both lengths',
      `POST /api/events HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n${rest}0\r\n\r\n`,
      /^HTTP\/1\.1 400/,
    ],
    [
      'two lengths',
      `POST /api/events HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n${rest}hello`,
      /^HTTP\/1\.1 400/,
    ],
    ['a NUL in a header', `GET /public/events HTTP/1.1\r\nHost: a\r\nX: \0\r\n${rest}`, /^HTTP\/1\.1 400/],
  ];
  for (const [what, request, expected] of cases) {
    const answer = await raw(request);
    assert.match(answer.split('\r\n')[0] ?? '', expected, what);
    const body = answer.split('\r\n\r\n')[1];
    if (body) assert.deepEqual(Object.keys(JSON.parse(body)), ['statusCode', 'message', 'code'], what);
  }
});

test('a method that a path does not have is 405 and says which it has', async () => {
  for (const [method, path, allow] of [
    ['DELETE', '/public/events/aaaaaaaa-bbbb-0000-cccc-dddddddddddd', 'GET'],
    ['PUT', '/public/events', 'GET'],
    ['GET', '/api/users', 'PUT'],
  ] as const) {
    const response = await fetch(`${server.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
    });
    assert.equal(response.status, 405, `${method} ${path}`);
    assert.match(response.headers.get('allow') ?? '', new RegExp(allow));
    await response.body?.cancel();
  }
});

test('errors never show how they came about', async () => {
  const answers = [
    await send('{'),
    await get(server.address, '/nope', key),
    await get(server.address, '/public/events/%', key),
  ];
  for (const { status, text } of answers) {
    assert.ok(status >= 400 && status < 500, `${status} ${text}`);
    assert.ok(!/\bat \/|node_modules|\.ts:|stack/i.test(text), text);
  }
  assert.ok(!(await get(server.address, '/healthz', null)).headers.has('x-powered-by'));
});

test('500 requests a minute, then 429 with Retry-After; 0 switches it off', async () => {
  const limited = await startServer({ data: data.path, env: { AFFIDAVIT_RATE_LIMIT: '5' } });
  const statuses: number[] = [];
  for (let i = 0; i < 7; i++)
    statuses.push((await get(limited.address, '/public/events?limit=1', key)).status);
  const last = await get(limited.address, '/public/events', 'afd_bad');
  const elsewhere = await get(limited.address, '/healthz', null);
  const { text: metrics } = await get(limited.operationsAddress, '/metrics', null);
  await limited.stop();
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429, 429]);
  assert.equal(last.status, 429);
  assert.ok(Number(last.headers.get('retry-after')) >= 1);
  assert.equal(last.json.message, 'Too Many Requests');
  assert.equal(elsewhere.status, 200);
  assert.match(metrics, /affidavit_http_rate_limited_total 3/);
});
