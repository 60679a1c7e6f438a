/** Employment, background checks and accepted policies: effect, event, refusal. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { putOf } from '../src/app/shared/directory-rows.ts';
import type { AssignedPolicy, Policy, PolicyVersion } from '../src/domain/directory.ts';
import { isoTime } from '../src/domain/time.ts';
import { type ChangeKit, startChanges } from './change-kit.ts';

let kit: ChangeKit;
before(async () => {
  kit = await startChanges();
});
after(() => kit.close());

const DAY_MS = 24 * 60 * 60 * 1000;
const dayFromNow = (days: number) => isoTime(Date.now() + days * DAY_MS).slice(0, 10);
const personnel = async (id: number) => (await kit.system.readLive(kit.acme.company)).get('personnel', id);

test('a status: the person, one event with before and after, and nothing the second time', async () => {
  const body = { employmentStatus: 'CURRENT_EMPLOYEE' };
  const { answer, events } = await kit.act('PUT', '/public/personnel/2/status', body);
  assert.equal(answer.status, 200);
  assert.equal(answer.json.employmentStatus, 'CURRENT_EMPLOYEE');
  assert.equal(answer.json.user.email, 'ann@example.com');
  assert.equal(events.length, 1);
  const [event] = events;
  assert.equal(event.type, 'EMPLOYMENT_STATUS_UPDATED');
  assert.equal(event.category, 'PERSONNEL');
  assert.equal(event.source, 'PUBLIC_API');
  assert.equal(event.user.email, 'sally@example.com');
  assert.equal(
    event.description,
    'Sally Smith changed the employment status of Ann Lee from unknown to current employee.',
  );
  assert.deepEqual(event.metadata.dto, body);
  assert.equal(event.metadata.targetEntity.employmentStatus, 'UNKNOWN');
  assert.equal(event.metadata.targetEntity.user.email, 'ann@example.com');
  assert.equal(event.metadata.sourceData.before.employmentStatus, 'UNKNOWN');
  assert.equal(event.metadata.sourceData.after.employmentStatus, 'CURRENT_EMPLOYEE');
  assert.deepEqual((await personnel(2))?.keptByHand, ['employmentStatus']);
  const again = await kit.act('PUT', '/public/personnel/2/status', body);
  assert.deepEqual(again.events, []);
  assert.deepEqual(again.answer.json, answer.json);
});

test('what a status must come with, and what contradicts it', async () => {
  const status = (body: unknown) => ['PUT', '/public/personnel/3/status', body] as const;
  await kit.refuse(400, /notHumanReason is required when/, ...status({ employmentStatus: 'OUT_OF_SCOPE' }));
  await kit.refuse(
    400,
    /separationDate is required when/,
    ...status({ employmentStatus: 'FORMER_EMPLOYEE' }),
  );
  await kit.refuse(400, /employmentStatus must be one of/, ...status({ employmentStatus: 'GONE' }));
  await kit.refuse(400, /employmentStatus is required/, ...status({}));
  await kit.refuse(
    400,
    /separationDate must be a date/,
    ...status({ employmentStatus: 'FORMER_EMPLOYEE', separationDate: '2020-02-30' }),
  );
  await kit.refuse(
    409,
    /lies ahead, but the status is FORMER_EMPLOYEE/,
    ...status({ employmentStatus: 'FORMER_EMPLOYEE', separationDate: dayFromNow(30) }),
  );
  await kit.refuse(
    409,
    /lies behind, but the status is CURRENT_EMPLOYEE/,
    ...status({ employmentStatus: 'CURRENT_EMPLOYEE', separationDate: '2020-01-01' }),
  );
  await kit.refuse(400, /must be/, 'PUT', '/public/personnel/x/status', { employmentStatus: 'UNKNOWN' });
  await kit.refuse(400, /must be an object/, 'PUT', '/public/personnel/3/status');
});

test('unknown people and those of another company do not exist', async () => {
  const body = { employmentStatus: 'CURRENT_EMPLOYEE' };
  await kit.refuse(404, /^Record Not Found$/, 'PUT', '/public/personnel/99/status', body);
  await kit.refuse(404, /^Record Not Found$/, 'PUT', '/public/personnel/2/status', body, {
    key: kit.otherKey,
  });
  await kit.refuse(404, /^Record Not Found$/, 'PUT', '/public/personnel/99/contract-dates', {
    startDate: '2020-01-01',
  });
  await kit.refuse(404, /^Record Not Found$/, 'PUT', '/public/personnel/reset-sync/99');
  await kit.refuse(404, /^Record Not Found$/, 'PUT', '/public/v2/personnel/email:nobody@example.com', body);
});

test('each change needs its own permission', async () => {
  const cases: [string, string, string, unknown][] = [
    ['personnel-put-employment-status', 'PUT', '/public/personnel/2/status', { employmentStatus: 'UNKNOWN' }],
    [
      'personnel-put-contract-dates',
      'PUT',
      '/public/personnel/2/contract-dates',
      { startDate: '2020-01-01' },
    ],
    ['personnel-put-reset-resync', 'PUT', '/public/personnel/all/reset-sync', {}],
    ['personnel-put-reset-resync', 'POST', '/public/v2/personnel/actions', { action: 'reset-sync-all' }],
    ['personnel-put', 'PUT', '/public/v2/personnel/2', {}],
    ['background-check-post', 'POST', '/public/background-check/2/manual', {}],
    ['background-check-post', 'POST', '/public/v2/background-checks', {}],
    [
      'user-policies-acknowledge-policy-version',
      'POST',
      '/public/v2/users/2/assigned-policies/1/action-acknowledge',
      {},
    ],
  ];
  for (const [permission, method, path, body] of cases)
    await kit.refuse(403, /not allowed/, method, path, body, { key: await kit.keyWithout(permission) });
});

test('contract dates', async () => {
  const { answer, events } = await kit.act('PUT', '/public/personnel/2/contract-dates', {
    startDate: '2021-03-01',
    separationDate: dayFromNow(90),
  });
  assert.deepEqual([answer.json.startDate, answer.json.separationDate], ['2021-03-01', dayFromNow(90)]);
  assert.deepEqual(
    events.map(({ type, description }) => [type, description]),
    [['EMPLOYMENT_STATUS_UPDATED', 'Sally Smith changed the employment of Ann Lee.']],
  );
  const dates = (body: unknown) => ['PUT', '/public/personnel/2/contract-dates', body] as const;
  await kit.refuse(
    409,
    /separationDate 2020-01-01 lies before startDate 2021-03-01/,
    ...dates({ startDate: '2021-03-01', separationDate: '2020-01-01' }),
  );
  await kit.refuse(400, /startDate is required/, ...dates({ separationDate: '2020-01-01' }));
  await kit.act('PUT', '/public/personnel/2/status', {
    employmentStatus: 'FORMER_EMPLOYEE',
    separationDate: '2024-05-31',
  });
  await kit.refuse(
    409,
    /lies ahead, but the status is FORMER_EMPLOYEE/,
    ...dates({ startDate: '2021-03-01', separationDate: dayFromNow(90) }),
  );
  const { answer: back } = await kit.act('PUT', '/public/personnel/2/status', {
    employmentStatus: 'CURRENT_CONTRACTOR',
  });
  assert.equal(back.json.separationDate, null);
});

test('v2: dates, status, reason and custom fields, by id or address', async () => {
  const { answer, events } = await kit.act('PUT', '/public/v2/personnel/email:BOB@example.com', {
    startedAt: '2020-07-06',
    employmentStatus: 'OUT_OF_SCOPE',
    notHumanReason: 'A shared mailbox',
    customFields: [{ name: 'Cost centre', value: '4711' }],
  });
  assert.equal(answer.status, 200);
  assert.equal(answer.json.startedAt, '2020-07-06T00:00:00.000Z');
  assert.equal(answer.json.notHumanReason, 'A shared mailbox');
  assert.deepEqual(answer.json.customFields, [{ customFieldId: 1, name: 'Cost centre', value: '4711' }]);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['EMPLOYMENT_STATUS_UPDATED', 'CUSTOM_FIELD_UPDATED'],
  );
  assert.equal((await personnel(3))?.reasonProviderId, 1);
  const deleted = await kit.act('PUT', '/public/v2/personnel/3', { customFields: [{ id: 1, value: null }] });
  assert.deepEqual(deleted.answer.json.customFields, []);
  assert.deepEqual(
    deleted.events.map(({ type }) => type),
    ['CUSTOM_FIELD_UPDATED'],
  );
  const { events: none } = await kit.act('PUT', '/public/v2/personnel/3', {});
  assert.deepEqual(none, []);
  await kit.refuse(400, /customFields\[0\]\.id names custom field 77/, 'PUT', '/public/v2/personnel/3', {
    customFields: [{ id: 77, value: 'x' }],
  });
  await kit.refuse(400, /customFields\[0\] must have an id or a name/, 'PUT', '/public/v2/personnel/3', {
    customFields: [{ value: 'x' }],
  });
});

test('giving employment back to synchronisation: one, some, all', async () => {
  const one = await kit.act('PUT', '/public/personnel/reset-sync/2');
  assert.equal(one.answer.json.id, 2);
  assert.deepEqual((await personnel(2))?.keptByHand, []);
  assert.deepEqual(
    one.events.map(({ type, category }) => [type, category]),
    [['FORCE_SYNC_ON_A_PERSON', 'RESYNC']],
  );
  const some = await kit.act('PUT', '/public/personnel/some/reset-sync', { personnelIds: [3, 2] });
  assert.equal(some.answer.json.id, 3);
  assert.equal(some.events[0].type, 'FORCE_SYNC_ON_SOME');
  assert.deepEqual(some.events[0].metadata.sourceData, { people: 2, changed: 1 });
  assert.equal(some.events[0].metadata.targetEntities[0].email, 'bob@example.com');
  const all = await kit.act('PUT', '/public/personnel/all/reset-sync', '', { type: 'application/json' });
  assert.equal(all.answer.json.id, 1);
  assert.equal(all.events[0].type, 'FORCE_SYNC_ON_ALL');
  const actions = '/public/v2/personnel/actions';
  const v2 = await kit.act('POST', actions, { action: 'reset-sync-all' });
  assert.deepEqual([v2.answer.status, v2.answer.json], [201, { count: 3 }]);
  assert.deepEqual(
    (await kit.act('POST', actions, { action: 'reset-sync', personnelIds: [2] })).answer.json,
    { count: 1 },
  );
  await kit.refuse(400, /personnelIds must be absent/, 'POST', actions, {
    action: 'reset-sync-all',
    personnelIds: [2],
  });
  await kit.refuse(400, /personnelIds must name at least one/, 'POST', actions, { action: 'reset-sync' });
  await kit.refuse(400, /personnelIds\[1\] names personnel 99/, 'POST', actions, {
    action: 'reset-sync',
    personnelIds: [2, 99],
  });
  await kit.refuse(
    400,
    /personnelIds must name at least one/,
    'PUT',
    '/public/personnel/some/reset-sync',
    {},
  );
});

test('a background check by hand: once for each report', async () => {
  const body = { url: 'https://checks.example.com/1', filedAt: '2024-07-06' };
  const { answer, events } = await kit.act('POST', '/public/background-check/2/manual', body);
  assert.equal(answer.status, 201);
  const [check] = answer.json.user.backgroundChecks;
  assert.deepEqual(
    [check.type, check.status, check.manuallyCheckUrl, check.manualCheckDate],
    ['MANUAL', 'OK', body.url, '2024-07-06'],
  );
  assert.equal(events.length, 1);
  assert.equal(events[0].type, 'BACKGROUND_CHECK_MANUAL');
  assert.equal(events[0].description, 'Sally Smith added a background check for Ann Lee.');
  assert.deepEqual(events[0].metadata.dto, body);
  await kit.refuse(
    409,
    /already has a background check with this url/,
    'POST',
    '/public/background-check/2/manual',
    body,
  );
  const v2 = await kit.act('POST', '/public/v2/background-checks', { userId: 3, ...body });
  assert.deepEqual([v2.answer.status, v2.answer.json.email], [201, 'bob@example.com']);
  const post = (sent: unknown) => ['POST', '/public/v2/background-checks', sent] as const;
  await kit.refuse(404, /^Record Not Found: user 99$/, ...post({ userId: 99, ...body }));
  await kit.refuse(
    400,
    /url must be a URL/,
    ...post({ userId: 2, url: 'javascript:alert(1)', filedAt: '2024-07-06' }),
  );
  await kit.refuse(
    400,
    /filedAt must be a date/,
    ...post({ userId: 2, url: 'https://x.example', filedAt: 'yesterday' }),
  );
  await kit.refuse(
    400,
    /filedAt must not lie ahead/,
    ...post({ userId: 2, url: 'https://x.example', filedAt: dayFromNow(9) }),
  );
});

test('an accepted policy: the newest version, once, within the last year', async () => {
  await givePolicies();
  const path = '/public/v2/users/email:ann@example.com/assigned-policies/7/action-acknowledge';
  const acceptedAt = `${dayFromNow(-3)}T10:00:00.000Z`;
  await kit.refuse(400, /acceptedAt must lie within the last year/, 'POST', path, {
    acceptedAt: '2020-01-01',
  });
  await kit.refuse(400, /acceptedAt must not lie ahead/, 'POST', path, { acceptedAt: dayFromNow(2) });
  await kit.refuse(400, /acceptedAt must be a time/, 'POST', path, { acceptedAt: 'today' });
  const { answer, events } = await kit.act('POST', path, { acceptedAt, details: 'On paper' });
  assert.equal(answer.status, 201);
  assert.deepEqual(
    [answer.json.policyVersionId, answer.json.acceptedAt, answer.json.sourceType, answer.json.details],
    [72, acceptedAt, 'PUBLIC_API', 'On paper'],
  );
  assert.deepEqual(
    events.map(({ type, category, description }) => [type, category, description]),
    [
      [
        'USER_POLICY_ACCEPTED',
        'POLICY',
        'Sally Smith recorded that Ann Lee accepted the policy Acceptable Use.',
      ],
    ],
  );
  await kit.refuse(409, /accepted this version of the policy at/, 'POST', path, { acceptedAt });
  await kit.refuse(404, /^Record Not Found$/, 'POST', path.replace('/7/', '/8/'), { acceptedAt });
});

test('two changes at once: both happen in some order, and their events tell one story', async () => {
  await kit.act('PUT', '/public/personnel/3/status', { employmentStatus: 'UNKNOWN' });
  const start = await kit.size();
  const wanted = ['CURRENT_EMPLOYEE', 'CURRENT_CONTRACTOR', 'FUTURE_HIRE'];
  const answers = await Promise.all(
    wanted.map((employmentStatus) => kit.send('PUT', '/public/personnel/3/status', { employmentStatus })),
  );
  assert.deepEqual(
    answers.map(({ status, json }) => [status, json.employmentStatus]),
    wanted.map((status) => [200, status]),
  );
  const stored = await kit.system.store.events.eventsFrom(kit.acme.company, start, 10);
  const told = stored.map(({ parts }) => JSON.parse(parts.metadata?.json ?? '').sourceData);
  assert.equal(told.length, 3);
  let status = 'UNKNOWN';
  for (const { before, after: then } of told) {
    assert.equal(before.employmentStatus, status);
    status = then.employmentStatus;
  }
  assert.equal((await personnel(3))?.employmentStatus, status);
});

async function givePolicies(): Promise<void> {
  const now = isoTime(Date.now());
  const stamps = { createdAt: now, updatedAt: now };
  const policy: Policy = {
    ...stamps,
    id: 7,
    templateId: null,
    name: 'Acceptable Use',
    description: '',
    ownerId: 1,
    assignedTo: 'ALL',
    policyStatus: 'ACTIVE',
  };
  const version = (id: number, number: number): PolicyVersion => ({
    ...stamps,
    id,
    policyId: 7,
    version: number,
    subVersion: 0,
    type: 'UPLOADED',
    status: 'PUBLISHED',
    description: null,
    html: null,
    htmlLastUpdated: null,
    fileUrl: null,
    originalFileName: null,
    externalProvider: null,
    changesExplanation: null,
    changeSummary: null,
    requiresAcknowledgment: true,
    ownerId: 1,
    approverId: 1,
    approvedAt: now,
    publishedAt: now,
    renewalDate: null,
  });
  const assigned = (id: number, policyVersionId: number): AssignedPolicy => ({
    ...stamps,
    id,
    userId: 2,
    policyId: 7,
    policyVersionId,
    acceptedAt: null,
    sourceType: 'UNKNOWN',
    details: null,
  });
  await kit.put([
    putOf('policy', policy),
    putOf('policyVersion', version(71, 1)),
    putOf('policyVersion', version(72, 2)),
    putOf('assignedPolicy', assigned(1, 72)),
    putOf('assignedPolicy', assigned(2, 71)),
  ]);
}
