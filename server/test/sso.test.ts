/** Single sign-on against the real oidc-provider: whom it lets in, and who tries to come in without it. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { get, put } from './client.ts';
import {
  client,
  makeBrowser,
  type RunningProvider,
  signInThere,
  startProvider,
  type Visit,
} from './sso-kit.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
const claims = {
  owner: { email: 'Owner@example.com', email_verified: true },
  unverified: { email: 'owner@example.com', email_verified: false },
  silent: {},
  stranger: { email: 'stranger@example.com', email_verified: true },
  both: { email: 'both@example.com', email_verified: true },
  elsewhere: { email: 'owner@globex.example', email_verified: true },
};
let provider: RunningProvider;
let server: RunningServer;

const isBack = (url: string) => url.startsWith(server.address) && !url.includes('/sign-in/sso/');
const enter = async (login: string): Promise<{ visit: Visit; session: string | undefined }> => {
  const browser = makeBrowser(isBack);
  const visit = await signInThere(browser, `${server.address}/sign-in/sso/corp/start`, login);
  return { visit, session: browser.cookies.get('__Host-affidavit') };
};

before(async () => {
  const acme = await makeCompany(data.path, 'Acme', 'owner@example.com');
  const globex = await makeCompany(data.path, 'Globex', 'owner@globex.example');
  const umbrella = await makeCompany(data.path, 'Umbrella', 'owner@umbrella.example');
  provider = await startProvider(claims, () =>
    ['corp', 'all'].map((id) => `${server.address}/sign-in/sso/${id}/callback`),
  );
  const settings = {
    name: 'Corp',
    issuer: provider.issuer,
    clientId: client.id,
    clientSecret: client.secret,
  };
  const file = join(data.path, 'sso.json');
  const providers = [
    { ...settings, id: 'corp', companies: [acme.uuid, umbrella.uuid] },
    { ...settings, id: 'dead', issuer: 'http://127.0.0.1:9' },
  ];
  writeFileSync(file, JSON.stringify(providers), { mode: 0o600 });
  server = await startServer({
    data: data.path,
    flags: ['--sso-file', file, '--outbound-allow', '127.0.0.1'],
  });
  for (const { key } of [acme, globex, umbrella])
    await put(server.address, '/api/users', key, { id: 8, email: 'both@example.com', roles: ['ADMIN'] });
});
after(async () => {
  await server.stop();
  await provider.close();
  data.remove();
});

test('the page is told of it, and a verified address of a user opens a session', async () => {
  assert.deepEqual((await get(server.address, '/api/sign-in', null)).json.sso[0], {
    id: 'corp',
    name: 'Corp',
    href: '/sign-in/sso/corp/start',
  });
  const { visit, session } = await enter('owner');
  assert.equal(visit.location, `${server.address}/`, visit.text);
  assert.ok(session);
  const who = await get(server.address, '/api/session', null, { cookie: `__Host-affidavit=${session}` });
  assert.deepEqual([who.json.company.name, who.json.user.email], ['Acme', 'owner@example.com']);
});

test('somebody of several companies chooses, among those that the provider may let in to', async () => {
  const { visit, session } = await enter('both');
  assert.equal(session, undefined);
  const said = new URLSearchParams(new URL(visit.location ?? '').hash.slice(1));
  const choose: { companyId: string; name: string }[] = JSON.parse(said.get('choose') ?? '');
  assert.deepEqual(
    choose.map(({ name }) => name),
    ['Acme', 'Umbrella'],
  );
  const answer = await fetch(`${server.address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ ticket: said.get('ticket'), companyId: choose[1]?.companyId }),
  });
  assert.equal(answer.status, 200);
});

test('nobody else comes in: unverified, unknown, without an address, of a company that it is not for', async () => {
  for (const [login, error] of [
    ['unverified', 'sso'],
    ['silent', 'sso'],
    ['stranger', 'unknown'],
    ['elsewhere', 'unknown'],
  ] as const) {
    const { visit, session } = await enter(login);
    assert.equal(visit.location, `${server.address}/sign-in#error=${error}`, login);
    assert.equal(session, undefined, login);
  }
});

test('an answer counts in the browser that asked, and unchanged', async () => {
  let callback = '';
  const browser = makeBrowser((url) => {
    if (url.includes('/callback')) callback = url;
    return url.includes('/callback') || isBack(url);
  });
  await signInThere(browser, `${server.address}/sign-in/sso/corp/start`, 'owner');
  assert.match(callback, /code=/);
  const refused = async (other: ReturnType<typeof makeBrowser>, url: string) => {
    const visit = await other.go(url);
    assert.equal(visit.location, `${server.address}/sign-in#error=sso`, url);
    assert.equal(other.cookies.get('__Host-affidavit'), undefined);
  };
  // Somebody else's browser, whom the link was sent to.
  await refused(makeBrowser(isBack), callback);
  const second = makeBrowser((url) => url.startsWith(provider.issuer) || isBack(url));
  await second.go(`${server.address}/sign-in/sso/corp/start`);
  await refused(second, callback);
  const changed = new URL(callback);
  changed.searchParams.set('state', 'another');
  await refused(browser, changed.href);
});

test('a provider that is away, or not known, is said so', async () => {
  const away = await fetch(`${server.address}/sign-in/sso/dead/start`, { redirect: 'manual' });
  assert.equal(away.status, 503, await away.text());
  const unknown = await fetch(`${server.address}/sign-in/sso/none/start`, { redirect: 'manual' });
  assert.equal(unknown.status, 404);
  assert.equal(server.log().includes(client.secret), false);
});

test('settings that cannot be used are refused in one line', async () => {
  const file = join(data.path, 'bad.json');
  const line = async (text: string) => {
    writeFileSync(file, text, { mode: 0o600 });
    const { code, stderr } = await affidavit(['serve', '--data', data.path, '--sso-file', file]);
    assert.equal(code, 2, stderr);
    return stderr;
  };
  const good = { id: 'a', name: 'A', issuer: 'https://a.example', clientId: 'a', clientSecret: 'hidden' };
  assert.match(await line('{'), /sso-file: .* must hold JSON/);
  assert.match(await line('{}'), /must hold a list of providers/);
  assert.match(await line(JSON.stringify([{ ...good, id: 'A B' }])), /provider 1: id must be lower-case/);
  const plain = await line(JSON.stringify([{ ...good, issuer: 'http://a.example' }]));
  assert.match(plain, /issuer must be an https URL/);
  assert.equal(plain.includes('hidden'), false);
  assert.match(await line(JSON.stringify([good, good])), /two providers of one id/);
});
