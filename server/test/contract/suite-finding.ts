/** `EventFinder`: filters of every shape, walks by cursor, counts, facets and histograms, equal to a plain model. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CreatedPlace, EventFilter, FacetMember } from '../../src/app/ports/finding.ts';
import type { Company, Store, StoredEvent } from '../../src/app/ports.ts';
import { parseTime } from '../../src/domain/time.ts';
import { ASKED, anyFilter, PEOPLE, populate, recordRandom, TYPES } from './finder-data.ts';
import {
  type ModelEvent,
  modelAfter,
  modelFacets,
  modelHistogram,
  modelMatches,
  modelPage,
  modelRuns,
} from './finder-model.ts';
import { NOON } from './kit.ts';
import { commitNamed } from './named.ts';
import type { GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

const FACETS: FacetMember[] = [
  'type',
  'source',
  'category',
  'status',
  'userId',
  'connectionId',
  'workspaceId',
  'testId',
];

const RUNS = { numRuns: 150, seed: 1 };

function placeOf({ entry, seq }: StoredEvent): CreatedPlace {
  return { createdAt: parseTime(entry.createdAt) ?? Number.NaN, seq };
}

interface Walk {
  before: number;
  descending: boolean;
  limit: number;
}

/** All pages of a filter; `between` runs after each. */
async function walk(
  store: Store,
  company: Company,
  filter: EventFilter,
  { before, descending, limit }: Walk,
  between: () => Promise<unknown> = async () => {},
): Promise<number[]> {
  const seqs: number[] = [];
  let after: CreatedPlace | null = null;
  for (;;) {
    const window = { before, descending, after, limit };
    const page: readonly StoredEvent[] = await store.finder.after(company.company, filter, window);
    seqs.push(...page.map(({ seq }) => seq));
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return seqs;
    after = placeOf(last);
    await between();
  }
}

/** Each verb on one filter, against the model. */
async function assertLikeModel(
  store: Store,
  company: Company,
  model: readonly ModelEvent[],
  filter: EventFilter,
): Promise<void> {
  const { finder } = store;
  const query = {
    filter,
    order: { sort: 'CREATED', descending: true },
    window: { offset: 2, limit: 5 },
  } as const;
  const page = await finder.page(company.company, filter, query.order, query.window);
  const seqs = page.events.map(({ seq }) => seq);
  assert.deepEqual({ seqs, total: page.total }, modelPage(model, PEOPLE, query), 'page');
  const before = Math.floor(model.length * 0.8);
  assert.equal(
    await finder.count(company.company, filter, before),
    modelMatches(model, filter, before).length,
    'count',
  );
  const facets = await finder.facets(company.company, filter, FACETS, 3);
  assert.deepEqual(facets, modelFacets(model, filter, FACETS, 3), 'facets');
  const bars = await finder.histogram(company.company, filter, 7_000);
  assert.deepEqual(bars, modelHistogram(model, filter, 7_000), 'histogram');
  for (const window of [
    { stepMs: 7_000, limit: 3, badOnly: false },
    { stepMs: 86_400_000, limit: 100, badOnly: true },
  ]) {
    const runs = await finder.testRuns(company.company, filter, window);
    assert.deepEqual(runs, modelRuns(model, filter, window), 'runs');
  }
}

export function findingSuite(onGround: GroundTest): void {
  onGround('filters of every shape: page, count, facets, histogram', async (ground) => {
    const { store, kit, company } = ground;
    const other = await kit.company(store);
    const model = await populate(ground, company, 200);
    const strangers = await populate(ground, other, 60);
    await fc.assert(
      fc.asyncProperty(anyFilter(model), async (filter) => {
        await assertLikeModel(store, company, model, filter);
        await assertLikeModel(store, other, strangers, filter);
      }),
      RUNS,
    );
  });

  onGround('a walk by cursor is the sorted list, in both directions', async (ground) => {
    const { store, company } = ground;
    const model = await populate(ground, company, 150);
    const walks = fc.record({
      before: fc.constantFrom(0, 1, 100, 150, 1_000),
      descending: fc.boolean(),
      limit: fc.constantFrom(1, 7, 50, 500),
    });
    await fc.assert(
      fc.asyncProperty(anyFilter(model), walks, async (filter, how) => {
        const expected = modelAfter(model, filter, { ...how, after: null, limit: 1_000 });
        assert.deepEqual(await walk(store, company, filter, how), expected);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  onGround('`after` may be any place, also one where no event is', async (ground) => {
    const { store, company } = ground;
    const model = await populate(ground, company, 90);
    const windows = fc.record({
      before: fc.constant(80),
      descending: fc.boolean(),
      after: fc.record({
        createdAt: fc.integer({ min: NOON - 1, max: NOON + 21_000 }),
        seq: fc.integer({ min: -1, max: 100 }),
      }),
      limit: fc.constantFrom(0, 1, 10, 100),
    });
    await fc.assert(
      fc.asyncProperty(windows, async (window) => {
        const page = await store.finder.after(company.company, {}, window);
        assert.deepEqual(
          page.map(({ seq }) => seq),
          modelAfter(model, {}, window),
        );
      }),
      RUNS,
    );
  });

  onGround('a walk neither skips nor repeats while others record', async (ground) => {
    const { store, company } = ground;
    const model = await populate(ground, company, 120);
    for (const descending of [false, true])
      for (const filter of [{}, { type: [TYPES[0]!] }, { userId: [1] }, { controlId: [2] }]) {
        const how = { before: model.length, descending, limit: 10 };
        const expected = modelAfter(model, filter, { ...how, after: null, limit: 1_000 });
        const recordMore = () => recordRandom(ground, 5);
        assert.deepEqual(await walk(store, company, filter, how, recordMore), expected);
      }
  });

  onGround('times before 1970 and far ones have their bars', async ({ store, kit, company }) => {
    const times = [-1, -1_000, -1_001, 0, 999, 253_402_300_799_999];
    const events = times.map((createdAt) => kit.event(company, { createdAt, status: 'PASSED' }));
    await commitAll(store, [kit.item(company, { events })]);
    const bars = await store.finder.histogram(company.company, {}, 1_000);
    assert.deepEqual(
      bars.map(({ from, count }) => [from, count]),
      [
        [-2_000, 1],
        [-1_000, 2],
        [0, 2],
        [253_402_300_799_000, 1],
      ],
    );
  });

  onGround('the name of a test that was erased is told no more; its runs still are', async (ground) => {
    const { store, kit, company } = ground;
    const run = (testName: string) =>
      kit.event(company, {
        testId: 7,
        status: 'PASSED',
        test: { testName, requestDescription: null, issues: [] },
      });
    await commitAll(store, [kit.item(company, { events: [run('Old'), run('New')] })]);
    const told = async () => {
      const window = { stepMs: 86_400_000, limit: 5, badOnly: false };
      const { runs } = await store.finder.testRuns(company.company, {}, window);
      return runs.map(({ testName, newest, results }) => [testName, newest.seq, results[0]?.count]);
    };
    assert.deepEqual(await told(), [['New', 1, 2]]);
    await commitNamed(ground, [{ do: 'removeParts', parts: [{ seq: 1, kind: 'test', replacement: null }] }]);
    assert.deepEqual(await told(), [[null, 1, 2]]);
  });

  onGround('an empty company counts nothing', async ({ store, company }) => {
    const { finder } = store;
    assert.equal(await finder.count(company.company, {}, 10), 0);
    const facets = await finder.facets(company.company, {}, ['type', 'userId'], 10);
    assert.deepEqual(facets, { type: [], userId: [] });
    assert.deepEqual(await finder.histogram(company.company, {}, 1_000), []);
    const runs = await finder.testRuns(company.company, {}, { stepMs: 1_000, limit: 5, badOnly: false });
    assert.deepEqual(runs, { tests: 0, badTests: 0, runs: [] });
    const window = { before: 10, descending: true, after: null, limit: 10 };
    assert.deepEqual(await finder.after(company.company, {}, window), []);
  });
}

export function searchSuite(onGround: GroundTest): void {
  const counter =
    ({ store, company }: { store: Store; company: Company }) =>
    (text: string) =>
      store.finder.count(company.company, { text }, Number.MAX_SAFE_INTEGER);

  onGround('an event is found by its words as soon as it is acknowledged', async (ground) => {
    const { store, kit, company } = ground;
    const found = counter(ground);
    for (let n = 1; n <= 20; n++) {
      const events = [kit.event(company, { description: `Number${n} of several` })];
      await commitAll(store, [kit.item(company, { events })]);
      assert.equal(await found(`number${n}`), 1);
      assert.equal(await found('several'), n);
    }
  });

  onGround('each part is searched, and nothing else of an event', async (ground) => {
    const { store, kit, company } = ground;
    const found = counter(ground);
    const spec = {
      type: 'TYPEWORD',
      description: 'descriptionword',
      metadata: { memberword: ['metadataword', 4711] },
      test: {
        testName: 'testword',
        requestDescription: 'requestword',
        issues: [{ externalId: 'issueword' }],
      },
    };
    await commitAll(store, [kit.item(company, { events: [kit.event(company, spec)] })]);
    const said = ['descriptionword', 'metadataword', '4711', 'testword', 'requestword', 'issueword'];
    for (const word of said) assert.equal(await found(word), 1, word);
    assert.equal(await found(said.join(' ')), 1);
    for (const word of ['TYPEWORD', 'memberword', 'description', 'ssueword'])
      assert.equal(await found(word), 0, word);
  });

  onGround('companies do not find each other', async (ground) => {
    const { store, kit, company } = ground;
    const other = await kit.company(store);
    const say = (to: Company, description: string) =>
      commitAll(store, [kit.item(to, { events: [kit.event(to, { description })] })]);
    await say(company, 'shared mine');
    await say(other, 'shared theirs');
    await say(other, 'shared theirs');
    const found = counter(ground);
    assert.equal(await found('shared'), 1);
    assert.equal(await found('theirs'), 0);
    assert.equal(await counter({ store, company: other })('shared'), 2);
  });

  onGround('no text is a syntax error', async (ground) => {
    await populate(ground, ground.company, 30);
    const found = counter(ground);
    for (const text of ASKED) await found(text);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom(...'ab"\'*()^:{}+-,.\0 ') }),
        ),
        async (text) => assert.ok((await found(text)) >= 0),
      ),
      RUNS,
    );
  });

  onGround('what was forgotten is not found, all else is', async (ground) => {
    const { store, kit, company } = ground;
    const events = Array.from({ length: 30 }, (_, n) =>
      kit.event(company, { description: `all${n} third${n % 3}` }),
    );
    await commitAll(store, [kit.item(company, { events })]);
    const found = counter(ground);
    assert.equal(await found('third1'), 10);
    const parts = [1, 4, 29].map((seq) => ({ seq, kind: 'text' as const, replacement: null }));
    await commitNamed(ground, [{ do: 'removeParts', parts }]);
    await store.search.forget(company.company, [1, 4, 29, 500]);
    await store.search.forget(company.company, [1]);
    await store.search.forget(company.company, []);
    assert.equal(await found('third1'), 8);
    assert.equal(await found('all1'), 0);
    assert.equal(await found('third2'), 9);
    await store.search.catchUp();
    assert.equal(await found('all*'), 27);
    const replacement = { salt: kit.random.bytes(16), json: '{"description":"all2 [erased]"}' };
    const redacted = { do: 'removeParts' as const, parts: [{ seq: 2, kind: 'text' as const, replacement }] };
    await commitNamed(ground, [redacted]);
    await store.search.forget(company.company, [2]);
    assert.equal(await found('third2'), 8);
    assert.equal(await found('all2 erased'), 1);
  });
}
