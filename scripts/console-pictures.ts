/**
 * `npm run console:pictures`: the pictures of the pages in docs/images, taken by the browser that tests them, from a demo
 * that is made for it.
 */
import { fileURLToPath } from 'node:url';
import { absent, startConsole } from '../console/test/console-kit.ts';

const FAILED_LAST_WEEK = '/events?status=FAILED&last=7d';

if (absent !== false) throw new Error(absent);
const kit = await startConsole();
try {
  const failed = (await kit.send('GET', '/api/events?status=FAILED&size=1')) as { data: [{ id: string }] };
  const [{ id }] = failed.data;
  await picture('console-events', 'light', '/events?category=AUTOPILOT', '[role=rowheader]');
  await picture('console-events-dark', 'dark', FAILED_LAST_WEEK, '[role=rowheader]');
  await picture('console-event', 'light', `/events/${id}#verify`, '.verdict-rows');
  await picture('console-log', 'light', '/log', '.growth-line');

  async function picture(name: string, colorScheme: 'light' | 'dark', address: string, whole: string) {
    const { context, page } = await kit.reader({ colorScheme, viewport: { width: 1440, height: 860 } });
    await page.goto(address);
    await page.locator(whole).first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: fileURLToPath(new URL(`../docs/images/${name}.png`, import.meta.url)) });
    await context.close();
  }
} finally {
  await kit.close();
}
