/** Sessions of two servers on one database, as the role that is bound by the second wall. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { get, put, send } from './client.ts';
import { NoPostgres, tryPostgres } from './postgres.ts';
import { makeRole } from './postgres-role.ts';
import { ownPages, signedIn, signInWith, tokenIn } from './sign-in-kit.ts';
import { affidavit, makeCompany, startServer, tempFolder } from './system.ts';

const PASSWORD = 'a long enough password';
const OWNER = 'owner@example.com';
const postgres = await tryPostgres();
const data = tempFolder();
after(async () => {
  if (!(postgres instanceof NoPostgres)) await postgres.stop();
  data.remove();
});

test('what one instance opens the other knows, and what it ends is over there within a second', async (t) => {
  if (postgres instanceof NoPostgres) return t.skip(postgres.message);
  const role = await makeRole(postgres);
  const env = { DATABASE_URL: await role.prepare(await postgres.database()) };
  const keyFile = join(data.path, 'affidavit.key');
  const { key } = await makeCompany(data.path, 'Acme', OWNER, env);
  const flags = ['--key-file', keyFile];
  const start = async () => {
    const server = await startServer({ data: data.path, flags, env });
    t.after(() => server.stop());
    return server;
  };
  const [first, second] = [await start(), await start()];
  const made = await affidavit(['user', 'link', OWNER, '--data', data.path], { env });
  const token = tokenIn(made.stdout);
  // Both are asked at once: it works in one place only.
  const used = await Promise.all([first, second].map(({ address }) => signInWith(address, token, PASSWORD)));
  assert.deepEqual(used.map(({ status }) => status).sort(), [200, 403]);

  const who = (address: string, cookie: string) => get(address, '/api/session', null, { cookie });
  const here = await signedIn(first.address, OWNER, PASSWORD);
  const there = await signedIn(second.address, OWNER, PASSWORD);
  for (const { cookie } of [here, there])
    for (const { address } of [first, second]) assert.equal((await who(address, cookie)).status, 200);

  const out = await send(first.address, '/api/sessions', null, {
    method: 'DELETE',
    headers: { cookie: here.cookie, ...ownPages },
  });
  assert.equal(out.status, 204);
  const over = async (address: string, cookie: string) => {
    for (let tries = 0; (await who(address, cookie)).status !== 401; tries++) assert.ok(tries < 10_000);
  };
  for (const { cookie } of [here, there])
    for (const { address } of [first, second]) await over(address, cookie);

  // Roles, too, are those of now.
  const { cookie } = await signedIn(second.address, OWNER, PASSWORD);
  assert.equal((await get(second.address, '/api/keys', null, { cookie })).status, 200);
  await put(first.address, '/api/users', key, { id: 1, email: OWNER, roles: ['EMPLOYEE'] });
  for (let tries = 0; (await get(second.address, '/api/keys', null, { cookie })).status !== 403; tries++)
    assert.ok(tries < 10_000);
});
