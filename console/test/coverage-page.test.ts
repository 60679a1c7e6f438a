/** Coverage: what each automated test found on each day, and the way to its events. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { absent, type ConsoleKit, startConsole } from './console-kit.ts';

let kit: ConsoleKit;
before(async () => {
  if (absent === false) kit = await startConsole();
});
after(() => kit?.close());

const run = {
  type: 'AP_INFRASTRUCTURE_DATA_ENCRYPTED',
  category: 'AUTOPILOT',
  source: 'AUTOPILOT',
  userId: null,
  description: 'A test ran.',
};
const HOSTILE = '<img src=x onerror=alert(1)> {{7*7}}';

test('a day shows the worst of its runs, and leads by keys and by a click to the events of that day and test', {
  skip: absent,
}, async () => {
  const today = new Date().toISOString().slice(0, 10);
  for (const status of ['PASSED', 'FAILED', 'PASSED'])
    await kit.record({
      ...run,
      status,
      testId: 9001,
      testName: HOSTILE,
      createdAt: `${today}T00:00:00.000Z`,
    });

  const { context, page, faults } = await kit.reader();
  await page.goto('/coverage?only=bad');
  const row = page.getByRole('row', { name: '{{7*7}}' });
  await row.getByText('1 failed, 2 passed').waitFor();
  assert.equal(await page.locator(`#test-9001-${today}.failed`).count(), 1);
  assert.equal(await row.getByText('no run').count(), 29);
  assert.equal(await page.locator('main img').count(), 0);

  await page.getByRole('grid').focus();
  const current = () => page.getByRole('grid').getAttribute('aria-activedescendant');
  const first = await current();
  assert.match(first ?? '', new RegExp(`^test-\\d+-${today}$`));
  await page.keyboard.press('ArrowLeft');
  assert.notEqual(await current(), first);
  await page.keyboard.press('End');
  const rows = await page.getByRole('row').count();
  for (let i = 0; i < rows && (await current()) !== `test-9001-${today}`; i += 1)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('3 events').waitFor();
  const opened = new URL(page.url());
  assert.equal(opened.pathname, '/events');
  assert.equal(opened.searchParams.get('testId'), '9001');

  await page.goBack();
  await page.locator(`#test-9001-${today}.failed`).click();
  await page.getByText('3 events').waitFor();
  assert.equal(page.url(), opened.href);
  assert.deepEqual(faults, []);
  await context.close();
});

test('all of it is one question, and of many tests the first 200 are shown until more are wanted', {
  skip: absent,
}, async () => {
  const today = new Date().toISOString().slice(0, 10);
  const broken = { ...run, status: 'ERROR', createdAt: `${today}T00:00:00.000Z` };
  await kit.send(
    'POST',
    '/api/events?wait=checkpoint',
    Array.from({ length: 201 }, (_, i) => ({ ...broken, testId: 20_000 + i, testName: `Number ${i}` })),
  );
  const { context, page, faults } = await kit.reader();
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (/^\/api\/(events|coverage)/.test(pathname)) asked.push(pathname + search);
  });
  await page.goto('/coverage?only=bad');
  const rows = page.getByRole('grid').locator('tbody tr');
  await rows.nth(199).waitFor();
  assert.equal(await rows.count(), 200);
  assert.equal(asked.length, 1, asked.join());
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByRole('row', { name: 'Number 200' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Show more' }).count(), 0);
  await page.getByRole('checkbox', { name: 'Only these' }).uncheck();
  // The demo has tests of which no run was bad.
  await rows.filter({ hasText: 'now ● Passed' }).first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
