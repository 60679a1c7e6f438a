/** The lists of v2: cursors, filters, keys with a prefix, and what is expanded. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo, walkV2 } from './demo.ts';

interface Dated {
  id: number;
  createdAt: string;
  updatedAt: string;
}

interface Person {
  id: number;
  userId: number;
  employmentStatus: string;
  complianceChecks: { type: string; status: string; exclusion: { createdByEmail: string } | null }[];
}

const ids = (items: readonly { id: number }[]) => items.map(({ id }) => id);

const lists = [
  '/public/v2/users',
  '/public/v2/roles',
  '/public/v2/roles/1/users',
  '/public/v2/users/3/documents',
  '/public/v2/users/3/assigned-policies',
  '/public/v2/personnel',
  '/public/v2/custom-connections',
  '/public/v2/custom-connections/17/hris-user-identities',
  '/public/v2/workspaces',
];

test('every list: cursors hold everything once, in order, either way', async () => {
  for (const path of lists) {
    const all = await walkV2<Dated>(path, 500);
    assert.equal(new Set(ids(all)).size, all.length, path);
    for (const sort of ['createdAt', 'updatedAt'] as const) {
      const up = await walkV2<Dated>(`${path}?sort=${sort}&sortDir=ASC&includeTotalCount=true`, 500);
      const down = await walkV2<Dated>(`${path}?sort=${sort}&sortDir=DESC`, 2);
      assert.deepEqual(ids(down), ids(up).toReversed(), path);
      const places = up.map((item) => [item[sort], item.id] as const);
      const sorted = places.toSorted(([a, x], [b, y]) => (a === b ? x - y : a < b ? -1 : 1));
      assert.deepEqual(places, sorted, path);
      if (sort === 'createdAt') assert.deepEqual(all, up.toReversed(), 'the default is createdAt DESC');
    }
    const { pagination } = await demo.read(`${path}?size=1&includeTotalCount=true`);
    assert.equal(pagination.totalCount, all.length, path);
  }
});

test('a cursor is good for its list, filter, order and company only', async () => {
  const { pagination } = await demo.read('/public/v2/users?size=1&lastName=a');
  const cursor = encodeURIComponent(pagination.cursor);
  await demo.read(`/public/v2/users?size=5&lastName=a&cursor=${cursor}&expand[]=roles`);
  const refused: [string, 'acme' | 'globex'][] = [
    [`/public/v2/users?lastName=b&cursor=${cursor}`, 'acme'],
    [`/public/v2/users?cursor=${cursor}`, 'acme'],
    [`/public/v2/users?lastName=a&sortDir=ASC&cursor=${cursor}`, 'acme'],
    [`/public/v2/users?lastName=a&sort=updatedAt&cursor=${cursor}`, 'acme'],
    [`/public/v2/users?lastName=a&cursor=${cursor}`, 'globex'],
    [`/public/v2/roles/1/users?lastName=a&cursor=${cursor}`, 'acme'],
    [`/public/v2/users?lastName=a&cursor=${cursor.slice(0, -1)}`, 'acme'],
  ];
  for (const [path, key] of refused) assert.equal((await demo.ask(path, key)).status, 400, path);
});

test('users: names, roles, keys with a prefix, what is expanded', async () => {
  const all = await walkV2<{ id: number; firstName: string | null; lastName: string | null }>(
    '/public/v2/users',
    500,
  );
  const named = await walkV2<Dated>('/public/v2/users?firstName=JOS&lastName=ruiz', 500);
  assert.deepEqual(
    ids(named),
    ids(all.filter(({ firstName, lastName }) => firstName?.startsWith('Jos') && lastName?.endsWith('Ruiz'))),
  );
  const admins = await walkV2<Dated>('/public/v2/roles/role:ADMIN/users?expand[]=roles', 500);
  assert.ok(admins.length >= 2);
  assert.deepEqual(admins, await walkV2('/public/v2/roles/4/users?expand[]=roles', 500));
  const bare = await demo.read('/public/v2/users/3');
  assert.ok(['roles', 'identities', 'documents', 'backgroundChecks'].every((name) => !(name in bare)));
  const full = await demo.read(
    '/public/v2/users/email:TOBIAS.FALK%40example.com?expand[]=roles&expand[]=identities&expand[]=documents&expand[]=backgroundChecks',
  );
  const { roles, identities, documents, backgroundChecks, ...rest } = full;
  assert.deepEqual(rest, bare);
  assert.deepEqual(roles, ['ADMIN', 'TECHGOV', 'CONTROL_MANAGER']);
  assert.ok(identities.every(({ userId }: { userId: number }) => userId === 3) && identities.length > 3);
  assert.deepEqual([documents.length, backgroundChecks.length], [2, 1]);
  assert.equal((await demo.ask('/public/v2/users/email:nobody@example.com')).status, 404);
});

test('roles: all 35, and what they may do', async () => {
  const roles = await walkV2<{ id: number; role: string; permissions: object[] }>(
    '/public/v2/roles?sortDir=ASC&expand[]=permissions',
    10,
  );
  assert.deepEqual(
    ids(roles),
    Array.from({ length: 35 }, (_, i) => i + 1),
  );
  assert.equal(roles[3]?.role, 'ADMIN');
  assert.ok(roles[3].permissions.length > 10);
  const readOnly = roles.find(({ role }) => role === 'READONLY_ADMIN');
  assert.ok(readOnly?.permissions.every((one) => 'action' in one && one.action === 'READ'));
  assert.deepEqual(
    await demo.read('/public/v2/roles/role:TRUST_USER'),
    await demo.read('/public/v2/roles/35'),
  );
  assert.equal((await demo.ask('/public/v2/roles/36')).status, 404);
  assert.equal((await demo.ask('/public/v2/roles/role:admin')).status, 404);
});

test('documents and assigned policies', async () => {
  const { data } = await demo.read('/public/v2/users/3/documents?sortDir=ASC');
  const [first] = data;
  assert.ok(!('downloadUrl' in first));
  const one = await demo.read(`/public/v2/users/3/documents/${first.id}?expand[]=downloadUrl`);
  assert.deepEqual(one, {
    ...first,
    downloadUrl: { signedUrl: first.fileUrl, fileBuffer: null, fileName: null },
  });
  const of = async (query: string) => ids((await demo.read(`/public/v2/users/3/documents?${query}`)).data);
  assert.deepEqual(await of('type=SEC_TRAINING'), [first.id]);
  assert.deepEqual(await of('name=AWARENESS'), [first.id]);
  assert.equal((await demo.ask(`/public/v2/users/2/documents/${first.id}`)).status, 404);
  const assigned = await walkV2<{ policyId: number; policy: { id: number }; policyVersion: object }>(
    '/public/v2/users/3/assigned-policies?expand[]=policy&expand[]=policyVersion',
    500,
  );
  assert.ok(assigned.length > 0);
  for (const { policyId, policy } of assigned) assert.equal(policy.id, policyId);
});

test('personnel: filters, keys, exclusions', async () => {
  const all = await walkV2<Person>('/public/v2/personnel?expand[]=complianceChecks', 500);
  const find = async (query: string) =>
    ids(await walkV2<Person>(`/public/v2/personnel?expand[]=complianceChecks&${query}`, 3));
  const fullOf = ({ complianceChecks }: Person) => complianceChecks[0]?.status ?? '';
  for (const status of ['CURRENT_EMPLOYEE', 'FORMER_EMPLOYEE', 'FUTURE_HIRE'])
    assert.deepEqual(
      await find(`employmentStatus[]=${status}`),
      ids(all.filter(({ employmentStatus }) => employmentStatus === status)),
    );
  for (const status of ['PASS', 'FAIL', 'EXCLUDED', 'MISCONFIGURED'])
    assert.deepEqual(
      await find(`complianceStatus[]=${status}`),
      ids(all.filter((one) => fullOf(one) === status)),
    );
  assert.deepEqual(
    await find(
      'employmentStatus[]=CURRENT_EMPLOYEE&employmentStatus[]=OUT_OF_SCOPE&complianceStatus[]=FAIL&complianceStatus[]=EXCLUDED',
    ),
    ids(
      all.filter(
        (one) =>
          /^(CURRENT_EMPLOYEE|OUT_OF_SCOPE)$/.test(one.employmentStatus) && /FAIL|EXCLUDED/.test(fullOf(one)),
      ),
    ),
  );
  const exclusions = all.flatMap(({ complianceChecks }) =>
    complianceChecks.filter(({ exclusion }) => exclusion),
  );
  assert.ok(exclusions.length > 0);
  for (const { status, exclusion } of exclusions) {
    assert.equal(status, 'EXCLUDED');
    assert.match(exclusion?.createdByEmail ?? '', /@example\.com$/);
  }
  assert.deepEqual(
    await demo.read('/public/v2/personnel/email:tobias.falk@example.com?expand[]=user'),
    await demo.read('/public/v2/personnel/3?expand[]=user'),
  );
});

test('custom connections and their accounts', async () => {
  const all = await walkV2<{ id: number; createdByUser?: { id: number }; createdById: number }>(
    '/public/v2/custom-connections?expand[]=createdByUser',
    500,
  );
  assert.deepEqual(ids(all).toSorted(), [16, 17]);
  for (const { createdByUser, createdById } of all) assert.equal(createdByUser?.id, createdById);
  const { customResources } = await demo.read('/public/v2/custom-connections/16?expand[]=customResources');
  assert.equal(customResources[0].schema.type, 'object');
  assert.equal(
    (await demo.ask('/public/v2/custom-connections/2')).status,
    404,
    'a connection that is not custom',
  );
  const path = '/public/v2/custom-connections/17/hris-user-identities';
  const accounts = await walkV2<{ id: number; identityId: string }>(path, 1);
  assert.equal(accounts.length, 3);
  for (const account of accounts) {
    assert.deepEqual(await demo.read(`${path}/${account.id}`), account);
    assert.deepEqual(
      await demo.read(`${path}/identity-id:${encodeURIComponent(account.identityId)}`),
      account,
    );
  }
  assert.equal((await demo.ask(`${path}/1`)).status, 404, 'an account of another connection');
});

test('the company and its workspaces', async () => {
  const company = await demo.read('/public/v2/company');
  assert.equal(company.accountId, (await demo.read('/public/company/info')).accountId);
  const { data } = await demo.read('/public/v2/workspaces?expand[]=frameworks');
  assert.ok(data.some(({ frameworks }: { frameworks: object[] }) => frameworks.length > 0));
});
