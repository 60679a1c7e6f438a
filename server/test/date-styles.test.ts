/**
 * Times in both styles: every operation that shows one is read with a key of each style. Each member that the OpenAPI
 * document calls a time is in the style of the key in documents of the contract, in ISO style everywhere else, and nothing
 * else differs.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonSchema } from '../src/http/openapi/types.ts';
import { get } from './client.ts';
import { affidavit, type RunningServer, startServer, tempFolder } from './system.ts';
import {
  componentOf,
  type DescribedOperation,
  describedOperations,
  kindsOf,
  makeThings,
  pathTo,
  sample,
  type Things,
} from './things.ts';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const OLDER = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}000$/;

/** More than the earlier reads that are recorded late. */
const TURNS = 10;

/** Operations that show times and are not read here, and why. */
const exempt: Readonly<Record<string, string>> = {
  streamEvents: 'never ends; its messages are the documents of the feed',
  getAffidavit:
    'taking it is recorded, and the next may lie under another checkpoint: affidavits.test.ts compares',
  listEmbeddedEvents: 'answers tokens, which have no style: embedding.test.ts',
  getSession: 'answers people who are signed in, who have no style: sign-in.test.ts',
  getLogWitnesses: 'shows times of witnesses that have answered: asked-witnesses.test.ts has some',
};

/** Operations of our own that answer documents of the contract. */
const contractDocuments = new Set(['getUserAsOf', 'getConnectionAsOf']);

function showsContract({ path, operation }: DescribedOperation): boolean {
  return path.startsWith('/public/') || contractDocuments.has(operation.operationId);
}

const data = tempFolder();
let server: RunningServer;
let iso: string;
let legacy: string;
let things: Things;
/** Before the reads began: some of them are recorded when their job is done, at any moment after. */
let begun: string;

before(async () => {
  server = await startServer({ command: 'demo', data: data.path });
  iso = readFileSync(join(data.path, 'demo.key'), 'utf8').trim();
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await affidavit([...args, '--data', data.path]);
    assert.equal(code, 0, stderr);
    return stdout.trim();
  };
  const [company] = JSON.parse(await run('company', 'list', '--json')) as { uuid: string }[];
  assert.ok(company);
  const user = await get(server.address, '/public/users/1', iso);
  const whose = ['--company', company.uuid, '--user', user.json.email, '--name', 'older style'];
  legacy = await run('keys', 'create', ...whose, '--all-permissions', '--legacy-times');
  things = { ...(await makeThings(server.address, iso, company.uuid)), role: '1' };
  // A full check, to be told of.
  await run('fsck');
  begun = new Date().toISOString();
});
after(async () => {
  await server.stop();
  data.remove();
});

/** Where times are in a value, by its schema: every alternative counts. */
function timesIn(schema: JsonSchema, value: Json, at = ''): string[] {
  const { $ref, anyOf, properties, items, additionalProperties } = schema;
  if (typeof $ref === 'string') return timesIn(componentOf($ref), value, at);
  if (Array.isArray(anyOf)) return anyOf.flatMap((one) => timesIn(one as JsonSchema, value, at));
  if (typeof value === 'string') return schema.format === 'date-time' ? [at] : [];
  if (Array.isArray(value))
    return isSchema(items) ? value.flatMap((one, i) => timesIn(items, one, `${at}/${i}`)) : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const known = isSchema(properties) ? properties[name] : undefined;
    const of = known ?? additionalProperties;
    return isSchema(of) ? timesIn(of, member, `${at}/${name}`) : [];
  });
}

function showsTimes(schema: JsonSchema, seen = new Set<string>()): boolean {
  const { $ref } = schema;
  if (typeof $ref !== 'string')
    return schema.format === 'date-time' || Object.values(schema).some((one) => showsIn(one, seen));
  if (seen.has($ref)) return false;
  seen.add($ref);
  return showsTimes(componentOf($ref), seen);
}

function showsIn(value: Json, seen: Set<string>): boolean {
  return Array.isArray(value)
    ? value.some((one) => showsIn(one, seen))
    : isSchema(value) && showsTimes(value, seen);
}

function isSchema(value: Json | undefined): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same value with every time that is named in ISO style. */
function inIso(value: Json, times: ReadonlySet<string>, at = ''): Json {
  if (typeof value === 'string' && times.has(at)) return value.replace(/^(\S+) (\S+)000$/, '$1T$2Z');
  if (Array.isArray(value)) return value.map((one, i) => inIso(one, times, `${at}/${i}`));
  if (!isSchema(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, inIso(one, times, `${at}/${name}`)]),
  );
}

/** A link is signed for some minutes from when it is shown. */
function withoutSignatures(value: Json): Json {
  return JSON.parse(JSON.stringify(value).replaceAll(/(expires=)\d+(&signature=)[\w-]+/g, '$1…$2…')) as Json;
}

function valueAt(value: Json, pointer: string): Json {
  return pointer
    .split('/')
    .slice(1)
    .reduce<Json>((inner, step) => Reflect.get(inner as object, step) as Json, value);
}

/** Everything that can be expanded, and what a list must be told. */
function queryOf({ operation }: DescribedOperation): string {
  const query = new URLSearchParams();
  for (const { name, in: where, required, schema } of operation.parameters ?? []) {
    if (where !== 'query') continue;
    const items = schema.items as JsonSchema | undefined;
    if (name === 'expand[]')
      for (const word of (items?.enum as string[] | undefined) ?? []) query.append(name, word);
    else if (name === 'recordedTo') query.append(name, begun);
    else if (required) query.append(name, String(sample(schema)));
  }
  return `?${query}`;
}

/** Both of one moment: what an earlier read began may be recorded between the two, and then they are read again. */
async function readInBoth(target: string) {
  for (let turn = 0; ; turn++) {
    const inIsoStyle = await get(server.address, target, iso);
    const inOlderStyle = await get(server.address, target, legacy);
    assert.equal(inIsoStyle.status, 200, inIsoStyle.text);
    assert.equal(inOlderStyle.status, 200, inOlderStyle.text);
    const again = await get(server.address, target, iso);
    if (
      turn === TURNS ||
      isDeepStrictEqual(withoutSignatures(again.json), withoutSignatures(inIsoStyle.json))
    )
      return { inIsoStyle, inOlderStyle };
  }
}

for (const one of describedOperations()) {
  const { verb, path, operation } = one;
  const schema = operation.responses['200']?.content?.['application/json']?.schema;
  const shown = schema ?? operation.responses['200']?.content?.['text/event-stream']?.['x-itemSchema'];
  if (verb !== 'get' || shown === undefined || !showsTimes(shown)) continue;
  if (operation.operationId in exempt) continue;
  test(`${path} in both styles`, async () => {
    assert.ok(schema);
    const target =
      pathTo(
        path,
        kindsOf(path).map((kind) => things[kind]),
      ) + queryOf(one);
    const { inIsoStyle, inOlderStyle } = await readInBoth(target);
    const times = timesIn(schema, inIsoStyle.json);
    assert.ok(times.length > 0, 'no time is shown: give the demo one');
    assert.deepEqual(timesIn(schema, inOlderStyle.json), times);
    for (const time of times) {
      assert.match(String(valueAt(inIsoStyle.json, time)), ISO, time);
      assert.match(String(valueAt(inOlderStyle.json, time)), showsContract(one) ? OLDER : ISO, time);
    }
    assert.deepEqual(
      withoutSignatures(inIso(inOlderStyle.json, new Set(times))),
      withoutSignatures(inIsoStyle.json),
    );
  });
}
