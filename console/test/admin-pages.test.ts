/** Administration: a key that is shown once, and an erasure that has to be meant. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { absent, type ConsoleKit, startConsole } from './console-kit.ts';

let kit: ConsoleKit;
before(async () => {
  if (absent === false) kit = await startConsole();
});
after(() => kit?.close());

test('a key is made with the permissions that were ticked, shown once, works, and is revoked', {
  skip: absent,
}, async () => {
  const hostile = '<img src=x onerror=alert(1)> {{7*7}}';
  const { context, page, faults } = await kit.reader();
  await page.goto('/admin');
  await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor();
  await page.getByLabel('Name').fill(hostile);
  await page.getByRole('button', { name: 'All that read' }).click();
  assert.equal(await page.getByLabel('Get event').isChecked(), true);
  assert.equal(await page.getByLabel('Manage keys').isChecked(), false);
  await page.getByRole('button', { name: 'None' }).click();
  await page.getByLabel('List events').check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  const key = await page.locator('.secret code').innerText();
  const ask = (path: string) =>
    fetch(kit.server.address + path, { headers: { authorization: `Bearer ${key}` } });
  assert.equal((await ask('/public/events')).status, 200);
  assert.equal((await ask('/api/keys')).status, 403);

  await page.getByRole('button', { name: 'I have it' }).click();
  assert.equal(await page.getByText(key).count(), 0);
  const row = page.getByRole('row', { name: hostile });
  await row.getByText('Active').waitFor();
  await row.getByRole('button', { name: 'Revoke' }).click();
  await row.getByRole('button', { name: 'Revoke it for good' }).click();
  await row.getByText('Revoked').waitFor();
  // A key is believed for a moment without being looked up again.
  let { status } = await ask('/public/events');
  for (let i = 0; i < 100 && status !== 401; i += 1) {
    await page.waitForTimeout(100);
    ({ status } = await ask('/public/events'));
  }
  assert.equal(status, 401);
  assert.equal(await page.locator('main img').count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('an erasure shows what would go, wants to be typed, and is in the log', { skip: absent }, async () => {
  const email = 'forget@example.com';
  const [{ id }] = (await kit.send('PUT', '/api/users', [
    { email, firstName: 'Forget', lastName: 'Me', roles: ['EMPLOYEE'] },
  ])) as [{ id: number }];
  await kit.record({ userId: id, description: 'Forget Me changed a setting.' });

  const { context, page, faults } = await kit.reader();
  await page.goto('/admin/erasures');
  await page.getByLabel('Number of the person').fill(String(id));
  await page.getByLabel(/^Reason/).fill('A request of the person');
  await page.getByLabel(/^Legal basis/).fill('Art. 17 (1) (b) GDPR');
  await page.getByRole('button', { name: 'Show what would go' }).click();
  await page.getByText(`To erase, type ${email}`).waitFor();
  await page.getByLabel('Confirmation').fill('forget');
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByText('to confirm. Nothing was erased.').waitFor();
  assert.equal(((await kit.send('GET', `/api/users/${id}`)) as { email: string }).email, email);

  await page.getByLabel('Confirmation').fill(email);
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByRole('status').getByText('Erased.').waitFor();
  await page.locator('.trail').getByRole('link').first().waitFor();
  await page.goto(`/people/${id}`);
  await page.getByText('The directory does not know this person any more.').waitFor();
  assert.ok(!(await page.locator('main').innerText()).includes('Forget'));
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('404')),
    [],
  );
  await context.close();
});

test('a hold, a rule of retention and a link are made and taken back', { skip: absent }, async () => {
  const { context, page, faults } = await kit.reader();
  await page.goto('/admin/holds');
  await page.getByLabel('Reason').fill('Case 7');
  await page.getByLabel('Number of the person').fill('12');
  await page.getByRole('button', { name: 'Place the hold' }).click();
  const hold = page.getByRole('listitem').filter({ hasText: 'Case 7' });
  await hold.getByRole('link', { name: 'Person 12' }).waitFor();
  await hold.getByRole('button', { name: 'Lift' }).click();
  await hold.getByRole('button', { name: 'Lift it' }).click();
  await page.getByText('No hold is in force.').waitFor();

  await page.getByRole('link', { name: 'Retention' }).click();
  await page.getByLabel('Category').selectOption('VENDOR');
  await page.getByLabel('Days').fill('3650');
  await page.getByRole('button', { name: 'Set the rule' }).click();
  const rule = page.getByRole('listitem').filter({ hasText: '3,650 days' });
  await rule.getByRole('button', { name: 'Remove' }).click();
  await rule.getByRole('button', { name: 'Keep them from now on' }).click();
  await page.getByText('There is no rule: everything is kept.').waitFor();

  await page.getByRole('link', { name: 'Auditors’ links' }).click();
  await page.getByLabel('Name').fill('Ada of Audit & Co.');
  await page.getByLabel('Last day').fill(new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10));
  await page.getByRole('button', { name: 'Make the link' }).click();
  const url = await page.locator('.secret code').innerText();
  assert.match(url, /\/sign-in#token=/);

  const auditor = await kit.reader({ storageState: { cookies: [], origins: [] } });
  await auditor.page.goto(url);
  await auditor.page.waitForURL('**/events');
  await auditor.page.goto('/admin/holds');
  await auditor.page.getByText('Your role does not show this.').waitFor();
  assert.equal(await auditor.page.getByRole('button', { name: 'Place the hold' }).count(), 0);
  await auditor.context.close();

  const link = page.getByRole('listitem').filter({ hasText: 'Ada of Audit' });
  await link.getByRole('button', { name: 'Take back' }).click();
  await link.getByRole('button', { name: 'Take it back, with its sessions' }).click();
  await link.waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
  await context.close();
});

test('event types: those recorded with their numbers, the company’s own, and the way to the events', {
  skip: absent,
}, async () => {
  const schema = { type: 'object', properties: { door: { type: 'string' } } };
  await kit.send('POST', '/api/event-types', { name: 'DOOR_OPENED', category: 'ASSET', schema });
  await kit.record({
    type: 'DOOR_OPENED',
    category: 'ASSET',
    description: 'Open.',
    metadata: { door: 'north' },
  });
  const { context, page, faults } = await kit.reader();
  await page.goto('/admin/event-types');
  await page.getByRole('link', { name: 'Door opened' }).waitFor();
  const recorded = await page.locator('tbody tr').count();
  assert.ok(recorded > 5 && recorded < 500, `${recorded} types`);
  await page.getByLabel('Which types').selectOption('own');
  const row = page.getByRole('row', { name: /DOOR_OPENED/ });
  assert.equal(await page.locator('tbody tr').count(), 1);
  assert.match(await row.innerText(), /Asset\s+the company\s+version 1,.*\s1$/s);
  await page.getByLabel('Which types').selectOption('all');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('/');
  await page.keyboard.type('log key');
  const link = page.getByRole('link', { name: 'Log key rotated' });
  await link.waitFor();
  assert.equal(await page.locator('tbody tr').count(), 1);
  await page.getByRole('searchbox').fill('door_op');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/events?type=DOOR_OPENED&last=all');
  await page.getByRole('status').getByText('1 event').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
