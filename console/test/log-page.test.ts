/** The page of the log: what was signed before, who cosigned it, and when all of it was checked. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWitness, type TestWitness } from '../../server/test/witness-kit.ts';
import { absent, type ConsoleKit, startConsole } from './console-kit.ts';

let kit: ConsoleKit;
let witness: TestWitness;
before(async () => {
  if (absent !== false) return;
  kit = await startConsole(['--outbound-allow', '127.0.0.1']);
  const { vkeys } = (await kit.send('GET', '/api/log')) as { vkeys: string[] };
  witness = await startWitness('witness.example/w1', vkeys);
});
after(async () => {
  await kit?.close();
  await witness?.close();
});

interface Past {
  data: { size: number; witnesses: unknown[] }[];
}
const past = () => kit.send('GET', '/api/log/checkpoints') as Promise<Past>;

test('earlier checkpoints are listed, with who cosigned, and compared with today’s log', {
  skip: absent,
}, async () => {
  await kit.send('PUT', '/api/log/witnesses', {
    witnesses: [{ name: 'Auditor', url: witness.address, vkey: witness.vkey }],
    needed: 1,
  });
  const { seq } = await kit.record({ description: 'Cosigned' });
  for (;;) {
    const [newest] = (await past()).data;
    if (newest && newest.size > seq && newest.witnesses.length === 1) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { context, page, faults } = await kit.reader();
  await page.goto('/log');
  const section = page.getByRole('region', { name: 'Checkpoints' });
  const rows = section.locator('tbody tr');
  // Who is asked comes by itself.
  await rows.first().getByText('Auditor').waitFor();
  const { data } = await past();
  const size = (n: number) => new Intl.NumberFormat('en').format(data[n]?.size ?? Number.NaN);
  assert.match(await rows.first().innerText(), new RegExp(`^${size(0)}\\s`));
  assert.match(await rows.first().innerText(), /The log’s key[\s\S]*Auditor, 20\d\d-/);
  assert.equal(await rows.count(), data.length);
  const older = rows.nth(1);
  await older
    .getByRole('button', { name: /^Check that today’s log begins with these [\d,]+ events$/ })
    .click();
  await older.getByText('Today’s log begins with it').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('of more than a page, earlier ones come on demand', { skip: absent }, async () => {
  while ((await past()).data.length < 11) await kit.record({ description: 'One more' });
  const { context, page, faults } = await kit.reader();
  await page.goto('/log');
  const section = page.getByRole('region', { name: 'Checkpoints' });
  await section.getByRole('button', { name: 'Show earlier ones' }).click();
  const rows = section.locator('tbody tr');
  await rows.nth(10).waitFor();
  assert.equal(await section.locator('tbody').getByText('No key of the log').count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('what a server says of a note that the note does not say is not believed', {
  skip: absent,
}, async () => {
  const { context, page, faults } = await kit.reader();
  await page.route('**/api/log/checkpoints*', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    body.data[1].root = body.data[1].root.replace(/^../, 'ff');
    const last = body.data.at(-1);
    last.note = last.note.replace(/^— witness\.example.*\n/m, '');
    last.witnesses = [{ name: 'Auditor', cosignedAt: '2026-01-01T00:00:00.000Z' }];
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto('/log');
  const row = page.getByRole('region', { name: 'Checkpoints' }).locator('tbody tr').nth(1);
  await row.getByText('No key of the log').waitFor();
  await row.getByRole('button', { name: /^Check/ }).click();
  await row.getByText('Today’s log does not begin with it').waitFor();
  const last = page.getByRole('region', { name: 'Checkpoints' }).locator('tbody tr').last();
  await last.getByText('Not by Auditor, as the server says').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('the last full check: never, then what it covered and what came since', { skip: absent }, async () => {
  const { context, page, faults } = await kit.reader();
  await page.goto('/log');
  const section = page.getByRole('region', { name: 'Last full check' });
  await section.getByText('Never').waitFor();
  const fsck = await kit.run('fsck');
  assert.equal(fsck.code, 0, fsck.stderr);
  await kit.record({ description: 'Came later' });
  await page.reload();
  await section.getByText('All of it was what had been sealed').waitFor();
  await section.getByText('1 event came later: no full check has read them.').waitFor();
  const checks = (await kit.send('GET', '/api/log/full-checks')) as {
    data: { root: string; size: number }[];
  };
  const [check] = checks.data;
  await section.getByText(check?.root ?? 'none').waitFor();
  await section.getByRole('button', { name: /^Check/ }).click();
  await section.getByText('Today’s log begins with it').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('a full check that found damage is not hidden, nor the last one that did not', {
  skip: absent,
}, async () => {
  const { context, page, faults } = await kit.reader();
  await page.route('**/api/log/full-checks', async (route) => {
    const answer = await route.fetch();
    const { data } = await answer.json();
    const [good] = data;
    const damaged = { ...good, root: null, size: 7, problem: 'event 7 <b>is missing</b>' };
    await route.fulfill({ response: answer, json: { data: [damaged, good] } });
  });
  await page.goto('/log');
  const section = page.getByRole('region', { name: 'Last full check' });
  await section.getByText('event 7 <b>is missing</b>').waitFor();
  await section.getByText('The last check that found all well covered').waitFor();
  assert.equal(await section.getByRole('button').count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a population certificate is taken here, and holds', { skip: absent }, async () => {
  const { context, page, faults } = await kit.reader({ acceptDownloads: true });
  await page.goto('/log');
  const section = page.getByRole('region', { name: 'Population certificate' });
  await section.getByLabel('From (UTC)').fill('2020-01-02');
  await section.getByLabel('To (UTC)').fill('2020-01-01');
  await section.getByText('The last day must not be before the first.').waitFor();
  assert.equal(await section.getByRole('link').count(), 0);
  await section.getByLabel('To (UTC)').fill('2100-01-01');
  await section.getByLabel('Category').selectOption('POLICY');
  const downloading = page.waitForEvent('download');
  await section.getByRole('link', { name: 'Take the certificate' }).click();
  const taken = await downloading;
  await page.locator('input[type=file]').setInputFiles(await taken.path());
  await page.getByText(/These are all that match: \d+ events/).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
