import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  connection,
  omar,
  sally,
  sampleAffidavit,
  sampleEvent,
  smallEvent,
  TIME,
} from '../scripts/sample.ts';
import type { ConnectionView, EventView, JsonObject } from './documents.ts';
import { connectionV1, eventV1, legacyTimes, personV1 } from './projection-v1.ts';
import { viewEvent } from './view.ts';

function sampleView(): EventView {
  const { entry, documents, actor } = sampleEvent();
  const values = new Map(documents.map(({ digest, json }) => [digest, json]));
  const json = (digest: string | null) => (digest === null ? null : (values.get(digest) ?? null));
  const { text, metadata, test: testPart } = entry.parts;
  const parts = {
    entry,
    text: json(text),
    metadata: json(metadata),
    test: json(testPart),
    actorId: actor!.userId,
  };
  return viewEvent(parts, (digest) => JSON.parse(json(digest) ?? 'null'));
}

const view = sampleView();
const connectionView: ConnectionView = {
  connection: connection(21, null, 1, []),
  owner: sally,
  workspaces: [],
};

const EVENT = [
  'id',
  'type',
  'category',
  'source',
  'description',
  'metadata',
  'status',
  'createdAt',
  'user',
  'connection',
  'requestDescription',
  'issues',
];
const CHECK = [
  'id',
  'userId',
  'status',
  'caseId',
  'caseInvitationId',
  'manualCheckDate',
  'manuallyCheckUrl',
  'type',
  'source',
  'reportData',
  'user',
  'outOfScopeReason',
  'outOfScopeAt',
  'linkedAt',
  'createdAt',
  'updatedAt',
  'url',
  'invitationEmail',
];
const USER = ['id', 'firstName', 'lastName', 'jobTitle', 'drataTermsAgreedAt', 'createdAt', 'updatedAt'];
const USER_LISTS = ['roles', 'backgroundChecks', 'identities', 'entryId', 'email', 'avatarUrl', 'documents'];

test('members in the order of the reference page, newer ones after', () => {
  const event = eventV1(view);
  assert.deepEqual(Object.keys(event), EVENT);
  assert.deepEqual(Object.keys(event.user!), [...USER, ...USER_LISTS]);
  assert.deepEqual(Object.keys(event.user!.backgroundChecks[0]!), CHECK);
  assert.equal(
    Object.keys(event.user!.identities[0]!).join(' '),
    'id identityId username connectedAt disconnectedAt hasMfa user connection hasIdp secondaryEmail firstName ' +
      'lastName startedAt separatedAt isContractor jobTitle managerId managerName',
  );
  assert.equal(
    Object.keys(event.connection!).join(' '),
    'id clientType state connected connectedAt failedAt companyId assignmentId user accountId clientId clientAlias ' +
      'manuallyUpdatedAt aliasUpdatedAt deletedAt requestorId product writeAccessEnabled sourcePreference ' +
      'securityLabel jqlQuery authorized workspaces providerTypes code groupLabel',
  );
  const [workspace] = event.connection!.workspaces;
  assert.equal(Object.keys(workspace!).join(' '), 'id name description howItWorks primary url logo');
});

/** Names in the order in which the reference page shows them; brackets may stand before one in its line. */
function pageNames(page: string): string[] {
  return [...page.matchAll(/^[\]}, {-]*"(\w+)":/gm)].map(([, name]) => name!);
}

/** Names of an object in the order of its JSON, depth first, of the first item of each list. */
function namesOf(value: unknown, skip: ReadonlySet<string>): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : namesOf(value[0], skip);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) =>
    skip.has(name) ? [name] : [name, ...namesOf(member, skip)],
  );
}

test('the members of the reference page, nested as there', (t) => {
  const file = new URL('../../../shared/contract/seed.txt', import.meta.url);
  if (!existsSync(file)) return t.skip('the reference page is not beside the repository');
  const shown = pageNames(readFileSync(file, 'utf8'));
  const event: JsonObject = eventV1(view);
  // The page shows the connection at the top as {}, and free data as one example value.
  const names = namesOf({ ...event, connection: {} }, new Set(['metadata', 'issues', 'providerTypes']));
  const newer = [
    'url',
    'invitationEmail',
    'secondaryEmail',
    'startedAt',
    'separatedAt',
    'isContractor',
    'managerId',
  ];
  const more = new Set([...newer, 'managerName', 'logo', 'entryId', 'email', 'avatarUrl', 'documents']);
  const seen = new Set(shown);
  for (const name of names) assert.ok(seen.has(name) || more.has(name) || isOfDocument(name), name);
  let at = 0;
  for (const name of shown) {
    at = names.indexOf(name, at) + 1;
    assert.ok(at > 0, `${name} comes where the page has it`);
  }
});

function isOfDocument(name: string): boolean {
  return ['data', 'page', 'limit', 'total', 'fileUrl', 'renewalDate'].includes(name);
}

test('values come from the documents', () => {
  const event = eventV1(view);
  assert.equal(event.description, 'Wile E. Coyote updated the company info.');
  assert.equal(event.status, 'PASSED');
  assert.equal(event.user?.drataTermsAgreedAt, TIME);
  assert.equal(event.requestDescription, 'Data was fetched from https://xyz.com/api/v1/data');
  assert.deepEqual(event.issues, [{ createdAt: TIME, user: 'sally' }]);
  assert.equal(event.connection?.id, 22);
  assert.equal(event.connection?.companyId, 12341234);
  assert.deepEqual(event.connection?.providerTypes, [{ value: 'IDENTITY', isEnabled: true }]);
});

test('back-references are {}, references to others shallow, unknown owners null', () => {
  const event = eventV1(view);
  assert.deepEqual(event.user?.backgroundChecks[0]?.user, {});
  assert.deepEqual(event.user?.identities[0]?.user, {});
  assert.deepEqual(event.user?.identities[0]?.connection?.user, {}, 'the owner is the person it is shown in');
  const owner = connectionV1(connectionView, null).user;
  assert.deepEqual(Object.keys(owner!), [...USER, ...USER_LISTS]);
  assert.deepEqual(owner, {
    id: 1,
    firstName: 'Sally',
    lastName: 'Smith',
    jobTitle: 'CEO',
    drataTermsAgreedAt: TIME,
    createdAt: TIME,
    updatedAt: TIME,
    roles: [],
    backgroundChecks: [],
    identities: [],
    entryId: sally.entryId,
    email: sally.email,
    avatarUrl: null,
    documents: [],
  });
  assert.deepEqual(connectionV1(connectionView, omar.id).user, owner);
  assert.deepEqual(connectionV1(connectionView, sally.id).user, {});
  assert.equal(connectionV1({ ...connectionView, owner: null }, null).user, null);
  const unowned = { ...connectionView, connection: connection(21, null, null, []), owner: null };
  assert.equal(connectionV1(unowned, null).user, null);
});

test('documents are one page, or none', () => {
  const person = view.person!;
  assert.deepEqual(personV1({ ...person, documents: [] }).documents, []);
  const [page] = personV1({ ...person, documents: [...person.documents, ...person.documents] }).documents;
  assert.deepEqual([page?.page, page?.limit, page?.total, page?.data.length], [1, 2, 2, 2]);
  assert.equal(Object.keys(page!.data[0]!).join(' '), 'id name type fileUrl renewalDate createdAt updatedAt');
});

test('what is absent or erased', () => {
  const { entry } = smallEvent();
  const empty = {
    entry,
    text: null,
    metadata: null,
    test: null,
    actorId: null,
    person: null,
    connection: null,
  };
  assert.deepEqual(eventV1(empty), {
    id: entry.id,
    type: 'COMPANY_CREATED',
    category: 'COMPANY',
    source: 'SCHEDULED',
    description: '[erased]',
    metadata: {},
    status: null,
    createdAt: TIME,
    user: null,
    connection: null,
    requestDescription: null,
    issues: [],
  });
  const identities = view.person!.identities.map(({ identity }) => ({ identity, connection: null }));
  const unlinked = personV1({ ...view.person!, identities });
  assert.deepEqual(
    unlinked.identities.map((identity) => identity.connection),
    [null, null],
  );
});

test('every member is there, whatever is null', async () => {
  const { event } = await sampleAffidavit(sampleEvent());
  assert.equal(JSON.stringify(event), JSON.stringify(eventV1(view)), 'nothing was undefined');
});

test('the older style of times, in members of the contract only', () => {
  const event = eventV1(view);
  const legacy = legacyTimes(event);
  const old = '2020-07-06 12:00:00.000000';
  const expected = JSON.parse(JSON.stringify(event).replaceAll(`"${TIME}"`, `"${old}"`));
  expected.metadata = JSON.parse(JSON.stringify(event.metadata));
  expected.issues = event.issues;
  assert.equal(JSON.stringify(legacy), JSON.stringify(expected));
  assert.equal(event.createdAt, TIME, 'the given document is not changed');
});

test('the older style leaves dates, nulls and other texts alone', () => {
  const value = {
    createdAt: '2020-07-06T12:34:56.789Z',
    deletedAt: null,
    startedAt: 'soon',
    manualCheckDate: '2020-07-06',
    description: TIME,
    product: { createdAt: TIME },
    data: [{ updatedAt: TIME }],
  };
  assert.deepEqual(legacyTimes(value), {
    ...value,
    createdAt: '2020-07-06 12:34:56.789000',
    data: [{ updatedAt: '2020-07-06 12:00:00.000000' }],
  });
});
