/** `Directory`: the live documents, their subjects and snapshots, and registered types. */
import assert from 'node:assert/strict';
import type { Change, DirectoryKind, DirectoryRow } from '../../src/app/ports.ts';
import { NOON } from './kit.ts';
import type { GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

function put(row: DirectoryRow): Change {
  return { do: 'put', row };
}

function owned(kind: DirectoryKind, id: number, userId: number | null): DirectoryRow {
  const json = JSON.stringify({ id, userId });
  return { kind, id, userId, connectionId: null, email: null, json };
}

export function directorySuite(onGround: GroundTest): void {
  onGround('rows are kept as given and replaced whole', async ({ store, kit, company }) => {
    const other = await kit.company(store);
    const first: DirectoryRow = {
      kind: 'identity',
      id: 3,
      userId: 1,
      connectionId: 2,
      email: 'ann@example.com',
      json: '{"id":3,"username":"Größe 🙂"}',
    };
    await commitAll(store, [kit.item(company, { changes: [put(kit.user(1)), put(first)] })]);
    assert.deepEqual(await store.directory.row(company.company, 'identity', 3), first);
    const second = { ...first, userId: 9, connectionId: null, email: null, json: '{"id":3}' };
    await commitAll(store, [kit.item(company, { changes: [put(second)] })]);
    assert.deepEqual(await store.directory.row(company.company, 'identity', 3), second);
    assert.equal(await store.directory.row(company.company, 'user', 3), null);
    assert.equal(await store.directory.row(other.company, 'identity', 3), null);
  });

  onGround('users are found by e-mail', async ({ store, kit, company }) => {
    const other = await kit.company(store);
    const [ann, bea] = [kit.user(1, { email: 'ann@example.com' }), kit.user(2, { email: null })];
    const stranger: DirectoryRow = { ...owned('identity', 4, 1), email: 'cleo@example.com' };
    await commitAll(store, [kit.item(company, { changes: [put(ann), put(bea), put(stranger)] })]);
    const find = (of: number, email: string) => store.directory.userByEmail(of, email);
    assert.deepEqual(await find(company.company, 'ann@example.com'), ann);
    assert.equal(await find(company.company, 'cleo@example.com'), null);
    assert.equal(await find(company.company, 'dora@example.com'), null);
    assert.equal(await find(other.company, 'ann@example.com'), null);
  });

  onGround('rows of a user come by id', async ({ store, kit, company }) => {
    const rows = [
      owned('backgroundCheck', 30, 1),
      owned('backgroundCheck', 4, 1),
      owned('backgroundCheck', 5, 2),
      owned('identity', 6, 1),
      owned('backgroundCheck', 7, null),
    ];
    await commitAll(store, [kit.item(company, { changes: rows.map(put) })]);
    const read = await store.directory.rowsOfUser(company.company, 'backgroundCheck', 1);
    assert.deepEqual(read, [rows[1], rows[0]]);
    assert.deepEqual(await store.directory.rowsOfUser(company.company, 'userDocument', 1), []);
  });

  onGround('all rows of a kind are read in pieces', async ({ store, kit, company }) => {
    const rows = [5, 1, 3, 2].map((id) => owned('workspace', id, null));
    await commitAll(store, [kit.item(company, { changes: [...rows.map(put), put(kit.user(9))] })]);
    const ids = async (after: number, count: number) =>
      (await store.directory.rows(company.company, 'workspace', after, count)).map(({ id }) => id);
    assert.deepEqual(await ids(0, 3), [1, 2, 3]);
    assert.deepEqual(await ids(3, 3), [5]);
    assert.deepEqual(await ids(5, 3), []);
    assert.deepEqual(await ids(0, 0), []);
  });

  onGround('nextId is beyond every id of the kind', async ({ store, kit, company }) => {
    const next = () => store.directory.nextId(company.company, 'workspace');
    assert.equal(await next(), 1);
    const changes = [put(owned('workspace', 1, null)), put(owned('workspace', 2, null)), put(kit.user(40))];
    await commitAll(store, [kit.item(company, { changes })]);
    assert.equal(await next(), 3);
    await commitAll(store, [kit.item(company, { changes: [put(owned('workspace', 8, null))] })]);
    assert.equal(await next(), 9);
  });

  onGround(
    'subjects keep their secrets, and a second one for the same subject is refused',
    async (ground) => {
      const { store, kit, company } = ground;
      const subject = kit.subject({ kind: 'person', id: 1 });
      const read = (kind: 'person' | 'connection') =>
        store.directory.subject(company.company, { kind, id: 1 });
      assert.equal(await read('person'), null);
      await commitAll(store, [kit.item(company, { changes: [{ do: 'addSubject', subject }] })]);
      const stored = await read('person');
      assert.deepEqual(
        stored && { ...stored, key: new Uint8Array(stored.key), tagSalt: new Uint8Array(stored.tagSalt) },
        subject,
      );
      assert.equal(await read('connection'), null);
      const rival = kit.subject({ kind: 'person', id: 1 });
      const outcomes = await store.ledger.commit([
        kit.item(company, { changes: [{ do: 'addSubject', subject: rival }] }),
      ]);
      assert.deepEqual(outcomes, [{ is: 'stale' }]);
      assert.deepEqual(await read('person'), stored);
    },
  );

  onGround('latestSnapshot is the newest version', async ({ store, kit, company }) => {
    const subject = kit.subject({ kind: 'person', id: 5 });
    const versions = [1, 2, 10].map((version) =>
      kit.snapshot(subject, 'person', 5, version, { id: 5, version }),
    );
    const latest = (kind: 'person' | 'owner', id: number) =>
      store.directory.latestSnapshot(company.company, kind, id);
    assert.equal(await latest('person', 5), null);
    await commitAll(store, [kit.item(company, { snapshots: versions })]);
    assert.deepEqual(await latest('person', 5), versions[2]);
    assert.equal(await latest('owner', 5), null);
    assert.equal(await latest('person', 6), null);
  });

  onGround('event types have versions, and a lost race for one is stale', async ({ store, kit, company }) => {
    const type = (version: number, category: string) => ({
      name: 'BADGE_PRINTED',
      version,
      category,
      schema: '{"type":"object"}',
      createdAt: NOON,
    });
    const register = (version: number, category: string) =>
      store.ledger.commit([
        kit.item(company, { changes: [{ do: 'putEventType', eventType: type(version, category) }] }),
      ]);
    const read = () => store.directory.eventType(company.company, 'BADGE_PRINTED');
    assert.equal(await read(), null);
    await register(1, 'OFFICE');
    assert.deepEqual(await read(), type(1, 'OFFICE'));
    await register(2, 'SITE');
    assert.deepEqual(await read(), type(2, 'SITE'));
    assert.deepEqual(await register(2, 'RIVAL'), [{ is: 'stale' }]);
    assert.deepEqual(await read(), type(2, 'SITE'));
    assert.equal(await store.directory.eventType(company.company, 'BADGE_LOST'), null);
    const { schema: _, ...newest } = type(2, 'SITE');
    const early = { ...newest, name: 'A_BADGE', version: 1 };
    await store.ledger.commit([
      kit.item(company, { changes: [{ do: 'putEventType', eventType: { ...early, schema: '{}' } }] }),
    ]);
    assert.deepEqual(await store.directory.eventTypes(company.company), [early, newest]);
  });
}
