/** `DirectoryHistory`, and removing: every version of every row, and the directory as it was. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HistoryRow } from '../../src/app/ports/history.ts';
import type { Change, Company, DirectoryKind, DirectoryRow, Store } from '../../src/app/ports.ts';
import { NOON } from './kit.ts';
import type { Ground, GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

const put = (row: DirectoryRow): Change => ({ do: 'put', row });
const remove = (kind: DirectoryKind, id: number): Change => ({ do: 'remove', kind, id });

function owned(kind: DirectoryKind, id: number, userId: number | null, note = ''): DirectoryRow {
  const connectionId = id % 2 === 0 ? id + 1 : null;
  return { kind, id, userId, connectionId, email: null, json: JSON.stringify({ id, userId, note }) };
}

function commit({ store, kit, company }: Ground, at: number, ...changes: Change[]) {
  return commitAll(store, [kit.item(company, { now: NOON + at, changes })]);
}

async function historyOf(store: Store, company: Company, count: number): Promise<HistoryRow[]> {
  const all: HistoryRow[] = [];
  for (;;) {
    const piece = await store.history.changedSince(company.company, all.at(-1)?.version ?? 0, count);
    if (piece.length === 0) return all;
    all.push(...piece);
  }
}

export function historySuite(onGround: GroundTest): void {
  onGround('what was written since a version, oldest first, no version in two pieces', async (ground) => {
    const { store, company } = ground;
    await commit(
      ground,
      1,
      put(owned('device', 1, 1)),
      put(owned('device', 2, 1)),
      put(owned('policy', 1, null)),
    );
    await commit(ground, 2, put(owned('device', 2, 7, 'moved')));
    await commit(ground, 3, remove('device', 1), remove('device', 99), put(owned('device', 3, 1)));
    const since = (version: number, count: number) =>
      store.history.changedSince(company.company, version, count);
    const all = await since(0, 100);
    const at = (version: number) => NOON + version;
    const gone = {
      kind: 'device',
      id: 1,
      userId: null,
      connectionId: null,
      email: null,
      json: null,
    } as const;
    const byVersion: Omit<HistoryRow, 'at'>[][] = [
      [owned('device', 1, 1), owned('device', 2, 1), owned('policy', 1, null)].map((row) => ({
        ...row,
        version: 1,
      })),
      [{ ...owned('device', 2, 7, 'moved'), version: 2 }],
      [
        { ...gone, version: 3 },
        { ...owned('device', 3, 1), version: 3 },
      ],
    ];
    const expected = byVersion.flat().map((row) => ({ ...row, at: at(row.version) }));
    assert.deepEqual(all, expected);
    // Pieces smaller than a version hold all of it.
    assert.deepEqual(await since(0, 1), expected.slice(0, 3));
    assert.deepEqual(await since(0, 4), expected.slice(0, 4));
    assert.deepEqual(await since(1, 2), expected.slice(3));
    assert.deepEqual(await since(3, 2), []);
    assert.deepEqual(await since(9, 2), []);
    assert.deepEqual(await historyOf(store, company, 1), expected);
  });

  onGround('an item that changes a row more than once leaves its last state', async (ground) => {
    const { store, company } = ground;
    await commit(ground, 1, put(owned('device', 1, 1, 'first')), put(owned('device', 1, 2, 'second')));
    await commit(ground, 2, remove('device', 1), put(owned('device', 1, 3, 'third')));
    await commit(ground, 3, put(owned('device', 1, 4, 'fourth')), remove('device', 1));
    const rows = await store.history.changedSince(company.company, 0, 100);
    assert.deepEqual(
      rows.map(({ version, userId, json }) => [version, userId, json === null]),
      [
        [1, 2, false],
        [2, 3, false],
        [3, null, true],
      ],
    );
    assert.equal(await store.directory.row(company.company, 'device', 1), null);
  });

  onGround('an item that fails writes no history', async (ground) => {
    const { store, kit, company } = ground;
    await commit(ground, 1, put(kit.user(1, { email: 'ann@example.com' })));
    const changes = [put(owned('device', 1, 1)), put(kit.user(2, { email: 'ann@example.com' }))];
    assert.deepEqual(await store.ledger.commit([kit.item(company, { changes })]), [
      { is: 'taken', what: 'email' },
    ]);
    assert.deepEqual(await store.history.changedSince(company.company, 1, 10), []);
  });

  onGround('types and keys move no row: their versions are in no history', async (ground) => {
    const { store, kit, company } = ground;
    const eventType = { name: 'A_TYPE', version: 1, category: 'A', schema: '{}', createdAt: NOON };
    await commit(ground, 1, { do: 'putEventType', eventType }, { do: 'addKey', key: kit.key(1) });
    assert.equal(await store.directory.version(company.company), 1);
    assert.deepEqual(await store.history.changedSince(company.company, 0, 10), []);
  });

  onGround('removing: the row is gone, its e-mail is free, its id is not given again', async (ground) => {
    const { store, kit, company } = ground;
    const { directory } = store;
    const other = await kit.company(store);
    const ann = kit.user(1, { email: 'ann@example.com' });
    await commitAll(store, [kit.item(other, { changes: [put(ann)] })]);
    await commit(ground, 1, put(ann), put(owned('device', 8, 1)), put(owned('identity', 8, 1)));
    await commit(ground, 2, remove('user', 1), remove('device', 8));
    assert.equal(await directory.version(company.company), 2);
    assert.equal(await directory.row(company.company, 'user', 1), null);
    assert.equal(await directory.userByEmail(company.company, 'ann@example.com'), null);
    assert.deepEqual(await directory.rowsOfUser(company.company, 'device', 1), []);
    assert.deepEqual(await directory.rows(company.company, 'device', 0, 10), []);
    assert.deepEqual(await directory.row(company.company, 'identity', 8), owned('identity', 8, 1));
    assert.deepEqual(await directory.row(other.company, 'user', 1), ann);
    assert.equal(await directory.nextId(company.company, 'device'), 9);
    assert.equal(await directory.nextId(company.company, 'user'), 2);
    await commit(ground, 3, put(kit.user(2, { email: 'ann@example.com' })));
    assert.equal((await directory.userByEmail(company.company, 'ann@example.com'))?.id, 2);
  });

  onGround('removing what is not there moves the version and changes nothing else', async (ground) => {
    const { store, company } = ground;
    await commit(ground, 1, remove('device', 1));
    assert.equal(await store.directory.version(company.company), 1);
    assert.deepEqual(await store.history.changedSince(company.company, 0, 10), []);
    assert.equal(await store.directory.nextId(company.company, 'device'), 1);
  });

  onGround('a row that moved to another user is then of that user', async (ground) => {
    const { store, company } = ground;
    await commit(ground, 10, put(owned('device', 1, 1)), put(owned('device', 2, 1)));
    await commit(ground, 20, put(owned('device', 1, 2)));
    await commit(ground, 30, remove('device', 2));
    const ids = async (userId: number, at: number) =>
      (await store.history.rowsOfUserAsOf(company.company, 'device', userId, NOON + at)).map(({ id }) => id);
    assert.deepEqual([await ids(1, 9), await ids(2, 9)], [[], []]);
    assert.deepEqual([await ids(1, 10), await ids(2, 10)], [[1, 2], []]);
    assert.deepEqual([await ids(1, 20), await ids(2, 29)], [[2], [1]]);
    assert.deepEqual([await ids(1, 30), await ids(2, 99)], [[], [1]]);
    const then = await store.history.rowAsOf(company.company, 'device', 1, NOON + 19);
    assert.deepEqual(then, owned('device', 1, 1));
  });

  onGround('of changes in one millisecond the last one counts', async (ground) => {
    const { store, company } = ground;
    for (const note of ['a', 'b', 'c']) await commit(ground, 5, put(owned('device', 1, 1, note)));
    // A clock that went back: the log's time did not.
    await commit(ground, 1, put(owned('device', 1, 1, 'd')));
    const then = (at: number) => store.history.rowAsOf(company.company, 'device', 1, NOON + at);
    assert.equal(await then(-1), null);
    const last = await then(10);
    assert.equal(last?.json.includes('"d"'), true);
  });

  onGround('any series of changes: the live directory is its history', async (ground) => {
    const { store, kit } = ground;
    const step = fc.record({
      kind: fc.constantFrom<DirectoryKind>('device', 'identity', 'policy'),
      id: fc.integer({ min: 1, max: 4 }),
      userId: fc.constantFrom(1, 2, null),
      remove: fc.boolean(),
      pause: fc.nat({ max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        async (items) => {
          const company = await kit.company(store);
          await assertHistory({ store, kit, company }, items);
        },
      ),
      { numRuns: 40, seed: 1 },
    );
  });
}

interface Step {
  kind: DirectoryKind;
  id: number;
  userId: number | null;
  remove: boolean;
  pause: number;
}

/** Applies the items to the store and to a map, and compares the directory as it was after each of them. */
async function assertHistory(ground: Ground, items: readonly (readonly Step[])[]): Promise<void> {
  const { store, kit, company } = ground;
  const live = new Map<string, DirectoryRow>();
  /** By time: a later state of the same millisecond replaces an earlier one. */
  const states = new Map<number, Map<string, DirectoryRow>>();
  let at = NOON;
  for (const [n, steps] of items.entries()) {
    at += steps[0]?.pause ?? 0;
    const changes = steps.map(({ kind, id, userId, remove: gone }): Change => {
      const row = owned(kind, id, userId, `${n}`);
      if (gone) live.delete(`${kind} ${id}`);
      else live.set(`${kind} ${id}`, row);
      return gone ? remove(kind, id) : put(row);
    });
    await commitAll(store, [kit.item(company, { now: at, changes })]);
    states.set(at, new Map(live));
  }
  const replayed = new Map<string, DirectoryRow>();
  for (const { json, version: _, at: __, ...row } of await historyOf(store, company, 2))
    if (json === null) replayed.delete(`${row.kind} ${row.id}`);
    else replayed.set(`${row.kind} ${row.id}`, { ...row, json });
  assert.deepEqual(sorted(replayed), sorted(live));
  for (const [then, state] of states) await assertAsOf(store, company, then, state);
}

async function assertAsOf(
  store: Store,
  company: Company,
  at: number,
  state: ReadonlyMap<string, DirectoryRow>,
): Promise<void> {
  for (const kind of ['device', 'identity', 'policy'] as const) {
    for (const id of [1, 2, 3, 4]) {
      const row = await store.history.rowAsOf(company.company, kind, id, at);
      assert.deepEqual(row, state.get(`${kind} ${id}`) ?? null);
    }
    for (const userId of [1, 2]) {
      const rows = await store.history.rowsOfUserAsOf(company.company, kind, userId, at);
      const expected = sorted(state).filter((row) => row.kind === kind && row.userId === userId);
      assert.deepEqual(rows, expected);
    }
  }
}

function sorted(rows: ReadonlyMap<string, DirectoryRow>): DirectoryRow[] {
  return [...rows.values()].sort((a, b) => a.kind.localeCompare(b.kind) || a.id - b.id);
}
