/** Signing in through real HTTP: passwords, links, the cookie, and what is tried against them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Answer, get, post, put, send } from './client.ts';
import { cookieOf, signedIn, tokenIn } from './sign-in-kit.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
const PASSWORD = 'correct horse battery';
const OWNER = 'owner@example.com';
let server: RunningServer;
let key: string;
let uuid: string;

/** A link for a user, as the operator prints it. */
async function link(email: string, ...more: string[]): Promise<string> {
  const made = await affidavit(['user', 'link', email, '--data', data.path, ...more]);
  assert.equal(made.code, 0, made.stderr);
  return tokenIn(made.stdout);
}

const own = { 'sec-fetch-site': 'same-origin' };
const byPassword = (email: string, password: string, headers: Record<string, string> = own) =>
  post(server.address, '/api/session', null, { email, password }, headers);
const byLink = (token: string, password?: string) =>
  post(server.address, '/api/session/link', null, { token, password }, own);

before(async () => {
  ({ key, uuid } = await makeCompany(data.path));
  server = await startServer({ data: data.path });
  const { status, text } = await byLink(await link(OWNER), PASSWORD);
  assert.equal(status, 200, text);
});
after(async () => {
  await server.stop();
  data.remove();
});

test('a password opens a session, whose cookie no script and no other site can use', async () => {
  const answer = await byPassword('Owner@Example.com', PASSWORD);
  assert.equal(answer.status, 200, answer.text);
  const [set] = answer.headers.getSetCookie();
  assert.match(
    set ?? '',
    /^__Host-affidavit=[\w-]{64}; Path=\/; Secure; HttpOnly; SameSite=Lax; Expires=\w{3}, .* GMT$/,
  );
  assert.equal(answer.json.user.email, OWNER);
  assert.deepEqual(answer.json.company, { id: uuid, name: 'Test Company' });
  assert.deepEqual(answer.json.roles, ['ADMIN']);
  assert.equal(answer.json.readOnly, false);
  const cookie = cookieOf(answer);
  const again = await get(server.address, '/api/session', null, { cookie });
  assert.deepEqual(again.json, answer.json);
  assert.equal((await get(server.address, '/api/session', null)).status, 401);
});

test('a session stands for a key on every route, with the permissions of its roles', async () => {
  const { cookie } = await signedIn(server.address, OWNER, PASSWORD);
  for (const path of ['/public/events', '/public/v2/events', '/api/events', '/api/retention']) {
    const { status, text } = await get(server.address, path, null, { cookie });
    assert.equal(status, 200, `${path}: ${text}`);
  }
  await put(server.address, '/api/users', key, { id: 2, email: 'reader@example.com', roles: ['REVIEWER'] });
  await affidavit(['terms', 'accept', '--user', 'reader@example.com', '--data', data.path]);
  const reader = await byLink(await link('reader@example.com', '--once'));
  const readers = cookieOf(reader);
  assert.equal(reader.json.readOnly, true);
  assert.equal((await get(server.address, '/api/events', null, { cookie: readers })).status, 200);
  assert.equal((await get(server.address, '/api/retention', null, { cookie: readers })).status, 403);
  const event = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };
  const record = (headers: Record<string, string>) =>
    post(server.address, '/api/events', null, event, { ...own, ...headers });
  assert.equal((await record({ cookie: readers })).status, 403);
  assert.equal((await record({ cookie })).status, 201);
});

test('terms that were not accepted are answered 412, but the session says so', async () => {
  await put(server.address, '/api/users', key, { id: 3, email: 'new@example.com', roles: ['ADMIN'] });
  const answer = await byLink(await link('new@example.com', '--once'));
  assert.equal(answer.json.termsAccepted, false);
  assert.equal((await get(server.address, '/api/events', null, { cookie: cookieOf(answer) })).status, 412);
});

test('a page of another site or port changes nothing, whatever cookie the browser sends along', async () => {
  const { cookie } = await signedIn(server.address, OWNER, PASSWORD);
  const event = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    // What the browser says of the page counts more than what looks like an origin.
    { 'sec-fetch-site': 'cross-site', origin: server.address },
    {},
  ];
  for (const headers of foreign) {
    const said = JSON.stringify(headers);
    const record = await post(server.address, '/api/events', null, event, { cookie, ...headers });
    assert.equal(record.status, 403, said);
    const out = await send(server.address, '/api/sessions', null, {
      method: 'DELETE',
      headers: { cookie, ...headers },
    });
    assert.equal(out.status, 403, said);
    // Nor does it sign somebody in to an account that they did not choose.
    const enter = await byPassword(OWNER, PASSWORD, headers);
    assert.equal(enter.status, 403, said);
    assert.deepEqual(enter.headers.getSetCookie(), []);
  }
  assert.equal((await get(server.address, '/api/session', null, { cookie })).status, 200);
  const ours = await post(server.address, '/api/events', null, event, { cookie, origin: server.address });
  assert.equal(ours.status, 201, ours.text);
});

test('a key counts more than the cookie beside it', async () => {
  const { cookie } = await signedIn(server.address, OWNER, PASSWORD);
  assert.equal((await get(server.address, '/api/events', 'afd_no', { cookie })).status, 401);
});

test('a wrong password and an account that does not exist are told in the same words', async () => {
  const seen = ({ status, text, headers }: Answer) => ({
    ...{ status, text, cookies: headers.getSetCookie() },
    names: [...headers.keys()].sort(),
  });
  const wrong = await byPassword(OWNER, 'not the password');
  assert.equal(wrong.status, 401);
  assert.deepEqual(seen(await byPassword('nobody@example.com', PASSWORD)), seen(wrong));
  assert.deepEqual(seen(await byPassword('reader@example.com', PASSWORD)), seen(wrong));
});

test('an identifier that somebody brings along is not the one of the session', async () => {
  const planted = `__Host-affidavit=${'A'.repeat(64)}`;
  const answer = await byPassword(OWNER, PASSWORD, { ...own, cookie: planted });
  assert.notEqual(cookieOf(answer), planted);
  assert.equal((await get(server.address, '/api/session', null, { cookie: planted })).status, 401);
  const before = cookieOf(answer);
  const second = await byPassword(OWNER, PASSWORD, { ...own, cookie: before });
  assert.notEqual(cookieOf(second), before);
});

test('a link works once, also when two use it at the same time', async () => {
  const token = await link(OWNER, '--once');
  const answers = await Promise.all([byLink(token), byLink(token), byLink(token)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403, 403]);
  assert.equal((await byLink(token)).status, 403);
});

test('a link that sets a password asks for it, and ends the sessions from before', async () => {
  const { cookie } = await signedIn(server.address, OWNER, PASSWORD);
  const token = await link(OWNER);
  const other = await link(OWNER);
  assert.deepEqual((await byLink(token)).json, { needs: 'password', email: OWNER });
  const short = await byLink(token, 'short');
  assert.equal(short.status, 400);
  assert.match(short.text, /password must have between 12 and 1000 characters/);
  assert.equal((await byLink(token, PASSWORD)).status, 200);
  assert.equal((await byLink(other, 'another password')).status, 403);
  await over(cookie);
});

/** Another session may be believed for as long as limits.sessionCacheMs. */
async function over(cookie: string, address = server.address): Promise<void> {
  for (let tries = 0; ; tries++) {
    if ((await get(address, '/api/session', null, { cookie })).status === 401) return;
    assert.ok(tries < 10_000, 'the session is not over');
  }
}

test('signing out ends this session, signing out everywhere all of them', async () => {
  const sessions = await Promise.all([1, 2, 3].map(() => signedIn(server.address, OWNER, PASSWORD)));
  const [first, second, third] = sessions.map(({ cookie }) => cookie);
  assert.ok(first && second && third);
  const leave = (path: string, cookie: string) =>
    send(server.address, path, null, { method: 'DELETE', headers: { cookie, ...own } });
  const out = await leave('/api/session', first);
  assert.equal(out.status, 204);
  assert.match(out.headers.getSetCookie()[0] ?? '', /^__Host-affidavit=; .*Max-Age=0$/);
  assert.equal((await get(server.address, '/api/session', null, { cookie: first })).status, 401);
  assert.equal((await get(server.address, '/api/session', null, { cookie: second })).status, 200);
  assert.equal((await leave('/api/sessions', second)).status, 204);
  assert.equal((await get(server.address, '/api/session', null, { cookie: second })).status, 401);
  await over(third);
});

test('a password is changed by whoever knows it', async () => {
  const { cookie } = await signedIn(server.address, OWNER, PASSWORD);
  const other = await signedIn(server.address, OWNER, PASSWORD);
  const change = (current: string, next: string) =>
    send(server.address, '/api/session/password', null, {
      method: 'PUT',
      headers: { cookie, ...own, 'content-type': 'application/json' },
      body: JSON.stringify({ current, next }),
    });
  const wrong = await change('not the password', 'a new password 1');
  assert.equal(wrong.status, 400);
  assert.match(wrong.text, /current is not the password/);
  const changed = await change(PASSWORD, 'a new password 1');
  assert.equal(changed.status, 200, changed.text);
  const mine = cookieOf(changed);
  assert.equal((await get(server.address, '/api/session', null, { cookie: mine })).status, 200);
  await over(cookie);
  await over(other.cookie);
  assert.equal((await byPassword(OWNER, PASSWORD)).status, 401);
  assert.equal((await byLink(await link(OWNER), PASSWORD)).status, 200);
});

test('whoever has left the company does not come in, and is not there any more', async () => {
  await put(server.address, '/api/users', key, { id: 5, email: 'left@example.com', roles: ['ADMIN'] });
  const { cookie } = { cookie: cookieOf(await byLink(await link('left@example.com'), PASSWORD)) };
  const leave = { userId: 5, employmentStatus: 'FORMER_EMPLOYEE', separationDate: '2026-01-01' };
  const left = await put(server.address, '/api/personnel', key, leave);
  assert.equal(left.status, 200, left.text);
  await over(cookie);
  assert.equal((await byPassword('left@example.com', PASSWORD)).status, 401);
});

test('a token is no secret of the store, and nothing of it is in the log of the server', async () => {
  const { cookie } = await signedIn(server.address, OWNER, PASSWORD);
  const { readdirSync, readFileSync } = await import('node:fs');
  const { join } = await import('node:path');
  const token = cookie.split('=')[1] ?? '';
  for (const name of readdirSync(data.path)) {
    if (!name.startsWith('affidavit.db')) continue;
    const bytes = readFileSync(join(data.path, name));
    assert.equal(bytes.includes(token), false, name);
    assert.equal(bytes.includes(Buffer.from(token, 'base64url').subarray(16)), false, name);
    assert.equal(bytes.includes(PASSWORD), false, name);
  }
  assert.equal(server.log().includes(token), false);
});

test('who tries too often waits', async () => {
  const tries = Array.from({ length: 15 }, () => byPassword('tried@example.com', 'not the password'));
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 401).length, 10);
  const last = await byPassword('tried@example.com', 'not the password');
  assert.equal(last.status, 429);
  assert.ok(Number(last.headers.get('retry-after')) > 0);
});
