/**
 * The columns of the embedded store, with chunks of 256 events: whatever is asked, closed chunks and the end of the log
 * answer as a plain model does, and whatever becomes of their file.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import type { EventFilter, EventSort, FacetMember } from '../src/app/ports/finding.ts';
import type { Company, Store } from '../src/app/ports.ts';
import { memberNames } from '../src/store/sqlite/columns/chunk.ts';
import { columnFile } from '../src/store/sqlite/columns/column-file.ts';
import { databaseFile, openDatabase } from '../src/store/sqlite/connection.ts';
import type { Facets } from '../src/store/sqlite/count-events.ts';
import { isDamaged } from '../src/store/sqlite/derived-file.ts';
import type { Page } from '../src/store/sqlite/find-events.ts';
import { type Scanner, type Scans, scanner } from '../src/store/sqlite/scans.ts';
import { anyFilter, PEOPLE, populate, recordRandom } from './contract/finder-data.ts';
import {
  type ModelEvent,
  modelAfter,
  modelFacets,
  modelHistogram,
  modelMatches,
  modelPage,
  modelRuns,
} from './contract/finder-model.ts';
import { type Kit, makeKit, NOON } from './contract/kit.ts';
import { commitNamed } from './contract/named.ts';
import { type SqliteFolder, sqliteFolder } from './sqlite-folder.ts';

const SORTS: EventSort[] = ['CREATED', 'DESCRIPTION', 'TYPE', 'CATEGORY', 'USER', 'CHECK_RESULTS_STATUS'];
const CHUNK_LEVEL = 1;
const CHUNK_EVENTS = 256;

interface Log {
  company: Company;
  model: ModelEvent[];
}

interface Opened extends Scanner {
  close(): void;
}

function openScanner(folder: SqliteFolder): Opened {
  const db = openDatabase(folder.path, 'read');
  const scans = scanner(folder.path, db, CHUNK_LEVEL);
  let open = true;
  const close = () => {
    if (open) scans.columns.close();
    if (open) db.close();
    open = false;
  };
  folder.onEnd(close);
  return { ...scans, close };
}

function ask<Name extends keyof Scans>(
  scans: Scanner,
  scan: Name,
  query: Parameters<Scans[Name]>[0],
): ReturnType<Scans[Name]> {
  return scans.answer({ scan, query } as Parameters<Scanner['answer']>[0]) as ReturnType<Scans[Name]>;
}

function storeAll({ columns }: Scanner, { company }: Log): void {
  for (let steps = 0; !columns.follow(company.company); steps++) assert.ok(steps < 100);
}

/** Without text: what is said is in no column. */
const filtersOf = (model: readonly ModelEvent[]) =>
  anyFilter(model).map(({ text, ...filter }) => filter as EventFilter);

const windows = fc.record({
  before: fc.constantFrom(0, 1, CHUNK_EVENTS - 1, CHUNK_EVENTS, 300, 512, 600, 10_000),
  descending: fc.boolean(),
  after: fc.option(
    fc.record({
      createdAt: fc.integer({ min: -1, max: 21 }).map((seconds) => NOON + seconds * 1_000),
      seq: fc.integer({ min: -1, max: 800 }),
    }),
  ),
  limit: fc.constantFrom(0, 1, 10, 1_000),
});
const pages = fc.record({
  order: fc.record({ sort: fc.constantFrom(...SORTS), descending: fc.boolean() }),
  window: fc.record({ offset: fc.constantFrom(0, 1, 30, 200), limit: fc.constantFrom(0, 1, 20) }),
});

const seqsOf = (events: Page['events']) => events.map(({ seq }) => seq);

/** Every verb, on random filters. */
function assertLikeModel(scans: Scanner, { company: { company }, model }: Log, numRuns: number): void {
  const law = fc.property(filtersOf(model), windows, pages, (filter, window, { order, window: page }) => {
    const found = ask(scans, 'page', { company, filter, order, window: page });
    const query = { filter, order, window: page };
    assert.deepEqual(
      { seqs: seqsOf(found.events), total: found.total },
      modelPage(model, PEOPLE, query),
      'page',
    );
    const after = ask(scans, 'after', { company, filter, window });
    assert.deepEqual(seqsOf(after), modelAfter(model, filter, window), 'after');
    const { before, limit } = window;
    const matching = modelMatches(model, filter, before).map(({ seq }) => seq);
    assert.equal(ask(scans, 'count', { company, filter, before }), matching.length, 'count');
    const from = 250;
    assert.deepEqual(
      ask(scans, 'seqs', { company, filter, window: { from, before, limit } }),
      matching
        .filter((seq) => seq >= from)
        .sort((a, b) => a - b)
        .slice(0, limit),
      'seqs',
    );
    assertCounts(scans, company, model, filter);
  });
  fc.assert(law, { numRuns, seed: 1 });
}

function assertCounts(
  scans: Scanner,
  company: number,
  model: readonly ModelEvent[],
  filter: EventFilter,
): void {
  const members: FacetMember[] = memberNames;
  const facets: Facets = ask(scans, 'facets', { company, filter, members, limit: 3 });
  assert.deepEqual(facets, modelFacets(model, filter, members, 3), 'facets');
  for (const stepMs of [7_000, 86_400_000])
    assert.deepEqual(
      ask(scans, 'histogram', { company, filter, stepMs }),
      modelHistogram(model, filter, stepMs),
      'histogram',
    );
  for (const window of [
    { stepMs: 7_000, limit: 2, badOnly: true },
    { stepMs: 86_400_000, limit: 100, badOnly: false },
  ])
    assert.deepEqual(
      ask(scans, 'testRuns', { company, filter, window }),
      modelRuns(model, filter, window),
      'runs',
    );
}

/** Also long before 1970, and so far apart that four bytes do not hold it. */
const anyTime = ({ random }: Kit) =>
  NOON + random.int(20) * 1_000 - random.pick([0, 0, 0, 1, NOON + 5_000, 2 ** 32, 2 ** 41]);

async function openLogs(
  t: TestContext,
): Promise<{ folder: SqliteFolder; store: Store; kit: Kit; logs: Log[] }> {
  const folder = sqliteFolder(t);
  const store = await folder.open();
  const kit = makeKit(1);
  const logs: Log[] = [];
  for (const [count, timeOf] of [
    [700, undefined],
    [2 * CHUNK_EVENTS, anyTime],
    [CHUNK_EVENTS - 1, anyTime],
    [0, undefined],
  ] as const) {
    const company = await kit.company(store);
    logs.push({ company, model: await populate({ store, kit, company }, company, count, timeOf) });
  }
  return { folder, store, kit, logs };
}

test('columns answer like a plain model: from rows, from chunks, while the log grows', async (t) => {
  const { folder, store, kit, logs } = await openLogs(t);
  const scans = openScanner(folder);
  const filled = logs.filter(({ model }) => model.length > 0);
  for (const log of filled) assertLikeModel(scans, log, 40);
  assert.equal(new Set(scans.columns.behind()).size, 2);
  for (const log of filled) storeAll(scans, log);
  assert.deepEqual(scans.columns.behind(), []);
  for (const log of filled) assertLikeModel(scans, log, 150);
  for (const log of filled) {
    const more = await recordRandom({ store, kit, company: log.company }, 70, anyTime);
    log.model.push(...more.map((event) => ({ ...event })));
    assertLikeModel(scans, log, 40);
  }
  const others = openScanner(folder);
  for (const log of filled) storeAll(others, log);
  for (const log of filled) assertLikeModel(others, log, 40);
  const [empty] = logs.slice(-1);
  assert.deepEqual(
    ask(scans, 'histogram', { company: empty!.company.company, filter: {}, stepMs: 1_000 }),
    [],
  );
});

test('an erased person is counted by nobody, in chunks as in rows', async (t) => {
  const { folder, store, kit, logs } = await openLogs(t);
  const [{ company, model }] = logs as [Log];
  const scans = openScanner(folder);
  storeAll(scans, logs[0]!);
  const ground = { store, kit, company };
  const seqs = model.filter(({ actorId }) => actorId === 2).map(({ seq }) => seq);
  const before = model.length;
  await commitNamed(ground, [
    { do: 'forgetActors', seqs },
    { do: 'forgetMentions', userId: 2 },
  ]);
  const count = (filter: EventFilter) => ask(scans, 'count', { company: company.company, filter, before });
  assert.ok(seqs.length > 10);
  assert.equal(count({ userId: [2] }), 0);
  assert.equal(count({ not: { userId: [2] } }), before);
  assert.equal(count({ userId: [null] }), model.filter(({ actorId }) => actorId === null).length);
  const query = { company: company.company, filter: {}, members: ['userId'] as const, limit: 10 };
  const counted = ask(scans, 'facets', query).userId ?? [];
  assert.deepEqual(counted.map(({ value }) => value).sort(), [1, 3, 4, 5, null].sort());
  const window = { offset: 0, limit: 1_000 };
  const page = {
    company: company.company,
    filter: {},
    order: { sort: 'USER', descending: false },
    window,
  } as const;
  const actors = ask(scans, 'page', page).events.map(({ actorId }) => actorId);
  assert.equal(
    actors.findIndex((id) => id !== null),
    actors.length - model.filter(({ actorId }) => actorId !== null && actorId !== 2).length,
  );
});

test('a log that was restored to an earlier state is counted as it is now', async (t) => {
  const { folder, store, kit, logs } = await openLogs(t);
  const [log] = logs as [Log];
  await store.close();
  const backup = readFileSync(databaseFile(folder.path));
  const first = await folder.open();
  await recordRandom({ store: first, kit, company: log.company }, 100);
  const ahead = openScanner(folder);
  storeAll(ahead, log);
  ahead.close();
  await first.close();
  writeFileSync(databaseFile(folder.path), backup);
  const second = await folder.open();
  log.model.push(...(await recordRandom({ store: second, kit, company: log.company }, 100)));
  const scans = openScanner(folder);
  assertLikeModel(scans, log, 30);
  assert.deepEqual(scans.columns.behind().includes(log.company.company), true);
  storeAll(scans, log);
  assertLikeModel(scans, log, 30);
});

function change(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

test('a file that was lost, cut, overwritten or made by another program is made again', async (t) => {
  const { folder, logs } = await openLogs(t);
  const [log] = logs as [Log];
  const path = columnFile(folder.path);
  const { company } = log.company;
  const first = openScanner(folder);
  storeAll(first, log);
  first.close();
  const whole = readFileSync(path);
  const middle = Buffer.from(whole);
  middle.fill(0xa5, 4_096, middle.length - 4_096);
  const states: [string, () => void][] = [
    ['lost', () => rmSync(path)],
    ['empty', () => writeFileSync(path, '')],
    ['cut', () => writeFileSync(path, whole.subarray(0, 10_000))],
    ['no database', () => writeFileSync(path, 'This is no database. '.repeat(1_000))],
    ['overwritten', () => writeFileSync(path, middle)],
    ['of another program', () => change(path, 'DROP TABLE columns')],
    ['of another format', () => change(path, "UPDATE about SET format = '0'; DELETE FROM columns")],
    ['without columns', () => change(path, 'DELETE FROM columns')],
    ['with a byte that changed', () => change(path, 'UPDATE columns SET codes = zeroblob(length(codes))')],
    ['without controls', () => change(path, 'DELETE FROM controls')],
    ['with other controls', () => change(path, 'UPDATE controls SET places = zeroblob(length(places))')],
    ['with other words', () => change(path, "UPDATE columns SET said = replace(said, 'POLICY', 'COMPANY')")],
    ['with other times', () => change(path, 'UPDATE chunks SET offsets = zeroblob(length(offsets))')],
    ['with other bounds', () => change(path, 'UPDATE chunks SET newest = oldest')],
  ];
  for (const [state, damage] of states) {
    const kept = ['', '-wal', '-shm'].map((suffix) => path + suffix);
    for (const file of kept) if (existsSync(file)) rmSync(file);
    writeFileSync(path, whole);
    damage();
    const scans = openScanner(folder);
    const isRight = () => {
      storeAll(scans, log);
      assertLikeModel(scans, log, 5);
      for (const controlId of [1, 2, 3, 4, 5])
        assertCounts(scans, company, log.model, { controlId: [controlId] });
    };
    try {
      isRight();
    } catch (error) {
      const cause = (error as Error).cause ?? error;
      assert.ok(isDamaged(cause), `${state}: ${String(cause)}`);
      scans.columns.makeAgain();
      isRight();
    }
    scans.close();
  }
});
