/** GET /docs: the API reference, whole, and nothing on it from elsewhere. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { html, prose } from '../src/http/reference/html.ts';
import { type HttpKit, startHttp } from './http-kit.ts';
import { apiDescription } from './openapi-check.ts';

let http: HttpKit;
before(async () => {
  http = await startHttp();
});
after(() => http.close());

test('the page shows every operation and every schema, and links lead somewhere', async () => {
  const page = await (await fetch(`${http.address}/docs`)).text();
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const { paths, components } = apiDescription();
  for (const item of Object.values(paths))
    for (const { operationId } of Object.values(item)) assert.ok(ids.has(operationId), operationId);
  for (const name of Object.keys(components.schemas)) assert.ok(ids.has(`schema-${name}`), name);
  for (const [, target = ''] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.has(target), target);
});

test('nothing on it comes from elsewhere, and no script may run', async () => {
  const answer = await fetch(`${http.address}/docs`);
  const page = await answer.text();
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self';/);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.doesNotMatch(
    page,
    /<script|<style|style="|\son\w+=|(?:src|href)="(?!#|\/docs\/style\.css|\/openapi\.json)/,
  );
  const sheet = await fetch(`${http.address}/docs/style.css`);
  assert.equal(sheet.headers.get('content-type'), 'text/css; charset=utf-8');
  assert.doesNotMatch(await sheet.text(), /url\(|@import/);
});

test('what is put into a page is text', () => {
  assert.equal(
    html`<b title="${'"'}">${"<&'"}${[html`<i>`, 1, null]}</b>`.text,
    '<b title="&#34;">&#60;&#38;&#39;<i>1</b>',
  );
  assert.deepEqual(
    prose('a **b** `<c>`\n\nd').map(({ text }) => text),
    ['<p>a <strong>b</strong> <code>&#60;c&#62;</code></p>', '<p>d</p>'],
  );
});
