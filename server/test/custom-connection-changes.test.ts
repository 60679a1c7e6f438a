/** Custom connections, and the HRIS records that they bring. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ChangeKit, startChanges } from './change-kit.ts';

let kit: ChangeKit;
before(async () => {
  kit = await startChanges();
});
after(() => kit.close());

const PATH = '/public/v2/custom-connections';
const create = async (providerTypes = ['HRIS']) =>
  (await kit.act('POST', PATH, { name: 'HR', providerTypes })).answer.json.id as number;
const personnel = async (id: number) => (await kit.system.readLive(kit.acme.company)).get('personnel', id);
const told = (events: readonly { type: string }[]) => events.map(({ type }) => type);

test('created, renamed, deleted', async () => {
  const body = { name: 'Payroll', providerTypes: ['MDM'], description: 'By hand' };
  const { answer, events } = await kit.act('POST', PATH, body);
  assert.equal(answer.status, 201);
  const { id } = answer.json;
  assert.deepEqual(
    [answer.json.clientAlias, answer.json.description, answer.json.providerTypes, answer.json.createdById],
    ['Payroll', 'By hand', ['MDM'], 1],
  );
  assert.deepEqual(told(events), ['PROVIDER_CONNECTION_CREATED']);
  assert.equal(events[0].category, 'CUSTOM_CONNECTION');
  assert.equal(events[0].description, 'Sally Smith created the custom connection Payroll.');
  assert.deepEqual(events[0].metadata.dto, body);
  assert.equal(events[0].connection.clientType, 'CUSTOM_MDM');

  const renamed = await kit.act('PUT', `${PATH}/${id}`, { clientAlias: 'Pay', description: 'By machine' });
  assert.deepEqual([renamed.answer.json.clientAlias, renamed.answer.json.description], ['Pay', 'By machine']);
  assert.deepEqual(told(renamed.events), ['PROVIDER_CONNECTION_UPDATED']);
  const { before: was, after: is } = renamed.events[0].metadata.sourceData;
  assert.deepEqual([was.clientAlias, is.clientAlias], ['Payroll', 'Pay']);
  assert.deepEqual((await kit.act('PUT', `${PATH}/${id}`, { clientAlias: 'Pay' })).events, []);
  assert.deepEqual((await kit.send('GET', `${PATH}/${id}`)).json, renamed.answer.json);

  const deleted = await kit.act('DELETE', `${PATH}/${id}`);
  assert.deepEqual([deleted.answer.status, deleted.answer.text], [204, '']);
  assert.deepEqual(told(deleted.events), ['PROVIDER_CONNECTION_REMOVED']);
  assert.match(deleted.events[0].connection.deletedAt, /Z$/);
  assert.equal((await kit.send('GET', `${PATH}/${id}`)).status, 404);
  await kit.refuse(404, /^Record Not Found$/, 'DELETE', `${PATH}/${id}`);
  await kit.refuse(404, /^Record Not Found$/, 'PUT', `${PATH}/${id}`, {});
});

test('what is refused', async () => {
  await kit.refuse(400, /name is required/, 'POST', PATH, { providerTypes: ['HRIS'] });
  await kit.refuse(400, /providerTypes/, 'POST', PATH, { name: 'x', providerTypes: [] });
  await kit.refuse(400, /providerTypes\[0\] must be one of MDM, HRIS/, 'POST', PATH, {
    name: 'x',
    providerTypes: ['CRM'],
  });
  const id = await create();
  const { otherKey: key } = kit;
  await kit.refuse(404, /^Record Not Found$/, 'PUT', `${PATH}/${id}`, {}, { key });
  await kit.refuse(404, /^Record Not Found$/, 'DELETE', `${PATH}/${id}`, undefined, { key });
  await kit.refuse(
    404,
    /^Record Not Found$/,
    'POST',
    `${PATH}/${id}/hris-user-identities`,
    [{ identityId: 'x' }],
    { key },
  );
  for (const [permission, method, path] of [
    ['custom-connections-post', 'POST', PATH],
    ['custom-connections-put', 'PUT', `${PATH}/${id}`],
    ['custom-connections-delete', 'DELETE', `${PATH}/${id}`],
    ['user-identity-hris-post', 'POST', `${PATH}/${id}/hris-user-identities`],
    ['user-identity-hris-delete', 'DELETE', `${PATH}/${id}/hris-user-identities/1`],
  ] as const)
    await kit.refuse(403, /not allowed/, method, path, undefined, { key: await kit.keyWithout(permission) });
});

test('HRIS records: created, linked by address, employment follows', async () => {
  const path = `${PATH}/${await create()}/hris-user-identities`;
  const ann = {
    identityId: 'emp-1',
    email: 'Ann@example.com',
    firstName: 'Ann',
    isContractor: false,
    startedAt: '2022-03-01',
  };
  const { answer, events } = await kit.act('POST', path, [
    ann,
    { identityId: 'emp-2', email: 'stranger@example.com' },
  ]);
  assert.equal(answer.status, 201);
  assert.deepEqual(
    answer.json.map(({ statusCode }: { statusCode: number }) => statusCode),
    [201, 201],
  );
  assert.equal(answer.json[0].data.startedAt, '2022-03-01T00:00:00.000Z');
  assert.deepEqual(told(events), [
    'USER_IDENTITY_PERSONNEL_SYNCED',
    'EMPLOYMENT_STATUS_UPDATED',
    'USER_IDENTITY_PERSONNEL_SYNCED',
  ]);
  assert.equal(events[0].connection.clientType, 'CUSTOM_HRIS');
  assert.equal(events[0].metadata.targetEntity.user.email, 'ann@example.com');
  const employment = await personnel(2);
  assert.deepEqual([employment?.employmentStatus, employment?.startDate], ['CURRENT_EMPLOYEE', '2022-03-01']);
  const same = await kit.act('POST', path, [ann]);
  assert.deepEqual([same.answer.status, same.answer.json[0].statusCode, same.events], [200, 200, []]);

  const left = await kit.act('POST', path, [{ identityId: 'emp-1', separatedAt: '2025-01-31T00:00:00Z' }]);
  assert.deepEqual(told(left.events), ['USER_IDENTITY_PERSONNEL_SYNCED', 'AUTOPILOT_PERSONNEL_SEPARATED']);
  assert.deepEqual((await personnel(2))?.separationDate, '2025-01-31');
  const later = await kit.act('POST', path, [{ identityId: 'emp-1', separatedAt: '2025-06-30T00:00:00Z' }]);
  assert.equal(later.answer.json[0].data.separatedAt, '2025-01-31T00:00:00.000Z');
  const cleared = await kit.act('POST', path, [{ identityId: 'emp-1', separatedAt: null }]);
  assert.equal(cleared.answer.json[0].data.separatedAt, null);
  assert.equal((await personnel(2))?.employmentStatus, 'CURRENT_EMPLOYEE');
  await kit.act('PUT', '/public/personnel/2/status', { employmentStatus: 'CURRENT_CONTRACTOR' });
  await kit.act('POST', path, [{ identityId: 'emp-1', isContractor: null }]);
  assert.equal((await personnel(2))?.employmentStatus, 'CURRENT_CONTRACTOR');
});

test('each record stands on its own: the right ones are kept, the others answered with their fault', async () => {
  const path = `${PATH}/${await create()}/hris-user-identities`;
  const { answer, events } = await kit.act('POST', path, [
    { identityId: 'a' },
    { identityId: 'b', email: 'nobody' },
    { identityId: 'a', firstName: 'Twice' },
    { email: 'x@example.com' },
    { identityId: 'c', startedAt: 'soon' },
    'text',
  ]);
  assert.equal(answer.status, 207);
  assert.deepEqual(
    answer.json.map(({ statusCode, error }: { statusCode: number; error?: { message: string } }) => [
      statusCode,
      error?.message,
    ]),
    [
      [201, undefined],
      [400, '[1].email: must be an e-mail address of at most 191 characters'],
      [400, '[2].identityId: is in this batch twice'],
      [400, '[3].identityId: is required'],
      [400, '[4].startedAt: must be a time such as 2022-03-01T00:00:00.000Z'],
      [400, '[5]: must be an object'],
    ],
  );
  assert.equal(answer.json[1].data, null);
  assert.equal(events.length, 1);
  assert.deepEqual(
    (await kit.send('GET', path)).json.data.map(({ identityId }: { identityId: string }) => identityId),
    ['a'],
  );
  await kit.refuse(400, /must hold at least 1/, 'POST', path, []);
  await kit.refuse(400, /must hold at most 1000/, 'POST', path, Array(1_001).fill({ identityId: 'x' }));
  await kit.refuse(400, /must be an array/, 'POST', path, { identityId: 'x' });
});

test('a deleted record is not found until it is sent again', async () => {
  const path = `${PATH}/${await create()}/hris-user-identities`;
  const { answer } = await kit.act('POST', path, [{ identityId: 'emp/1', email: 'bob@example.com' }]);
  const { id } = answer.json[0].data;
  const deleted = await kit.act('DELETE', `${path}/identity-id:${encodeURIComponent('emp/1')}`);
  assert.deepEqual([deleted.answer.status, deleted.answer.text], [204, '']);
  assert.deepEqual(told(deleted.events), ['USER_IDENTITY_PERSONNEL_SYNCED']);
  assert.equal((await kit.send('GET', `${path}/${id}`)).status, 404);
  assert.deepEqual((await kit.send('GET', path)).json.data, []);
  await kit.refuse(404, /^Record Not Found$/, 'DELETE', `${path}/${id}`);
  const back = await kit.act('POST', path, [{ identityId: 'emp/1' }]);
  assert.equal(back.answer.json[0].data.id, id);
  assert.equal((await kit.send('GET', `${path}/${id}`)).json.email, 'bob@example.com');
});

test('a connection for devices has no HRIS records', async () => {
  const path = `${PATH}/${await create(['MDM'])}/hris-user-identities`;
  await kit.refuse(409, /is not of provider type HRIS/, 'POST', path, [{ identityId: 'x' }]);
});
