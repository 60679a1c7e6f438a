/** Bytes on a socket that no client library sends: what is refused, and what becomes of the connection. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { limits } from '../src/domain/limits.ts';
import { exchange, type HttpKit, openRaw, startHttp } from './http-kit.ts';

let http: HttpKit;
let auth: string;

before(async () => {
  http = await startHttp({
    timeouts: { headersMs: 150, bodyMs: 200, connectionIdleMs: 1_000, keepAliveMs: 300 },
  });
  auth = `Authorization: Bearer ${http.services.addKey(http.services.company('Raw'))}`;
});
after(() => http.close());

const post = (headers: string, body = '') =>
  `POST /api/events HTTP/1.1\r\nHost: a\r\n${auth}\r\n${headers}\r\n\r\n${body}`;
const JSON_BODY = 'Content-Type: application/json';

/** The status of the first answer, and its body, which must have the contract's shape. */
function parse(answer: string): { status: number; message: string } {
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
  const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4).split('HTTP/1.1 ')[0] ?? '');
  assert.deepEqual(Object.keys(body), ['statusCode', 'message', 'code'], answer);
  assert.equal(body.statusCode, status);
  return { status, message: body.message };
}

test('HTTP that readers disagree about is refused, and the connection closed', async () => {
  const cases: [number, string][] = [
    [400, `GET /public/events HTTP/1.1\r\nHost: a\r\nhost: b\r\n${auth}\r\n\r\n`],
    [400, `GET /public/events HTTP/1.1\r\nHost: a\r\n${auth}\r\n${auth}\r\n\r\n`],
    [400, `GET /public/events HTTP/1.1\r\n${auth}\r\n\r\n`],
    [400, `GET http://evil.example/public/events HTTP/1.1\r\nHost: a\r\n${auth}\r\n\r\n`],
    [400, `OPTIONS * HTTP/1.1\r\nHost: a\r\n${auth}\r\n\r\n`],
    [400, `GET /public/events\r\nHost: a\r\n${auth}\r\n\r\n`],
    [400, `GET /public/events HTTP/0.9\r\nHost: a\r\n${auth}\r\n\r\n`],
    [400, 'GET /public/events HTTP/2.0\r\nHost: a\r\n\r\n'],
    [400, 'nonsense\r\n\r\n'],
    [405, `TRACE /public/events HTTP/1.1\r\nHost: a\r\n${auth}\r\n\r\n`],
    [405, `PROPFIND /public/events HTTP/1.1\r\nHost: a\r\n${auth}\r\n\r\n`],
    [400, `GET /public/events HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n`],
    [400, `GET /public/events HTTP/1.1\nHost: a\n\n`],
    [400, post(`${JSON_BODY}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked`, '0\r\n\r\n')],
    [400, post(`${JSON_BODY}\r\nContent-Length: 2\r\nContent-Length: 3`, '{}')],
    [400, post(`${JSON_BODY}\r\nContent-Length: +2`, '{}')],
    [400, post(`${JSON_BODY}\r\nTransfer-Encoding: chunked, identity`, '0\r\n\r\n')],
    [431, `GET /public/events HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ];
  for (const [status, bytes] of cases)
    assert.equal(parse(await exchange(http.address, bytes)).status, status, bytes.slice(0, 120));
});

test('a body that no route wants is 415, and named before it is sent', async () => {
  const refused = [
    'Content-Type: text/plain\r\nContent-Length: 2',
    'Content-Type: application/jsonx\r\nContent-Length: 2',
    'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 2',
    'Content-Type: application/json; charset=utf-16\r\nContent-Length: 2',
    'Content-Type: application/json; charset="latin1"\r\nContent-Length: 2',
    'Content-Type: ;;\r\nContent-Length: 2',
    'Content-Length: 2',
    `${JSON_BODY}\r\nContent-Encoding: gzip\r\nContent-Length: 2`,
  ];
  const answers = await Promise.all(refused.map((headers) => exchange(http.address, post(headers))));
  for (const [i, answer] of answers.entries()) assert.equal(parse(answer).status, 415, refused[i] ?? '');
});

test('too long: told before the body when its length is announced, and when it is found out', async () => {
  const announced = post(`${JSON_BODY}\r\nContent-Length: ${limits.requestBytes + 1}`);
  const { status, message } = parse(await exchange(http.address, announced));
  assert.equal(status, 413);
  assert.match(message, /16777216/);

  const { socket, ended } = openRaw(http.address);
  socket.write(post(`${JSON_BODY}\r\nTransfer-Encoding: chunked`));
  const mebibyte = Buffer.alloc(1 << 20, 0x20);
  for (let i = 0; i <= 16; i++) {
    socket.write('100000\r\n');
    socket.write(mebibyte);
    socket.write('\r\n');
  }
  assert.equal(parse(await ended).status, 413);
});

test('Expect: 100-continue is answered only when the body is wanted', async () => {
  const expecting = `${JSON_BODY}\r\nExpect: 100-continue\r\nContent-Length:`;
  const tooLong = await exchange(http.address, post(`${expecting} ${limits.requestBytes + 1}`));
  assert.equal(parse(tooLong).status, 413);
  const stranger = post(`${expecting} 19`).replace(auth, 'X: y');
  assert.equal(parse(await exchange(http.address, stranger)).status, 401);

  const wanted = openRaw(http.address);
  wanted.socket.write(post(`${expecting} 19`));
  assert.equal(await wanted.until(/\r\n\r\n/), 'HTTP/1.1 100 Continue\r\n\r\n');
  wanted.socket.write('{"description":"x"}');
  assert.match(await wanted.until(/recordedAt/), /HTTP\/1\.1 201 Created/);
  wanted.socket.destroy();
});

test('slow headers, slow bodies and forgotten connections come to an end', async () => {
  const headers = openRaw(http.address);
  headers.socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n');
  assert.match(await headers.ended, /^HTTP\/1\.1 408 /);

  const body = openRaw(http.address);
  body.socket.write(post(`${JSON_BODY}\r\nContent-Length: 100`, '{"a'));
  assert.equal(parse(await body.ended).status, 408);

  const idle = openRaw(http.address);
  idle.socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
  assert.match(await idle.ended, /^HTTP\/1\.1 200 /);
});

test('a connection that is in order serves one request after the other', async () => {
  const get = (close: string) => `GET /public/events HTTP/1.1\r\nHost: a\r\n${auth}\r\n${close}\r\n`;
  const answer = await exchange(
    http.address,
    get('') + get('') + post(`${JSON_BODY}\r\nContent-Length: 1`, '{') + get(''),
  );
  assert.deepEqual(
    [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1]),
    ['200', '200', '400'],
  );
});

test('a GET with a body is answered, and what follows it is not waited for', async () => {
  const answer = await exchange(
    http.address,
    `GET /public/events HTTP/1.1\r\nHost: a\r\n${auth}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`,
  );
  assert.match(answer, /^HTTP\/1\.1 200 /);
});
