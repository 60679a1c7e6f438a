/** The list of events. */
import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { parquetReadObjects } from 'hyparquet';
import { extractText } from 'unpdf';
import { absent, type ConsoleKit, failedRun, startConsole } from './console-kit.ts';

let kit: ConsoleKit;
before(async () => {
  if (absent === false) kit = await startConsole();
});
after(() => kit?.close());

test('events are listed, found by words and filters that the address keeps, and opened by keys', {
  skip: absent,
}, async () => {
  await kit.record(failedRun);
  const { context, page, faults } = await kit.reader();
  await page.goto('/');
  await page.waitForURL('**/events');
  await page.getByRole('rowheader').first().waitFor();
  // Until all are counted it says how many are loaded so far.
  const status = page.getByRole('status').filter({ hasText: /events?$/ });
  const shown = async () => Number((await status.innerText()).replaceAll(/\D/g, ''));
  const all = await shown();
  assert.ok(all > 2_000, `${all} events`);

  await page.getByRole('button', { name: 'Result' }).click();
  await page.getByRole('checkbox', { name: /Failed/ }).check();
  await page.waitForURL('**/events?status=FAILED');
  await page.keyboard.press('Escape');
  await page.waitForFunction((before) => {
    const text = document.querySelector('[role=status]')?.textContent ?? '';
    return /events?$/.test(text) && Number(text.replaceAll(/\D/g, '')) < before;
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

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Name of this view').fill('Open databases');
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.keyboard.press('Escape');
  await page.goto('/events');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('link', { name: 'Open databases' }).click();
  await page.waitForURL('**/events?status=FAILED&q=databases');
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

test('new events wait, live, until they are asked for; then what is read stays where it is', {
  skip: absent,
}, async () => {
  const { context, page, faults } = await kit.reader();
  await page.goto('/events');
  const grid = page.getByRole('grid');
  await grid.getByRole('rowheader').first().waitFor();
  await page.getByRole('button', { name: 'Live' }).click();
  await page.getByRole('button', { name: '● Live' }).waitFor();
  await grid.evaluate((element) => element.scrollTo(0, 1_500));
  const rowInMiddle = (element: Element) => {
    const { left, top, height } = element.getBoundingClientRect();
    return document.elementFromPoint(left + 40, top + height / 2)?.closest('[role=row]')?.textContent;
  };
  // Rows are drawn some time after the scrolling.
  const read = await (await page.waitForFunction(rowInMiddle, (await grid.elementHandle())!)).jsonValue();

  for (const description of ['Live one', 'Live two']) await kit.record({ description });
  await page.getByRole('button', { name: 'Show 2 new events' }).waitFor();
  assert.equal(await page.getByText('Live one').count(), 0);
  await page.getByRole('button', { name: 'Show 2 new events' }).click();
  await page.getByRole('button', { name: /Show \d+ new/ }).waitFor({ state: 'detached' });
  assert.equal(await grid.evaluate(rowInMiddle), read);
  await grid.press('Home');
  await grid.getByRole('rowheader', { name: 'Live two' }).waitFor();
  assert.match(await grid.getByRole('row').nth(1).innerText(), /Live two/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('keys reach everything: a cell filters, a place is kept, zone and help', { skip: absent }, async () => {
  const { context, page, faults } = await kit.reader({ timezoneId: 'Asia/Kolkata' });
  await page.goto('/events?q=databases');
  const grid = page.getByRole('grid');
  await grid.getByRole('rowheader').first().waitFor();
  for (let i = 0; i < 3; i++) await page.keyboard.press('j');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  const active = await grid.getAttribute('aria-activedescendant');
  assert.match(active ?? '', /-result$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/events\/[0-9a-f-]{36}$/);
  await page.getByRole('button', { name: 'Verify' }).waitFor();
  await page.keyboard.press('u');
  await page.waitForURL('**/events?q=databases');
  await grid.locator('.grid-row.is-current').waitFor();
  assert.equal((await grid.getAttribute('aria-activedescendant'))?.slice(0, 36), active?.slice(0, 36));

  await page.keyboard.press('t');
  await page.getByRole('columnheader', { name: 'Time (Asia/' }).waitFor();
  await page.reload();
  await page.getByRole('columnheader', { name: 'Time (Asia/' }).waitFor();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'What the keys do here' });
  for (const key of ['/', 'j', 'k', 'f', 'e', 'v', 't', '?', 'Enter'])
    await help.getByText(key, { exact: true }).first().waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });

  for (let i = 0; i < 4; i++) await page.keyboard.press('j');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('f');
  await page.waitForURL(/[?&]status=/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('what is copied for a terminal asks the same; columns and density stay as they were chosen', {
  skip: absent,
}, async () => {
  const { context, page, faults } = await kit.reader({
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await kit.record({ category: 'POLICY', description: 'It’s "this" & that' });
  await page.goto('/events?category=POLICY&q=this+that');
  await page.getByRole('rowheader', { name: 'It’s "this" & that' }).first().waitFor();
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [, address = ''] = /^curl -H "Authorization: Bearer \$AFFIDAVIT_KEY" '([^']+)'$/.exec(copied) ?? [];
  const { pathname, search } = new URL(address);
  const { data } = (await kit.send('GET', pathname + search)) as { data: { description: string }[] };
  assert.equal(data[0]?.description, 'It’s "this" & that');

  const row = page.getByRole('row').nth(1);
  const heights: number[] = [];
  const measure = async () => heights.push((await row.boundingBox())?.height ?? 0);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('radio', { name: 'compact' }).check();
  await measure();
  await page.getByRole('radio', { name: 'comfortable' }).check();
  await measure();
  await page.getByRole('checkbox', { name: 'Connection' }).uncheck();
  await page.getByRole('columnheader', { name: 'Connection' }).waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('rowheader').first().waitFor();
  await measure();
  assert.equal(await page.getByRole('columnheader', { name: 'Connection' }).count(), 0);
  const [compact = 0, comfortable = 0, again = 0] = heights;
  assert.ok(compact < comfortable && comfortable === again, heights.join());
  assert.deepEqual(faults, []);
  await context.close();
});

test('a part of the time is dragged out of the histogram; what is found is exported', {
  skip: absent,
}, async () => {
  const { context, page, faults } = await kit.reader({ acceptDownloads: true });
  await kit.record({ description: '=HYPERLINK("x"), "quoted"' });
  await page.goto('/events?category=COMPANY');
  await page.getByRole('rowheader').first().waitFor();
  const over = page.locator('.histogram .u-over');
  const box = await over.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(/createdFrom=[^&]+&createdTo=/);
  await page.goBack();
  await page.waitForURL(/category=COMPANY$/);

  await page.getByRole('rowheader').first().waitFor();
  await page.getByRole('grid').press('e');
  const file = async (name: string, ending: string) => {
    const downloading = page.waitForEvent('download');
    await page.getByText(name, { exact: true }).click();
    const download = await downloading;
    assert.equal(download.suggestedFilename(), `events.${ending}`);
    return buffer(await download.createReadStream());
  };
  const lines = async (name: string, ending: string) =>
    (await file(name, ending)).toString().trimEnd().split(/\r?\n/);
  const [head, first] = await lines('Table (CSV)', 'csv');
  assert.match(head ?? '', /^createdAt,recordedAt,seq,id,actor,/);
  assert.match(first ?? '', /,"'=HYPERLINK\(""x""\), ""quoted""",0,/);
  const events = (await lines('Lines of JSON (NDJSON)', 'ndjson')).map((line) => JSON.parse(line));
  assert.ok(events.length > 5 && events.every(({ category }) => category === 'COMPANY'));
  const columns = new Uint8Array(await file('Columns (Parquet)', 'parquet')).buffer;
  const rows = await parquetReadObjects({ file: columns, columns: ['id'] });
  assert.deepEqual(
    rows.map(({ id }) => id),
    events.map(({ id }) => id),
  );
  const { text } = await extractText(new Uint8Array(await file('List on paper (PDF)', 'pdf')), {
    mergePages: true,
  });
  assert.match(text, /Category is\s+Company \(COMPANY\)/);
  for (const { id } of events) assert.ok(text.includes(id));
  assert.deepEqual(faults, []);
  await context.close();
});

test('a certificate is offered for what it can prove, and nothing else', { skip: absent }, async () => {
  const { context, page, faults } = await kit.reader();
  for (const [filter, isOffered] of [
    ['category=POLICY', true],
    ['userId=1', true],
    ['userId=1&userId=2', false],
    ['userId=null', false],
    ['not.category=POLICY', false],
    ['q=policy', false],
  ] as const) {
    await page.goto(`/events?last=all&${filter}`);
    await page.getByRole('rowheader').first().waitFor();
    await page.getByRole('grid').press('e');
    const offered = page.getByRole('link', { name: 'Certificate that these are all' });
    await offered.or(page.getByText('No certificate: it proves nothing of words')).waitFor();
    assert.equal(await offered.count(), Number(isOffered), filter);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('a list too long for paper is refused in words; the other forms stay', { skip: absent }, async () => {
  const { context, page } = await kit.reader();
  await page.goto('/events?last=all');
  await page.getByRole('rowheader').first().waitFor();
  const sentence = 'format: pdf prints at most 5000 events';
  await page.route('**/api/events/export?*format=pdf*', (route) =>
    route.fulfill({ status: 400, json: { message: sentence } }),
  );
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export what is found' });
  await dialog.getByRole('button', { name: 'List on paper (PDF)' }).press('Enter');
  await dialog.getByRole('alert').getByText(sentence).waitFor();
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
    [],
  );
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
  assert.equal(overflow, 0);
  await dialog.getByRole('link', { name: 'Table (CSV)' }).waitFor();
  await context.close();
});

test('who is not among those with the most events is found by name', { skip: absent }, async () => {
  const people = Array.from({ length: 60 }, (_, n) => ({
    email: `reader${n}@example.com`,
    firstName: 'Reader',
    lastName: `Number ${n}`,
    roles: ['EMPLOYEE'],
  }));
  const [rare, ...others] = (await kit.send('PUT', '/api/users', people)) as { id: number }[];
  const of = (id: number, description: string) => ({
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    userId: id,
    description,
  });
  await kit.send('POST', '/api/events?wait=checkpoint', [
    of(rare?.id ?? 0, 'The one thing that they did.'),
    ...others.flatMap(({ id }) => [of(id, 'Something.'), of(id, 'Something else.')]),
  ]);
  const { context, page, faults } = await kit.reader();
  await page.goto('/events');
  await page.getByRole('rowheader').first().waitFor();
  await page.getByRole('button', { name: 'Person' }).click();
  await page.getByText('The 50 with the most events are shown.').waitFor();
  const choice = page.getByRole('checkbox', { name: 'Reader Number 0', exact: true });
  assert.equal(await choice.count(), 0);
  await page.keyboard.type('number 0');
  await page.getByText('Not among the 50 with the most events:').waitFor();
  assert.deepEqual((await new AxeBuilder({ page }).include('.facet').analyze()).violations, []);
  await choice.check();
  await page.waitForURL(`**/events?userId=${rare?.id}`);
  await page.getByRole('rowheader', { name: 'The one thing that they did.' }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
