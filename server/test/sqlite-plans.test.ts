/** How the embedded store finds: a filter by one member, and a deep page of it, read an index in order and nothing else. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { EventFilter } from '../src/app/ports/finding.ts';
import { openDatabase, Statements } from '../src/store/sqlite/connection.ts';
import { afterStatement } from '../src/store/sqlite/find-events.ts';
import { searchFile } from '../src/store/sqlite/search-index.ts';
import { Symbols } from '../src/store/sqlite/symbols.ts';
import { populate } from './contract/finder-data.ts';
import { makeKit, NOON } from './contract/kit.ts';
import { sqliteFolder } from './sqlite-folder.ts';

/** Explains `after` of a filter on a company with events. */
async function explainer(t: TestContext): Promise<(filter: EventFilter, deep: boolean) => string[]> {
  const folder = sqliteFolder(t);
  const store = await folder.open();
  const kit = makeKit(1);
  const company = await kit.company(store);
  await populate({ store, kit, company }, company, 120);
  await store.search.catchUp();
  const db = openDatabase(folder.path, 'read');
  db.prepare('ATTACH ? AS search').run(searchFile(folder.path));
  folder.onEnd(() => db.close());
  const sql = new Statements(db);
  return (filter, deep) => {
    const after = deep ? { createdAt: NOON + 5_000, seq: 60 } : null;
    const window = { before: 100, descending: true, after, limit: 10 };
    const eyes = { sql, symbols: new Symbols(sql) };
    const statement = afterStatement(eyes, { company: company.company, filter, window });
    assert.ok(statement !== null);
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
  [{ userId: [1] }, /SEARCH lead USING PRIMARY KEY \(company=\? AND user_id=\? AND role=\?/],
  [{ controlId: [1] }, /SEARCH lead USING PRIMARY KEY \(company=\? AND control_id=\?/],
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

test('a short time of recording is read from the log, a long one in the order of the page', async (t) => {
  const explain = await explainer(t);
  const short = explain({ recordedFrom: NOON + 3_500 }, false);
  assert.match(short[0] ?? '', /events_seq \(company=\? AND seq>\? AND seq<\?\)/);
  const long = explain({ recordedFrom: NOON + 1_000 }, true);
  assert.match(long[0] ?? '', /events_created/);
  assert.ok(!long.some((step) => /TEMP B-TREE/.test(step)));
});

test('a rare word is read from the text index, not looked for in the order of the page', async (t) => {
  const explain = await explainer(t);
  const plan = explain({ text: 'ann lee' }, true);
  assert.match(plan[0] ?? '', /events_seq \(company=\? AND seq=\?\)/);
});
