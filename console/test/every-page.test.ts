/** What holds on every page: light and dark, wide and narrow, without a fault that axe finds, under the policy. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
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
  ['/admin/event-types', '.list-page tbody a'],
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

const WIDE = { width: 1440, height: 900 };
const FOUR_K = { width: 3840, height: 2160 };
const NARROW = { width: 320, height: 640 };
/** Tabs side by side: a page waits for the server more than it works. */
const concurrency = 4;

test('every page, light, dark and narrow: no fault', { skip: absent, concurrency }, async (t) => {
  await Promise.all(pages.map(([address, whole]) => t.test(address, () => checkPage(address, whole))));
});

/** What opens above a page: its address, and the button that opens it. */
const overlays: readonly [string, string | RegExp][] = [
  ['/events', 'Export'],
  ['/events', 'Columns'],
  ['/events', 'Views'],
  ['/events', /^Type/],
  ['/events', /^Person/],
  ['/events', 'Keys'],
  ['/events', 'Marisol Vega Iturbe'],
  ['/events/aaaaaaaa-bbbb-0000-cccc-dddddddddddd', 'Download'],
];

test('what opens above a page, light, dark and narrow: no fault, and Escape leads back', {
  skip: absent,
  concurrency,
}, async (t) => {
  await Promise.all(
    overlays.map(([address, button]) => t.test(String(button), () => checkOverlay(address, button))),
  );
});

/** No demand of WCAG: what closes a popover for screen readers stands beside it, in no landmark. */
const BESIDE = ['region'];

async function checkOverlay(address: string, name: string | RegExp): Promise<void> {
  for (const viewport of [WIDE, NARROW]) {
    const opened = await open(address, 'main h1', { colorScheme: 'light', viewport });
    const button = opened.page.getByRole('button', { name, exact: true });
    await button.press('Enter');
    const dialog = opened.page.getByRole('dialog');
    await dialog.waitFor();
    await opened.page.waitForLoadState('networkidle');
    await requireNoFault(opened, 'light', BESIDE);
    if (viewport === WIDE) {
      await opened.page.emulateMedia({ colorScheme: 'dark' });
      await requireNoFault(opened, 'dark');
    }
    await opened.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await button.evaluate((element) => element === document.activeElement), 'the focus is lost');
    await opened.context.close();
  }
}

/** Each page is loaded once wide and once narrow; the first changes to dark while it is looked at, as a reader's may. */
async function checkPage(address: string, whole: string): Promise<void> {
  const wide = await open(address, whole, { colorScheme: 'light', viewport: WIDE });
  await requireNoFault(wide, 'light');
  await wide.page.emulateMedia({ colorScheme: 'dark' });
  await requireNoFault(wide, 'dark');
  await wide.page.setViewportSize(FOUR_K);
  await requireNoOverflow(wide.page, '4K');
  await wide.context.close();
  const narrow = await open(address, whole, { colorScheme: 'light', viewport: NARROW });
  await requireNoFault(narrow, 'narrow');
  await narrow.context.close();
}

type Opened = Awaited<ReturnType<ConsoleKit['reader']>>;

async function open(
  address: string,
  whole: string,
  look: Parameters<ConsoleKit['reader']>[0],
): Promise<Opened> {
  const opened = await kit.reader(look);
  await opened.page.goto(address);
  await opened.page.locator(whole).first().waitFor();
  return opened;
}

async function requireNoFault(
  { page, faults }: Opened,
  look: string,
  without: readonly string[] = [],
): Promise<void> {
  const axe = new AxeBuilder({ page }).disableRules([...without]);
  // What else axe looks at is the same document as in the light.
  if (look === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await axe.analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => [
      id,
      ...nodes.map(({ html, failureSummary }) => [html, failureSummary]),
    ]),
    [],
    look,
  );
  await requireNoOverflow(page, look);
  assert.deepEqual(faults, [], look);
}

async function requireNoOverflow(page: Page, look: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(overflow, 0, `${look}: the page is wider than the window`);
}
