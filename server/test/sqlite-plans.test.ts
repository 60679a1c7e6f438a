/** How the embedded store finds: a filter by one member, and a deep page of it, read an index in order and nothing else. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { EventFilter } from '../src/app/ports/finding.ts';
import { Columns } from '../src/store/sqlite/columns/columns.ts';
import { openDatabase, Statements } from '../src/store/sqlite/connection.ts';
import { afterStatement } from '../src/store/sqlite/find-events.ts';
import { Symbols } from '../src/store/sqlite/symbols.ts';
import { populate } from './contract/finder-data.ts';
import { makeKit, NOON } from './contract/kit.ts';
import { sqliteFolder } from './sqlite-folder.ts';

/** Explains `after` of a filter on a company with events; empty when no index answers it. */
async function explainer(t: TestContext): Promise<(filter: EventFilter, deep: boolean) => string[]> {
  const folder = sqliteFolder(t);
  const store = await folder.open();
  const kit = makeKit(1);
  const company = await kit.company(store);
  await populate({ store, kit, company }, company, 120);
  const db = openDatabase(folder.path, 'read');
  folder.onEnd(() => db.close());
  const sql = new Statements(db);
  return (filter, deep) => {
    const after = deep ? { createdAt: NOON + 5_000, seq: 60 } : null;
    const window = { before: 100, descending: true, after, limit: 10 };
    const symbols = new Symbols(sql);
    const eyes = { sql, symbols, columns: new Columns(folder.path, sql, symbols) };
    const statement = afterStatement(eyes, { company: company.company, filter, window });
    if (statement === null) return [];
    return sql
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${statement.text}`, ...statement.values)
      .map(({ detail }) => detail);
  };
}

/** The index that each filter is to be answered from. */
const INDEXES: readonly [EventFilter, RegExp][] = [
  [{}, /events_created \(company=\?/],
  [{ type: ['POLICY_APPROVED'] }, /events_type \(company=\? AND type=\?/],
  [{ category: ['POLICY'] }, /events_category \(company=\? AND category=\?/],
  [{ source: ['APP'] }, /events_source \(company=\? AND source=\?/],
  [{ status: ['FAILED'] }, /events_status \(company=\? AND status=\?/],
  [{ connectionId: [1] }, /events_connection \(company=\? AND connection_id=\?/],
  [{ workspaceId: [1] }, /events_workspace \(company=\? AND workspace_id=\?/],
  [{ testId: [1] }, /events_test \(company=\? AND test_id=\?/],
  [{ userId: [1] }, /SEARCH e USING PRIMARY KEY \(company=\? AND user_id=\? AND role=\?/],
  [{ controlId: [1] }, /SEARCH e USING PRIMARY KEY \(company=\? AND control_id=\?/],
];

test('a filter by one member reads its index in the order of the page', async (t) => {
  const explain = await explainer(t);
  for (const [filter, index] of INDEXES) {
    const name = JSON.stringify(filter);
    const plan = explain(filter, false);
    assert.match(plan[0] ?? '', index, name);
    assert.ok(!plan.some((step) => /TEMP B-TREE|SCAN/.test(step)), `${name}: ${plan.join('; ')}`);
  }
});

test('a deep page begins where the last one ended', async (t) => {
  const explain = await explainer(t);
  for (const [filter, index] of INDEXES) {
    const plan = explain(filter, true);
    assert.match(plan[0] ?? '', index);
    assert.match(plan[0] ?? '', /created_at[,<]/, `${JSON.stringify(filter)}: ${plan.join('; ')}`);
    assert.ok(!plan.some((step) => /TEMP B-TREE|SCAN/.test(step)), plan.join('; '));
  }
});

test('a long time of recording is read in the order of the page', async (t) => {
  const explain = await explainer(t);
  const long = explain({ recordedFrom: NOON + 1_000 }, true);
  assert.match(long[0] ?? '', /events_created/);
  assert.ok(!long.some((step) => /TEMP B-TREE/.test(step)));
});

test('what no index answers is found by columns', async (t) => {
  const explain = await explainer(t);
  const filters: EventFilter[] = [
    { type: ['POLICY_APPROVED'], status: ['FAILED'] },
    { type: ['POLICY_APPROVED', 'AUTOPILOT_TEST_RUN'] },
    { status: [null] },
    { not: { source: ['APP'] } },
    { userId: [1], controlId: [1] },
    { recordedFrom: NOON + 3_500 },
    { text: 'ann lee' },
    { mostRecent: true, testId: [1] },
  ];
  for (const filter of filters) assert.deepEqual(explain(filter, true), [], JSON.stringify(filter));
});
