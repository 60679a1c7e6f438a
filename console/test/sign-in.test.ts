/** Signing in, as a person does it: a printed link, a password, the terms, and out again. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { put } from '../../server/test/client.ts';
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
