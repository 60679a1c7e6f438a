/** `Outcome`: every other answer leaves no trace of its item and does not disturb the others. */
import assert from 'node:assert/strict';
import type { Item, Outcome, Store } from '../../src/app/ports.ts';
import { limits } from '../../src/domain/limits.ts';
import { NOON } from './kit.ts';
import type { Ground, GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

/** Commits `item` between two that succeed, and proves that it left nothing behind. */
async function commitWithoutTrace({ store, kit, company }: Ground, item: Item): Promise<Outcome> {
  const before = await store.events.head(company.company);
  const neighbours = [0, 1].map(() => kit.item(company, { events: [kit.event(company)] }));
  const [first, outcome, last] = await store.ledger.commit([neighbours[0]!, item, neighbours[1]!]);
  assert.equal(first?.is, 'committed');
  assert.equal(last?.is, 'committed');
  const head = await store.events.head(company.company);
  assert.equal(head.size, before.size + 2);
  assert.equal(head.directoryVersion, before.directoryVersion);
  const stored = await store.events.eventsFrom(company.company, before.size, 10);
  assert.deepEqual(
    stored.map(({ entry }) => entry.id),
    neighbours.map(({ events }) => events[0]?.entry.id),
  );
  const digests = item.snapshots.map(({ digest }) => digest);
  assert.deepEqual(await store.events.snapshots(company.company, digests), []);
  assert.ok(outcome !== undefined);
  return outcome;
}

/** Changes and snapshots of people that no other item of a test touches. */
function traces({ kit }: Ground): Pick<Item, 'changes' | 'snapshots'> {
  const subject = kit.subject({ kind: 'person', id: 900 });
  return {
    changes: [
      { do: 'put', row: kit.user(900) },
      { do: 'addSubject', subject },
      { do: 'addKey', key: kit.key(900) },
    ],
    snapshots: [kit.snapshot(subject, 'person', 900, 1, { id: 900 })],
  };
}

async function assertUntouched({ store, company }: Ground): Promise<void> {
  assert.equal(await store.directory.row(company.company, 'user', 900), null);
  assert.equal(await store.directory.subject(company.company, { kind: 'person', id: 900 }), null);
  assert.equal(await store.directory.latestSnapshot(company.company, 'person', 900), null);
  assert.deepEqual(await store.access.keys(company.company), []);
}

export function outcomeSuite(onGround: GroundTest): void {
  onGround('stale: the directory has moved', async (ground) => {
    const { store, kit, company } = ground;
    const put = kit.item(company, { directoryVersion: 0, changes: [{ do: 'put', row: kit.user(1) }] });
    assert.deepEqual(await store.ledger.commit([put]), [
      { is: 'committed', events: [], directoryVersion: 1 },
    ]);
    const item = kit.item(company, { ...traces(ground), directoryVersion: 0, events: [kit.event(company)] });
    assert.deepEqual(await commitWithoutTrace(ground, item), { is: 'stale' });
    await assertUntouched(ground);
    const [again] = await store.ledger.commit([{ ...item, directoryVersion: 1 }]);
    assert.equal(again?.is, 'committed');
  });

  onGround(
    'stale: one of two items of a flush moves the directory of the other',
    async ({ store, kit, company }) => {
      const put = (id: number) =>
        kit.item(company, { directoryVersion: 0, changes: [{ do: 'put', row: kit.user(id) }] });
      const outcomes = await store.ledger.commit([put(1), put(2)]);
      assert.deepEqual(
        outcomes.map(({ is }) => is),
        ['committed', 'stale'],
      );
      assert.equal(await store.directory.row(company.company, 'user', 2), null);
    },
  );

  onGround('stale: another document has the snapshot version already', async (ground) => {
    const { store, kit, company } = ground;
    const subject = kit.subject({ kind: 'person', id: 7 });
    const first = kit.snapshot(subject, 'person', 7, 1, { id: 7, firstName: 'Ann' });
    await commitAll(store, [kit.item(company, { snapshots: [first] })]);
    const rival = kit.snapshot(subject, 'person', 7, 1, { id: 7, firstName: 'Bea' });
    const item = kit.item(company, { snapshots: [rival], events: [kit.event(company)] });
    assert.deepEqual(await commitWithoutTrace(ground, item), { is: 'stale' });
    assert.deepEqual(await store.directory.latestSnapshot(company.company, 'person', 7), first);
    await commitAll(store, [kit.item(company, { snapshots: [first, first] })]);
  });

  onGround('taken: an e-mail belongs to one user of a company', async (ground) => {
    const { store, kit, company } = ground;
    const email = 'ann@example.com';
    await commitAll(store, [kit.item(company, { changes: [{ do: 'put', row: kit.user(1, { email }) }] })]);
    const changes = [...traces(ground).changes, { do: 'put' as const, row: kit.user(2, { email }) }];
    const item = kit.item(company, { changes, events: [kit.event(company)] });
    assert.deepEqual(await commitWithoutTrace(ground, item), { is: 'taken', what: 'email' });
    await assertUntouched(ground);

    const other = await kit.company(store);
    await commitAll(store, [kit.item(other, { changes: [{ do: 'put', row: kit.user(2, { email }) }] })]);
    await commitAll(store, [
      kit.item(company, { changes: [{ do: 'put', row: kit.user(1, { email: null }) }] }),
    ]);
    await commitAll(store, [kit.item(company, { changes: [{ do: 'put', row: kit.user(2, { email }) }] })]);
  });

  onGround('idTaken: an id stands for other or unknown content', async (ground) => {
    const { store, kit, company } = ground;
    const [draftMac, otherMac] = [kit.random.bytes(32), kit.random.bytes(32)];
    const known = kit.event(company, { draftMac });
    const foreign = kit.event(company);
    await commitAll(store, [kit.item(company, { events: [known, foreign] })]);
    const clashes = [
      { id: known.entry.id, draftMac: otherMac },
      { id: known.entry.id, draftMac: null },
      { id: foreign.entry.id, draftMac },
      { id: foreign.entry.id, draftMac: null },
    ];
    for (const clash of clashes) {
      const events = [kit.event(company), kit.event(company, clash), kit.event(company)];
      const item = kit.item(company, { ...traces(ground), events });
      assert.deepEqual(await commitWithoutTrace(ground, item), { is: 'idTaken', id: clash.id });
      await assertUntouched(ground);
    }
    const twice = kit.event(company);
    const item = kit.item(company, { events: [twice, kit.event(company, { id: twice.entry.id })] });
    assert.deepEqual(await commitWithoutTrace(ground, item), { is: 'idTaken', id: twice.entry.id });
    const other = await kit.company(store);
    await commitAll(store, [kit.item(other, { events: [kit.event(other, { id: known.entry.id })] })]);
  });

  onGround('an id with the same draft keeps its earlier place', async ({ store, kit, company }) => {
    const draftMac = kit.random.bytes(32);
    const known = kit.event(company, { draftMac });
    const [first] = await commitAll(store, [kit.item(company, { events: [kit.event(company), known] })]);
    const again = kit.event(company, { id: known.entry.id, draftMac, description: 'prepared again' });
    const fresh = kit.event(company, { draftMac: kit.random.bytes(32) });
    const later = kit.item(company, {
      now: NOON + 60_000,
      events: [fresh, again, kit.event(company), fresh],
    });
    const [recorded] = await commitAll(store, [later]);
    assert.deepEqual(recorded?.[1], first?.[1]);
    assert.deepEqual(
      recorded?.map(({ seq }) => seq),
      [2, 1, 3, 2],
    );
    assert.equal((await store.events.head(company.company)).size, 4);
    const stored = await store.events.event(company.company, known.entry.id);
    assert.deepEqual(stored?.parts, known.parts);
  });

  onGround('replayed: an idempotency key repeats its answer', async (ground) => {
    const { store, kit, company } = ground;
    const idempotency = { key: 'key-1', fingerprint: kit.random.bytes(32) };
    const request = (over: Partial<Item> = {}) =>
      kit.item(company, { idempotency, events: [kit.event(company), kit.event(company)], ...over });
    const [first] = await commitAll(store, [request()]);
    await commitAll(store, [kit.item(company, { events: [kit.event(company)] })]);
    const replay = await commitWithoutTrace(ground, request({ ...traces(ground), now: NOON + 9 }));
    assert.deepEqual(replay, { is: 'replayed', events: first });
    await assertUntouched(ground);

    const reused = request({ idempotency: { ...idempotency, fingerprint: kit.random.bytes(32) } });
    assert.deepEqual(await commitWithoutTrace(ground, reused), { is: 'keyReused' });
    const other = await kit.company(store);
    const elsewhere = kit.item(other, { idempotency, events: [kit.event(other)] });
    await commitAll(store, [elsewhere]);
  });

  onGround(
    'replayed: also with earlier places, without events, and inside one call',
    async ({ store, kit, company }) => {
      const fingerprint = kit.random.bytes(32);
      const known = kit.event(company, { draftMac: kit.random.bytes(32) });
      await commitAll(store, [kit.item(company, { events: [known] })]);
      const mixed = kit.item(company, {
        idempotency: { key: 'mixed', fingerprint },
        events: [kit.event(company), known, kit.event(company)],
      });
      const [first, replay] = await store.ledger.commit([mixed, mixed]);
      assert.equal(first?.is, 'committed');
      assert.deepEqual(replay, { is: 'replayed', events: first?.is === 'committed' ? first.events : [] });
      const empty = kit.item(company, { idempotency: { key: 'empty', fingerprint } });
      await commitAll(store, [empty]);
      assert.deepEqual(await store.ledger.commit([empty]), [{ is: 'replayed', events: [] }]);
    },
  );

  onGround('an idempotency key is free again after its time', async ({ store, kit, company }) => {
    const use = (now: number) =>
      kit.item(company, {
        now,
        idempotency: { key: 'key', fingerprint: kit.random.bytes(32) },
        events: [kit.event(company)],
      });
    await commitAll(store, [use(NOON)]);
    const early = await store.ledger.commit([use(NOON + limits.idempotencyKeptMs - 1)]);
    assert.deepEqual(early, [{ is: 'keyReused' }]);
    await commitAll(store, [use(NOON + limits.idempotencyKeptMs + 1)]);
    assert.equal((await store.events.head(company.company)).size, 2);
  });

  onGround('a refused item does not use up its idempotency key', async ({ store, kit, company }: Ground) => {
    const idempotency = { key: 'key', fingerprint: kit.random.bytes(32) };
    const taken = kit.event(company);
    await commitAll(store, [kit.item(company, { events: [taken] })]);
    const clash = kit.item(company, { idempotency, events: [kit.event(company, { id: taken.entry.id })] });
    assert.deepEqual(await store.ledger.commit([clash]), [{ is: 'idTaken', id: taken.entry.id }]);
    await commitAll(store, [kit.item(company, { idempotency, events: [kit.event(company)] })]);
  });

  onGround(
    'changes move the directory version by one per item, keys do not',
    async ({ store, kit, company }) => {
      const version = async (store: Store) => (await store.events.head(company.company)).directoryVersion;
      const key = kit.key(1);
      const eventType = { name: 'X', version: 1, category: 'Y', schema: '{}', createdAt: NOON };
      const changes: Item['changes'][] = [
        [
          { do: 'put', row: kit.user(1) },
          { do: 'put', row: kit.user(2) },
          { do: 'addKey', key },
        ],
        [{ do: 'addSubject', subject: kit.subject({ kind: 'person', id: 1 }) }],
        [{ do: 'putEventType', eventType }],
        [{ do: 'revokeKey', id: key.id, at: NOON }],
        [{ do: 'addKey', key: kit.key(2) }],
      ];
      const versions: number[] = [];
      for (const change of changes) {
        const [outcome] = await store.ledger.commit([kit.item(company, { changes: change })]);
        assert.equal(outcome?.is, 'committed');
        if (outcome?.is === 'committed') versions.push(outcome.directoryVersion);
        assert.equal(await version(store), versions.at(-1));
        assert.equal(await store.directory.version(company.company), versions.at(-1));
      }
      assert.deepEqual(versions, [1, 2, 3, 3, 3]);
    },
  );
}
