/**
 * `npm run page:pictures`: the pictures of the affidavit page in docs/images, taken by a real browser (Debian's package
 * `chromium`, or the one that CHROMIUM names): an affidavit that holds, and the same with one letter changed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { pageFile } from './page.ts';

const root = new URL('../', import.meta.url);
const vectors = JSON.parse(readFileSync(new URL('verify/vectors/affidavits.json', root), 'utf8')) as {
  name: string;
  vkeys: string[];
  file: string;
}[];
const sample = vectors.find(({ name }) => name === 'every kind of document, key pinned');
if (sample === undefined) throw new Error('the sample affidavit is not among the vectors');
const [vkey = ''] = sample.vkeys;

const folder = mkdtempSync(join(tmpdir(), 'affidavit-pictures-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 860, height: 1080 } });
  await picture('affidavit-page', sample.file);
  await picture('affidavit-page-changed', sample.file.replace('Coyote updated', 'Coyote Updated'));

  async function picture(name: string, affidavit: string): Promise<void> {
    const file = join(folder, `${name}.html`);
    const frame = readFileSync(pageFile, 'utf8');
    writeFileSync(
      file,
      frame.replace('id="affidavit"></', () => `id="affidavit">${affidavit}</`),
    );
    await page.goto(pathToFileURL(file).href);
    await page.fill('#key', vkey);
    await page.click('form button');
    await page.screenshot({ path: new URL(`docs/images/${name}.png`, root).pathname });
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
