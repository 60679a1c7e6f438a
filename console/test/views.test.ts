/** Views of the list of events: kept with an account, shared with the company. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { absent, type ConsoleKit, startConsole } from './console-kit.ts';

const HOSTILE = '<img src=x onerror=alert(1)> \u202Eevil';

let kit: ConsoleKit;
before(async () => {
  if (absent === false) kit = await startConsole();
});
after(() => kit?.close());

type Opened = Awaited<ReturnType<ConsoleKit['reader']>>;

/** Somebody else of the company, signed in; who has no account, with the link of an auditor. */
async function other(link: object): Promise<Opened> {
  const { url } = (await kit.send('POST', '/api/links', link)) as { url: string };
  const opened = await kit.reader({ storageState: { cookies: [], origins: [] } });
  const { page } = opened;
  await page.goto(url);
  if ('userId' in link) {
    await page.getByLabel(/^Password/).fill('a long enough password');
    await page.getByRole('button', { name: 'Set the password and sign in' }).click();
    await page.getByRole('button', { name: 'I agree' }).click();
  }
  await page.getByRole('rowheader').first().waitFor();
  return opened;
}

const person = async (id: number, firstName: string, roles: string[]) => {
  await kit.send('PUT', '/api/users', {
    id,
    email: `${id}@views.example`,
    firstName,
    lastName: 'Lee',
    roles,
  });
  return other({ kind: 'invite', userId: id });
};

async function openViews(page: Page) {
  await page.getByRole('button', { name: 'Views', exact: true }).press('Enter');
  const views = page.getByRole('dialog', { name: 'Saved views' });
  await views.waitFor();
  const part = (name: string) => views.getByRole('region', { name });
  return { views, yours: part('Yours'), shared: part('Shared'), inBrowser: part('In this browser') };
}

async function requireNoFault(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include('.popover').analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
      [],
    );
  }
}

test('a view is kept, shared, seen by somebody else, changed and deleted, by keys alone', {
  skip: absent,
}, async () => {
  const admin = await kit.reader();
  const { page } = admin;
  await page.goto('/events?status=FAILED&q=databases&utm=elsewhere');
  let { views, yours } = await openViews(page);
  await yours.getByText('You keep no view.').waitFor();
  await views.getByLabel('Name of this view').focus();
  await page.keyboard.type(HOSTILE);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const link = yours.getByRole('link', { name: HOSTILE });
  await link.waitFor();
  assert.equal(await link.getAttribute('href'), '/events?status=FAILED&q=databases');
  await yours.getByText('shared', { exact: true }).waitFor();
  await requireNoFault(page);
  assert.equal(await views.getByLabel('Name of this view').inputValue(), '');

  const ann = await person(501, 'Ann', ['RISK_MANAGER']);
  const hers = await openViews(ann.page);
  const given = hers.shared.getByRole('link', { name: HOSTILE });
  await given.waitFor();
  assert.equal(await hers.shared.getByRole('button').count(), 0);
  assert.equal(await hers.views.getByText('Share it with the company').count(), 0);
  assert.equal(await ann.page.locator('.views img').count(), 0);
  await given.press('Enter');
  await ann.page.waitForURL('**/events?status=FAILED&q=databases');

  // In another browser of the same account it is there too, and is given another name and other filters.
  const again = await kit.reader();
  await again.page.goto('/events?status=PASSED&last=7d');
  ({ views, yours } = await openViews(again.page));
  await yours.getByRole('button', { name: `Change ${HOSTILE}` }).press('Enter');
  await yours.getByLabel('New name').fill('Passed');
  await yours.getByLabel('With the filters of now').press('Space');
  await requireNoFault(again.page);
  await yours.getByRole('button', { name: 'Save the change' }).press('Enter');
  const renamed = yours.getByRole('link', { name: 'Passed' });
  await renamed.waitFor();
  assert.equal(await renamed.getAttribute('href'), '/events?status=PASSED&last=7d');
  await ann.page.reload();
  const seen = await openViews(ann.page);
  await seen.shared.getByRole('link', { name: 'Passed' }).waitFor();

  await yours.getByRole('button', { name: 'Change Passed' }).press('Enter');
  await yours.getByRole('button', { name: 'Delete for everybody' }).press('Enter');
  await yours.getByText('You keep no view.').waitFor();
  assert.equal(await again.page.evaluate(() => document.activeElement?.className), 'views');
  await ann.page.reload();
  await (await openViews(ann.page)).shared.getByText('Nobody else shares a view').waitFor();
  for (const { context, faults } of [admin, ann, again]) {
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('saving under a name again puts the new filters in; one who may share sees to what others share', {
  skip: absent,
}, async () => {
  const first = await kit.reader();
  await first.page.goto('/events?status=FAILED');
  const mine = await openViews(first.page);
  const save = async (name: string) => {
    await mine.views.getByLabel('Name of this view').fill(name);
    await mine.views.getByRole('button', { name: 'Save this view' }).click();
    await mine.yours.getByRole('link', { name }).waitFor();
  };
  await mine.views.getByLabel('Share it with the company').check();
  await save('Weekly');
  await first.page.keyboard.press('Escape');
  await first.page.goto('/events?status=ERROR');
  const now = await openViews(first.page);
  await now.views.getByLabel('Name of this view').fill('Weekly');
  await now.views.getByRole('button', { name: 'Save this view' }).click();
  await first.page.waitForFunction(() =>
    document.querySelector('.views a')?.getAttribute('href')?.endsWith('=ERROR'),
  );
  assert.equal(await now.yours.getByRole('link').count(), 1);
  await now.yours.getByText('shared', { exact: true }).waitFor();

  const bea = await person(502, 'Bea', ['ADMIN']);
  const hers = await openViews(bea.page);
  await hers.shared.getByRole('button', { name: 'Change Weekly' }).click();
  await hers.shared.getByLabel('New name').fill('Every week');
  await hers.shared.getByRole('button', { name: 'Save the change' }).click();
  await hers.shared.getByRole('link', { name: 'Every week' }).waitFor();
  await first.page.reload();
  const left = await openViews(first.page);
  await left.yours.getByRole('button', { name: 'Change Every week' }).click();
  await left.yours.getByLabel('Shared with the company').uncheck();
  await left.yours.getByRole('button', { name: 'Save the change' }).click();
  await left.yours.getByText('shared', { exact: true }).waitFor({ state: 'detached' });
  await bea.page.reload();
  await (await openViews(bea.page)).shared.getByText('Nobody else shares a view').waitFor();

  const endsAt = new Date(Date.now() + 86_400_000).toISOString();
  const auditor = await other({ kind: 'auditor', name: 'Jo', endsAt });
  const theirs = await openViews(auditor.page);
  await theirs.shared.getByText('Nobody else shares a view').waitFor();
  assert.equal(await theirs.views.getByRole('button').count(), 0);
  assert.equal(await theirs.yours.count(), 0);
  for (const { context, faults } of [first, bea, auditor]) {
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('what an earlier release kept in the browser is shown, and kept with the account', {
  skip: absent,
}, async () => {
  const { context, page, faults } = await kit.reader({ viewport: { width: 320, height: 640 } });
  await page.goto('/events');
  await page.evaluate(() =>
    localStorage.setItem(
      'affidavit.events.views',
      JSON.stringify([
        { name: 'Old one', search: 'status=FAILED&utm=1' },
        { name: 'Old <b>two</b>', search: 'q=x' },
        'no view',
        { name: 'Wrong', search: 'status=NEVER' },
      ]),
    ),
  );
  await page.reload();
  const { views, yours, inBrowser } = await openViews(page);
  assert.equal(
    await inBrowser.getByRole('link', { name: 'Old one' }).getAttribute('href'),
    '/events?status=FAILED',
  );
  await requireNoFault(page);
  await inBrowser.getByRole('button', { name: 'Keep 3 views with your account' }).press('Enter');
  await yours.getByRole('link', { name: 'Old <b>two</b>' }).waitFor();
  await yours.getByRole('link', { name: 'Old one' }).waitFor();
  // What the server refuses stays where it is, and is said.
  await inBrowser
    .getByRole('alert')
    .getByText(/^Wrong: .*query\.status must be one of/)
    .waitFor();
  await inBrowser.getByRole('button', { name: 'Remove Wrong' }).press('Enter');
  await inBrowser.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => localStorage.getItem('affidavit.events.views')), '[]');
  await views.getByRole('button', { name: 'Save this view' }).waitFor();
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok((await overflow()) <= 0);
  // The server refused one view, which a browser notes.
  assert.deepEqual(
    faults.filter((fault) => !/400/.test(fault)),
    [],
  );
  await context.close();
});

test('how long a name may be is said by the server alone', { skip: absent }, async () => {
  const { context, page } = await kit.reader();
  await page.goto('/events?status=FAILED');
  const { views } = await openViews(page);
  await views.getByLabel('Name of this view').fill('x'.repeat(81));
  await views.getByRole('button', { name: 'Save this view' }).click();
  await views.getByText('name must have at most 80 characters').waitFor();
  await requireNoFault(page);
  await context.close();
});
