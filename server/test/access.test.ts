/** Who may come in, as administrators decide it: keys, links of auditors, invitations, the terms. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { get, post, put, send } from './client.ts';
import { cookieOf, ownPages, signInWith, tokenIn } from './sign-in-kit.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
const event = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
let server: RunningServer;
let key: string;
let cookie: string;

const ask = (path: string, as = cookie) => get(server.address, path, null, { cookie: as });
const add = (path: string, body: unknown, as = cookie) =>
  post(server.address, path, null, body, { cookie: as, ...ownPages });
const drop = (path: string, as = cookie) =>
  send(server.address, path, null, { method: 'DELETE', headers: { cookie: as, ...ownPages } });
const typesOf = async (type: string) =>
  (await get(server.address, `/api/events?type=${type}`, key)).json.data.map(
    ({ description }: { description: string }) => description,
  );

before(async () => {
  ({ key } = await makeCompany(data.path));
  server = await startServer({ data: data.path });
  const made = await affidavit(['user', 'link', 'owner@example.com', '--once', '--data', data.path]);
  cookie = cookieOf(await signInWith(server.address, tokenIn(made.stdout)));
  await put(server.address, '/api/users', key, [
    { id: 2, email: 'ops@example.com', roles: ['PEOPLE_OPS'] },
    { id: 3, email: 'robot@example.com', roles: ['SERVICE_USER'] },
    { id: 4, email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee', roles: ['ADMIN'] },
  ]);
});
after(async () => {
  await server.stop();
  data.remove();
});

test('a key is shown once, listed without its secret, and revoked for good; events tell of it', async () => {
  const made = await add('/api/keys', { name: 'Export', permissions: ['api-find-events'] });
  assert.equal(made.status, 201, made.text);
  const secret: string = made.json.key;
  assert.equal((await get(server.address, '/api/events', secret)).status, 200);
  assert.equal((await get(server.address, '/public/events', secret)).status, 403);
  const listed = await ask('/api/keys');
  assert.equal(listed.text.includes(secret), false);
  assert.equal(listed.json.data.length, 2);
  assert.equal((await drop(`/api/keys/${made.json.id}`)).status, 204);
  assert.equal((await drop(`/api/keys/${made.json.id}`)).status, 409);
  assert.equal((await drop('/api/keys/nothing')).status, 404);
  for (let tries = 0; (await get(server.address, '/api/events', secret)).status !== 401; tries++)
    assert.ok(tries < 10_000);
  assert.deepEqual(await typesOf('PUBLIC_API_KEY_CREATED'), [
    'owner@example.com created the API key "Export".',
  ]);
  assert.deepEqual(await typesOf('PUBLIC_API_KEY_REVOKED'), [
    'owner@example.com revoked the API key "Export".',
  ]);
});

test('nobody makes a key that may do more than they may, or that acts for somebody else', async () => {
  const some = await add('/api/keys', { name: 'Keys', permissions: ['api-manage-keys', 'api-manage-links'] });
  const more = await post(server.address, '/api/keys', some.json.key, {
    name: 'All',
    permissions: ['api-find-events'],
  });
  assert.equal(more.status, 400);
  assert.match(more.text, /api-find-events is not among your own permissions/);
  const other = await add('/api/keys', { name: 'Ann', permissions: ['api-find-events'], userId: 4 });
  assert.match(other.text, /userId must be yourself, or a user with the role SERVICE_USER/);
  assert.equal(
    (await add('/api/keys', { name: 'Robot', permissions: ['api-find-events'], userId: 3 })).status,
    201,
  );
  const invited = await post(server.address, '/api/links', some.json.key, { kind: 'invite', userId: 4 });
  assert.equal(invited.status, 400);
  assert.match(invited.text, /would allow more than you may/);
  const past = await add('/api/keys', {
    name: 'Old',
    permissions: ['api-find-events'],
    expiresAt: '2020-01-01T00:00:00Z',
  });
  assert.match(past.text, /expiresAt must be in the future/);
  const where = { name: 'Where', permissions: ['api-find-events'], addresses: ['nowhere'] };
  assert.match((await add('/api/keys', where)).text, /addresses: takes IP addresses and CIDR ranges/);
});

test('an auditor reads with a link until it is taken back, and changes nothing', async () => {
  const made = await add('/api/links', {
    ...{ kind: 'auditor', name: 'Jo Smith', email: 'jo@audit.example', endsAt: tomorrow() },
  });
  assert.equal(made.status, 201, made.text);
  assert.match(made.json.url, /^http:\/\/127\.0\.0\.1:\d+\/sign-in#token=[\w-]{64}$/);
  const token = tokenIn(`${made.json.url}\n`);
  const first = await signInWith(server.address, token);
  const auditor = cookieOf(await signInWith(server.address, token));
  assert.notEqual(cookieOf(first), auditor, 'each machine has a session of its own');
  assert.deepEqual(
    [first.json.user.id, first.json.user.email, first.json.readOnly, first.json.termsAccepted],
    [null, 'jo@audit.example', true, true],
  );
  assert.ok(first.json.endsAt <= made.json.endsAt);
  const recorded = await post(server.address, '/api/events?wait=checkpoint', key, event);
  for (const path of ['/api/events', `/public/events/${recorded.json.id}`, '/public/users', '/api/log'])
    assert.equal((await ask(path, auditor)).status, 200, path);
  for (const path of ['/api/keys', '/api/links', '/api/legal-holds', '/api/retention'])
    assert.equal((await ask(path, auditor)).status, 403, path);
  for (const [path, body] of [
    ['/api/events', event],
    ['/api/keys', { name: 'x', permissions: ['api-find-events'] }],
    ['/api/links', { kind: 'auditor', name: 'x', endsAt: tomorrow() }],
    ['/api/users/1/erasure', { reason: 'x', legalBasis: 'x' }],
  ] as const)
    assert.equal((await add(path, body, auditor)).status, 403, path);
  const taken = await ask(`/api/events/${recorded.json.id}/affidavit`, auditor);
  assert.equal(taken.status, 200, taken.text);
  assert.deepEqual(await typesOf('EVIDENCE_DOWNLOADED'), [
    `An auditor with a link took the affidavit of event ${recorded.json.id}.`,
  ]);
  const listed = (await ask('/api/links')).json.data;
  const auditors = listed.filter(({ kind }: { kind: string }) => kind === 'auditor');
  assert.deepEqual(
    auditors.map(({ name, email }: { name: string; email: string }) => [name, email]),
    [['Jo Smith', 'jo@audit.example']],
  );
  assert.equal((await drop(`/api/links/${made.json.id}`)).status, 204);
  for (let tries = 0; (await ask('/api/events', auditor)).status !== 401; tries++) assert.ok(tries < 10_000);
  assert.equal((await signInWith(server.address, token)).status, 403);
  assert.deepEqual(await typesOf('AUDITOR_ADDED'), ['owner@example.com let an auditor read with a link.']);
  assert.equal((await typesOf('AUDITOR_REMOVED')).length, 1);
});

test('the link of an auditor ends within a year', async () => {
  for (const endsAt of ['2020-01-01T00:00:00Z', '2199-01-01T00:00:00Z']) {
    const { status, text } = await add('/api/links', { kind: 'auditor', name: 'x', endsAt });
    assert.equal(status, 400);
    assert.match(text, /endsAt must be in the future, and at most a year ahead/);
  }
  assert.match(
    (await add('/api/links', { kind: 'auditor', name: 'x' })).text,
    /endsAt: is required|endsAt is required/,
  );
});

test('an administrator invites whoever has no password, and nobody else does', async () => {
  const made = await add('/api/links', { kind: 'invite', userId: 4 });
  assert.equal(made.status, 201, made.text);
  const token = tokenIn(`${made.json.url}\n`);
  const entered = await signInWith(server.address, token, 'a long enough password');
  assert.equal(entered.status, 200, entered.text);
  assert.equal(entered.json.user.email, 'ann@example.com');
  assert.equal((await add('/api/links', { kind: 'invite', userId: 4 })).status, 409);
  assert.equal((await add('/api/links', { kind: 'invite', userId: 99 })).status, 400);
  const ops = await affidavit(['user', 'link', 'ops@example.com', '--once', '--data', data.path]);
  // Before the session begins: it is believed for a moment without being read again.
  await affidavit(['terms', 'accept', '--user', 'ops@example.com', '--data', data.path]);
  const opsCookie = cookieOf(await signInWith(server.address, tokenIn(ops.stdout)));
  assert.equal((await add('/api/links', { kind: 'invite', userId: 2 }, opsCookie)).status, 403);
  assert.deepEqual(await typesOf('USER_INVITED'), ['owner@example.com invited Ann Lee to set a password.']);
});

test('the 412 waits for the terms, which a session accepts', async () => {
  await put(server.address, '/api/users', key, { id: 6, email: 'late@example.com', roles: ['ADMIN'] });
  const made = await affidavit(['user', 'link', 'late@example.com', '--once', '--data', data.path]);
  const late = cookieOf(await signInWith(server.address, tokenIn(made.stdout)));
  assert.equal((await ask('/api/events', late)).status, 412);
  const terms = await ask('/api/terms', late);
  assert.equal((await add('/api/session/terms', { version: 'another' }, late)).status, 409);
  const agreed = await add('/api/session/terms', { version: terms.json.version }, late);
  assert.equal(agreed.json.termsAccepted, true);
  assert.equal((await ask('/api/events', late)).status, 200);
  assert.ok((await typesOf('TERMS_AGREED')).includes('late@example.com agreed to the terms.'));
});

test('erasing a person ends whatever they could come in with', async () => {
  await put(server.address, '/api/users', key, { id: 7, email: 'gone@example.com', roles: ['ADMIN'] });
  const link = async (...more: string[]) =>
    tokenIn((await affidavit(['user', 'link', 'gone@example.com', ...more, '--data', data.path])).stdout);
  const password = 'a long enough password';
  const gone = cookieOf(await signInWith(server.address, await link(), password));
  const unused = await link('--once');
  const erased = await post(server.address, '/api/users/7/erasure', key, {
    reason: 'Asked for.',
    legalBasis: 'GDPR Art. 17',
  });
  assert.equal(erased.status, 200, erased.text);
  for (let tries = 0; (await ask('/api/session', gone)).status !== 401; tries++) assert.ok(tries < 10_000);
  assert.equal((await signInWith(server.address, unused)).status, 403);
  const again = await post(
    server.address,
    '/api/session',
    null,
    { email: 'gone@example.com', password },
    ownPages,
  );
  assert.equal(again.status, 401);
});
