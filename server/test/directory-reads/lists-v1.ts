/** The lists of v1: filters, sorts and pages find what a look at each document finds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo, walkV1 } from './demo.ts';

interface User {
  id: number;
  email: string;
  firstName: string | null;
  lastName: string | null;
  roles: string[];
  identities: { id: number; user: object; connection: { user: { id?: number } } | null }[];
  backgroundChecks: { user: object }[];
}

interface Person {
  id: number;
  employmentStatus: string;
  startDate: string | null;
  osVersion: string | null;
  serialNumber: string | null;
  user: User;
  complianceChecks: { id: number; type: string; status: string; expiresAt: string | null }[];
  devices: {
    id: number;
    sourceType: string;
    isDeviceCompliant: boolean;
    complianceChecks: { status: string }[];
  }[];
  devicesCount: number;
  devicesFailingComplianceCount: number;
}

interface Account {
  id: number;
  identityId: string;
  username: string | null;
  email: string | null;
  hasMfa: boolean | null;
  connectedAt: string | null;
  connection: { id: number; clientType: string; clientAlias: string | null; state: string };
  user: { id: number } | null;
}

interface Connection {
  id: number;
  clientType: string;
  state: string;
  deletedAt: string | null;
  providerTypes: { value: string }[];
}

const ids = (items: readonly { id: number }[]) => items.map(({ id }) => id);

/** Checks that each query finds what `fits`, in the order of `all`, whatever the page size. */
async function compare<T extends { id: number }>(
  path: string,
  all: readonly T[],
  cases: readonly [string, (item: T) => boolean][],
): Promise<void> {
  for (const [query, fits] of cases) {
    const found = await walkV1<T>(`${path}?${query}`, 50);
    assert.deepEqual(ids(found), ids(all.filter(fits)), `${path}?${query}`);
  }
}

test('users: pages hold everybody once, by id; every filter', async () => {
  const all = await walkV1<User>('/public/users', 50);
  assert.deepEqual(
    ids(all),
    ids(all).toSorted((a, b) => a - b),
  );
  assert.deepEqual(await walkV1<User>('/public/users', 4), all);
  const is = (user: User, role: string) => user.roles.includes(role);
  await compare('/public/users', all, [
    ['q=', () => true],
    ['q=null', () => false],
    ['q=TOBIAS%20FALK', ({ email }) => email.startsWith('tobias')],
    ['q=vega', ({ lastName }) => lastName?.includes('Vega') ?? false],
    ['q=%40example.com', () => true],
    ['roles[]=ADMIN&roles[]=AUDITOR', (user) => is(user, 'ADMIN') || is(user, 'AUDITOR')],
    ['excludeRoles[]=EMPLOYEE', (user) => !is(user, 'EMPLOYEE')],
    ['roles[]=EMPLOYEE&excludeRoles[]=PEOPLE_OPS', (user) => is(user, 'EMPLOYEE') && !is(user, 'PEOPLE_OPS')],
    ['includeUserIds[]=3&includeUserIds[]=5&includeUserIds[]=99', ({ id }) => id === 3 || id === 5],
    ['excludeUserIds[]=3&excludeUserIds=4', ({ id }) => id !== 3 && id !== 4],
    ['excludeUserIds[]=null&excludeRoles[]=null', () => true],
  ]);
});

test('a user is as in an event that it acts in; back-references are empty', async () => {
  const all = await walkV1<User>('/public/users', 50);
  const { data: events } = await demo.read('/public/events?limit=50&source=APP');
  const actors = events.filter((event: { user: unknown }) => event.user !== null);
  assert.ok(actors.length > 5);
  for (const { user } of actors)
    assert.deepEqual(
      Object.keys(user).toSorted(),
      Object.keys(all.find(({ id }) => id === user.id) ?? {}).toSorted(),
    );
  assert.deepEqual(actors[0].user, await demo.read(`/public/users/${actors[0].user.id}`));
  for (const { id, identities, backgroundChecks } of all) {
    for (const { user } of [...identities, ...backgroundChecks]) assert.deepEqual(user, {});
    for (const { connection } of identities) assert.notEqual(connection?.user?.id, id);
  }
});

test('documents and policies of a user', async () => {
  const { documents } = await demo.read('/public/users/3/documents');
  assert.equal(documents.length, 2);
  const of = async (query: string) => ids((await demo.read(`/public/users/3/documents?${query}`)).documents);
  assert.deepEqual(await of('type=SEC_TRAINING'), [documents[0].id]);
  assert.deepEqual(await of('q=ai%20risk'), [documents[1].id]);
  assert.deepEqual(await of('limit=1&page=2'), [documents[1].id]);
  const { userPolicyVersions } = await demo.read('/public/users/3/policies');
  assert.ok(userPolicyVersions.length > 0);
  for (const { policy, policyVersion } of userPolicyVersions) {
    assert.equal(policy.policyStatus, 'ACTIVE');
    const found = policy.versions.find(({ id }: { id: number }) => id === policyVersion.id);
    assert.deepEqual(found, policyVersion);
    assert.ok(policy.versions.filter(({ current }: { current: boolean }) => current).length <= 1);
  }
});

const CHECKS: Readonly<Record<string, string>> = {
  fullCompliance: 'FULL_COMPLIANCE',
  acceptedPoliciesCompliance: 'ACCEPTED_POLICIES',
  identityMfaCompliance: 'IDENTITY_MFA',
  bgCheckCompliance: 'BG_CHECK',
  agentInstalledCompliance: 'AGENT_INSTALLED',
  passwordManagerCompliance: 'PASSWORD_MANAGER',
  autoUpdatesCompliance: 'AUTO_UPDATES',
  locationServicesCompliance: 'LOCATION_SERVICES',
  hdEncryptionCompliance: 'HDD_ENCRYPTION',
  antivirusCompliance: 'ANTIVIRUS',
  lockScreenCompliance: 'LOCK_SCREEN',
  securityTrainingCompliance: 'SECURITY_TRAINING',
  hipaaTrainingCompliance: 'HIPAA_TRAINING',
  nistaiTrainingCompliance: 'NIST_AI_TRAINING',
  multiSecurityTrainingCompliance: 'SECURITY_TRAINING',
  'multiTrainingComplianceType=HIPAA_TRAINING&multiSecurityTrainingCompliance': 'HIPAA_TRAINING',
  offboardingEvidence: 'OFFBOARDING',
};

test('personnel: every filter', async () => {
  const all = await walkV1<Person>('/public/personnel', 50);
  const statusOf = (person: Person, type: string) =>
    person.complianceChecks.find((check) => check.type === type)?.status ?? '';
  const from = (person: Person, source: string) =>
    person.devices.some(({ sourceType }) => sourceType === source);
  const statuses = new Set(all.map(({ employmentStatus }) => employmentStatus));
  assert.ok(statuses.size >= 4);
  await compare('/public/personnel', all, [
    ['q=falk', ({ user }) => user.lastName === 'Falk'],
    ['employmentStatus=FORMER_EMPLOYEE', ({ employmentStatus }) => employmentStatus === 'FORMER_EMPLOYEE'],
    [
      'employmentStatuses[]=ALL_CURRENT_PERSONNEL&employmentStatuses[]=SERVICE_ACCOUNT',
      ({ employmentStatus }) => /^(CURRENT_|SERVICE)/.test(employmentStatus),
    ],
    ['employmentStatuses[]=ALL_FORMER_PERSONNEL', ({ employmentStatus }) => /FORMER_/.test(employmentStatus)],
    ['employmentStatuses[]=ALL_PERSONNEL', () => true],
    ['groupIds=1', () => false],
    ['mdmSourceType=AGENT', (person) => from(person, 'AGENT')],
    [
      'inverseMdmSourceTypes[]=AGENT&inverseMdmSourceTypes[]=JAMF',
      (one) => !from(one, 'AGENT') && !from(one, 'JAMF'),
    ],
    [
      'deviceCompliance=true',
      ({ devicesCount, devicesFailingComplianceCount: failing }) => devicesCount > 0 && failing === 0,
    ],
    ['deviceCompliance=false', ({ devicesFailingComplianceCount }) => devicesFailingComplianceCount > 0],
    ...Object.entries(CHECKS).flatMap(([name, type]): [string, (person: Person) => boolean][] => [
      [`${name}=true`, (person) => statusOf(person, type) === 'PASS'],
      [`${name}=false`, (person) => ['FAIL', 'MISCONFIGURED'].includes(statusOf(person, type))],
    ]),
  ]);
});

test('personnel: every sort, both ways, ties by id', async () => {
  const status = (type: string) => (person: Person) =>
    ['MISCONFIGURED', 'PASS', 'FAIL', 'EXCLUDED'].indexOf(
      person.complianceChecks.find((check) => check.type === type)?.status ?? '',
    );
  const name = ({ user: { firstName, lastName, email } }: Person) =>
    ([firstName, lastName].filter(Boolean).join(' ') || email).toLowerCase();
  const sorts: [string, (person: Person) => string | number | null][] = [
    ['NAME', name],
    ['EMPLOYMENT_STATUS', ({ employmentStatus }) => employmentStatus],
    ['OS_VERSION', ({ osVersion }) => osVersion?.toLowerCase() ?? null],
    ['SERIAL_NUM', ({ serialNumber }) => serialNumber?.toLowerCase() ?? null],
    ['START_DATE', ({ startDate }) => startDate],
    ...[
      ...['ACCEPTED_POLICIES', 'FULL_COMPLIANCE', 'IDENTITY_MFA', 'BG_CHECK', 'AGENT_INSTALLED', 'ANTIVIRUS'],
      ...['PASSWORD_MANAGER', 'AUTO_UPDATES', 'HDD_ENCRYPTION', 'LOCK_SCREEN', 'SECURITY_TRAINING'],
      ...['HIPAA_TRAINING', 'NIST_AI_TRAINING', 'OFFBOARDING'],
    ].map((type): [string, (person: Person) => number] => [type, status(type)]),
  ];
  for (const [sort, key] of sorts) {
    const up = await walkV1<Person>(`/public/personnel?sort=${sort}`, 50);
    for (const [i, person] of up.entries()) {
      const next = up[i + 1];
      if (next === undefined) continue;
      const [a, b] = [key(person), key(next)];
      assert.ok(a === b ? person.id < next.id : b === null || (a !== null && a < b), `${sort}: ${a}, ${b}`);
    }
    const down = await walkV1<Person>(`/public/personnel?sort=${sort}&sortDir=DESC`, 50);
    assert.deepEqual(ids(down), ids(up).toReversed(), sort);
  }
  for (const sort of ['APPS_COUNT', 'SEPARATION_DATE'])
    assert.equal((await walkV1(`/public/personnel?sort=${sort}`, 50)).length, 27);
});

test('personnel in full: by id, by e-mail, in the list', async () => {
  const all = await walkV1<Person>('/public/personnel', 50);
  for (const row of all.slice(0, 5)) {
    const one = await demo.read(`/public/personnel/${row.id}`);
    const { agentEnabled, manualUploadEnabled, devicesCount, devicesFailingComplianceCount, ...rest } =
      row as Person & { agentEnabled: boolean; manualUploadEnabled: boolean };
    assert.deepEqual(rest, one);
    assert.deepEqual([typeof agentEnabled, typeof manualUploadEnabled], ['boolean', 'boolean']);
    assert.equal(devicesCount, row.devices.length);
    assert.equal(
      devicesFailingComplianceCount,
      row.devices.filter((device) => !device.isDeviceCompliant).length,
    );
    assert.deepEqual(await demo.read(`/public/personnel/${row.user.email.toUpperCase()}/email`), one);
    assert.equal(new Set(one.complianceChecks.map(({ type }: { type: string }) => type)).size, 15);
  }
  const checks = all.flatMap(({ complianceChecks }) => complianceChecks);
  assert.equal(new Set(ids(checks)).size, checks.length, 'a check has an id of its own');
});

test('accounts of infrastructure and version control: filters and sorts', async () => {
  const kinds = [
    {
      path: '/public/user-identities/infrastructure',
      clientType: 'AWS',
      more: ['ADMIN_ACCESS', 'DB_ACCESS', 'CLIENT_ALIAS'],
    },
    {
      path: '/public/user-identities/version-control',
      clientType: 'GITHUB',
      more: ['WRITE_ACCESS', 'PUSH_PROD_CODE_ACCESS'],
    },
  ];
  for (const { path, clientType, more } of kinds) {
    const all = await walkV1<Account>(path, 50);
    assert.ok(all.length > 3, path);
    assert.deepEqual(await walkV1(path, 3), all);
    const one = all[1];
    assert.ok(one !== undefined);
    await compare(path, all, [
      [`clientType=${clientType}`, ({ connection }) => connection.clientType === clientType],
      [`connectionId=${one.connection.id}`, ({ connection }) => connection.id === one.connection.id],
      [`q=${one.identityId.toLowerCase()}`, ({ id }) => id === one.id],
      ['connectionId=999', () => false],
    ]);
    const keys: Record<string, (account: Account) => string | boolean | null> = {
      USERNAME: ({ username }) => username?.toLowerCase() ?? null,
      IDENTITY_ID: ({ identityId }) => identityId.toLowerCase(),
      EMAIL: ({ email }) => email?.toLowerCase() ?? null,
      CONNECTED_AT: ({ connectedAt }) => connectedAt,
      HAS_MFA: ({ hasMfa }) => hasMfa,
      CONNECTION_STATUS: ({ connection }) => connection.state.toLowerCase(),
    };
    for (const [sort, key] of Object.entries(keys)) {
      const up = await walkV1<Account>(`${path}?sort=${sort}`, 50);
      for (const [i, account] of up.entries()) {
        const next = up[i + 1];
        if (next === undefined) continue;
        const [a, b] = [key(account), key(next)];
        assert.ok(a === b ? account.id < next.id : b === null || (a !== null && a < b), `${path} ${sort}`);
      }
    }
    const others = [
      'DISCONNECTED_AT',
      'SERVICE_ACCOUNT',
      'USER',
      'CLIENT_ID',
      'CONNECTION_STATUS_MULTIVERSE',
      ...more,
    ];
    for (const sort of others) {
      const up = await walkV1<Account>(`${path}?sort=${sort}`, 50);
      const down = await walkV1<Account>(`${path}?sort=${sort}&sortDir=DESC`, 50);
      assert.deepEqual(ids(up), ids(down).toReversed(), sort);
      assert.deepEqual(new Set(ids(up)), new Set(ids(all)), sort);
    }
  }
});

test('connections: none that is deleted; filters and sorts', async () => {
  const all = await walkV1<Connection>('/public/connections', 50);
  assert.ok(all.length > 8 && all.every(({ deletedAt }) => deletedAt === null));
  const provides = (one: Connection, type: string) => one.providerTypes.some(({ value }) => value === type);
  await compare('/public/connections', all, [
    ['state=MISCONFIGURED', ({ state }) => state === 'MISCONFIGURED'],
    ['state=IN_PROGRESS', ({ state }) => state === 'IN_PROGRESS'],
    ['providerTypes=HRIS&providerTypes=MDM', (one) => provides(one, 'HRIS') || provides(one, 'MDM')],
  ]);
  for (const sort of [
    'CONNECTED_AT',
    'CONNECTION_PROVIDER_TYPE',
    'CONNECTION_CLIENT_TYPE',
    'CONNECTION_STATE',
  ]) {
    const up = await walkV1<Connection>(`/public/connections?sort=${sort}`, 50);
    const down = await walkV1<Connection>(`/public/connections?sort=${sort}&sortDir=DESC`, 50);
    assert.deepEqual(ids(up), ids(down).toReversed());
    if (sort === 'CONNECTION_CLIENT_TYPE')
      assert.deepEqual(
        up.map(({ clientType }) => clientType),
        up.map(({ clientType }) => clientType).toSorted(),
      );
  }
});

test('workspaces and the company', async () => {
  const { data, total } = await demo.read('/public/workspaces');
  assert.equal(total, 3);
  assert.deepEqual(ids((await demo.read('/public/workspaces?q=zürich')).data), [2]);
  const company = await demo.read('/public/company/info');
  assert.equal(company.name, 'Acme Inc.');
  assert.deepEqual(company.workspaces, data);
  const { total: connections } = await demo.read('/public/connections');
  assert.equal(company.connections.length, connections);
  const enabled = company.frameworks.filter(
    ({ frameworkEnabled }: { frameworkEnabled: boolean }) => frameworkEnabled,
  );
  const shown = new Set(data.flatMap(({ frameworks }: { frameworks: { id: number }[] }) => ids(frameworks)));
  assert.deepEqual(shown, new Set(ids(enabled)));
});
