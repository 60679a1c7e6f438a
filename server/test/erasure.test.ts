/** Erasure of a person, through HTTP: a value planted everywhere is found nowhere, and the log still proves the rest. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parseRemoval, removalTree, toHex } from '@affidavit/verify';
import { type ChangeKit, startChanges } from './change-kit.ts';

let kit: ChangeKit;
before(async () => {
  kit = await startChanges();
});
after(() => kit.close());

const PLANT = 'Quetzalworth';
const person = {
  email: `${PLANT.toLowerCase()}@example.com`,
  firstName: 'Zyx',
  lastName: PLANT,
  jobTitle: `Keeper of ${PLANT}`,
};
const request = { reason: 'They asked for it.', legalBasis: 'GDPR Art. 17 (1) (a)' };
const least = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP' };

async function plantPerson(id: number, over: object = {}): Promise<void> {
  await kit.act('PUT', '/api/users', { id, ...person, ...over });
}

async function record(body: object): Promise<string> {
  const answer = await kit.send('POST', '/api/events', { ...least, description: 'Changed.', ...body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
}

const readV1 = async (id: string) => (await kit.send('GET', `/public/events/${id}`)).json;

/** Names of files that hold a text in plain bytes or inside of compressed documents. */
function filesWith(folder: string, text: string): string[] {
  const wanted = Buffer.from(text.toLowerCase());
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1').includes(wanted);
    });
}

async function makePdf(eventId: string): Promise<{ jobId: string; url: string }> {
  const asked = await kit.send('POST', `/public/v2/events/${eventId}/download-jobs`);
  assert.equal(asked.status, 201, asked.text);
  for (;;) {
    const job = (await kit.send('GET', `/public/v2/events/${eventId}/download-jobs/${asked.json.jobId}`))
      .json;
    if (job.status === 'Completed') return { jobId: asked.json.jobId, url: job.downloadUrl ?? job.url };
    assert.notEqual(job.status, 'Failed', JSON.stringify(job));
  }
}

test('what was planted everywhere is found nowhere, and the rest stays provable', async () => {
  await plantPerson(70);
  await kit.act('PUT', '/api/identities', {
    id: 701,
    userId: 70,
    identityId: `${PLANT}-login`,
    email: person.email,
    username: PLANT,
  });
  await kit.act('PUT', '/api/connections', {
    id: 71,
    clientType: 'GITHUB',
    ownerId: 70,
    clientAlias: `of ${PLANT}`,
  });
  const form = new FormData();
  form.set('type', 'SEC_TRAINING');
  form.set('file', new Blob([`%PDF-1.4\n${PLANT} was here\n`], { type: 'application/pdf' }), `${PLANT}.pdf`);
  await kit.send('POST', '/public/users/70/documents', form);
  const own = await record({
    userId: 70,
    description: `${PLANT} changed it`,
    metadata: { dto: { by: PLANT } },
  });
  const others = await record({
    userId: 2,
    description: `Ann gave ${person.email} a key.`,
    metadata: { dto: { to: person.email, door: 'north' }, [person.email]: 1, userId: 70 },
  });
  const result = await record({
    testId: 5,
    testName: 'MFA',
    status: 'FAILED',
    connectionId: 71,
    issues: [
      { email: person.email, hasMfa: false, note: `long ${PLANT} `.repeat(60) },
      { email: 'ann@example.com', hasMfa: false },
    ],
  });
  const untouched = await record({
    userId: 2,
    description: 'Ann changed the door.',
    metadata: { dto: { door: 'north' } },
  });
  await kit.send('POST', '/api/events', { ...least, description: 'x' });
  await makePdf(own);
  const beforeErasure = { untouched: await readV1(untouched), size: await kit.size() };
  await readV1(own);
  const found = (text: string) => kit.system.store.finder.count(kit.acme.company, { text }, 1_000);
  assert.ok((await found(PLANT)) > 0);
  assert.notDeepEqual(filesWith(kit.folder, PLANT), []);

  const tried = await kit.send('POST', '/api/users/70/erasure', { ...request, dryRun: true });
  assert.equal(tried.status, 200, tried.text);
  assert.deepEqual(tried.json.eventIds, []);
  assert.equal(await kit.size(), beforeErasure.size);

  const answer = await kit.send('POST', '/api/users/70/erasure', request);
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.json.remains, []);
  assert.equal(answer.json.searched.events, beforeErasure.size);
  assert.ok(answer.json.removed.parts > 0 && answer.json.redacted.parts > 0);
  assert.deepEqual(filesWith(kit.folder, PLANT), []);
  assert.equal(await found(PLANT), 0);

  const erasure = await readV1(answer.json.eventIds[0]);
  assert.equal(erasure.type, 'PERSONAL_DATA_ERASED');
  assert.equal(erasure.metadata.dto.reason, request.reason);
  const { seq } = (await kit.send('GET', `/api/events/${answer.json.eventIds[0]}`)).json;
  const leaves = await kit.system.store.erasing.removalsBy(kit.acme.company, seq);
  assert.equal(toHex(removalTree(leaves).root), parseRemoval(erasure.metadata).root);
  assert.ok(leaves.length > 5);

  const cut = await readV1(own);
  assert.deepEqual([cut.user, cut.metadata], [null, {}]);
  const said = await readV1(others);
  assert.equal(said.description, 'Ann gave [erased] a key.');
  assert.equal(said.user.id, 2);
  assert.doesNotMatch(JSON.stringify(said), /"\w+":70[,}]/);
  const kept = await readV1(result);
  assert.deepEqual(kept.issues[1], { email: 'ann@example.com', hasMfa: false });
  assert.equal(kept.issues[0].hasMfa, false);
  assert.equal(kept.connection.user, null);
  assert.equal(kept.connection.clientAlias, 'of [erased]');
  assert.deepEqual(await readV1(untouched), beforeErasure.untouched);
  assert.equal((await kit.send('GET', '/public/users/70')).status, 404);
  await kit.system.signCheckpoints();
  await kit.system.checkStore(() => {});
  assert.equal((await kit.send('POST', '/api/users/70/erasure', request)).status, 404);
});

test('a reason that names the person, or another company, erases nothing', async () => {
  await plantPerson(72, { email: 'ulmer@example.com', lastName: 'Ulmerstone' });
  const path = '/api/users/72/erasure';
  await kit.refuse(400, /reason must not name the person/, 'POST', path, {
    ...request,
    reason: 'Ulmerstone left',
  });
  await kit.refuse(400, /legalBasis/, 'POST', path, { reason: 'x' });
  await kit.refuse(404, /Not Found/, 'POST', path, request, { key: kit.otherKey });
  await kit.refuse(404, /Not Found/, 'POST', '/api/users/7777/erasure', request);
  const weak = await kit.keyWithout('api-erase-personal-data');
  await kit.refuse(403, /not allowed/, 'POST', path, request, { key: weak });
});
