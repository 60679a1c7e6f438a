/** Recording through HTTP: one event, arrays, streams, and everything that makes a retry safe. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { ownTypes } from '../src/domain/own-types.ts';
import { type Answer, get, post, put } from './client.ts';
import { makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

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

const least = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };
const record = (body: unknown, headers: Record<string, string> = {}) =>
  post(server.address, '/api/events', key, body, headers);
const read = (id: string) => get(server.address, `/public/events/${id}`, key);
const total = async () => (await get(server.address, '/public/events?limit=1', key)).json.total as number;

function refused(answer: Answer, status: number, message: RegExp): void {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.json.statusCode, status);
  assert.match(answer.json.message, message);
}

test('one event: recorded, in order, read back', async () => {
  const first = await record({ ...least, userId: 1, metadata: { dto: { name: 'x' } } });
  assert.equal(first.status, 201);
  const second = await record(least);
  assert.equal(second.json.seq, first.json.seq + 1);
  assert.match(first.json.recordedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const event = (await read(first.json.id)).json;
  assert.equal(event.description, 'Changed.');
  assert.deepEqual(event.metadata, { dto: { name: 'x' } });
  assert.equal(event.user.email, 'owner@example.com');
  assert.equal((await read(second.json.id)).json.user, null);
});

test('an array is all or nothing', async () => {
  const before = await total();
  const answer = await record([least, { ...least, description: 'Two.' }]);
  assert.equal(answer.status, 201);
  assert.deepEqual(
    answer.json.map((one: { seq: number }) => one.seq - answer.json[0].seq),
    [0, 1],
  );
  refused(await record([least, { ...least, status: 'GREEN' }]), 400, /\[1\]\.status/);
  refused(
    await record([least, { ...least, userId: 99 }]),
    400,
    /\[1\]\.userId: 99 is not in the directory.*PUT \/api\/users/,
  );
  assert.equal(await total(), before + 2);
  refused(await record(Array.from({ length: 1001 }, () => least)), 400, /1,?000/);
  refused(await record([]), 400, /./);
});

test('a stream is answered line by line, and a wrong line stops nothing', async () => {
  const lines = [
    JSON.stringify(least),
    '{"type":',
    '',
    JSON.stringify({ ...least, colour: 1 }),
    JSON.stringify(least),
  ];
  const answer = await record(lines.join('\n'), { 'content-type': 'application/x-ndjson' });
  assert.equal(answer.status, 200);
  const answers = answer.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    answers.map(({ line, error }) => [line, error?.statusCode ?? 201]),
    [
      [1, 201],
      [2, 400],
      [4, 400],
      [5, 201],
    ],
  );
  assert.match(answers[2].error.message, /colour/);
  assert.equal(answers[3].seq, answers[0].seq + 1);
  refused(
    await record('{}', { 'content-type': 'application/x-ndjson', 'idempotency-key': 'x' }),
    400,
    /Idempotency-Key/,
  );
});

test('an idempotency key gives the first answer again, and refuses another body', async () => {
  const headers = { 'idempotency-key': `"${randomUUID()}"` };
  const before = await total();
  const answers = await Promise.all([record(least, headers), record(least, headers), record(least, headers)]);
  for (const answer of answers) {
    assert.equal(answer.status, 201);
    assert.equal(answer.text, answers[0].text);
  }
  assert.equal(await total(), before + 1);
  refused(await record({ ...least, description: 'Other.' }, headers), 422, /Idempotency-Key/);
  refused(await record(least, { 'idempotency-key': 'x'.repeat(256) }), 400, /Idempotency-Key/i);
});

test('an id chosen by the client: same content same answer, other content 409', async () => {
  const id = randomUUID();
  const body = { ...least, id, metadata: { b: 1, a: [1, 2] } };
  const first = await record(body);
  assert.equal(first.json.id, id);
  const again = await record({ metadata: { a: [1, 2], b: 1 }, id, ...least });
  assert.equal(again.status, 201);
  assert.equal(again.text, first.text);
  refused(await record({ ...body, description: 'Other.' }), 409, new RegExp(id));
  const many = await record([body, { ...least, id: randomUUID() }]);
  assert.equal(many.status, 201);
  assert.equal(many.json[0].seq, first.json.seq);
});

test('what the server owns is refused by name', async () => {
  for (const member of ['seq', 'recordedAt', 'user', 'connection', 'company'])
    refused(await record({ ...least, [member]: 1 }), 400, new RegExp(`${member}:? (is set|follows)`));
});

test('?wait=checkpoint answers with a proof of what was recorded', async () => {
  const answer = await post(server.address, '/api/events?wait=checkpoint', key, least);
  assert.equal(answer.status, 201);
  assert.match(answer.json.proof, new RegExp(`^c2sp\\.org/tlog-proof@v1\\nindex ${answer.json.seq}\\n`));
});

test("a company's own type: its metadata must match, its category is known", async () => {
  const eventType = {
    name: 'BADGE_PRINTED',
    category: 'PERSONNEL',
    schema: {
      type: 'object',
      properties: {
        dto: { type: 'object', properties: { floor: { type: 'integer' } }, required: ['floor'] },
      },
      required: ['dto'],
    },
  };
  const body = {
    type: 'BADGE_PRINTED',
    source: 'APP',
    description: 'Printed.',
    metadata: { dto: { floor: 3 } },
  };
  refused(await record(body), 400, /type: BADGE_PRINTED is not in the vocabulary.*\/api\/event-types/);
  const made = await post(server.address, '/api/event-types', key, eventType);
  assert.equal(made.status, 201);
  assert.equal(made.json.version, 1);
  assert.equal((await post(server.address, '/api/event-types', key, eventType)).json.version, 1);
  const answer = await record(body);
  assert.equal(answer.status, 201, answer.text);
  assert.equal((await read(answer.json.id)).json.category, 'PERSONNEL');
  const { data } = (await get(server.address, '/api/event-types', key)).json;
  const { name, category, version, createdAt } = made.json;
  const listed = (type: string) => data.find((one: { name: string }) => one.name === type);
  assert.deepEqual(listed(name), { name, origin: 'COMPANY', category, version, createdAt, count: 1 });
  const { count: agreed, ...ofContract } = listed('COMPANY_DATA_UPDATED');
  assert.ok(agreed > 0);
  const unversioned = { category: null, version: null, createdAt: null };
  assert.deepEqual(ofContract, { name: 'COMPANY_DATA_UPDATED', origin: 'CONTRACT', ...unversioned });
  assert.deepEqual([listed('LOG_KEY_ROTATED').origin, listed('LOG_KEY_ROTATED').count], ['SYSTEM', 0]);
  const counts = data.map(({ count }: { count: number }) => count);
  assert.deepEqual(
    counts,
    counts.toSorted((a: number, b: number) => b - a),
  );
  refused(await record({ ...body, metadata: { dto: { floor: 'x' } } }), 400, /metadata\.dto\.floor/);
  refused(await record({ ...body, category: 'COMPANY' }), 400, /category must be PERSONNEL/);
  refused(
    await post(server.address, '/api/event-types', key, { ...eventType, name: 'TERMS_AGREED' }),
    400,
    /vocabulary/,
  );
  refused(
    await post(server.address, '/api/event-types', key, { ...eventType, schema: { type: 'x' } }),
    400,
    /schema/,
  );
});

test('a schema that never comes to an end holds up neither its own events for long nor others', async () => {
  const slow = (name: string, dto: object) => ({
    name,
    category: 'PERSONNEL',
    schema: { type: 'object', properties: { dto } },
  });
  const list = { type: 'object', properties: { many: { type: 'array', uniqueItems: true } } };
  for (const [eventType, dto] of [
    [
      slow('BADGE_PATTERN', { type: 'object', patternProperties: { '^(a+)+$': { type: 'string' } } }),
      { [`${'a'.repeat(60)}!`]: 1 },
    ],
    [slow('BADGE_LIST', list), { many: Array.from({ length: 60_000 }, (_, i) => ({ i })) }],
  ] as const) {
    assert.equal((await post(server.address, '/api/event-types', key, eventType)).status, 201);
    const body = { type: eventType.name, source: 'APP', description: 'Slow.' };
    refused(await record({ ...body, metadata: { dto } }), 400, /metadata must be checked within \d+ ms/);
    assert.equal((await record({ ...body, metadata: { dto: {} } })).status, 201);
  }
  const large = slow('BADGE_LARGE', { description: 'x'.repeat(70_000) });
  refused(await post(server.address, '/api/event-types', key, large), 400, /schema must have at most 65536/);
});

test('a type that the system alone records can be neither sent nor registered, but asked for', async () => {
  for (const type of ownTypes.keys()) {
    refused(
      await record({ ...least, type, category: 'COMPANY' }),
      400,
      /type: \w+ is recorded by the system alone/,
    );
    const eventType = { name: type, category: 'COMPANY', schema: { type: 'object' } };
    refused(await post(server.address, '/api/event-types', key, eventType), 400, /belongs to the system/);
    assert.equal((await get(server.address, `/api/events?type=${type}`, key)).status, 200);
  }
});

test('a changed person or connection never alters an event that is recorded', async () => {
  const person = { email: 'pat@example.com', firstName: 'Pat', roles: ['EMPLOYEE'] };
  const [user] = (await put(server.address, '/api/users', key, [person])).json;
  const [workspace] = (await put(server.address, '/api/workspaces', key, [{ name: 'Main', primary: true }]))
    .json;
  const link = { clientType: 'GITHUB', clientAlias: 'first', ownerId: user.id, workspaceIds: [workspace.id] };
  const [connection] = (await put(server.address, '/api/connections', key, [link])).json;
  await put(server.address, '/api/identities', key, {
    userId: user.id,
    connectionId: connection.id,
    identityId: 'pat',
    hasMfa: false,
  });
  await put(server.address, '/api/background-checks', key, {
    userId: user.id,
    status: 'PENDING',
    type: 'CERTN',
  });
  const body = {
    ...least,
    userEmail: 'PAT@example.com',
    connectionId: connection.id,
    workspaceId: workspace.id,
  };

  const old = (await record(body)).json.id;
  const before = (await read(old)).text;
  await put(server.address, '/api/users', key, { ...person, id: user.id, lastName: 'Lee', roles: ['ADMIN'] });
  await put(server.address, '/api/connections', key, { ...link, id: connection.id, clientAlias: 'second' });
  await put(server.address, '/api/workspaces', key, { id: workspace.id, name: 'Renamed' });
  const young = (await record(body)).json.id;

  await server.stop(); // nothing may come from a cache
  server = await startServer({ data: data.path });
  assert.equal((await read(old)).text, before);
  const now = (await read(young)).json;
  assert.equal(now.user.lastName, 'Lee');
  assert.deepEqual(now.user.roles, ['ADMIN']);
  assert.equal(now.connection.clientAlias, 'second');
  assert.equal(now.connection.workspaces[0].name, 'Renamed');
  assert.equal(now.user.identities[0].connection.clientAlias, 'second');
  assert.equal(JSON.parse(before).user.identities[0].connection.workspaces[0].name, 'Main');
});

test('an e-mail belongs to one user', async () => {
  await put(server.address, '/api/users', key, { email: 'kim@example.com' });
  const taken = await put(server.address, '/api/users', key, { id: 4711, email: 'KIM@example.com' });
  refused(taken, 409, /email/);
});
