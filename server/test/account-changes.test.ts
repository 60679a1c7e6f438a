/** Accounts: whose they are, what they may do, and which serve no person. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { putOf } from '../src/app/shared/directory-rows.ts';
import { newConnection } from '../src/app/shared/new-connection.ts';
import type { Identity } from '../src/domain/directory.ts';
import { type ChangeKit, startChanges } from './change-kit.ts';

let kit: ChangeKit;
const NOW = '2026-01-01T00:00:00.000Z';

before(async () => {
  kit = await startChanges();
  const connection = (id: number, clientType: string, type: string) =>
    newConnection({ id, clientType, ownerId: 1, providerTypes: [type], now: NOW });
  await kit.put([
    putOf('connection', connection(1, 'AWS', 'INFRASTRUCTURE')),
    putOf('connection', connection(2, 'GITHUB', 'VERSION_CONTROL')),
    ...[1, 2].map((id) => ({
      do: 'addSubject' as const,
      subject: { kind: 'connection' as const, id, key: new Uint8Array(32), tagSalt: new Uint8Array(16) },
    })),
    putOf('identity', account(11, 1)),
    putOf('identity', account(12, 2)),
  ]);
});
after(() => kit.close());

function account(id: number, connectionId: number): Identity {
  const unknown = {
    secondaryEmail: null,
    firstName: null,
    lastName: null,
    startedAt: null,
    separatedAt: null,
  };
  const nothing = { isContractor: null, jobTitle: null, managerId: null, managerName: null };
  return {
    ...unknown,
    ...nothing,
    id,
    userId: null,
    connectionId,
    identityId: `account-${id}`,
    username: `deploy-${id}`,
    email: null,
    connectedAt: NOW,
    disconnectedAt: null,
    hasMfa: true,
    hasIdp: false,
    createdAt: NOW,
    updatedAt: NOW,
  };
}

const kinds = [
  [
    'infrastructure',
    'INFRASTRUCTURE',
    11,
    'INFRASTRUCTURE_DB_ACCESS',
    'dbAccess',
    'adminAccess',
    'database access',
  ],
  [
    'version-control',
    'VERSION_CONTROL',
    12,
    'VERSION_CONTROL_PUSH_PROD_CODE_ACCESS',
    'pushProductionCodeAccess',
    'writeAccess',
    'access to push production code',
  ],
] as const;

for (const [slug, kind, id, field, member, first, words] of kinds) {
  const path = `/public/user-identities/${slug}/${id}`;

  test(`${slug}: linked and unlinked`, async () => {
    const linked = await kit.act('PUT', `${path}/connect`, { userId: 2 });
    assert.equal(linked.answer.json.user.email, 'ann@example.com');
    const [event] = linked.events;
    assert.equal(linked.events.length, 1);
    assert.equal(event.type, `USER_IDENTITY_${kind}_LINK_UPDATED`);
    assert.equal(event.description, `Sally Smith linked the account deploy-${id} to Ann Lee.`);
    assert.deepEqual(event.metadata.dto, { userId: 2 });
    assert.deepEqual(event.metadata.sourceData, { before: { userId: null }, after: { userId: 2 } });
    assert.equal(event.connection.id, id - 10);
    assert.deepEqual((await kit.act('PUT', `${path}/connect`, { userId: 2 })).events, []);
    const unlinked = await kit.act('PUT', `${path}/connect`, { userId: null });
    assert.equal(unlinked.answer.json.user, null);
    assert.equal(
      unlinked.events[0].description,
      `Sally Smith unlinked the account deploy-${id} from Ann Lee.`,
    );
    await kit.refuse(404, /^Record Not Found: user 99$/, 'PUT', `${path}/connect`, { userId: 99 });
    await kit.refuse(400, /userId/, 'PUT', `${path}/connect`, {});
  });

  test(`${slug}: access is noted with its time, the first kind of it by default`, async () => {
    const on = await kit.act('PUT', `${path}/toggle`, { toggle: true, toggleField: field });
    assert.match(on.answer.json[member], /^\d{4}-.*Z$/);
    assert.equal(on.events[0].type, `USER_IDENTITY_${kind}_TOGGLE_UPDATED`);
    assert.equal(on.events[0].description, `Sally Smith noted that the account deploy-${id} has ${words}.`);
    assert.deepEqual(
      (await kit.act('PUT', `${path}/toggle`, { toggle: true, toggleField: field })).events,
      [],
    );
    assert.notEqual((await kit.act('PUT', `${path}/toggle`, { toggle: true })).answer.json[first], null);
    const off = await kit.act('PUT', `${path}/toggle`, { toggle: false, toggleField: field });
    assert.equal(off.answer.json[member], null);
    await kit.refuse(400, /toggleField must be one of/, 'PUT', `${path}/toggle`, {
      toggle: true,
      toggleField: 'X',
    });
  });

  test(`${slug}: a service account, its reason, and who said so`, async () => {
    const body = { serviceAccount: true, serviceAccountReason: 'Deploys the site' };
    const { answer, events } = await kit.act('PUT', `${path}/service-account`, body);
    assert.equal(answer.json.serviceAccountReason, 'Deploys the site');
    assert.equal(answer.json.serviceAccountDesignator.email, 'sally@example.com');
    assert.deepEqual(
      events.map(({ type }) => type),
      [`USER_IDENTITY_${kind}_SERVICE_ACCOUNT_UPDATED`],
    );
    assert.deepEqual((await kit.act('PUT', `${path}/service-account`, body)).events, []);
    const ended = await kit.act('PUT', `${path}/service-account`, {
      serviceAccount: false,
      serviceAccountReason: '',
    });
    assert.deepEqual(
      [ended.answer.json.serviceAccount, ended.answer.json.serviceAccountReason],
      [null, null],
    );
    await kit.refuse(400, /serviceAccountReason is required/, 'PUT', `${path}/service-account`, {
      serviceAccount: true,
    });
  });

  test(`${slug}: accounts of another kind, unknown ones and those of another company do not exist`, async () => {
    const body = { userId: 2 };
    await kit.refuse(
      404,
      /^Record Not Found$/,
      'PUT',
      `${path.replace(String(id), String(23 - id))}/connect`,
      body,
    );
    await kit.refuse(404, /^Record Not Found$/, 'PUT', `${path.replace(String(id), '99')}/connect`, body);
    await kit.refuse(404, /^Record Not Found$/, 'PUT', `${path}/connect`, body, { key: kit.otherKey });
  });
}

test('each change needs the permission that the contract gives it', async () => {
  for (const [permission, path] of [
    ['user-identity-infrastructure-put-toggle', 'infrastructure/11/connect'],
    ['user-identity-infrastructure-put-connect', 'infrastructure/11/toggle'],
    ['user-identity-infrastructure-put-set-service-account', 'infrastructure/11/service-account'],
    ['user-identity-version-control-put-connect', 'version-control/12/connect'],
    ['user-identity-version-control-put-toggle', 'version-control/12/toggle'],
    ['user-identity-version-control-put-set-service-account', 'version-control/12/service-account'],
  ] as const)
    await kit.refuse(
      403,
      /not allowed/,
      'PUT',
      `/public/user-identities/${path}`,
      {},
      {
        key: await kit.keyWithout(permission),
      },
    );
});
