/** What PUT /api/… stores, tells by events, refuses; and the directory as it was. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Answer, get, put } from './client.ts';
import { makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
let server: RunningServer;
let key: string;

before(async () => {
  ({ key } = await makeCompany(data.path));
  server = await startServer({ data: data.path });
});
after(async () => {
  await server.stop();
  data.remove();
});

interface Told {
  type: string;
  category: string;
  source: string;
  description: string;
  metadata: { dto: { id: number }; targetEntity: object | null };
  user: { id: number };
  connection: { id: number } | null;
}

const read = async (path: string): Promise<Answer['json']> => {
  const answer = await get(server.address, path, key);
  assert.equal(answer.status, 200, `${path}: ${answer.text}`);
  return answer.json;
};

let seen = 0;

/** The events since the last call, oldest first. */
async function news(): Promise<Told[]> {
  const { data: events, total } = await read('/public/events?limit=50');
  const fresh = events.slice(0, total - seen).toReversed();
  seen = total;
  return fresh;
}

/** Puts, and answers what is stored and which events tell of it. */
async function change(path: string, body: unknown): Promise<{ stored: Answer['json']; told: Told[] }> {
  await news();
  const answer = await put(server.address, path, key, body);
  assert.equal(answer.status, 200, `${path}: ${answer.text}`);
  return { stored: answer.json, told: await news() };
}

const types = (told: readonly Told[]) => told.map(({ type, category }) => `${type} ${category}`);

const T = '2026-01-02T03:04:05.000Z';
/** In an order in which each names only what is there. Body, what it is told by; then a change, and its event. */
const cases: [path: string, body: object, type: string, change: object, changed: string][] = [
  [
    '/api/workspaces',
    { id: 1, name: 'Main', primary: true },
    'WORKSPACE_CREATED MULTIPLE_PRODUCT_SUPPORT',
    { name: 'Whole' },
    'WORKSPACE_EDITED MULTIPLE_PRODUCT_SUPPORT',
  ],
  [
    '/api/users',
    { id: 2, email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee', roles: ['EMPLOYEE'] },
    'AUTOPILOT_USER_CREATED USER',
    { jobTitle: 'Engineer' },
    'AUTOPILOT_USER_UPDATED USER',
  ],
  [
    '/api/connections',
    {
      id: 1,
      clientType: 'AWS',
      ownerId: 2,
      workspaceIds: [1],
      providerTypes: [{ value: 'INFRASTRUCTURE', isEnabled: true }],
    },
    'PROVIDER_CONNECTION_CREATED CONNECTION',
    { clientAlias: 'production' },
    'PROVIDER_CONNECTION_UPDATED CONNECTION',
  ],
  [
    '/api/connections',
    { id: 2, clientType: 'GITHUB', providerTypes: [{ value: 'VERSION_CONTROL', isEnabled: true }] },
    'PROVIDER_CONNECTION_CREATED CONNECTION',
    { deletedAt: T },
    'PROVIDER_CONNECTION_REMOVED CONNECTION',
  ],
  [
    '/api/identities',
    { id: 1, userId: 2, connectionId: 1, identityId: 'AIDA1' },
    'USER_IDENTITY_INFRASTRUCTURE_USER_CREATED CONNECTION',
    { hasMfa: true },
    'USER_IDENTITY_INFRASTRUCTURE_USER_UPDATED CONNECTION',
  ],
  [
    '/api/identities',
    { id: 2, connectionId: 2, identityId: 'ann-lee' },
    'USER_IDENTITY_VERSION_CONTROL_USER_CREATED CONNECTION',
    { disconnectedAt: T },
    'USER_IDENTITY_VERSION_CONTROL_USER_DISCONNECTED CONNECTION',
  ],
  [
    '/api/identities',
    { id: 3, userId: 2, identityId: 'unconnected' },
    'USER_IDENTITY_PERSONNEL_SYNCED PERSONNEL',
    { username: 'ann' },
    'USER_IDENTITY_PERSONNEL_SYNCED PERSONNEL',
  ],
  [
    '/api/identity-access',
    { id: 1, adminAccess: T },
    'USER_IDENTITY_INFRASTRUCTURE_TOGGLE_UPDATED CONNECTION',
    { serviceAccount: T, serviceAccountReason: 'deploys' },
    'USER_IDENTITY_INFRASTRUCTURE_SERVICE_ACCOUNT_UPDATED CONNECTION',
  ],
  [
    '/api/background-checks',
    { id: 1, userId: 2, status: 'PENDING', type: 'CERTN' },
    'BACKGROUND_CHECK_STARTED PERSONNEL',
    { status: 'OK' },
    'BACKGROUND_CHECK_COMPLETED PERSONNEL',
  ],
  [
    '/api/user-documents',
    { id: 1, userId: 2, name: 'Course', type: 'SEC_TRAINING', renewalDate: '2030-01-01' },
    'USER_DOCUMENT_UPLOADED USER',
    { name: 'Course 2' },
    'USER_DOCUMENT_UPLOADED USER',
  ],
  [
    '/api/personnel',
    { userId: 2, employmentStatus: 'CURRENT_EMPLOYEE', startDate: '2025-02-03' },
    'EMPLOYMENT_STATUS_UPDATED PERSONNEL',
    { employmentStatus: 'FORMER_EMPLOYEE', separationDate: '2026-01-01' },
    'EMPLOYMENT_STATUS_UPDATED PERSONNEL',
  ],
  [
    '/api/devices',
    { id: 1, userId: 2, sourceType: 'AGENT', encryptionEnabled: true },
    'DEVICE_LINKED DEVICE',
    { encryptionEnabled: false },
    'AGENT_USER_DATA_UPDATED AGENT',
  ],
  [
    '/api/devices',
    { id: 2, userId: 2, sourceType: 'JAMF' },
    'DEVICE_LINKED DEVICE',
    { deletedAt: T },
    'DEVICE_UNLINKED DEVICE',
  ],
  [
    '/api/policies',
    { id: 1, name: 'Backups', description: 'Every night' },
    'POLICY_ADDED POLICY',
    { policyStatus: 'ARCHIVED' },
    'POLICY_ARCHIVED POLICY',
  ],
  [
    '/api/policy-versions',
    { id: 1, policyId: 1, version: 1 },
    'POLICY_VERSION_ADDED POLICY',
    { status: 'PUBLISHED', publishedAt: T },
    'POLICY_VERSION_PUBLISHED POLICY',
  ],
  [
    '/api/assigned-policies',
    { id: 1, userId: 2, policyId: 1, policyVersionId: 1 },
    'POLICY_ASSIGNED_ALL POLICY',
    { acceptedAt: T },
    'USER_POLICY_ACCEPTED POLICY',
  ],
  [
    '/api/frameworks',
    {
      id: 1,
      name: 'SOC 2',
      slug: 'soc2',
      tag: 'SOC2',
      label: 'SOC 2',
      description: 'A report',
      enabledAt: T,
    },
    'FRAMEWORK_ENABLED COMPANY',
    { enabledAt: null },
    'FRAMEWORK_DISABLED COMPANY',
  ],
  [
    '/api/company',
    { legalName: 'Test Ltd' },
    'COMPANY_DATA_UPDATED COMPANY',
    { year: 1999, securityReport: { visibility: 'ALL', sharing: true, shareToken: null } },
    'COMPANY_DATA_UPDATED COMPANY',
  ],
];

test('every collection: a document is told once when it comes and when it changes, never when it stays', async () => {
  for (const [path, body, type, difference, changed] of cases) {
    const first = await change(path, body);
    assert.deepEqual(types(first.told), [type], path);
    const { source, metadata, user, description } = first.told[0] as Told;
    assert.deepEqual([source, metadata.targetEntity, user.id], ['PUBLIC_API', null, 1], path);
    assert.deepEqual(metadata.dto, first.stored, path);
    assert.match(description, /^\S.*\.$/, path);
    const again = await change(path, { ...body, ...('id' in body && { updatedAt: undefined }) });
    assert.deepEqual([again.told, again.stored], [[], first.stored], `${path}: the same again`);
    const second = await change(path, { ...body, ...difference });
    assert.deepEqual(types(second.told), [changed], path);
    assert.deepEqual(second.told[0]?.metadata.targetEntity, first.stored, path);
    assert.deepEqual(second.told[0]?.metadata.dto, second.stored, path);
  }
});

test('after the largest id that can be given comes another, and both are found by it', async () => {
  const given = 999_999_999_999_999;
  for (const [body, id] of [
    [{ id: given, email: 'largest@example.com' }, given],
    [{ email: 'next@example.com' }, given + 1],
  ] as const) {
    const { stored } = await change('/api/users', body);
    assert.equal(stored.id, id);
    assert.equal((await read(`/public/users/${id}`)).email, body.email);
    assert.equal((await read(`/public/v2/users/${id}`)).email, body.email);
  }
});

test('roles that come and go are told one by one', async () => {
  const ann = { id: 2, email: 'ann@example.com', firstName: 'Ann' };
  const { told } = await change('/api/users', { ...ann, roles: ['ADMIN', 'AUDITOR'] });
  assert.deepEqual(
    told.map(({ type, description }) => [type, /ADMIN|AUDITOR|EMPLOYEE/.exec(description)?.[0]]),
    [
      ['AUTOPILOT_USER_UPDATED', undefined],
      ['USER_ROLE_CREATED', 'ADMIN'],
      ['USER_ROLE_CREATED', 'AUDITOR'],
      ['USER_ROLE_DELETED', 'EMPLOYEE'],
    ],
  );
});

test('an event shows people and connections as its own change left them', async () => {
  const { told } = await change('/api/connections', {
    id: 1,
    clientType: 'AWS',
    clientAlias: 'renamed',
    ownerId: 2,
  });
  const { connection } = (await read('/public/events?limit=1')).data[0];
  assert.equal(told.length, 1);
  assert.deepEqual([connection.clientAlias, connection.user.id], ['renamed', 2]);
});

test('an array is all or nothing, and says which document is wrong', async () => {
  const refused: [string, unknown, number, RegExp][] = [
    ['/api/users', [{ email: 'x@example.com' }, { email: 'nothing' }], 400, /\[1\]\.email must be an e-mail/],
    [
      '/api/users',
      [{ email: 'x@example.com' }, { email: 'X@example.com' }],
      400,
      /\[1\]\.id names user \d+ a second time/,
    ],
    ['/api/users', [{ email: 'x@example.com' }, { id: 99, email: 'ann@example.com' }], 409, /email/],
    [
      '/api/users',
      { id: 1e15, email: 'x@example.com' },
      400,
      /: id must be a positive integer of at most 15/,
    ],
    ['/api/devices', { userId: 2, sourceType: 'SMOKE' }, 400, /sourceType must be/],
    ['/api/devices', { userId: 77, sourceType: 'AGENT' }, 400, /userId: user 77 is not in the directory/],
    [
      '/api/user-documents',
      { userId: 2, name: 'x', type: 'SEC_TRAINING', renewalDate: '2026-02-30' },
      400,
      /renewalDate must be a date/,
    ],
    [
      '/api/user-documents',
      { userId: 2, name: 'x', type: 'SEC_TRAINING', fileUrl: 'javascript:alert(1)' },
      400,
      /fileUrl must be a URL/,
    ],
    ['/api/personnel', { userId: 2, employmentStatus: 'RETIRED' }, 400, /employmentStatus/],
    [
      '/api/personnel',
      {
        userId: 2,
        employmentStatus: 'UNKNOWN',
        exclusions: [
          {
            id: 1,
            type: 'BG_CHECK',
            reason: '',
            createdById: 1,
            createdAt: T,
            startDate: 'soon',
            endDate: null,
          },
        ],
      },
      400,
      /exclusions\[0\]\.startDate must be a time/,
    ],
    ['/api/identity-access', { id: 99 }, 400, /id: identity 99 is not in the directory/],
    ['/api/custom-resources', { connectionId: 1, name: 'x', schema: {} }, 400, /customConnection 1/],
    ['/api/policies', { id: 2, name: 'Other', description: '', ownerId: 5 }, 400, /ownerId/],
    ['/api/connections', { clientType: 'ABACUS' }, 400, /clientType/],
    ['/api/frameworks', [], 400, /1 to 1000/],
    ['/api/company', [{}], 400, /object/],
    ['/api/company', { year: -1 }, 400, /year/],
  ];
  await news();
  for (const [path, body, status, message] of refused) {
    const answer = await put(server.address, path, key, body);
    assert.equal(answer.status, status, `${path}: ${answer.text}`);
    assert.match(answer.json.message, message);
  }
  assert.deepEqual(await news(), []);
  assert.equal((await get(server.address, '/public/users/x@example.com/email', key)).status, 404);
});

test('a version is one of its policy', async () => {
  await change('/api/policies', { id: 2, name: 'Other', description: '' });
  const answer = await put(server.address, '/api/assigned-policies', key, {
    ...{ userId: 2, policyId: 2, policyVersionId: 1 },
  });
  assert.match(answer.json.message, /policyVersionId must be a version of the policy/);
});

test('people and connections as they were at any time', async () => {
  const dated = { email: 'then@example.com', createdAt: '2020-01-01' };
  const before = new Date(Date.now() - 60_000).toISOString();
  const { stored } = await change('/api/users', { ...dated, lastName: 'First', roles: ['EMPLOYEE'] });
  const { id } = stored;
  const { createdAt: first } = (await read('/public/events?limit=1')).data[0];
  await change('/api/identities', { userId: id, connectionId: 1, identityId: 'then' });
  await change('/api/users', { ...dated, lastName: 'Second' });
  const { createdAt: second } = (await read('/public/events?limit=1')).data[0];
  const at = async (time: string) =>
    get(server.address, `/api/users/${id}?asOf=${encodeURIComponent(time)}`, key);
  assert.equal((await at(before)).status, 404, 'not there yet');
  assert.equal((await get(server.address, '/api/users/4711', key)).status, 404);
  // Two changes of one millisecond are one moment: the later one counts.
  const then = (await at(first)).json;
  if (first < second) assert.equal(then.lastName, 'First');
  const now = await read(`/api/users/${id}`);
  assert.deepEqual([now.lastName, now.roles, now.identities.length], ['Second', [], 1]);
  assert.equal(now.personnel.employmentStatus, 'UNKNOWN');
  assert.deepEqual((await at('2999-01-01')).json, now);
  const link = await read('/api/connections/1');
  assert.deepEqual([link.owner.id, link.workspaces], [2, []]);
  const old = await get(server.address, `/api/connections/1?asOf=${before}`, key);
  assert.equal(old.status, 404);
});

test('what would make too many events at once is refused, and makes none', async () => {
  const people = Array.from({ length: 600 }, (_, i) => ({ id: 1_000 + i, email: `p${i}@example.com` }));
  const made = await put(server.address, '/api/users', key, people);
  assert.equal(made.status, 200, made.text);
  await news();
  const roles = Array.from({ length: 9 }, (_, i) => `ROLE_${i}`);
  const answer = await put(
    server.address,
    '/api/users',
    key,
    people.map((person) => ({ ...person, roles })),
  );
  assert.equal(answer.status, 413, answer.text);
  assert.match(answer.json.message, /5400 events, and at most 5000/);
  assert.deepEqual(await news(), []);
  assert.deepEqual((await read('/public/users/1000')).roles, []);
});
