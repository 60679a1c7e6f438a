/**
 * What belongs to another company is answered like what never existed: every operation of the OpenAPI document is called
 * by one company with ids of another and with ids of nobody, and the two answers must not differ in anything.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Json, JsonSchema } from '../src/http/openapi/types.ts';
import { type Answer, get, send } from './client.ts';
import { affidavit, type RunningServer, startServer, tempFolder } from './system.ts';
import {
  componentOf,
  type DescribedOperation,
  describedOperations,
  type Kind,
  kindsOf,
  makeThings,
  nameKinds,
  nowhere,
  pathTo,
  sample,
  type Things,
  upload,
} from './things.ts';

/** Operations whose answer to a foreign id is another than 404. */
const otherwise: Readonly<Record<string, { statuses: readonly number[]; because: string }>> = {
  listEmbeddedEvents: { statuses: [401], because: 'a key is no token' },
  getLinkedFile: { statuses: [403], because: 'the link is the key, and no link fits an id of nobody' },
};

/** Lists with a cursor for which another company's cursor cannot be had. */
const withoutCursor: Readonly<Record<string, string>> = {
  listEmbeddedEvents: 'takes tokens, not keys: embedding.test.ts has a cursor of another token',
  getEventV2: 'takes the parameters of a list and ignores them, as the contract has it',
};

/** Parameters that look like ids and name nothing of a company. */
const noIds: Readonly<Record<string, string>> = {
  groupIds: 'there are no groups',
};

/** Members of bodies that are kept as they are, whatever they name. */
const freeIds: Readonly<Record<string, string>> = {
  companyId: 'a number of the connected system',
  templateId: 'a number of whoever wrote the policy',
  requestorId: 'a number or a text of the connected system',
};

/** Answers that cannot be compared, and why. */
const incomparable: Readonly<Record<string, string>> = {
  streamEvents: 'a stream has no end',
  getAffidavits:
    'asking is recorded, so that the log has grown by the next: affidavits.test.ts asks for ids of another company',
  exportEvents:
    'asking is recorded, so that the log has grown by the next: exporting.test.ts asks for ids of another company',
  certifyEvents: 'no two certificates are the same file: certificate.test.ts asks for ids of another company',
};

const data = tempFolder();
let server: RunningServer;
let owner: string;
let stranger: string;
let theirs: Things;
const operations = describedOperations();

before(async () => {
  server = await startServer({ command: 'demo', data: data.path });
  owner = readFileSync(join(data.path, 'demo.key'), 'utf8').trim();
  stranger = readFileSync(join(data.path, 'demo-other.key'), 'utf8').trim();
  const listed = await affidavit(['company', 'list', '--data', data.path, '--json']);
  const [first] = JSON.parse(listed.stdout) as { uuid: string }[];
  assert.ok(first, listed.stderr);
  theirs = await makeThings(server.address, owner, first.uuid);
});
after(async () => {
  await server.stop();
  data.remove();
});

/** Everything of an answer that anybody can see, without what differs from request to request. */
function seen({ status, headers, text }: Answer, things: Things) {
  // Shorter ones occur by chance in what is not about them, and any number does within a hash.
  const told = Object.values(things).filter((value) => value.length >= 6);
  const values = told.map((value) => value.replaceAll(/[^\w]/g, '\\$&'));
  const whole = new RegExp(`(?<!\\w)(${values.join('|')})(?!\\w)`, 'g');
  const hidden = (body: string) =>
    body
      .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?/g, 'TIME')
      .replaceAll(/"cursor":"[^"]+"/g, '"cursor":"·"')
      .replaceAll(/"seq":\d+/g, '"seq":0')
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
      .replaceAll(whole, '·')
      .replaceAll(/stranger\d+@/g, 'stranger@');
  const shown = [...headers].filter(([name]) => !['date', 'content-length', 'etag'].includes(name));
  return { status, headers: shown, body: hidden(text) };
}

/** Bodies that must hold together in a way that their schema does not say. */
const bodiesBeyondSchema: Readonly<Record<string, Json>> = {
  uploadUserDocument: upload,
  uploadUserDocumentV2: upload,
  putHrisIdentitiesV2: [{ identityId: 'h-1' }],
};

let bodies = 0;

/** A body that the operation takes, with what `change` makes of it. */
function bodyOf(
  { operation }: DescribedOperation,
  change: (body: Json) => Json = (body) => body,
): Json | undefined {
  const media = operation.requestBody?.content['application/json'];
  if (media === undefined) return undefined;
  const body = bodiesBeyondSchema[operation.operationId] ?? sample(media.schema);
  if (typeof body === 'object' && body !== null && !Array.isArray(body) && 'email' in body)
    body.email = `stranger${++bodies}@body.example`;
  return change(body);
}

async function call(one: DescribedOperation, path: string, body: Json | undefined): Promise<Answer> {
  const isCsv = one.operation.requestBody?.content['text/csv'] !== undefined;
  const type = isCsv ? 'text/csv' : body === undefined ? null : 'application/json';
  return send(server.address, path, stranger, {
    method: one.verb.toUpperCase(),
    ...(type !== null && { body: isCsv ? PEOPLE : JSON.stringify(body), headers: { 'content-type': type } }),
  });
}

const PEOPLE = 'id,first_name,last_name,email,is_contractor,mfa\n1,A,B,somebody@csv.example,no,yes\n';

/** Query parameters without which nothing is looked up. */
function neededQuery({ operation }: DescribedOperation): string {
  const needed = (operation.parameters ?? []).filter((one) => one.in === 'query' && one.required);
  const query = new URLSearchParams(needed.map(({ name, schema }) => [name, String(sample(schema))]));
  return needed.length === 0 ? '' : `?${query}`;
}

for (const one of operations.filter(({ path }) => path.includes('{'))) {
  const { operation, path, verb } = one;
  test(`${verb} ${path} with ids of another company`, async () => {
    const kinds = kindsOf(path);
    // All of them foreign; and, below something of one's own, the last of them foreign.
    const own: Partial<Record<Kind, string>> = { user: '1' };
    const masks = [kinds.map(() => false), kinds.map((kind, i) => i < kinds.length - 1 && kind in own)];
    for (const mask of masks) {
      const at = (things: Things) => kinds.map((kind, i) => (mask[i] ? (own[kind] ?? '') : things[kind]));
      const answer = async (things: Things) =>
        call(one, pathTo(path, at(things)) + neededQuery(one), bodyOf(one));
      const foreign = await answer(theirs);
      assert.deepEqual(seen(foreign, theirs), seen(await answer(nowhere), nowhere));
      const { statuses } = otherwise[operation.operationId] ?? { statuses: [404] };
      assert.ok(statuses.includes(foreign.status), `${foreign.status} ${foreign.text}`);
    }
  });
}

const kindOf = (name: string): Kind | undefined => nameKinds[name.replace(/^not\./, '').replace(/\[\]$/, '')];
const looksLikeId = (name: string) => /Ids?(\[\])?$/.test(name);

for (const one of operations) {
  const { operation, path, verb } = one;
  const ids = (operation.parameters ?? []).filter(
    ({ in: where, name }) => where === 'query' && looksLikeId(name) && !(name in noIds),
  );
  if (ids.length === 0 || operation.operationId in incomparable) continue;
  test(`${verb} ${path} filtered by ids of another company`, async () => {
    for (const { name } of ids) {
      const kind = kindOf(name);
      assert.ok(kind, `say in test/things.ts what ${name} names`);
      const at = (things: Things) =>
        `${pathTo(
          path,
          kindsOf(path).map(() => '1'),
        )}?${new URLSearchParams([[name, things[kind]], ...interval(one)])}`;
      const foreign = await call(one, at(theirs), undefined);
      assert.equal(foreign.status, 200, foreign.text);
      assert.deepEqual(seen(foreign, theirs), seen(await call(one, at(nowhere), undefined), nowhere), name);
    }
  });
}

/** What a list must be told besides. */
function interval({ operation }: DescribedOperation): [string, string][] {
  const needed = (operation.parameters ?? []).filter((one) => one.in === 'query' && one.required);
  return needed.map(({ name, schema }) => [name, String(sample(schema))]);
}

for (const one of operations) {
  const { operation, path, verb } = one;
  const takesCursor = (operation.parameters ?? []).some(
    ({ in: where, name }) => where === 'query' && name === 'cursor',
  );
  if (!takesCursor || operation.operationId in withoutCursor) continue;
  test(`${verb} ${path} with a cursor of another company`, async () => {
    const kinds = kindsOf(path);
    const mine: Partial<Things> = { user: '1', role: '1' };
    const at = (cursor: string, size: number, things: Partial<Things>) =>
      `${pathTo(
        path,
        kinds.map((kind) => things[kind] ?? ''),
      )}?${new URLSearchParams({ cursor, size: String(size) })}`;
    const first = await get(server.address, at('', 1, { ...theirs, ...mine }), owner);
    assert.equal(first.status, 200, first.text);
    const { cursor } = first.json.pagination;
    assert.ok(typeof cursor === 'string', `${path} has no second page to take a cursor from`);
    const foreign = await get(server.address, at(cursor, 1, mine), stranger);
    assert.equal(foreign.status, 400, foreign.text);
    assert.deepEqual(
      seen(foreign, theirs),
      seen(await get(server.address, at('bm93aGVyZQ', 1, mine), stranger), nowhere),
    );
  });
}

for (const one of operations) {
  const { operation, path, verb } = one;
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (schema === undefined || path.includes('{')) continue;
  const members = idMembers(schema);
  if (members.length === 0) continue;
  test(`${verb} ${path} with a body that names another company's`, async () => {
    for (const { name, many } of members) {
      const kind = kindOf(name);
      assert.ok(kind, `say in test/things.ts what ${name} names`);
      const naming = (things: Things) =>
        bodyOf(one, (body) => ({
          ...(body as Record<string, Json>),
          [name]: many ? [Number(things[kind])] : Number(things[kind]),
        }));
      const foreign = await call(one, path, naming(theirs));
      assert.deepEqual(seen(foreign, theirs), seen(await call(one, path, naming(nowhere)), nowhere), name);
    }
  });
}

/** Members of a body that name something by a whole number. */
function idMembers(schema: JsonSchema): { name: string; many: boolean }[] {
  const { $ref, anyOf } = schema;
  if (typeof $ref === 'string') return idMembers(componentOf($ref));
  if (Array.isArray(anyOf)) return idMembers(anyOf[0] as JsonSchema);
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  return properties
    .filter(
      ([name, member]) => looksLikeId(name) && name !== 'id' && JSON.stringify(member).includes('"integer"'),
    )
    .filter(([name]) => !(name in freeIds))
    .map(([name, member]) => ({ name, many: member.type === 'array' }));
}
