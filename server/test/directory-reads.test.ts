/** What holds for every read of the directory: its shape (client.ts checks it), both styles of times, refusals. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo } from './directory-reads/demo.ts';
import './directory-reads/lists-v1.ts';
import './directory-reads/lists-v2.ts';

/** Every operation, each with all that can be expanded. */
const reads = [
  '/public/users?limit=50',
  '/public/users/4',
  '/public/users/MARISOL.vega@example.com/email',
  '/public/users/3/documents',
  '/public/users/3/policies',
  '/public/personnel?limit=50',
  '/public/personnel/22',
  '/public/personnel/tobias.falk@example.com/email',
  '/public/user-identities/infrastructure?limit=50',
  '/public/user-identities/version-control?limit=50',
  '/public/connections?limit=50',
  '/public/workspaces',
  '/public/company/info',
  '/public/v2/roles?expand[]=permissions',
  '/public/v2/roles/role:ADMIN?expand[]=permissions',
  '/public/v2/roles/4/users',
  '/public/v2/users?expand[]=backgroundChecks&expand[]=documents&expand[]=identities&expand[]=roles',
  '/public/v2/users/email:tobias.falk%40example.com?expand[]=personnel&expand[]=identities',
  '/public/v2/users/3/documents?expand[]=downloadUrl',
  '/public/v2/users/3/documents/2?expand[]=downloadUrl',
  '/public/v2/users/email:tobias.falk@example.com/assigned-policies?expand[]=policy&expand[]=policyVersion',
  '/public/v2/personnel?expand[]=customFields&expand[]=complianceChecks&expand[]=reasonProvider&expand[]=user',
  '/public/v2/personnel/EMAIL?expand[]=complianceChecks',
  '/public/v2/custom-connections?expand[]=createdByUser&expand[]=customResources',
  '/public/v2/custom-connections/16?expand[]=createdByUser&expand[]=customResources',
  '/public/v2/custom-connections/17/hris-user-identities',
  '/public/v2/custom-connections/17/hris-user-identities/HRIS',
  '/public/v2/workspaces?expand[]=frameworks',
  '/public/v2/company',
  '/api/users/3',
  '/api/connections/2',
].map((path) => path.replace('EMAIL', 'email:Tobias.Falk@Example.com'));

/** Fills in what only the data knows. */
async function pathOf(read: string): Promise<string> {
  if (!read.endsWith('/HRIS')) return read;
  const { data } = await demo.read(read.replace('/HRIS', ''));
  return read.replace('HRIS', String(data[0].id));
}

test('each shows something, with times as the key wishes', async () => {
  for (const read of reads) {
    const path = await pathOf(read);
    const iso = await demo.ask(path);
    assert.equal(iso.status, 200, `${path}: ${iso.text}`);
    if (Array.isArray(iso.json.data)) assert.ok(iso.json.data.length > 0, path);
    const legacy = await demo.ask(path, 'legacy');
    const older = iso.text.replaceAll(
      /"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d\.\d{3})Z"/g,
      (_, day, time) => `"${day} ${time}000"`,
    );
    assert.notEqual(older, iso.text, path);
    assert.deepEqual(legacy.json, JSON.parse(older), path);
  }
});

test('each needs its own permission', async () => {
  for (const read of reads) {
    const { status, json } = await demo.ask(await pathOf(read), 'narrow');
    assert.deepEqual([status, json.code], [403, 12330], read);
  }
});

test('what another company has is not told from what nobody has', async () => {
  const paths = [
    ...['/public/users/20', '/public/users/tobias.falk@example.com/email', '/public/users/20/documents'],
    ...[
      '/public/users/20/policies',
      '/public/personnel/20',
      '/public/personnel/tobias.falk@example.com/email',
    ],
    ...[
      '/public/v2/users/20',
      '/public/v2/users/email:tobias.falk@example.com',
      '/public/v2/users/20/documents',
    ],
    ...['/public/v2/users/2/documents/5', '/public/v2/users/20/assigned-policies', '/public/v2/personnel/20'],
    ...['/public/v2/custom-connections/16', '/public/v2/custom-connections/17/hris-user-identities'],
    ...['/public/v2/custom-connections/17/hris-user-identities/127', '/api/users/20', '/api/connections/16'],
  ];
  for (const path of paths) {
    const theirs = await demo.ask(path, 'globex');
    const nobodys = await demo.ask(
      path.replace(/20|16|17|tobias/, '999999').replace('/2/', '/999999/'),
      'globex',
    );
    assert.equal(theirs.status, 404, path);
    assert.deepEqual([theirs.status, theirs.text], [nobodys.status, nobodys.text], path);
  }
});

test('what the contract does not allow is refused by name', async () => {
  const cases: [string, RegExp][] = [
    ['/public/users?limit=51', /limit must be a whole number between 1 and 50/],
    ['/public/users?page=0', /page/],
    ['/public/users?page=1&page=2', /page must be given once/],
    ['/public/users?roles[]=TRUST_USER', /roles/],
    ['/public/users?includeUserIds[]=x', /includeUserIds/],
    ['/public/users/0x1', /id must be a whole number/],
    ['/public/users/1/documents?type=NOTHING', /type/],
    ['/public/personnel?sort=AGE', /sort/],
    ['/public/personnel?employmentStatus=ALL_PERSONNEL', /employmentStatus/],
    ['/public/personnel?fullCompliance=yes', /fullCompliance must be true or false/],
    ['/public/personnel?mdmSourceType=SMOKE', /mdmSourceType/],
    ['/public/user-identities/version-control?sort=CLIENT_ALIAS', /sort/],
    ['/public/user-identities/infrastructure?clientType=GITHUB', /clientType/],
    ['/public/connections?state=BROKEN', /state/],
    ['/public/v2/users?size=501', /size must be a whole number between 1 and 500/],
    ['/public/v2/users?sort=name', /sort/],
    ['/public/v2/users?expand[]=friends', /expand/],
    ['/public/v2/users/someone', /userId must be a whole number, or email: and an e-mail address/],
    ['/public/v2/roles/ADMIN', /roleId must be a whole number, or role: and the name of a role/],
    ['/public/v2/personnel?complianceStatus[]=GOOD', /complianceStatus/],
    ['/public/v2/personnel/email:', /personnelId/],
    ['/public/v2/custom-connections?cursor=abc', /cursor is not one that this list gave/],
    ['/public/v2/workspaces?expand=roads', /expand/],
    ['/api/users/3?asOf=yesterday', /asOf must be a time/],
  ];
  for (const [path, message] of cases) {
    const { status, json } = await demo.ask(path);
    assert.equal(status, 400, path);
    assert.match(json.message, message, path);
    assert.equal('name' in json, path.startsWith('/public/v2/'), path);
  }
});

test('real clients send decimals, blanks and unknown names', async () => {
  assert.deepEqual(
    await demo.read('/public/users?page=1.0&limit=20.0&excludeRoles[]=&nothing=1'),
    await demo.read('/public/users'),
  );
  assert.deepEqual(await demo.read('/public/v2/users/3.0'), await demo.read('/public/v2/users/3'));
  assert.deepEqual(
    await demo.read('/public/v2/users?expand%5B%5D=roles&expand[1]=identities'),
    await demo.read('/public/v2/users?expand=identities&expand=roles'),
  );
});
