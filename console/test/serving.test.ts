/** The built pages as the server sends them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { absent, type ConsoleKit, startConsole } from './console-kit.ts';

/** Gzipped, of all that the first page needs. */
const FIRST_LOAD_BYTES_MAX = 250 * 1024;

let kit: ConsoleKit;
before(async () => {
  if (absent === false) kit = await startConsole();
});
after(() => kit?.close());

test('a page is answered under its address, under a policy that lets nothing else run', {
  skip: absent,
}, async () => {
  for (const path of ['/', '/events', '/events/1', '/admin/keys', '/sign-in']) {
    const answer = await fetch(kit.server.address + path);
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get('cache-control'), 'no-cache');
    assert.equal(answer.headers.get('x-frame-options'), 'DENY');
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.match(policy, /frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'$/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    const page = await answer.text();
    assert.doesNotMatch(page, /<script(?![^>]* src="\/assets\/)|<style|style="|\son\w+=/);
    const [, script = ''] = /src="(\/assets\/[^"]+)"/.exec(page) ?? [];
    const asset = await fetch(kit.server.address + script);
    assert.equal(asset.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.match(asset.headers.get('content-type') ?? '', /^text\/javascript/);
  }
});

test('what is no page is answered as before', { skip: absent }, async () => {
  for (const [path, status] of [
    ['/assets/none.js', 404],
    ['/no-such-page', 404],
    ['/api/events', 401],
    ['/public/events', 401],
    ['/log/x/checkpoint', 401],
  ] as const) {
    const answer = await fetch(kit.server.address + path);
    assert.equal(answer.status, status, path);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/, path);
  }
});

test('the first page is small, and asks nobody else', { skip: absent }, async () => {
  const { context, page, faults } = await kit.reader();
  let bytes = 0;
  page.on('response', (response) => {
    if (/^\/(assets\/|events$)/.test(new URL(response.url()).pathname))
      bytes += Number(response.headers()['content-length']);
  });
  await page.goto('/events');
  await page.getByRole('rowheader').first().waitFor();
  assert.ok(bytes > 50_000 && bytes <= FIRST_LOAD_BYTES_MAX, `${bytes} bytes`);
  assert.deepEqual(faults, []);
  await context.close();
});

test('another page cannot frame it', { skip: absent }, async () => {
  const context = await kit.browser.newContext();
  const page = await context.newPage();
  const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
  await page.setContent(`<iframe src="${kit.server.address}/events"></iframe>`);
  await refused;
  await context.close();
});
