/** The page that an affidavit is in, opened from a file in a real browser. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { bundle, makePage, pageFile } from '../../scripts/page.ts';
import { verifyAffidavit } from '../src/affidavit.ts';

/** Minified, in bytes. */
const CHECKS_BYTES_MAX = 60_000;
/** Debian's package `chromium`. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const absent = existsSync(CHROMIUM)
  ? false
  : `no browser at ${CHROMIUM}: install Debian's package chromium, or name one in CHROMIUM`;

const vectors = JSON.parse(readFileSync(new URL('../vectors/affidavits.json', import.meta.url), 'utf8')) as {
  name: string;
  vkeys: string[];
  outcome: string;
  check: string | null;
  file: string;
}[];

const folder = mkdtempSync(join(tmpdir(), 'affidavit-page-'));
const frame = readFileSync(pageFile, 'utf8');
let browser: Browser;

before(async () => {
  if (absent === false)
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

function sample(name: string): { file: string; vkey: string } {
  const found = vectors.find((vector) => vector.name === name);
  assert.ok(found, name);
  return { file: found.file, vkey: found.vkeys[0] ?? '' };
}

const full = sample('every kind of document, key pinned');

/** Writes a page that carries `json`, opens it, and tells what it asked for besides itself. */
async function opened(json: string): Promise<{ page: Page; asked: string[] }> {
  const path = join(folder, 'event.affidavit.html');
  writeFileSync(
    path,
    frame.replace('id="affidavit"></', () => `id="affidavit">${json}</`),
  );
  const page = await browser.newPage();
  const address = pathToFileURL(path).href;
  const asked: string[] = [];
  page.on('request', (request) => request.url() !== address && asked.push(request.url()));
  page.on('pageerror', (error) => asked.push(String(error)));
  await page.goto(address);
  return { page, asked };
}

const verdict = (page: Page) => page.getAttribute('#verdict', 'class');
const states = async (page: Page) =>
  page.$$eval('.checks li', (items) => items.map((item) => `${item.dataset.check} ${item.className}`));

test('the page is what `npm run page` makes', async () => {
  assert.ok(frame === (await makePage()), 'verify/page/affidavit.html is out of date: npm run page');
});

/** What is checked in browsers: single files. Whole logs are folders, and checked where those are. */
const checksOfFiles = {
  'affidavits and certificates': 'verifyAffidavit, verifyCertificate, parseVkey',
  'affidavits, policies and checkpoints':
    'verifyAffidavit, checkPolicy, parsePolicy, verifyConsistency, verifyInclusion, openNote, parseVkey',
};
for (const [what, checks] of Object.entries(checksOfFiles))
  test(`what checks ${what} is small enough for a page`, async () => {
    const script = await bundle(`export { ${checks} } from './verify/src/index.ts'`, 'esm');
    const bytes = Buffer.byteLength(script);
    assert.ok(bytes <= CHECKS_BYTES_MAX, `${bytes} bytes`);
  });

test('a good affidavit: consistent by itself, verified with the key', { skip: absent }, async () => {
  const { page, asked } = await opened(full.file);
  assert.equal(await verdict(page), 'consistent');
  assert.ok((await states(page)).includes('key open'));
  assert.match(await page.innerText('main'), /This page cannot vouch for itself/);
  await page.fill('#key', 'no key');
  await page.click('form button');
  assert.match(await page.innerText('[role=alert]'), /This is no key of a log/);
  await page.fill('#key', ` ${full.vkey} `);
  await page.click('form button');
  assert.equal(await verdict(page), 'verified');
  assert.ok((await states(page)).every((state) => state.endsWith(' holds')));
  assert.deepEqual(asked, []);
  await page.close();
});

test('what is saved from the page is the affidavit that it carries', { skip: absent }, async () => {
  const { page } = await opened(full.file);
  const [saved] = await Promise.all([page.waitForEvent('download'), page.click('button[type=button]')]);
  assert.equal(saved.suggestedFilename(), 'event.affidavit.json');
  assert.equal(readFileSync(await saved.path(), 'utf8'), full.file);
  await page.close();
});

test('one byte of the data changed: the part that fails is named', { skip: absent }, async () => {
  const altered = full.file.replace('Coyote updated', 'Coyote Updated');
  assert.notEqual(altered, full.file);
  const { page } = await opened(altered);
  assert.equal(await verdict(page), 'failed');
  assert.ok((await states(page)).includes('documents fails'));
  assert.match(await page.innerText('#verdict'), /description and request/);
  assert.match(await page.innerText('tr.withheld'), /description and request\s+text\s/);
  await page.close();
});

test('what was removed is shown with the event that removed it', { skip: absent }, async () => {
  const removed = vectors.filter(
    ({ outcome, file }) => outcome === 'verified' && !file.includes('"erasures":[]'),
  );
  assert.ok(removed.length > 0);
  for (const { file } of removed) {
    const { page } = await opened(file);
    const { erased, redacted } = verifyAffidavit(file).parts;
    for (const [state, refs] of Object.entries({ erased, redacted }))
      for (const { path, by } of refs)
        assert.match(
          await page.innerText(`tr.${state}:has(code:text-is("${path}"))`),
          new RegExp(`${state} by event ${by.id}, number ${by.index} \\(${by.cause}\\)`),
        );
    await page.close();
  }
});

test('another file dropped on the page is checked instead', { skip: absent }, async () => {
  const { page } = await opened(full.file);
  const drop = async (name: string, text: string) => {
    const transfer = await page.evaluateHandle(
      ([name, text]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text ?? ''], name ?? ''));
        return transfer;
      },
      [name, text],
    );
    await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
    await page.waitForSelector(`text=${name}`);
  };
  for (const { name, file, outcome, check } of vectors) {
    await drop(`${name}.affidavit.json`, file);
    // Nothing is pinned here: what only a pinned key refuses is consistent.
    const expected = outcome === 'failed' && check !== 'key' ? 'failed' : 'consistent';
    assert.equal(await verdict(page), expected, name);
  }
  await drop('empty.json', '');
  assert.equal(await verdict(page), 'failed');
  await drop(
    'another page.html',
    frame.replace('id="affidavit"></', () => `id="affidavit">${full.file}</`),
  );
  assert.equal(await verdict(page), 'consistent');
  await drop('no affidavit.html', '<!doctype html><p>hello');
  assert.match(await page.innerText('[role=alert]'), /carries no affidavit/);
  await page.close();
});

test('markup in the data stays text', { skip: absent }, async () => {
  const hostile = full.file.replaceAll('Coyote updated', '\\u003cimg src=x onerror=alert(1)>\\u003c/script>');
  const { page, asked } = await opened(hostile);
  assert.equal(await page.locator('img').count(), 0);
  assert.match(await page.innerText('.lead'), /<img src=x onerror=alert\(1\)><\/script>/);
  assert.deepEqual(asked, []);
  await page.close();
});
