/**
 * The reference page's own example, from the demo's store through HTTP: every member that the page shows, in its
 * order, with its values, where the contract does not say otherwise (FACTS: types win over the page's examples).
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { get } from './client.ts';
import { type RunningServer, startServer, tempFolder } from './system.ts';

const EXAMPLE = '/public/events/aaaaaaaa-bbbb-0000-cccc-dddddddddddd';
const SEED = new URL('../../../shared/contract/seed.txt', import.meta.url);
const golden = JSON.parse(readFileSync(new URL('./golden/reference-event.json', import.meta.url), 'utf8'));

const data = tempFolder();
let server: RunningServer;
let key: string;

before(async () => {
  server = await startServer({ command: 'demo', data: data.path });
  key = readFileSync(join(data.path, 'demo.key'), 'utf8').trim();
});
after(async () => {
  await server.stop();
  data.remove();
});

test('the example event is answered to the letter', async () => {
  const { status, text } = await get(server.address, EXAMPLE, key);
  assert.equal(status, 200);
  assert.equal(text, JSON.stringify(golden));
});

test('every member of the reference page is there, in the order of the page', async (t) => {
  if (!existsSync(SEED)) return t.skip('the reference page is not at hand');
  const page = readFileSync(SEED, 'utf8');
  const shown = JSON.parse(page.slice(page.indexOf('{')).replaceAll(/(^|[[{,]\s*)- /gm, '$1')) as JsonLike;
  const { text } = await get(server.address, EXAMPLE, key);
  const differences = compare(shown, JSON.parse(text) as JsonLike, '');
  assert.deepEqual(differences, []);
});

type JsonLike = null | boolean | number | string | JsonLike[] | { [name: string]: JsonLike };

/** Where the newer contract's types win over the examples of the page. */
const typesOfTheContract: Readonly<Record<string, JsonLike>> = {
  '.user.identities[0].connection.id': 1,
  '.user.identities[0].connection.companyId': 12341234,
};
const onlyTheKindCounts = new Set([
  '.metadata', // the page prints the name of its type
  '.connection', // the page prints {}
  '.user.identities[0].connection.product', // "" on the page, an object in the contract
  '.user.identities[0].connection.providerTypes', // [5] on the page, objects in the contract
]);

function compare(shown: JsonLike, served: JsonLike, path: string): string[] {
  if (onlyTheKindCounts.has(path))
    return typeof served === 'object' ? [] : [`${path} should be an object, not ${JSON.stringify(served)}`];
  if (Array.isArray(shown) && Array.isArray(served)) {
    if (shown.length !== served.length)
      return [`${path} has ${served.length} items instead of ${shown.length}`];
    return shown.flatMap((item, i) => compare(item, served[i] ?? null, `${path}[${i}]`));
  }
  if (isObject(shown) && isObject(served)) {
    const names = Object.keys(shown);
    const order = Object.keys(served).filter((name) => names.includes(name));
    if (order.join() !== names.join())
      return [`${path} has members ${order.join()} instead of ${names.join()}`];
    return names.flatMap((name) => compare(shown[name] ?? null, served[name] ?? null, `${path}.${name}`));
  }
  const expected = typesOfTheContract[path] ?? modern(shown);
  return served === expected
    ? []
    : [`${path} is ${JSON.stringify(served)} instead of ${JSON.stringify(expected)}`];
}

function isObject(value: JsonLike): value is { [name: string]: JsonLike } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The page prints the older style of times. */
function modern(value: JsonLike): JsonLike {
  return typeof value === 'string'
    ? value.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3})000$/, '$1T$2Z')
    : value;
}
