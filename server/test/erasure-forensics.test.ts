/** Erasure on a real server: every byte of the data folder is searched, while it runs, after it was killed, after it ended. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runVerify } from '@affidavit/verify/command';
import { get, post } from './client.ts';
import { occurrences, traces } from './forensics.ts';
import { names, own, PERSON, type Planted, plant, planted } from './planted-person.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const request = { reason: 'They asked for it.', legalBasis: 'GDPR Art. 17 (1) (a)' };
const data = tempFolder();
const out = tempFolder();
/** The folder as it was before any erasure. */
const whole = join(out.path, 'whole');
let server: RunningServer;
let company: string;
let key: string;
/** When the person was there, in milliseconds. */
let asOf: number;
let events: Planted;

before(async () => {
  ({ uuid: company, key } = await makeCompany(data.path));
  server = await startServer({ data: data.path });
  events = await plant(server.address, key);
  for (const [user, name] of [
    [names.email, own('key')],
    ['owner@example.com', `for ${names.last}`],
  ] as const) {
    const made = await affidavit([
      'keys',
      'create',
      '--user',
      user,
      '--name',
      name,
      '--data',
      data.path,
      '--all-permissions',
    ]);
    assert.equal(made.code, 0, made.stderr);
  }
  await server.stop();
  cpSync(data.path, whole, { recursive: true });
  server = await startServer({ data: data.path });
});
after(async () => {
  await server.stop();
  data.remove();
  out.remove();
});

test('what was planted everywhere is in no byte of the folder while the server runs, and every event still verifies', async () => {
  await get(server.address, `/api/events?q=${names.last.toLowerCase()}`, key);
  const held = traces(data.path, planted);
  for (const word of planted)
    assert.ok(
      held.some((one) => one.includes(word)),
      `${word} is not in the folder`,
    );
  asOf = Date.now();
  const pdfs = occurrences(data.path, '%PDF-1.');
  const erased = await post(server.address, `/api/users/${PERSON}/erasure`, key, request);
  assert.equal(erased.status, 200, erased.text + server.log());
  assert.deepEqual(traces(data.path, planted), []);
  // Left are what Ann uploaded, and the PDF of what names nobody.
  assert.ok(pdfs > 2);
  assert.equal(occurrences(data.path, '%PDF-1.'), 2);
  assert.match(erased.json.remains.join('\n'), /^What 2 files of others say inside was not read/);

  const vkeys = join(out.path, 'vkeys');
  writeFileSync(vkeys, (await get(server.address, `/log/${company}/vkeys`, key)).text);
  const bundle = await verified('all.affidavits.ndjson', '/api/events/affidavits.ndjson', vkeys);
  assert.match(bundle, /3\d affidavits hold, 0 do not/);
  const deed = await verified('deed.affidavit.json', `/api/events/${events.deed}/affidavit`, vkeys);
  assert.match(deed, new RegExp(`erased.* by event ${erased.json.eventIds[0]}`));
});

/** What the verifier's command says of a file that is fetched. */
async function verified(name: string, path: string, vkeys: string): Promise<string> {
  const file = join(out.path, name);
  writeFileSync(file, (await get(server.address, path, key)).text);
  let said = '';
  const output = {
    write: (text: string) => {
      said += text;
    },
  };
  assert.equal(await runVerify([file, '--key', vkeys], output, output), 0, said);
  return said;
}

test('the documents of v1 and v2 show what is left, and the person is not found by any question', async () => {
  for (const id of Object.values(events))
    for (const path of [
      `/public/events/${id}`,
      `/public/v2/events/${id}?expand[]=user&expand[]=metadata&expand[]=connection`,
      `/api/events/${id}`,
      `/api/events/${id}/affidavit`,
    ]) {
      const answer = await get(server.address, path, key);
      assert.equal(answer.status, 200, answer.text);
      for (const word of planted) assert.ok(!answer.text.includes(word), `${path}: ${word}`);
    }
  const lists = [
    '/public/events?limit=50',
    '/public/v2/events?expand[]=user&expand[]=metadata&expand[]=connection',
    '/api/events?limit=100',
    '/api/events/feed?limit=100',
    '/api/events/facets?facet=userId',
    '/public/users',
    '/public/v2/users',
    '/public/personnel',
    '/public/connections',
    '/public/v2/custom-connections',
    '/api/legal-holds',
    '/api/embed-tokens',
    '/api/views',
  ];
  for (const path of lists) {
    const answer = await get(server.address, path, key);
    assert.equal(answer.status, 200, `${path}: ${answer.text}`);
    for (const word of planted) assert.ok(!answer.text.includes(word), `${path}: ${word}`);
  }
  const v1 = async (id: string) => (await get(server.address, `/public/events/${id}`, key)).json;
  const deed = await v1(events.deed);
  assert.deepEqual([deed.description, deed.user, deed.metadata], ['[erased]', null, {}]);
  const gift = await v1(events.gift);
  assert.equal(gift.description, 'Ann gave [erased] a key.');
  assert.deepEqual([gift.user.id, gift.metadata.dto.door, gift.metadata.approvedById], [2, 'north', null]);
  const result = await v1(events.result);
  assert.deepEqual(result.issues[0], {
    email: '[erased]',
    hasMfa: false,
    phone: '[erased]',
    note: '[erased]',
  });
  assert.deepEqual(result.issues[1], { email: 'ann@example.com', hasMfa: false });
  assert.deepEqual([result.connection.user, result.connection.clientAlias], [null, 'Laptop of [erased]']);

  const before = '2026-01-01T00:00:00.000Z';
  const notFound = [
    `/public/users/${PERSON}`,
    `/public/v2/users/${PERSON}`,
    `/public/v2/users/email:${names.email}`,
    `/api/users/${PERSON}`,
    ...[before, new Date(asOf).toISOString()].map((time) => `/api/users/${PERSON}?asOf=${time}`),
    `/api/events/certificate?from=2020-01-01&to=2100-01-01&userId=${PERSON}`,
  ];
  for (const path of notFound) assert.equal((await get(server.address, path, key)).status, 404, path);
  for (const query of [
    `userId=${PERSON}`,
    `q=${names.last}`,
    `q=${names.last.slice(0, 5)}*`,
    `q=${names.email}`,
  ]) {
    const found = await get(server.address, `/api/events?${query}`, key);
    assert.deepEqual([found.status, found.json.data], [200, []], `${query}: ${found.text}`);
  }
  const connection = await get(
    server.address,
    `/api/connections/71?asOf=${new Date(asOf).toISOString()}`,
    key,
  );
  assert.deepEqual([connection.json.owner, connection.json.clientAlias], [null, 'Laptop of [erased]']);
});

test('nothing of it is left when the server has ended', async () => {
  await server.stop();
  assert.deepEqual(traces(data.path, planted), []);
  assert.match(readFileSync(join(data.path, 'erasures.ndjson'), 'utf8'), /"state":"done"/);
});

/** Begins an erasure, and kills the server as soon as it has come so far. */
async function killAt(folder: string, hasCome: (address: string) => Promise<boolean>): Promise<void> {
  const running = await startServer({ data: folder });
  const answer = post(running.address, `/api/users/${PERSON}/erasure`, key, request).catch(() => null);
  for (let tries = 0; !(await hasCome(running.address)); tries++) {
    assert.ok(tries < 20_000, 'the erasure never came so far');
    await new Promise((resume) => setTimeout(resume, 1));
  }
  await running.kill();
  await answer;
}

const hasBegun = (folder: string) => async () =>
  existsSync(join(folder, 'erasures.ndjson')) &&
  readFileSync(join(folder, 'erasures.ndjson'), 'utf8').endsWith('\n');

const isCommitted = () => async (address: string) => {
  const found = await get(address, '/api/events?type=PERSONAL_DATA_ERASED', key);
  return found.json.data.length > 0;
};

for (const [when, hasCome] of [
  ['before it is committed', hasBegun],
  ['before the bytes are overwritten', isCommitted],
] as const)
  test(`a server that is killed in the middle of an erasure, ${when}, ends it at the next start`, async () => {
    const folder = join(out.path, when);
    cpSync(whole, folder, { recursive: true });
    await killAt(folder, hasCome(folder));
    const again = await startServer({ data: folder });
    try {
      assert.deepEqual(traces(folder, planted), []);
      assert.match(readFileSync(join(folder, 'erasures.ndjson'), 'utf8'), /"state":"done"/);
      assert.equal((await get(again.address, `/api/users/${PERSON}`, key)).status, 404);
      const told = await get(again.address, '/api/events?type=PERSONAL_DATA_ERASED', key);
      assert.equal(told.json.data.length, 1);
      const { json } = await get(again.address, `/public/events/${told.json.data[0].id}`, key);
      assert.equal(json.metadata.dto.reason, request.reason);
    } finally {
      await again.stop();
    }
  });
