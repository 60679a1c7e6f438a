/** The only way out: which addresses it asks, and how it bounds what comes back. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { guardedFetch, OutboundFailed } from '../src/sinks/guarded-fetch.ts';

const limits = { maxBytes: 1_000, timeoutMs: 5_000 };
const local = guardedFetch(['127.0.0.1']);
const closing: (() => void)[] = [];
after(() => {
  for (const close of closing) close();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('private, local and smuggled addresses are refused, in every spelling', async () => {
  const closed = guardedFetch([]);
  const hosts = [
    '127.0.0.1 0.0.0.0 10.1.2.3 100.64.0.1 169.254.169.254 172.16.0.1 192.168.1.1 198.18.0.1 224.0.0.1 255.255.255.255',
    '2130706433 0x7f000001 017700000001 127.1 127.0.0.1. 0',
    '[::1] [::] [::ffff:127.0.0.1] [::ffff:10.0.0.1] [64:ff9b::7f00:1] [fd00::1] [fe80::1] [fec0::1] [ff02::1]',
    '[2001::1] [2002:7f00:1::] [2001:db8::1] [100::1]',
  ]
    .join(' ')
    .split(' ');
  for (const host of hosts) {
    const url = `http://${host}/`;
    assert.match(closed.objection(url) ?? '', /is not a public address/, host);
    await assert.rejects(closed.fetch({ url, ...limits }), OutboundFailed, host);
  }
  for (const host of ['8.8.8.8', '[2606:4700::1111]', 'witness.example'])
    assert.equal(closed.objection(`https://${host}/`), null, host);
  for (const url of [
    'file:///etc/passwd',
    'ftp://8.8.8.8/',
    'http://user@8.8.8.8/',
    'http://u:p@8.8.8.8/',
    'x',
  ])
    assert.notEqual(closed.objection(url), null, url);
  assert.equal(guardedFetch(['10.0.0.0/8', 'fd00::/8']).objection('http://10.9.9.9/'), null);
  assert.equal(guardedFetch(['10.0.0.0/8', 'fd00::/8']).objection('http://[fd12::1]/'), null);
});

test('a name is judged by the addresses that it has when it is asked', async () => {
  const address = await serve((_request, response) => response.end('reached'));
  const url = address.replace('127.0.0.1', 'localhost');
  await assert.rejects(guardedFetch([]).fetch({ url, ...limits }), /localhost: .* is not a public address/);
  const { status, body } = await local.fetch({ url, ...limits });
  assert.equal(status, 200);
  assert.equal(Buffer.from(body).toString(), 'reached');
});

test('a redirect is an answer and is not followed', async () => {
  let asked = 0;
  const address = await serve((_request, response) => {
    asked++;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  assert.equal((await local.fetch({ url: address, ...limits })).status, 302);
  assert.equal(asked, 1);
});

test('what is too long, too late, or not wanted any more, fails', async () => {
  const endless = await serve((_request, response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
    };
    response.on('drain', more);
    more();
  });
  await assert.rejects(local.fetch({ url: endless, ...limits }), /longer than 1000 bytes/);
  const silent = await serve((_request, response) => response.writeHead(200).write('x'));
  await assert.rejects(local.fetch({ url: silent, ...limits, timeoutMs: 50 }), /no answer within 50 ms/);
  await assert.rejects(local.fetch({ url: silent, ...limits, signal: AbortSignal.timeout(20) }), /stopping/);
  const gone = await serve((request) => request.socket.destroy());
  await assert.rejects(local.fetch({ url: gone, ...limits }), OutboundFailed);
  const nobody = await serve(() => {});
  closing.pop()?.();
  await assert.rejects(local.fetch({ url: nobody, ...limits }), OutboundFailed);
});

test('a body is sent whole, with its length, and an answer has its type', async () => {
  const address = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.setHeader('content-type', 'Text/X.tlog.size; charset=utf-8');
    response.end(
      `${request.method} ${request.headers['content-length']} ${Buffer.concat(chunks).toString()}`,
    );
  });
  const answer = await local.fetch({ url: address, method: 'POST', body: 'größe', ...limits });
  assert.equal(Buffer.from(answer.body).toString(), 'POST 7 größe');
  assert.equal(answer.contentType, 'text/x.tlog.size');
});
