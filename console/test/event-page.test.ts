/** One event: what was sealed, and the check of it in the browser. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { absent, type ConsoleKit, startConsole } from './console-kit.ts';

const EXAMPLE = '/events/aaaaaaaa-bbbb-0000-cccc-dddddddddddd';

let kit: ConsoleKit;
before(async () => {
  if (absent === false) kit = await startConsole();
});
after(() => kit?.close());

test('an event is checked here: it fits together, and holds once the words of the key are brought', {
  skip: absent,
}, async () => {
  const { context, page, faults } = await kit.reader();
  await page.goto(EXAMPLE);
  await page.getByText('12 hashes lead from it to the root, which the log’s key signed').waitFor();
  await page.keyboard.press('v');
  const verdict = page.getByRole('region', { name: 'What the check found' });
  await verdict.getByText('It fits together.').waitFor();
  assert.equal(await verdict.locator('li.holds').count(), 9);
  assert.equal(await verdict.locator('li.fails').count(), 0);
  await verdict.getByText('What this page shows is what the affidavit says').waitFor();

  const { keys } = (await kit.send('GET', '/api/log')) as { keys: [{ words: string }] };
  await page.getByLabel(/^The key of the log/).fill(keys[0].words);
  await verdict.getByText('It holds, and the key you brought signed it.').waitFor();
  await page.getByLabel(/^The key of the log/).fill('two words');
  await page.getByText('A key has twelve words, not 2').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('a server that changes one letter is found out', { skip: absent }, async () => {
  const { context, page } = await kit.reader();
  await page.route('**/affidavit', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('Coyote', 'Cayote') });
  });
  await page.goto(`${EXAMPLE}#verify`);
  await page.getByText('It does not hold.').waitFor();
  await page.unroute('**/affidavit');

  // The affidavit is sound, but the page was given something else to show.
  await page.route('**/public/events/*', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('Sally', 'Wally') });
  });
  await page.reload();
  await page.getByText('This page shows something else.').waitFor();
  await context.close();
});

const HOSTILE = [
  '<img src=x onerror=alert(1)><script>alert(1)</script>',
  '"><svg/onload=alert(1)> {{7*7}} <%= 7*7 %>',
  'javascript:alert(1) \u202Egnp.exe \u001b[31mred\u001b[0m',
];

test('hostile texts are shown as text, in every place that shows any', { skip: absent }, async () => {
  const [one = '', two = '', three = ''] = HOSTILE;
  const [person] = (await kit.send('PUT', '/api/users', [
    { email: 'hostile@example.com', firstName: one, lastName: two, jobTitle: three, roles: ['EMPLOYEE'] },
  ])) as { id: number }[];
  const { id } = await kit.record({
    type: 'VENDOR_UPDATED',
    category: 'VENDOR',
    source: 'APP',
    status: 'FAILED',
    userId: person?.id,
    description: HOSTILE.join(' '),
    requestDescription: two,
    issues: [{ [one]: two, three: { deep: three } }],
    metadata: { targetEntity: { name: three, [one]: 1 }, dto: { name: one } },
  });

  const { context, page, faults } = await kit.reader();
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto('/events');
  await page.getByRole('rowheader', { name: one }).first().waitFor();
  await page.goto(`/events/${id}`);
  await page.getByRole('heading', { level: 1 }).getByText(one).waitFor();
  await page.getByText('hashes lead from it to the root').waitFor();
  await page.getByRole('button', { name: 'Raw JSON' }).click();
  const text = await page.locator('main').innerText();
  for (const hostile of HOSTILE) assert.ok(text.includes(hostile.slice(0, 20)), hostile);
  assert.equal(
    await page.locator('main :is(img, script, iframe, object, embed, [onload], [onerror])').count(),
    0,
  );
  assert.equal(await page.locator('a[href^="javascript:" i]').count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});
