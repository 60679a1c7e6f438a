/** Signing in, as a person does it: a printed link, a password, the terms, and out again. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { put } from '../../server/test/client.ts';
import { client, startProvider } from '../../server/test/sso-kit.ts';
import {
  affidavit,
  makeCompany,
  type RunningServer,
  startServer,
  tempFolder,
} from '../../server/test/system.ts';
import { absent, launchBrowser } from './console-kit.ts';

const PASSWORD = 'a long enough password';
const OWNER = 'owner@example.com';
const NEWCOMER = 'newcomer@example.com';

const data = tempFolder();
let server: RunningServer;
let browser: Browser;
let key: string;

before(async () => {
  if (absent !== false) return;
  ({ key } = await makeCompany(data.path));
  server = await startServer({ data: data.path });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data.remove();
});

/** Where the printed link leads, on this server. */
async function linkFor(email: string): Promise<string> {
  const made = await affidavit(['user', 'link', email, '--data', data.path]);
  assert.equal(made.code, 0, made.stderr);
  return server.address + new URL(made.stdout.trim()).pathname + new URL(made.stdout.trim()).hash;
}

test('a link sets the first password; with it one signs in, to where one was going', {
  skip: absent,
}, async () => {
  const page = await browser.newPage();
  await page.goto(await linkFor(OWNER));
  await page.getByText(`Choose a password for ${OWNER}.`).waitFor();
  assert.equal(new URL(page.url()).hash, '', 'the token stays in the address');
  await page.getByLabel(/^Password/).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();
  await page.waitForURL('**/events');
  await page.getByRole('heading', { name: 'Events' }).waitFor();

  await page.getByRole('button', { name: OWNER }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL('**/sign-in**');
  await page.goto(`${server.address}/log`);
  await page.waitForURL('**/sign-in?next=%2Flog');
  await page.getByLabel('E-mail').fill(OWNER);
  await page.getByLabel('Password').fill('not this one at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/log');
  await page.context().close();
});

test('signing out everywhere ends what is open in another browser', { skip: absent }, async () => {
  const signIn = async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.address}/sign-in`);
    await page.getByLabel('E-mail').fill(OWNER);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    return page;
  };
  const [here, there] = [await signIn(), await signIn()];
  await here.getByRole('button', { name: OWNER }).click();
  await here.getByRole('button', { name: 'Sign out everywhere' }).click();
  await here.waitForURL('**/sign-in**');
  await there.goto(`${server.address}/log`);
  await there.waitForURL('**/sign-in?next=%2Flog');
  for (const page of [here, there]) await page.context().close();
});

test('a link that was used says so; whoever has not agreed to the terms sees them first', {
  skip: absent,
}, async () => {
  const user = { email: NEWCOMER, firstName: 'New', lastName: 'Comer', roles: ['ADMIN'] };
  const made = await put(server.address, '/api/users', key, user);
  assert.equal(made.status, 200, made.text);
  const link = await linkFor(NEWCOMER);
  const page = await browser.newPage();
  await page.goto(link);
  await page.getByLabel(/^Password/).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();
  await page.getByRole('heading', { name: 'The terms of use' }).waitFor();
  await page.getByRole('button', { name: 'I agree' }).click();
  await page.getByRole('heading', { name: 'Events' }).waitFor();
  await page.context().close();

  const another = await browser.newPage();
  await another.goto(link);
  await another.getByRole('alert').waitFor();
  await another.context().close();
});

test('single sign-on: in, a choice between companies, and a sentence for whoever it does not know', {
  skip: absent,
}, async () => {
  const shared = tempFolder();
  const acme = await makeCompany(shared.path, 'Acme', OWNER);
  const globex = await makeCompany(shared.path, 'Globex', 'owner@globex.example');
  const claims = {
    owner: { email: OWNER, email_verified: true },
    both: { email: 'both@example.com', email_verified: true },
    stranger: { email: 'stranger@example.com', email_verified: true },
    unverified: { email: OWNER, email_verified: false },
  };
  let address = '';
  const provider = await startProvider(claims, () => [`${address}/sign-in/sso/corp/callback`]);
  const { id: clientId, secret: clientSecret } = client;
  const file = join(shared.path, 'sso.json');
  const corp = { id: 'corp', name: 'Corp', issuer: provider.issuer, clientId, clientSecret };
  writeFileSync(file, JSON.stringify([corp]), { mode: 0o600 });
  const flags = ['--sso-file', file, '--outbound-allow', '127.0.0.1'];
  const shop = await startServer({ data: shared.path, flags });
  address = shop.address;
  try {
    for (const { key: its } of [acme, globex])
      await put(address, '/api/users', its, { id: 8, email: 'both@example.com', roles: ['ADMIN'] });
    const enter = async (login: string) => {
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${address}/sign-in`);
      await page.getByRole('link', { name: 'Continue with Corp' }).click();
      await page.locator('input[name=login]').fill(login);
      await page.locator('input[name=password]').fill('any');
      await page.locator('button[type=submit]').click();
      await page.locator('button[type=submit]', { hasText: /continue/i }).click();
      return page;
    };
    const owner = await enter('owner');
    await owner.getByRole('heading', { name: 'Events' }).waitFor();

    const both = await enter('both');
    await both.getByText('Which company do you want to see?').waitFor();
    assert.equal(new URL(both.url()).hash, '', 'the ticket stays in the address');
    await both.getByRole('button', { name: 'Globex' }).click();
    await both.getByRole('heading', { name: 'The terms of use' }).waitFor();
    await both.getByText('Globex').waitFor();

    const stranger = await enter('stranger');
    await stranger.getByRole('alert').getByText('no company here has a user with your address').waitFor();
    const unverified = await enter('unverified');
    await unverified.getByRole('alert').getByText('Single sign-on did not work.').waitFor();
    // Whoever writes an address can write anything.
    await unverified.goto(`${address}/sign-in#ticket=x&choose=%5B{"name":1}]`);
    await unverified.reload();
    await unverified.getByLabel('E-mail').waitFor();
  } finally {
    await shop.stop();
    await provider.close();
    shared.remove();
  }
});
