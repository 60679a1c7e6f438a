/** Imports: a list of everybody as CSV or JSON, and what the next list changes. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ChangeKit, type Recording, startChanges } from './change-kit.ts';

let kit: ChangeKit;
before(async () => {
  kit = await startChanges();
});
after(() => kit.close());

const CSV = '/public/connections/upload/csv';
const JSON_PATH = '/public/connections/upload/json';
const HEADER = 'id,first_name,last_name,email,avatar_url,is_contractor,mfa,job_title,customer_id,start_date';
const csv = (...lines: string[]) => [HEADER, ...lines].join('\n');
const live = () => kit.system.readLive(kit.acme.company);
const employment = async (email: string) => {
  const directory = await live();
  return directory.get('personnel', directory.userByEmail(email)?.id ?? 0);
};
const types = ({ events }: Recording) => events.map(({ type }) => type);
const upload = (method: string, path: string, text: string) =>
  kit.act(method, path, text, { type: 'text/csv' });

const EVE = 'e1,Eve,Moss,eve@example.com,,no,yes,Engineer,C-7,2023-04-01';
const ANN = 'a2,Ann,Lee,ANN@example.com,,1,0,,,10/18/2024';

test('CSV: a connection, people created and matched by address, one event each', async () => {
  const made = await upload('POST', CSV, csv(EVE, ANN));
  const { connectionId } = made.answer.json;
  assert.deepEqual(
    [made.answer.status, made.answer.json],
    [201, { connectionId, created: 1, updated: 1, unchanged: 0, disconnected: 0 }],
  );
  assert.deepEqual(types(made), [
    'PROVIDER_CONNECTION_CREATED',
    'AUTOPILOT_USER_CREATED',
    'AUTOPILOT_USER_UPDATED',
  ]);
  const [about, eve] = made.events;
  assert.equal(about.connection.clientType, 'CSV_IDP');
  assert.equal(about.metadata.dto.people, 2);
  assert.match(about.metadata.dto.file.sha256, /^[0-9a-f]{64}$/);
  assert.equal(eve.description, 'Sally Smith added Eve Moss by an upload.');
  assert.equal(eve.connection.id, connectionId);
  assert.equal(eve.user.id, 1);
  assert.equal(eve.metadata.targetEntity.email, 'eve@example.com');

  const personnel = await kit.send('GET', '/public/personnel/eve@example.com/email');
  assert.equal(personnel.json.employmentStatus, 'CURRENT_EMPLOYEE');
  assert.equal(personnel.json.startDate, '2023-04-01');
  assert.equal(personnel.json.user.jobTitle, 'Engineer');
  const [identity] = personnel.json.user.identities;
  assert.deepEqual([identity.identityId, identity.hasMfa], ['e1', true]);
  const ann = await employment('ann@example.com');
  assert.deepEqual([ann?.id, ann?.employmentStatus, ann?.startDate], [2, 'CURRENT_CONTRACTOR', '2024-10-18']);
  const listed = await kit.send('GET', '/public/connections');
  assert.ok(listed.json.data.some((one: { id: number }) => one.id === connectionId));
});

test('the next list: unchanged, renamed, kept by hand, separated, back again', async () => {
  const { answer } = await upload('POST', CSV, csv(EVE, ANN));
  const path = `/public/connections/${answer.json.connectionId}/upload/csv`;
  const same = await upload('PUT', path, csv(ANN, EVE));
  assert.deepEqual([same.answer.status, same.answer.json.unchanged], [200, 2]);
  assert.deepEqual(types(same), ['PROVIDER_CONNECTION_UPDATED']);

  const renamed = await upload(
    'PUT',
    path,
    csv(EVE.replace('Moss', 'Reed').replace('eve@', 'eve.reed@'), ANN),
  );
  assert.deepEqual(types(renamed), ['PROVIDER_CONNECTION_UPDATED', 'AUTOPILOT_USER_UPDATED']);
  const { user } = renamed.events[1].metadata.sourceData;
  assert.deepEqual(user.after, { email: 'eve.reed@example.com', lastName: 'Reed' });
  assert.equal((await live()).userByEmail('eve@example.com'), null);

  await kit.act('PUT', '/public/personnel/2/status', { employmentStatus: 'CURRENT_EMPLOYEE' });
  const left = await upload('PUT', path, csv(EVE.replace('eve@', 'eve.reed@')));
  assert.deepEqual(types(left), [
    'PROVIDER_CONNECTION_UPDATED',
    'AUTOPILOT_USER_UPDATED',
    'AUTOPILOT_PERSONNEL_SEPARATED',
  ]);
  assert.equal(left.answer.json.disconnected, 1);
  assert.equal((await employment('ann@example.com'))?.employmentStatus, 'CURRENT_EMPLOYEE');
  const gone = await upload('PUT', path, csv(ANN));
  const eve = await employment('eve.reed@example.com');
  assert.equal(eve?.employmentStatus, 'FORMER_EMPLOYEE');
  assert.match(eve?.separationDate ?? '', /^\d{4}-\d\d-\d\d$/);
  assert.deepEqual([gone.answer.json.disconnected, gone.answer.json.updated], [1, 1]);
  await upload('PUT', path, csv(ANN, EVE.replace('eve@', 'eve.reed@')));
  const back = await employment('eve.reed@example.com');
  assert.deepEqual([back?.employmentStatus, back?.separationDate], ['CURRENT_EMPLOYEE', null]);
  await kit.act('PUT', '/public/personnel/reset-sync/2');
  await upload('PUT', path, csv(ANN, EVE.replace('eve@', 'eve.reed@')));
  assert.equal((await employment('ann@example.com'))?.employmentStatus, 'CURRENT_CONTRACTOR');
});

test('JSON says the same; customerId is kept as a custom field', async () => {
  const person = {
    id: 'j1',
    firstName: 'Jo',
    lastName: 'Park',
    email: 'jo@example.com',
    contractor: false,
    isMfaEnabled: true,
    customerId: 'A232-23983',
    date: '2024-10-18T01:28:40',
  };
  const { answer } = await kit.act('POST', JSON_PATH, { personnelData: [person] });
  assert.deepEqual([answer.status, answer.json.created], [201, 1]);
  const jo = await employment('jo@example.com');
  assert.equal(jo?.startDate, '2024-10-18');
  assert.deepEqual(
    jo?.customFields.map(({ name, value }) => [name, value]),
    [['customerId', 'A232-23983']],
  );
  const path = `/public/connections/${answer.json.connectionId}/upload/json`;
  const again = await kit.act('PUT', path, { personnelData: [person] });
  assert.deepEqual([again.answer.status, again.answer.json.unchanged], [200, 1]);
  await kit.refuse(400, /personnelData is required/, 'POST', JSON_PATH, {});
  await kit.refuse(400, /personnelData\[0\]\.date must be a date/, 'POST', JSON_PATH, {
    personnelData: [{ ...person, date: 'soon' }],
  });
  await kit.refuse(
    400,
    /personnelData\[1\]\.email is the same as at personnelData\[0\]\.email/,
    'PUT',
    path,
    {
      personnelData: [person, { ...person, id: 'j2', email: 'JO@example.com' }],
    },
  );
  await kit.refuse(400, /personnelData\[0\]\.contractor must be true or false/, 'POST', JSON_PATH, {
    personnelData: [{ ...person, contractor: 'no' }],
  });
});

test('CSV as spreadsheets write it: byte order mark, CRLF, quotes, any order, a form', async () => {
  const text =
    '\ufeffEmail,mfa,is_contractor,last_name,first_name,id\r\n"kim@example.com",TRUE,No,"Kim, ""K""",Kai' +
    ',k1\r\n\r\n';
  const form = new FormData();
  form.append('whatever', new Blob([text]), 'people.csv');
  const { answer } = await kit.act('POST', CSV, form);
  assert.equal(answer.json.created, 1);
  const kim = (await live()).userByEmail('kim@example.com');
  assert.deepEqual([kim?.firstName, kim?.lastName], ['Kai', 'Kim, "K"']);
});

test('every fault is named by line and column, and nothing is imported', async () => {
  const refused = (message: RegExp, text: string) =>
    kit.refuse(400, message, 'POST', CSV, text, { type: 'text/csv' });
  await refused(/the CSV is empty/, '');
  await refused(/must hold at least one person/, HEADER);
  await refused(/line 1, column mfa is required/, 'id,first_name,last_name,email,is_contractor\n');
  await refused(/line 1, column fist_name is not known/, `${HEADER},fist_name\n`);
  await refused(
    /line 2, column is_contractor must be one of 1, 0, yes.*line 3, column start_date must be a date.*line 3, column email must be an e-mail address/,
    csv('x1,A,B,a@example.com,,maybe,yes,,,', 'x2,A,B,nobody,,no,yes,,,31/31/2020'),
  );
  await refused(
    /line 4, column id is the same as at line 2, column id/,
    csv('x,A,B,a@example.com,,no,no,,,', '', 'x,C,D,c@example.com,,no,no,,,'),
  );
  await refused(/line 3 must hold 10 values, not 2/, csv('x,A,B,a@example.com,,no,no,,,', 'y,B'));
  await refused(/the CSV cannot be read/, csv('x,"A,B,a@example.com'));
  await refused(
    /line 3, column first_name must be one line/,
    csv('x,A,B,a@example.com,,no,no,,,', 'y,"A\nB",C,b@example.com,,no,no,,,'),
  );
  await kit.refuse(400, /must be UTF-8/, 'POST', CSV, new Uint8Array([0xff, 0xfe]), { type: 'text/csv' });
  await kit.refuse(415, /Unsupported Media Type/, 'POST', CSV, { people: [] });
  await kit.refuse(400, /must hold one file/, 'POST', CSV, new FormData());
});

test('only a connection for uploads takes them, and only of its own company', async () => {
  const custom = await kit.act('POST', '/public/v2/custom-connections', {
    name: 'HR',
    providerTypes: ['HRIS'],
  });
  const { id } = custom.answer.json;
  const text = csv(EVE);
  const type = 'text/csv';
  await kit.refuse(
    409,
    /is of type CUSTOM_HRIS: only CSV_IDP/,
    'PUT',
    `/public/connections/${id}/upload/csv`,
    text,
    { type },
  );
  await kit.refuse(404, /^Record Not Found$/, 'PUT', '/public/connections/99/upload/csv', text, { type });
  const { answer } = await upload('POST', CSV, text);
  const path = `/public/connections/${answer.json.connectionId}/upload/csv`;
  await kit.refuse(404, /^Record Not Found$/, 'PUT', path, text, { type, key: kit.otherKey });
  const key = await kit.keyWithout('personnel-importing');
  for (const [method, to] of [
    ['POST', CSV],
    ['PUT', path],
  ] as const)
    await kit.refuse(403, /not allowed/, method, to, text, { type, key });
});
