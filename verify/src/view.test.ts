import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SampleEvent, sally, sampleDocument, sampleEvent, smallEvent } from '../scripts/sample.ts';
import { refuses } from '../test/refuses.ts';
import type { DocumentKind, EventView, JsonObject } from './documents.ts';
import { reach } from './reach.ts';
import { type Lookup, viewConnection, viewEvent, viewPerson } from './view.ts';

/** Looks up the documents of `event`, but for the kinds left out. */
function lookupOf(event: SampleEvent, without: readonly DocumentKind[] = []): Lookup {
  const kept = event.documents.filter(({ kind }) => !without.includes(kind));
  const values = new Map<string, unknown>(kept.map(({ digest, json }) => [digest, JSON.parse(json)]));
  return (digest) => values.get(digest) ?? null;
}

function partOf(event: SampleEvent, kind: DocumentKind): string | null {
  return event.documents.find((document) => document.kind === kind)?.json ?? null;
}

function view(event: SampleEvent, lookup = lookupOf(event)): EventView {
  const [text, metadata, testPart] = [
    partOf(event, 'text'),
    partOf(event, 'metadata'),
    partOf(event, 'test'),
  ];
  const actorId = event.actor?.userId ?? null;
  return viewEvent({ entry: event.entry, text, metadata, test: testPart, actorId }, lookup);
}

const full = sampleEvent();

test('the whole tree of an event', () => {
  const seen = view(full);
  assert.equal(seen.entry, full.entry);
  assert.deepEqual(seen.text, { description: 'Wile E. Coyote updated the company info.' });
  assert.equal(seen.test?.testName, 'MFA on identity provider');
  assert.equal(seen.actorId, 1);
  assert.deepEqual(seen.person?.person.roles, ['ROLE', 'ANOTHER_ROLE']);
  assert.deepEqual(
    seen.person?.identities.map(({ identity, connection }) => [
      identity.id,
      connection?.connection.id ?? null,
    ]),
    [
      [41, 21],
      [42, null],
    ],
  );
  assert.equal(seen.person?.identities[0]?.connection?.owner?.id, 1);
  assert.equal(seen.person?.backgroundChecks[0]?.status, 'OK');
  assert.equal(seen.person?.documents[0]?.name, 'Security Training');
  assert.equal(seen.connection?.owner?.firstName, 'Omar');
  assert.deepEqual(
    seen.connection?.workspaces.map(({ name }) => name),
    ['Drata'],
  );
});

test('an event of the system has no tree', () => {
  const seen = view(smallEvent());
  assert.deepEqual(
    [seen.metadata, seen.test, seen.actorId, seen.person, seen.connection],
    [null, null, null, null, null],
  );
});

test('what is erased is null or left out, and the rest stays', () => {
  assert.equal(view(full, lookupOf(full, ['person'])).person, null);
  const without = view(full, lookupOf(full, ['backgroundCheck', 'connection', 'userDocument']));
  assert.deepEqual(without.person?.backgroundChecks, []);
  assert.deepEqual(without.person?.documents, []);
  assert.equal(without.person?.identities[0]?.connection, null);
  assert.equal(without.person?.identities.length, 2);
  assert.equal(without.connection, null);
  const noOwner = view(full, lookupOf(full, ['owner', 'workspace', 'identity']));
  assert.equal(noOwner.connection?.owner, null);
  assert.deepEqual(noOwner.connection?.workspaces, []);
  assert.deepEqual(noOwner.person?.identities, []);
  assert.equal(
    viewPerson('00'.repeat(32), () => null),
    null,
  );
  assert.equal(
    viewConnection('00'.repeat(32), () => undefined),
    null,
  );
});

test('documents of another shape are refused', () => {
  const damaged: unknown[] = [5, 'x', [], {}, { ...sally }, { ...sally, roles: 'x' }];
  for (const value of damaged) {
    refuses(() => viewPerson('00'.repeat(32), () => value));
    refuses(() => viewConnection('00'.repeat(32), () => value));
  }
  const parts = { entry: full.entry, text: null, metadata: null, test: null, actorId: null };
  for (const json of ['', '[]', '{}', '{"description":1}', '{"description":"","more":1}']) {
    refuses(() => viewEvent({ ...parts, text: json }, () => null), json);
    refuses(() => viewEvent({ ...parts, test: json }, () => null), json);
  }
  refuses(() => viewEvent({ ...parts, metadata: '[]' }, () => null));
});

test('every member of every snapshot is checked', () => {
  for (const { kind, digest, json } of full.documents) {
    if (kind === 'metadata' || kind === 'text' || kind === 'test') continue;
    const document: JsonObject = JSON.parse(json);
    const broken = Object.keys(document).map((name) => ({ ...document, [name]: { unexpected: true } }));
    for (const value of [...broken, { ...document, more: 1 }]) {
      // `product` is the one member that may be any object.
      if (kind === 'connection' && 'unexpected' in Object(Reflect.get(value, 'product'))) continue;
      const lookup: Lookup = (d) => (d === digest ? value : lookupOf(full)(d, kind));
      refuses(() => view(full, lookup), `${kind} ${JSON.stringify(value)}`);
    }
  }
});

test('reach names every document once, parents before children', () => {
  const refs = reach(full.entry, lookupOf(full));
  assert.deepEqual(
    refs.map(({ path }) => path),
    [
      'text',
      'metadata',
      'test',
      'person',
      'person.backgroundChecks[0]',
      'person.identities[0]',
      'person.identities[0].connection',
      'person.identities[0].connection.owner',
      'person.identities[0].connection.workspaces[0]',
      'person.identities[1]',
      'person.documents[0]',
      'connection',
      'connection.owner',
    ],
  );
  assert.deepEqual(
    new Set(refs.map(({ digest }) => digest)),
    new Set(full.documents.map(({ digest }) => digest)),
  );
});

test('reach lists what is missing without entering it', () => {
  const refs = reach(full.entry, lookupOf(full, ['person', 'connection']));
  assert.deepEqual(
    refs.map(({ path }) => path),
    ['text', 'metadata', 'test', 'person', 'connection'],
  );
});

test('one digest in two roles is reached in both', () => {
  const text = sampleDocument('text', { description: '' });
  const { entry } = smallEvent();
  const doubled = { ...entry, parts: { ...entry.parts, text: text.digest, metadata: text.digest } };
  assert.deepEqual(
    reach(doubled, () => null).map(({ kind }) => kind),
    ['text', 'metadata'],
  );
});
