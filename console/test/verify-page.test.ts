/** Files that are checked in the browser, and the log that the browser remembers. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { absent, type ConsoleKit, startConsole } from './console-kit.ts';

const EXAMPLE = '/api/events/aaaaaaaa-bbbb-0000-cccc-dddddddddddd';

let kit: ConsoleKit;
before(async () => {
  if (absent === false) kit = await startConsole();
});
after(() => kit?.close());

async function take(path: string): Promise<Buffer> {
  const answer = await fetch(kit.server.address + path, { headers: { authorization: `Bearer ${kit.key}` } });
  assert.equal(answer.status, 200, path);
  return Buffer.from(await answer.arrayBuffer());
}

test('every file that a server hands out is checked, and one that was changed is not believed', {
  skip: absent,
}, async () => {
  const { context, page, faults } = await kit.reader();
  const affidavit = await take(`${EXAMPLE}/affidavit`);
  const files: [string, Buffer, RegExp][] = [
    ['event.affidavit.json', affidavit, /It fits together/],
    ['event.affidavit.html', await take(`${EXAMPLE}/affidavit.html`), /It fits together/],
    [
      'events.ndjson',
      await take('/api/events/affidavits.ndjson?category=COMPANY'),
      /All \d+ affidavits hold/,
    ],
    [
      'policies.certificate',
      await take('/api/events/certificate?from=2020-01-01&to=2100-01-01&category=POLICY'),
      /These are all that match: \d+ events/,
    ],
    ['changed.json', Buffer.from(affidavit.toString().replace('Coyote', 'Cayote')), /It does not hold/],
    ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47]), /This cannot be checked/],
    ['event.json', await take(EXAMPLE), /It does not hold/],
  ];
  await page.goto('/verify');
  await page
    .locator('input[type=file]')
    .setInputFiles(files.map(([name, buffer]) => ({ name, buffer, mimeType: 'application/octet-stream' })));
  const found = page.getByRole('region', { name: 'What the check found' });
  for (const [i, [name, , verdict]] of files.entries()) {
    await found.nth(i).waitFor();
    assert.match(await found.nth(i).innerText(), verdict, name);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('the browser remembers the log, and says when it is another one', { skip: absent }, async () => {
  const { context, page, faults } = await kit.reader();
  await page.goto('/log');
  await page.getByText('For the first time.').waitFor();
  await page.getByText('Signed by the log’s key').waitFor();
  await kit.record({ description: 'One more' });
  await page.reload();
  await page.getByText('Only grown').waitFor();
  await page.evaluate(() => {
    const [name = ''] = Object.keys(localStorage).filter((key) => key.startsWith('affidavit.seen.'));
    const seen = JSON.parse(localStorage.getItem(name) ?? '');
    localStorage.setItem(name, JSON.stringify({ ...seen, root: seen.root.replace(/^../, 'ff') }));
  });
  await kit.record({ description: 'And another' });
  await page.reload();
  await page.getByText('This is not the log that this browser saw.').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
