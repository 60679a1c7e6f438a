import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connection, sally, sampleEvent, smallEvent, TIME } from '../scripts/sample.ts';
import type { EventView } from './documents.ts';
import { type ExpandV2, eventV2 } from './projection-v2.ts';

const { entry } = sampleEvent();
const view: EventView = {
  entry,
  text: { description: 'text' },
  metadata: { fileKey: null },
  test: { testName: 'name', requestDescription: 'request', issues: [{ a: 1 }] },
  actorId: 1,
  person: {
    person: { ...sally, roles: [], backgroundChecks: [], identities: [], documents: [] },
    backgroundChecks: [],
    identities: [],
    documents: [],
  },
  connection: { connection: connection(22, null, 2, []), owner: null, workspaces: [] },
};
const small: EventView = {
  entry: smallEvent().entry,
  text: null,
  metadata: null,
  test: null,
  actorId: null,
  person: null,
  connection: null,
};
const expand = (...names: ExpandV2[]) => new Set(names);
const ALL = expand('connection', 'issues', 'metadata', 'testId', 'testName', 'user');

test('nothing expanded: the required members only', () => {
  assert.deepEqual(Object.entries(eventV2(view, expand())), [
    ['id', entry.id],
    ['type', 'COMPANY_DATA_UPDATED'],
    ['category', 'COMPANY'],
    ['source', 'APP'],
    ['description', 'text'],
    ['status', 'PASSED'],
    ['createdAt', TIME],
    ['userId', 1],
    ['connectionId', 22],
    ['requestDescription', 'request'],
  ]);
});

test('everything expanded, in the order of the contract', () => {
  const event = eventV2(view, ALL);
  assert.equal(
    Object.keys(event).join(' '),
    'id type category source description metadata status createdAt userId user connectionId connection ' +
      'requestDescription testName testId issues',
  );
  assert.deepEqual(event.user, {
    id: 1,
    email: sally.email,
    firstName: 'Sally',
    lastName: 'Smith',
    createdAt: TIME,
    updatedAt: TIME,
  });
  assert.equal(
    Object.keys(event.connection!).join(' '),
    'id clientType clientId clientAlias state createdAt updatedAt connectedAt failedAt deletedAt',
  );
  assert.equal(event.testId, '98', 'a string');
  assert.equal(event.testName, 'name');
});

test('each expansion brings its member; metadata brings issues too', () => {
  const bare = Object.keys(eventV2(view, expand()));
  for (const name of ALL) {
    const more = Object.keys(eventV2(view, expand(name))).filter((member) => !bare.includes(member));
    assert.deepEqual(more, name === 'metadata' ? ['metadata', 'issues'] : [name]);
  }
});

test('what is absent or erased is null, {} or []', () => {
  const event = eventV2(small, ALL);
  assert.deepEqual(
    [event.description, event.metadata, event.userId, event.user, event.connectionId, event.connection],
    ['[erased]', {}, null, null, null, null],
  );
  assert.deepEqual(
    [event.requestDescription, event.testName, event.testId, event.issues],
    [null, null, null, []],
  );
  assert.equal(
    eventV2({ ...view, connection: null }, ALL).connectionId,
    22,
    'the id stays when the document is gone',
  );
});
