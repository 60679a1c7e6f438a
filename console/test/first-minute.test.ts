/** What the README promises whoever starts it: by keys alone, from the printed link to the affidavit of a failed test. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { verifyAffidavit } from '@affidavit/verify';
import type { Page } from 'playwright-core';
import { absent, type ConsoleKit, failedRun, startConsole } from './console-kit.ts';

let kit: ConsoleKit;
before(async () => {
  if (absent === false) kit = await startConsole();
});
after(() => kit?.close());

/** Tab leads to it, as it would lead anybody. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    const focused = await page.evaluate(() => {
      const at = document.activeElement;
      const label = at instanceof HTMLInputElement ? at.labels?.[0] : at;
      return at === document.body ? '' : (at?.getAttribute('aria-label') ?? label?.textContent ?? '');
    });
    if (focused.includes(name)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`no Tab leads to ${name}`);
}

test('the failed tests of last week, one of them, its verdict and its files, by keys alone', {
  skip: absent,
}, async () => {
  await kit.record(failedRun);
  const { context, page, faults } = await kit.reader({ acceptDownloads: true });
  await page.goto('/');
  await page.getByRole('rowheader').first().waitFor();
  await tabTo(page, 'Result');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: /Failed/ }).waitFor();
  await tabTo(page, 'Failed');
  await page.keyboard.press('Space');
  await page.waitForURL(/status=FAILED/);
  await page.keyboard.press('Escape');
  const span = page.getByRole('combobox', { name: 'Time' });
  await span.focus();
  await page.keyboard.type('Last 7');
  await page.waitForURL(/last=7d/);
  await page
    .getByRole('rowheader', { name: /Databases have no public address/ })
    .first()
    .waitFor();
  await span.evaluate((element) => (element as HTMLElement).blur());
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/events\/[0-9a-f-]{36}/);
  await page.keyboard.press('v');
  const verdict = page.getByRole('region', { name: 'What the check found' });
  await verdict.getByText('It fits together.').waitFor();

  await tabTo(page, 'Download');
  await page.keyboard.press('Enter');
  const files = page.getByRole('dialog', { name: 'Download' });
  const take = async (name: string) => {
    const downloading = page.waitForEvent('download');
    await files.getByRole('link', { name, exact: true }).press('Enter');
    return readFileSync(await (await downloading).path());
  };
  const { vkeys } = (await kit.send('GET', '/api/log')) as { vkeys: string[] };
  const affidavit = await take('Affidavit');
  const report = verifyAffidavit(affidavit.toString(), { vkeys });
  assert.equal(report.outcome, 'verified', report.failure?.message ?? '');
  assert.match((await take('Affidavit as a page')).toString(), /^<!doctype html>/i);
  assert.equal((await take('PDF')).subarray(0, 5).toString(), '%PDF-');
  assert.equal(JSON.parse((await take('JSON')).toString()).status, 'FAILED');
  assert.deepEqual(faults, []);
  await context.close();
});
