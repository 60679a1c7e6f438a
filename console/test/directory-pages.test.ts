/** People and connections: found, opened, as of a day, and with whatever others have written into them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { absent, type ConsoleKit, startConsole } from './console-kit.ts';

let kit: ConsoleKit;
before(async () => {
  if (absent === false) kit = await startConsole();
});
after(() => kit?.close());

test('a person is found and opened by keys, with what they did, what names them, and how they were', {
  skip: absent,
}, async () => {
  // What the demo's people did to one another differs from day to day.
  await kit.record({ description: 'Deven linked a device to lukasz.wojcik@example.com.' });
  const { context, page, faults } = await kit.reader();
  await page.goto('/people');
  await page.getByRole('row').nth(5).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('wójcik');
  await page.getByText('1 person', { exact: true }).waitFor();
  await page.getByRole('searchbox').blur();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Łukasz Wójcik' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/people/12');

  const trail = page.locator('.trail');
  await trail.getByText('Łukasz Wójcik').first().waitFor();
  await page.getByRole('button', { name: 'What names them' }).click();
  await trail.getByText('Deven linked a device to lukasz.wojcik@example.com.').waitFor();
  assert.equal(await trail.locator('.trail-what').getByText('Łukasz Wójcik').count(), 0);

  const checked = page.getByRole('region', { name: 'Background checks' });
  await checked.getByText('Passed').waitFor();
  await page.getByLabel('As of').fill('2020-01-31');
  await page.getByText('The directory did not know this person on 2020-01-31.').waitFor();
  assert.equal(await checked.count(), 0);
  await page.getByLabel('As of').fill(new Date().toISOString().slice(0, 10));
  await checked.getByText('Passed').waitFor();
  // The browser itself says what the page took for an answer: nobody was there on that day.
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('404')),
    [],
  );
  await context.close();
});

test('a person is invited from their page: the link sets a password, and is not made twice for one who has it', {
  skip: absent,
}, async () => {
  const email = 'new.comer@example.com';
  const [{ id }] = (await kit.send('PUT', '/api/users', [
    { email, firstName: 'New', lastName: 'Comer', roles: ['EMPLOYEE'] },
  ])) as [{ id: number }];
  const { context, page, faults } = await kit.reader({ viewport: { width: 320, height: 640 } });
  await page.goto(`/people/${id}`);
  const invite = page.getByText('Invite to sign in');
  await invite.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const url = await page.locator('.secret code').innerText();
  assert.match(url, /\/sign-in#token=/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(({ id: rule }) => rule),
    [],
  );
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(overflow, 0, 'the page is wider than the window');
  await page.getByRole('button', { name: 'I have it' }).click();
  assert.equal(await page.getByText(url).count(), 0);

  const theirs = await kit.reader({ storageState: { cookies: [], origins: [] } });
  await theirs.page.goto(url);
  await theirs.page.locator('input[type=password]').first().fill('a long enough password');
  for (const again of (await theirs.page.locator('input[type=password]').all()).slice(1))
    await again.fill('a long enough password');
  await theirs.page.keyboard.press('Enter');
  await theirs.page.waitForURL((there) => !there.pathname.startsWith('/sign-in'));
  await theirs.context.close();

  await invite.click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByText('this user has a password').waitFor();
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('409')),
    [],
  );
  await context.close();
});

test('hostile texts in the directory are shown as text', { skip: absent }, async () => {
  const hostile = '<img src=x onerror=alert(1)> {{7*7}} \u202Egnp.exe';
  const [user] = (await kit.send('PUT', '/api/users', [
    { email: 'h@example.com', firstName: hostile, lastName: 'javascript:alert(1)', jobTitle: hostile },
  ])) as [{ id: number }];
  const [connection] = (await kit.send('PUT', '/api/connections', [
    { clientType: 'AWS', state: 'ACTIVE', clientAlias: hostile, clientId: hostile, ownerId: user.id },
  ])) as [{ id: number }];
  await kit.send('PUT', '/api/identities', [
    { userId: user.id, connectionId: connection.id, identityId: hostile, username: hostile, hasMfa: false },
  ]);
  await kit.record({ userId: user.id, connectionId: connection.id, description: hostile });

  const { context, page, faults } = await kit.reader();
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  const addresses = [
    '/people?q=h%40example.com',
    `/people/${user.id}`,
    '/connections',
    `/connections/${connection.id}`,
  ];
  for (const address of addresses) {
    await page.goto(address);
    await page.locator('main').getByText(hostile.slice(0, 20)).first().waitFor();
    const alive = 'main :is(img, script, iframe, [onerror]), a[href^="javascript:" i]';
    assert.equal(await page.locator(alive).count(), 0, address);
  }
  await page.locator('.trail').getByText(hostile.slice(0, 20)).first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
