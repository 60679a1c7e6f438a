/** What holds on every page: light and dark, wide and narrow, without a fault that axe finds, under the policy. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { absent, type ConsoleKit, startConsole } from './console-kit.ts';

/** Address, and what is on the page once it is whole. */
const pages: readonly [string, string][] = [
  ['/events', '[role=rowheader]'],
  ['/events?status=FAILED&category=AUTOPILOT', '.filter-token'],
  ['/events/aaaaaaaa-bbbb-0000-cccc-dddddddddddd#verify', '.verdict-rows'],
  ['/log', '.growth-line'],
  ['/verify', '.drop-zone'],
  ['/people', 'tbody th a'],
  ['/people/12', '.trail a'],
  ['/connections', 'tbody th a'],
  ['/connections/2', '.trail a'],
  ['/coverage', '.day.passed'],
  ['/admin/keys', '.permissions'],
  ['/admin/links', '.admin form'],
  ['/admin/embedding', '.admin form'],
  ['/admin/retention', '.admin form'],
  ['/admin/holds', '.admin form'],
  ['/admin/erasures', '.admin form'],
  ['/admin/terms', '.terms-text'],
  ['/sign-in', 'input[type=password]'],
];

let kit: ConsoleKit;
before(async () => {
  if (absent === false) kit = await startConsole();
});
after(() => kit?.close());

const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'light', viewport: { width: 320, height: 640 } },
] as const;

for (const [address, whole] of pages)
  for (const look of looks)
    test(`${address}, ${look.colorScheme}, ${look.viewport.width} px: no fault`, {
      skip: absent,
    }, async () => {
      const { context, page, faults } = await kit.reader(look);
      await page.goto(address);
      await page.locator(whole).first().waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => [
          id,
          ...nodes.map(({ html, failureSummary }) => [html, failureSummary]),
        ]),
        [],
      );
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0, 'the page is wider than the window');
      assert.deepEqual(faults, []);
      await context.close();
    });
