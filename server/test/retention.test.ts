/** Legal holds and retention, through HTTP and the worker that applies the rules. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseRemoval, removalTree, toHex } from '@affidavit/verify';
import { type ChangeKit, startChanges } from './change-kit.ts';
import { traces } from './forensics.ts';

let kit: ChangeKit;
before(async () => {
  kit = await startChanges();
});
after(() => kit.close());

const never = new AbortController().signal;
const request = { reason: 'They asked for it.', legalBasis: 'GDPR Art. 17 (1) (a)' };
const OLD = '2020-03-01T10:00:00.000Z';

async function record(body: object): Promise<string> {
  const base = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };
  const answer = await kit.send('POST', '/api/events', { ...base, ...body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
}

const stored = async (id: string) => {
  const event = await kit.system.store.events.event(kit.acme.company, id);
  assert.ok(event);
  return event;
};

test('a hold on a user, or on the period of an event of theirs, forbids to erase them', async () => {
  await kit.act('PUT', '/api/users', { id: 80, email: 'held@example.com', lastName: 'Heldstone' });
  await record({ createdAt: OLD, description: 'Heldstone came.' });
  const path = '/api/users/80/erasure';
  const { answer, events } = await kit.act('PUT', '/api/legal-holds', { userId: 80, reason: 'A case.' });
  assert.deepEqual(
    events.map(({ type }) => type),
    ['LEGAL_HOLD_PLACED'],
  );
  await kit.refuse(409, /legal hold \d+ \(A case\.\) forbids it: user 80/, 'POST', path, request);
  const lifted = await kit.act('DELETE', `/api/legal-holds/${answer.json.id}`);
  assert.equal(lifted.events[0].type, 'LEGAL_HOLD_LIFTED');
  const period = { from: '2020-01-01T00:00:00.000Z', to: '2021-01-01T00:00:00.000Z', reason: 'Audit.' };
  const second = await kit.act('PUT', '/api/legal-holds', period);
  await kit.refuse(409, /1 of the events that mention them are of its period/, 'POST', path, request);
  assert.equal((await kit.send('GET', '/api/legal-holds')).json.data.length, 1);
  await kit.act('DELETE', `/api/legal-holds/${second.answer.json.id}`);
  // What is held of one person is not changed for the sake of another.
  const meeting = await record({ userId: 2, description: 'Ann met Heldstone.' });
  const third = await kit.act('PUT', '/api/legal-holds', { userId: 2, reason: 'Of Ann.' });
  await kit.refuse(
    409,
    /1 of the events that mention them are by or about user 2 too/,
    'POST',
    path,
    request,
  );
  assert.match((await stored(meeting)).parts.text?.json ?? '', /Heldstone/);
  await kit.act('DELETE', `/api/legal-holds/${third.answer.json.id}`);
  const erased = await kit.act('POST', path, request);
  assert.equal(erased.events[0].type, 'PERSONAL_DATA_ERASED');
});

test('what is no hold is refused', async () => {
  const path = '/api/legal-holds';
  await kit.refuse(400, /either a userId, or a period/, 'PUT', path, { reason: 'x' });
  await kit.refuse(400, /either a userId, or a period/, 'PUT', path, {
    userId: 1,
    from: OLD,
    to: OLD,
    reason: 'x',
  });
  await kit.refuse(400, /to must be later/, 'PUT', path, { from: OLD, to: OLD, reason: 'x' });
  await kit.refuse(400, /userId/, 'PUT', path, { userId: 999, reason: 'x' });
  await kit.refuse(404, /Not Found/, 'DELETE', `${path}/999`);
});

test('parts that are older than their category is kept go; the log stays, and so does what is held', async () => {
  const gone = await record({
    createdAt: OLD,
    category: 'POLICY',
    description: 'An oldthing.',
    metadata: { dto: { a: 1 } },
    userId: 2,
  });
  const young = await record({ category: 'POLICY', description: 'A youngthing.' });
  const other = await record({ createdAt: OLD, description: 'Another category.' });
  const held = await record({ createdAt: '2019-05-05T00:00:00.000Z', category: 'POLICY' });
  const ofHeld = await record({ createdAt: OLD, category: 'POLICY', description: 'bob@example.com did it.' });
  const period = { from: '2019-01-01T00:00:00.000Z', to: '2020-01-01T00:00:00.000Z', reason: 'Audit.' };
  await kit.act('PUT', '/api/legal-holds', period);
  await kit.act('PUT', '/api/legal-holds', { userId: 3, reason: 'A case.' });
  assert.equal(await kit.system.applyRetention(never), 0);
  const { events } = await kit.act('PUT', '/api/retention', { rules: [{ category: 'POLICY', days: 30 }] });
  assert.equal(events[0].type, 'RETENTION_RULES_CHANGED');
  const before = await stored(gone);
  const size = await kit.size();

  assert.notDeepEqual(traces(kit.folder, ['oldthing']), []);
  assert.equal(await kit.system.applyRetention(never), 1);
  assert.deepEqual(traces(kit.folder, ['oldthing']), []);
  assert.equal(await kit.size(), size + 1);
  const [told] = await kit.system.store.events.eventsFrom(kit.acme.company, size, 1);
  assert.equal(told?.entry.type, 'RETENTION_APPLIED');
  const leaves = await kit.system.store.erasing.removalsBy(kit.acme.company, size);
  const commitment = parseRemoval(JSON.parse(told?.parts.metadata?.json ?? ''));
  assert.equal(toHex(removalTree(leaves).root), commitment.root);
  assert.deepEqual(
    leaves.map(({ digest }) => digest),
    [before.entry.parts.text, before.entry.parts.metadata].sort(),
  );
  const now = await stored(gone);
  assert.deepEqual(now.parts, { text: null, metadata: null, test: null });
  assert.deepEqual([now.entry, now.actorId], [before.entry, 2]);
  for (const id of [young, other, held, ofHeld]) assert.notEqual((await stored(id)).parts.text, null);
  assert.equal(await kit.system.store.finder.count(kit.acme.company, { text: 'oldthing' }, 1_000), 0);
  assert.equal(await kit.system.applyRetention(never), 0);
  await kit.system.signCheckpoints();
  await kit.system.checkStore(() => {});
});

test('rules name known categories once, and whole days', async () => {
  const path = '/api/retention';
  const rule = { category: 'POLICY', days: 3 };
  await kit.refuse(400, /name POLICY once/, 'PUT', path, { rules: [rule, rule] });
  await kit.refuse(400, /days/, 'PUT', path, { rules: [{ ...rule, days: 0.5 }] });
  await kit.refuse(400, /category/, 'PUT', path, { rules: [{ ...rule, category: 'X' }] });
});
