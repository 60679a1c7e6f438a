/** Erasure, legal holds and retention from a terminal, beside a running server that has cached what goes. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { get, post, put } from './client.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
let server: RunningServer;
let key: string;
const cli = (...args: string[]) => affidavit([...args, '--data', data.path]);
const why = ['--reason', 'They asked for it.', '--legal-basis', 'GDPR Art. 17 (1) (a)'];

before(async () => {
  ({ key } = await makeCompany(data.path));
  server = await startServer({ data: data.path });
  const users = [{ id: 7, email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelock' }];
  assert.equal((await put(server.address, '/api/users', key, users)).status, 200);
});
after(async () => {
  await server.stop();
  data.remove();
});

async function record(event: object): Promise<string> {
  const base = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };
  const answer = await post(server.address, '/api/events', key, { ...base, ...event });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
}

test('a hold is placed, listed and lifted; it forbids, and the forbidden is one line and exit code 1', async () => {
  const placed = await cli('holds', 'place', '--user', '7', '--reason', 'A case.');
  assert.deepEqual([placed.code, placed.stdout], [0, 'Legal hold 1 is in force\n']);
  const held = await cli('erase', 'ada@example.com', ...why);
  assert.equal(held.code, 1);
  assert.match(held.stderr, /^affidavit: .*legal hold 1 \(A case\.\) forbids it: user 7 is under it.*\n$/);
  assert.match((await cli('holds', 'list')).stdout, /^ID +USER +FROM +TO +REASON\n1 +7 +A case\.\n$/);
  assert.equal((await cli('holds', 'lift', '1')).stdout, 'Lifted legal hold 1\n');
  assert.equal((await cli('holds', 'lift', '1')).code, 1);
  assert.equal((await cli('holds', 'place', '--reason', 'x')).code, 2);
  assert.equal((await cli('holds', 'place', '--from', 'soon', '--reason', 'x')).code, 2);
});

test('a user is erased beside the server, which shows nothing of it from its memory', async () => {
  const id = await record({ userId: 7, description: 'Lovelock came.' });
  const path = `/public/events/${id}`;
  assert.match((await get(server.address, path, key)).text, /Lovelock came/);
  const tried = await cli('erase', '7', ...why, '--dry-run');
  assert.match(tried.stdout, /^Nothing was erased\. Of user 7 would go:\nSearched +\d+ events/);
  const erased = await cli('erase', 'ADA@example.com', ...why);
  assert.equal(erased.code, 0, erased.stderr);
  assert.match(erased.stdout, /^User 7 is erased\.\n[\s\S]*Told by +event [0-9a-f-]{36}\n/);
  const shown = await get(server.address, path, key);
  assert.doesNotMatch(shown.text, /lovelock/i);
  assert.equal(shown.json.user, null);
  assert.equal((await get(server.address, '/api/users/7', key)).status, 404);
  const again = await cli('erase', 'ada@example.com', ...why);
  assert.deepEqual(
    [again.code, again.stderr],
    [1, 'affidavit: there is no user ada@example.com in the directory\n'],
  );
  assert.equal((await cli('erase', '7')).code, 2);
});

test('rules of retention are shown, replaced and applied', async () => {
  const id = await record({ category: 'POLICY', createdAt: '2020-01-01T00:00:00.000Z', description: 'Old.' });
  const rules = await cli('retention', '--keep', 'POLICY=30', '--keep', 'COMPANY=90', '--apply');
  assert.equal(rules.code, 0, rules.stderr);
  assert.match(rules.stdout, /POLICY +30\nCOMPANY +90\nThe parts of 1 events were removed\n$/);
  assert.equal(JSON.parse((await cli('get', id)).stdout).description, '[erased]');
  assert.deepEqual(JSON.parse((await cli('retention', '--forever', '--json')).stdout), { rules: [] });
  const wrong = await cli('retention', '--keep', 'POLICY=0');
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /1 to 36500 days/);
});
