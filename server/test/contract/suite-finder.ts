/** `EventFinder.page`: pages and totals equal those of a plain model, for random events, filters and sorts. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EventFilter, EventSort } from '../../src/app/ports/finding.ts';
import type { Company, Store } from '../../src/app/ports.ts';
import { CATEGORIES, PEOPLE, populate, SOURCES, STATUSES, TYPES } from './finder-data.ts';
import { type ModelEvent, modelPage, type Query } from './finder-model.ts';
import { type EventSpec, NOON, sealed } from './kit.ts';
import type { GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

const SORTS: EventSort[] = ['CREATED', 'DESCRIPTION', 'TYPE', 'CATEGORY', 'USER', 'CHECK_RESULTS_STATUS'];

const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });
const bound = fc.option(
  fc.integer({ min: -1, max: 20 }).map((seconds) => NOON + seconds * 1_000),
  { nil: undefined, freq: 2 },
);

const SINGLE: ReadonlySet<string> = new Set(['id', 'createdFrom', 'createdTo', 'mostRecent']);

/** Filters in which about one member in three is set, some to values that nothing has. */
function filters(model: readonly ModelEvent[]): fc.Arbitrary<EventFilter> {
  return fc
    .record({
      id: fc.option(fc.constantFrom(model[3]!.id, '00000000-0000-0000-0000-000000000000'), {
        nil: undefined,
        freq: 1,
      }),
      type: some([...TYPES, 'NEVER']),
      source: some(SOURCES),
      category: some([...CATEGORIES, 'NEVER']),
      status: some([...STATUSES, 'NEVER']),
      userId: some([1, 2, 3, 4, 5, 6]),
      controlId: some([1, 2, 3, 4, 5, 6]),
      testId: some([1, 2, 3, 4, 5]),
      workspaceId: some([1, 2, 3]),
      createdFrom: bound,
      createdTo: bound,
      mostRecent: some([true, false]),
      /** How many members stay, so that most filters match something. */
      keep: fc.uniqueArray(fc.nat({ max: 11 }), { maxLength: 3 }),
    })
    .map(({ keep, ...filter }) => {
      const members = Object.entries(filter).filter(
        ([, value], i) => value !== undefined && keep.includes(i),
      );
      return Object.fromEntries(members.map(([name, value]) => [name, SINGLE.has(name) ? value : [value]]));
    });
}

function queries(model: readonly ModelEvent[]): fc.Arbitrary<Query> {
  return fc.record({
    filter: filters(model),
    order: fc.record({ sort: fc.constantFrom(...SORTS), descending: fc.boolean() }),
    window: fc.record({
      offset: fc.oneof(fc.constant(0), fc.nat({ max: 250 })),
      limit: fc.integer({ min: 1, max: 50 }),
    }),
  });
}

async function assertLikeModel(store: Store, company: Company, model: readonly ModelEvent[], query: Query) {
  const page = await store.finder.page(company.company, query.filter, query.order, query.window);
  const expected = modelPage(model, PEOPLE, query);
  assert.deepEqual({ seqs: page.events.map(({ seq }) => seq), total: page.total }, expected);
}

export function finderSuite(onGround: GroundTest): void {
  onGround('every filter, sort and direction on its own', async (ground) => {
    const { store, company } = ground;
    const model = await populate(ground, company, 150);
    const single: EventFilter[] = [
      {},
      { id: model[5]!.id },
      { type: [TYPES[1]!] },
      { source: [SOURCES[1]!] },
      { category: [CATEGORIES[2]!] },
      { status: [STATUSES[1]!] },
      { userId: [2] },
      { controlId: [3] },
      { testId: [2] },
      { workspaceId: [1] },
      { createdFrom: NOON + 5_000 },
      { createdTo: NOON + 5_000 },
      { createdFrom: NOON + 5_000, createdTo: NOON + 5_000 },
      { createdFrom: NOON + 5_000, createdTo: NOON + 4_000 },
      { testId: [2], mostRecent: true },
    ];
    for (const filter of single) {
      for (const sort of SORTS) {
        for (const descending of [false, true]) {
          for (const window of [
            { offset: 0, limit: 50 },
            { offset: 3, limit: 7 },
          ]) {
            await assertLikeModel(store, company, model, { filter, order: { sort, descending }, window });
          }
        }
      }
    }
  });

  onGround('random combinations of filters, sorts and windows', async (ground) => {
    const { store, kit, company } = ground;
    const other = await kit.company(store);
    const model = await populate(ground, company, 200);
    const strangers = await populate(ground, other, 60);
    await fc.assert(
      fc.asyncProperty(queries(model), async (query) => {
        await assertLikeModel(store, company, model, query);
        await assertLikeModel(store, other, strangers, query);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  onGround('a page holds whole events', async ({ store, kit, company }) => {
    const spec: EventSpec = {
      actorId: 1,
      metadata: { dto: { long: 'x'.repeat(3_000) } },
      controlIds: [1, 2, 2],
    };
    const event = kit.event(company, spec);
    await commitAll(store, [kit.item(company, { events: [event] })]);
    const order = { sort: 'CREATED', descending: true } as const;
    const page = await store.finder.page(company.company, { controlId: [2] }, order, { offset: 0, limit: 5 });
    assert.equal(page.total, 1);
    assert.deepEqual(page.events, [await store.events.event(company.company, event.entry.id)]);
    assert.deepEqual(page.events[0]?.entry, sealed(event, NOON).entry);
  });

  onGround('a renamed person sorts under the new name', async ({ store, kit, company }) => {
    const put = (id: number, lastName: string) => ({ do: 'put' as const, row: kit.user(id, { lastName }) });
    const events = [1, 2].map((actorId) => kit.event(company, { actorId }));
    await commitAll(store, [kit.item(company, { changes: [put(1, 'Adams'), put(2, 'Baker')], events })]);
    const seqs = async () => {
      const order = { sort: 'USER', descending: false } as const;
      const page = await store.finder.page(company.company, {}, order, { offset: 0, limit: 5 });
      return page.events.map(({ seq }) => seq);
    };
    assert.deepEqual(await seqs(), [0, 1]);
    await commitAll(store, [kit.item(company, { changes: [put(1, 'Cole')] })]);
    assert.deepEqual(await seqs(), [1, 0]);
  });

  onGround('an unknown or empty company has empty pages', async ({ store, company }) => {
    for (const sort of SORTS) {
      const window = { offset: 0, limit: 5 };
      const page = await store.finder.page(company.company, {}, { sort, descending: true }, window);
      assert.deepEqual(page, { events: [], total: 0 });
    }
  });
}
