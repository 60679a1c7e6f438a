import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type EventView, eventV1, type PersonView } from '@affidavit/verify';
import type { Identity } from '../directory.ts';
import { directoryBodies } from '../directory-bodies.ts';
import { checkDraft } from '../draft.ts';
import { compileSchema } from '../validate.ts';
import * as vocabulary from '../vocabulary.ts';
import { DAY_MS } from './calendar.ts';
import { demoData } from './demo.ts';
import type { DemoCompany, DemoDirectory, DraftInput } from './types.ts';

const SEED = join(import.meta.dirname, '../../../../../shared/contract/seed.txt');
const NOW = Date.UTC(2026, 10, 23, 10, 14, 24);
const [acme, globex] = demoData(NOW);
assert.ok(acme !== undefined && globex !== undefined);

const count = <T>(items: Iterable<T>) => new Set(items).size;
const companies: readonly [string, DemoCompany][] = [
  ['Acme', acme],
  ['Globex', globex],
];

describe('demo data', () => {
  it('is the same for the same day, and other for another', () => {
    const text = JSON.stringify([acme, globex]);
    assert.equal(JSON.stringify(demoData(NOW)), text);
    assert.equal(JSON.stringify(demoData(Date.UTC(2026, 10, 23))), text);
    assert.notEqual(JSON.stringify(demoData(NOW + DAY_MS)), text);
  });

  it('has enough of everything, on whatever weekday it begins', () => {
    for (let day = 0; day < 7; day++) {
      const [first, second] = demoData(NOW + day * DAY_MS);
      assert.ok(first !== undefined && second !== undefined);
      assert.ok(
        first.events.length >= 2_400 && first.events.length <= 3_600,
        `${first.events.length} events`,
      );
      assert.ok(count(first.events.map(({ type }) => type)) >= 100, 'types');
      assert.ok(count(first.events.map(({ category }) => category)) >= 30, 'categories');
      assert.deepEqual(new Set(first.events.map(({ source }) => source)), new Set(vocabulary.sources));
      const statuses = new Set(first.events.map(({ status }) => status ?? null));
      assert.deepEqual(statuses, new Set([...vocabulary.statuses, null]));
      assert.equal(second.events.length, 150);
    }
  });

  it('lies in the past, in order, within ninety days, with distinct ids', () => {
    for (const [name, { events }] of companies) {
      const times = events.map(({ createdAt }) => createdAt ?? '');
      assert.deepEqual(times, times.toSorted(), name);
      assert.ok(times.every((time) => Date.parse(time) < NOW));
      const recent = times.filter((time) => Date.parse(time) >= NOW - 91 * DAY_MS);
      assert.ok(recent.length >= times.length - 1, 'only the example is older');
    }
    const all = [...acme.events, ...globex.events].map(({ id }) => id);
    assert.equal(count(all), all.length);
  });

  it('passes the checks of every client', () => {
    for (const [name, company] of companies) {
      for (const event of company.events) {
        assert.deepEqual(
          'faults' in checkDraft(event, NOW) ? checkDraft(event, NOW) : null,
          null,
          event.type,
        );
        assert.ok(vocabulary.isEventType(event.type), event.type);
        assert.ok(Buffer.byteLength(JSON.stringify(event)) < 8_192, event.type);
      }
      for (const directory of [company, ...company.phases.map(({ put }) => put)])
        assert.deepEqual(faultsOf(directory), [], name);
    }
  });

  it('refers only to what is there', () => {
    for (const [name, company] of companies) assert.deepEqual(dangling(company), [], name);
  });

  it('uses only words of the vocabulary, but for the example', () => {
    for (const [, company] of companies) {
      const strange: unknown[] = [
        ...company.users
          .flatMap(({ id, roles }) => (id === 1 && company === acme ? [] : roles))
          .filter(not('isRole')),
        ...company.connections.map(({ clientType }) => clientType).filter(not('isClientType')),
        ...company.connections
          .flatMap(({ providerTypes }) => providerTypes.map(({ value }) => value))
          .filter(not('isProviderType')),
        ...company.userDocuments.map(({ type }) => type).filter(not('isUserDocumentType')),
        ...company.connections.filter(({ code }) => code !== null && !vocabulary.isConnectionCode(code)),
      ];
      assert.deepEqual(strange, []);
    }
  });

  it('shows every kind of background check, connection and person', () => {
    const { backgroundChecks, connections, identities, users, workspaces, userDocuments } = acme;
    assert.deepEqual(
      new Set(backgroundChecks.map(({ status }) => status)),
      new Set(vocabulary.backgroundCheckStatuses),
    );
    assert.deepEqual(
      new Set(backgroundChecks.map(({ type }) => type)),
      new Set(vocabulary.backgroundCheckTypes),
    );
    assert.deepEqual(new Set(connections.map(({ state }) => state)), new Set(vocabulary.connectionStates));
    assert.deepEqual(new Set(userDocuments.map(({ type }) => type)), new Set(vocabulary.userDocumentTypes));
    assert.ok(
      connections.some(({ id, code, failedAt }) => id > 1 && code !== null && failedAt !== null),
      'failed',
    );
    assert.ok(
      connections.some(({ id, deletedAt }) => id > 1 && deletedAt !== null),
      'deleted',
    );
    assert.ok(count(identities.map(({ connectionId }) => connectionId)) >= 8);
    assert.ok(users.length >= 24 && workspaces.length === 3);
    assert.ok(users.some(({ termsAgreedAt }) => termsAgreedAt === null));
    assert.ok(users.some(({ firstName }) => firstName === null));
    assert.ok(identities.some(({ separatedAt }) => separatedAt !== null));
    assert.ok(users.every(({ email }) => email.endsWith('@example.com')));
  });

  it('shows every member of metadata, issues, provenance and people by e-mail', () => {
    const members = new Set(acme.events.flatMap(({ metadata }) => Object.keys(metadata ?? {})));
    const documented = 'dto fileKey request response sourceData targetEntities targetEntity taskType';
    assert.deepEqual([...members].toSorted(), documented.split(' '));
    assert.ok(acme.events.some(({ userEmail }) => userEmail != null));
    assert.ok(acme.events.some(({ provenance }) => provenance != null));
    assert.ok(acme.events.some(({ userId, userEmail }) => userId == null && userEmail == null));
    const shapes = acme.events.flatMap(({ issues }) =>
      (issues ?? []).map((issue) => Object.keys(issue).join()),
    );
    assert.ok(count(shapes) >= 12, `${count(shapes)} shapes of issues`);
    assert.ok(acme.events.some(({ description }) => description.length > 1_500));
  });

  it("begins with the reference page's example", (t) => {
    const [example] = acme.events;
    assert.ok(example !== undefined);
    const { id, type, category, source, description, status, createdAt, userId, connectionId } = example;
    const page = existsSync(SEED) ? readFileSync(SEED, 'utf8') : null;
    if (page === null) return t.skip('the reference page is not beside the repository');
    for (const value of [id, type, category, source, description, status, example.requestDescription])
      assert.ok(page.includes(`"${value}"`), `${value}`);
    assert.equal(createdAt, '2020-07-06T12:00:00.000Z');
    assert.deepEqual([userId, connectionId], [1, 1]);
    const shown = { user: acme.users[0], check: acme.backgroundChecks[0], identity: acme.identities[0] };
    const connection = acme.connections.find((one) => one.id === 1);
    const differing = Object.values({ ...shown, connection, workspace: acme.workspaces[0] })
      .flatMap((document) => Object.entries(document ?? {}))
      .filter(([name, value]) => {
        const lines = [...page.matchAll(new RegExp(`"${name}": (".*"|null|true|false|\\d+),?\\n`, 'g'))];
        const printed = JSON.stringify(value).replace(/T(.*)(\.\d{3})Z"/, ' $1$2000"');
        return lines.length > 0 && !lines.some(([, text]) => text === printed);
      })
      .map(([name]) => name);
    // The contract's types win over the page: companyId is a number, product an object.
    assert.deepEqual(differing, ['companyId', 'product']);
    for (const list of [acme.backgroundChecks, acme.identities, acme.userDocuments])
      assert.ok(list.filter((one) => one.userId === 1).length <= 1);
  });

  it('has a test that fails for some nights and is fixed, and people who show why', () => {
    const runs = acme.events.filter(({ testId, type }) => testId === 31 && type.startsWith('AP_'));
    assert.match(runs.map(({ status }) => status).join(' '), /PASSED (FAILED ){10,}(PASSED ){15}/);
    const factors = acme.phases.flatMap(({ put }) =>
      (put.identities ?? []).filter(({ userId, connectionId }) => userId === 24 && connectionId === 4),
    );
    assert.deepEqual(
      factors.map(({ hasMfa }) => hasMfa),
      [false, true],
    );
  });

  it('has a rhythm: working days, nights and weekends differ', () => {
    const own = acme.events.slice(1).filter(({ source }) => source === 'APP');
    const weekend = own.filter(({ createdAt }) => [0, 6].includes(new Date(createdAt ?? 0).getUTCDay()));
    assert.ok(weekend.length > 0 && weekend.length * 5 < own.length, `${weekend.length} of ${own.length}`);
    const nightly = acme.events.filter(
      ({ source, createdAt }) => source === 'AUTOPILOT' && createdAt?.includes('T02:'),
    );
    assert.ok(nightly.length >= 14 * 90, `${nightly.length}`);
  });

  it('turns: newer versions of documents that exist, in order', () => {
    assert.ok(acme.phases.length >= 6);
    const starts = acme.phases.map(({ before }) => before);
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
    assert.ok(starts.every((start) => start > 0 && start < acme.events.length));
    for (const { put, why } of acme.phases)
      for (const kind of kinds)
        for (const document of put[kind] ?? []) {
          const before: object | undefined = acme[kind].find(({ id }) => id === document.id);
          assert.ok(before !== undefined, why);
          assert.notDeepEqual(document, before);
        }
  });

  it('serves documents of a plausible size', () => {
    const sizes = acme.events
      .map((event) => JSON.stringify(eventV1(viewOf(acme, event))).length)
      .toSorted((a, b) => a - b);
    const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    assert.ok(median > 800 && median < 4_000, `median ${median}`);
    assert.ok(mean > 1_500 && mean < 6_000, `mean ${mean}`);
  });

  it('keeps the companies apart although their ids overlap', () => {
    assert.ok(
      [acme, globex].every(
        ({ users, connections }) =>
          users.some(({ id }) => id === 1) && connections.some(({ id }) => id === 1),
      ),
    );
    assert.equal(JSON.stringify(globex).match(/acme/gi), null);
  });
});

const kinds = [
  'workspaces',
  'connections',
  'users',
  'identities',
  'backgroundChecks',
  'userDocuments',
] as const;

function not(predicate: 'isRole' | 'isClientType' | 'isProviderType' | 'isUserDocumentType') {
  const is = {
    isRole: vocabulary.isRole,
    isClientType: vocabulary.isClientType,
    isProviderType: vocabulary.isProviderType,
    isUserDocumentType: vocabulary.isUserDocumentType,
  }[predicate];
  return (word: string) => !is(word);
}

const checks = {
  workspaces: compileSchema(directoryBodies.workspaces),
  connections: compileSchema(directoryBodies.connections),
  users: compileSchema(directoryBodies.users),
  identities: compileSchema(directoryBodies.identities),
  backgroundChecks: compileSchema(directoryBodies.backgroundChecks),
  userDocuments: compileSchema(directoryBodies.userDocuments),
};

/** What PUT would refuse; the agreement to the terms is set elsewhere. */
function faultsOf(directory: Partial<DemoDirectory>): string[] {
  return kinds.flatMap((kind) =>
    (directory[kind] ?? []).flatMap((document) => {
      const { termsAgreedAt: _, ...body } = { termsAgreedAt: null, ...document };
      return checks[kind](body).map(({ path, message }) => `${kind} ${document.id} ${path} ${message}`);
    }),
  );
}

function dangling(company: DemoCompany): string[] {
  const has = {
    user: new Set(company.users.map(({ id }) => id)),
    email: new Set(company.users.map(({ email }) => email)),
    connection: new Set(company.connections.map(({ id }) => id)),
    workspace: new Set(company.workspaces.map(({ id }) => id)),
  };
  const missing: string[] = [];
  const expect = (there: boolean, what: string) => void (there || missing.push(what));
  for (const kind of kinds)
    expect(count(company[kind].map(({ id }) => id)) === company[kind].length, `${kind}: ids`);
  for (const { id, userId, connectionId } of company.identities)
    expect(has.user.has(userId ?? 0) && has.connection.has(connectionId ?? 0), `identity ${id}`);
  for (const { id, userId } of company.backgroundChecks) expect(has.user.has(userId), `check ${id}`);
  for (const { id, userId } of company.userDocuments) expect(has.user.has(userId), `document ${id}`);
  for (const { id, ownerId, workspaceIds } of company.connections)
    expect(
      has.user.has(ownerId ?? 0) && workspaceIds.every((one) => has.workspace.has(one)),
      `connection ${id}`,
    );
  for (const { type, userId, userEmail, connectionId, workspaceId } of company.events) {
    expect(userId == null || has.user.has(userId), `${type}: user ${userId}`);
    expect(userEmail == null || has.email.has(userEmail), `${type}: ${userEmail}`);
    expect(connectionId == null || has.connection.has(connectionId), `${type}: connection ${connectionId}`);
    expect(workspaceId == null || has.workspace.has(workspaceId), `${type}: workspace ${workspaceId}`);
  }
  const owner = company.users.find(({ id }) => id === company.ownerId);
  expect(owner?.termsAgreedAt != null, 'an owner who agreed to the terms');
  return missing;
}

/** The view that an event would have, without digests. */
function viewOf(company: DemoCompany, event: DraftInput): EventView {
  const nowhere = '0'.repeat(64);
  const connection = (id: number | null | undefined) => {
    const found = company.connections.find((one) => one.id === id);
    if (found === undefined) return null;
    const { workspaceIds, ...scalars } = found;
    return {
      connection: { ...scalars, owner: null, workspaces: [] },
      owner: company.users.find((one) => one.id === found.ownerId) ?? null,
      workspaces: company.workspaces.filter((one) => workspaceIds.includes(one.id)),
    };
  };
  const user = company.users.find(({ id, email }) => id === event.userId || email === event.userEmail);
  const identity = (one: Identity) => ({
    identity: { ...one, userId: one.userId ?? 0, connection: null },
    connection: connection(one.connectionId),
  });
  const person: PersonView | null =
    user === undefined
      ? null
      : {
          person: { ...user, backgroundChecks: [], identities: [], documents: [] },
          backgroundChecks: company.backgroundChecks.filter(({ userId }) => userId === user.id),
          identities: company.identities.filter(({ userId }) => userId === user.id).map(identity),
          documents: company.userDocuments.filter(({ userId }) => userId === user.id),
        };
  const checked = checkDraft(event, NOW);
  assert.ok('draft' in checked);
  return {
    entry: {
      v: 1,
      company: company.uuid,
      id: event.id ?? '',
      type: event.type,
      category: event.category ?? '',
      source: event.source,
      status: event.status ?? null,
      createdAt: event.createdAt ?? '',
      recordedAt: event.createdAt ?? '',
      actor: null,
      connectionId: event.connectionId ?? null,
      workspaceId: event.workspaceId ?? null,
      testId: event.testId ?? null,
      controlIds: event.controlIds ?? [],
      provenance: null,
      parts: { text: nowhere, metadata: null, test: null, person: null, connection: null },
    },
    text: { description: event.description },
    metadata: checked.draft.metadata,
    test: checked.draft.test,
    actorId: user?.id ?? null,
    person,
    connection: connection(event.connectionId),
  };
}
