/** People of several companies on one server: who chooses, who switches, and who tries to get in elsewhere. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { get, post, put, send } from './client.ts';
import { cookieOf, ownPages, signInWith, tokenIn } from './sign-in-kit.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
const SHARED = 'the same password twice';
const MINE = 'only of this company';
const BOTH = 'both@example.com';
let server: RunningServer;
let acme: { uuid: string; key: string };
let globex: { uuid: string; key: string };

async function setPassword(company: string, email: string, password: string): Promise<void> {
  const made = await affidavit(['user', 'link', email, '--company', company, '--data', data.path]);
  const entered = await signInWith(server.address, tokenIn(made.stdout), password);
  assert.equal(entered.status, 200, entered.text);
}

const enter = (body: object) => post(server.address, '/api/session', null, body, ownPages);
const who = (cookie: string) => get(server.address, '/api/session', null, { cookie });
const switchTo = (cookie: string, companyId: string) =>
  send(server.address, '/api/session/company', null, {
    method: 'PUT',
    body: JSON.stringify({ companyId }),
    headers: { cookie, ...ownPages, 'content-type': 'application/json' },
  });

before(async () => {
  acme = await makeCompany(data.path, 'Acme', 'owner@acme.example');
  globex = await makeCompany(data.path, 'Globex', 'owner@globex.example');
  server = await startServer({ data: data.path });
  for (const [id, { key }] of [acme, globex].entries())
    await put(server.address, '/api/users', key, { id: 20 + id, email: BOTH, roles: ['ADMIN'] });
  await setPassword(acme.uuid, BOTH, SHARED);
  await setPassword(globex.uuid, BOTH, SHARED);
});
after(async () => {
  await server.stop();
  data.remove();
});

test('who belongs to two companies chooses one, and goes on in the other', async () => {
  const asked = await enter({ email: BOTH, password: SHARED });
  assert.deepEqual(asked.json.choose, [
    { companyId: acme.uuid, name: 'Acme' },
    { companyId: globex.uuid, name: 'Globex' },
  ]);
  assert.deepEqual(asked.headers.getSetCookie(), []);
  const chosen = await enter({ ticket: asked.json.ticket, companyId: globex.uuid });
  assert.equal(chosen.status, 200, chosen.text);
  assert.equal(chosen.json.company.name, 'Globex');
  assert.equal(chosen.json.companies.length, 2);
  const cookie = cookieOf(chosen);
  const moved = await switchTo(cookie, acme.uuid);
  assert.equal(moved.json.company.name, 'Acme');
  assert.equal(moved.json.user.id, 20);
  assert.equal((await who(cookie)).status, 401, 'the session before is over');
  assert.equal((await switchTo(cookieOf(moved), globex.uuid)).json.company.name, 'Globex');
});

test('a ticket cannot be made up, nor used for a company that it does not name', async () => {
  const asked = await enter({ email: BOTH, password: SHARED });
  const [text, seal] = asked.json.ticket.split('.');
  const proven = JSON.parse(Buffer.from(text, 'base64url').toString());
  proven.members[0].userId = 1;
  const forged = Buffer.from(JSON.stringify(proven)).toString('base64url');
  for (const ticket of [
    `${forged}.${seal}`,
    `${text}.`,
    text,
    '',
    '.',
    `${Buffer.from('null').toString('base64url')}.x`,
  ])
    assert.equal((await enter({ ticket, companyId: acme.uuid })).status, 401, ticket);
  const nowhere = '00000000-0000-4000-8000-00000000dead';
  assert.equal((await enter({ ticket: asked.json.ticket, companyId: nowhere })).status, 401);
});

test('whoever makes users in one company cannot come into another as somebody of theirs', async () => {
  // Globex adds a user with the address of Acme's owner, and keeps the invitation.
  await put(server.address, '/api/users', globex.key, {
    id: 30,
    email: 'owner@acme.example',
    roles: ['ADMIN'],
  });
  await setPassword(acme.uuid, 'owner@acme.example', MINE);
  await setPassword(globex.uuid, 'owner@acme.example', 'known to globex alone');
  const taken = await enter({ email: 'owner@acme.example', password: 'known to globex alone' });
  assert.equal(taken.json.company.name, 'Globex');
  assert.deepEqual(taken.json.companies.length, 1);
  const cookie = cookieOf(taken);
  assert.equal((await switchTo(cookie, acme.uuid)).status, 404);
  assert.equal((await enter({ email: 'owner@acme.example', password: MINE })).json.company.name, 'Acme');
});

test('a session of one company reads nothing of another', async () => {
  const event = {
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    description: 'Acme only.',
  };
  const { json } = await post(server.address, '/api/events', acme.key, event);
  const cookie = cookieOf(await enter({ email: 'owner@acme.example', password: 'known to globex alone' }));
  const read = (path: string) => get(server.address, path, null, { cookie });
  const foreign = await read(`/public/events/${json.id}`);
  const unknown = await read('/public/events/00000000-0000-4000-8000-00000000dead');
  assert.deepEqual([foreign.status, foreign.text], [unknown.status, unknown.text]);
  assert.equal((await read('/api/events')).text.includes('Acme only.'), false);
});

test('signing out everywhere ends the sessions in every company, and what they could switch to', async () => {
  const open = async (companyId: string) => {
    const asked = await enter({ email: BOTH, password: SHARED });
    return cookieOf(await enter({ ticket: asked.json.ticket, companyId }));
  };
  const [first, second] = [await open(acme.uuid), await open(globex.uuid)];
  const out = await send(server.address, '/api/sessions', null, {
    method: 'DELETE',
    headers: { cookie: first, ...ownPages },
  });
  assert.equal(out.status, 204);
  for (let tries = 0; (await who(second)).status !== 401; tries++) assert.ok(tries < 10_000);
});
