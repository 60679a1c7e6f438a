/** `<affidavit-events>` on a page of somebody else's: another origin, with a policy of its own. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { absent, type ConsoleKit, startConsole } from './console-kit.ts';

const GZIPPED_BYTES_MAX = 30 * 1024;
const HOSTILE = '<img src=x onerror=alert(1)> {{7*7}} \u202egnp.exe \u001b[31m';

let kit: ConsoleKit;
/** Two neighbours: the page that the token names, and one that it does not. */
let hosts: { origin: string; close(): void }[];
let body = '';

before(async () => {
  if (absent !== false) return;
  kit = await startConsole();
  hosts = await Promise.all([host(), host()]);
});
after(async () => {
  for (const one of hosts ?? []) one.close();
  await kit?.close();
});

/** Serves `body` under a policy as strict as a page that shows the element can have. */
async function host(): Promise<{ origin: string; close(): void }> {
  const server = createServer((request, response) => {
    if (request.url !== '/') return void response.writeHead(204).end();
    const { address } = kit.server;
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        `default-src 'none'; script-src ${address}; connect-src ${address}; ` +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    });
    response.end(`<!doctype html><html lang="en"><meta name="color-scheme" content="light dark">
      <title>Trust</title><main><h1>What we do</h1>${body}</main></html>`);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function makeToken(given: object = {}): Promise<{ id: number; token: string }> {
  const [{ origin = '' } = {}] = hosts;
  return (await kit.send('POST', '/api/embed-tokens', {
    name: 'Trust page',
    filter: { category: ['COMPANY_NOTIFICATION'] },
    origins: [origin],
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    ...given,
  })) as { id: number; token: string };
}

function shows(token: string, attributes = ''): void {
  body =
    `<script type="module" src="${kit.server.address}/embed/affidavit-events.js"></script>` +
    `<affidavit-events token="${token}" ${attributes}></affidavit-events>`;
}

async function reader(colorScheme: 'light' | 'dark', n = 0) {
  const context = await kit.browser.newContext({ colorScheme });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('dialog', () => faults.push('a dialog'));
  await page.goto(hosts[n]?.origin ?? '');
  return { context, page, faults };
}

test('the file is small, may be loaded by any page, and is asked for again', { skip: absent }, async () => {
  const url = `${kit.server.address}/embed/affidavit-events.js`;
  const answer = await fetch(url);
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin');
  assert.equal(answer.headers.get('cache-control'), 'no-cache');
  const gzipped = gzipSync(await answer.text()).length;
  assert.ok(gzipped > 1_000 && gzipped <= GZIPPED_BYTES_MAX, `${gzipped} bytes`);
  const again = await fetch(url, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } });
  assert.equal(again.status, 304);
  for (const path of ['/embed/index.html', '/embed/..%2findex.html', '/embed/none.js'])
    assert.equal((await fetch(kit.server.address + path)).status, 404, path);
});

for (const scheme of ['light', 'dark'] as const)
  test(`another page shows what the token opens, ${scheme}: hostile text as text, no fault of axe`, {
    skip: absent,
  }, async () => {
    for (const description of ['First.', 'Second.', HOSTILE])
      await kit.record({ category: 'COMPANY_NOTIFICATION', description });
    await kit.record({ category: 'VENDOR', description: 'Not for this page.' });
    shows((await makeToken()).token, 'size="2"');
    const { context, page, faults } = await reader(scheme);
    await page.getByText('<img src=x onerror=alert(1)> {{7*7}}').first().waitFor();
    assert.equal(await page.getByRole('listitem').count(), 2);
    await page.getByRole('button', { name: 'Show earlier ones' }).click();
    await page.getByText('First.').first().waitFor();
    assert.equal(await page.getByText('Not for this page.').count(), 0);
    assert.equal(await page.locator('affidavit-events img').count(), 0);
    const { violations } = await new AxeBuilder({ page }).include('affidavit-events').analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, ...nodes.map(({ failureSummary }) => failureSummary)]),
      [],
    );
    assert.deepEqual(await context.cookies(), []);
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(overflow, 0, 'the page is wider than the window');
    assert.deepEqual(faults, []);
    await context.close();
  });

test('a page that the token does not name, and a token that is taken back, show nothing', {
  skip: absent,
}, async () => {
  const { id, token } = await makeToken();
  shows(token);
  const foreign = await reader('light', 1);
  await foreign.page.getByText('The events cannot be read just now.').waitFor();
  assert.equal(await foreign.page.getByRole('listitem').count(), 0);
  await foreign.context.close();

  const endsAt = Date.now() + 2_000;
  const gone = await makeToken({ endsAt: new Date(endsAt).toISOString() });
  shows(gone.token);
  const { context, page } = await reader('light');
  // Until it has ended, it may show something.
  const status = page.getByRole('status').filter({ hasText: /shown|not good/ });
  for (let tries = 0; !(await status.innerText()).includes('not good'); tries++) {
    assert.ok(tries < 600);
    await page.waitForTimeout(100);
    await page.reload();
  }
  assert.ok(Date.now() >= endsAt);
  const revoked = await fetch(`${kit.server.address}/api/embed-tokens/${id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${kit.key}` },
  });
  assert.equal(revoked.status, 204);
  shows(token);
  await page.reload();
  await page.getByText('The events cannot be read just now.').waitFor();
  await context.close();
});

test('administration makes a token from the address of a list, shows what to paste, and takes it back', {
  skip: absent,
}, async () => {
  const { context, page, faults } = await kit.reader();
  await page.goto('/admin/embedding');
  await page.getByLabel('Name').fill('Careers page');
  await page.getByLabel('Origins').fill(hosts[0]?.origin ?? '');
  await page.getByLabel('Last day').fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
  const address = page.getByLabel('Address of the filtered list');
  await address.fill('/events?q=secret');
  await page.getByRole('button', { name: 'Make the token' }).click();
  await page.getByText('A token cannot say “q”').waitFor();
  await address.fill(`${kit.server.address}/events?category=COMPANY_NOTIFICATION&last=all`);
  await page.getByRole('button', { name: 'Make the token' }).click();
  body = await page.locator('.secret code').innerText();
  assert.match(
    body,
    /^<script type="module" src="http:\/\/127\.0\.0\.1:\d+\/embed\/affidavit-events\.js"><\/script>/,
  );

  const there = await reader('light');
  await there.page.getByRole('listitem').first().waitFor();
  await there.context.close();

  await page.getByRole('button', { name: 'I have it' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Careers page' });
  await row.getByRole('button', { name: 'Take back' }).click();
  await row.getByRole('button', { name: /Take it back/ }).click();
  await row.waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
  await context.close();
});
