/** The list of events. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { absent, type ConsoleKit, startConsole } from './console-kit.ts';

let kit: ConsoleKit;
before(async () => {
  if (absent === false) kit = await startConsole();
});
after(() => kit?.close());

test('events are listed, found by words and filters that the address keeps, and opened by keys', {
  skip: absent,
}, async () => {
  const { context, page, faults } = await kit.reader();
  await page.goto('/');
  await page.waitForURL('**/events');
  await page.getByRole('rowheader').first().waitFor();
  const status = page.getByRole('status');
  const shown = async () => Number((await status.innerText()).replaceAll(/\D/g, ''));
  const all = await shown();
  assert.ok(all > 2_000, `${all} events`);

  await page.getByRole('button', { name: 'Result' }).click();
  await page.getByRole('checkbox', { name: /Failed/ }).check();
  await page.waitForURL('**/events?status=FAILED');
  await page.keyboard.press('Escape');
  await page.waitForFunction((before) => {
    const text = document.querySelector('[role=status]')?.textContent ?? '';
    return Number(text.replaceAll(/\D/g, '')) < before;
  }, all);
  const failed = await shown();
  assert.ok(failed > 0 && failed < all);
  assert.equal(await page.getByRole('gridcell', { name: 'Passed' }).count(), 0);

  await page.keyboard.press('/');
  await page.keyboard.type('databases');
  await page.waitForURL('**/events?status=FAILED&q=databases');
  await page
    .getByRole('rowheader', { name: /Databases have no public address/ })
    .first()
    .waitFor();
  await page.reload();
  await page
    .getByRole('rowheader', { name: /Databases have no public address/ })
    .first()
    .waitFor();

  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/events\/[0-9a-f-]{36}$/);
  assert.deepEqual(faults, []);
  await context.close();
});
