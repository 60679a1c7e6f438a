/** What runs of automated tests came to, by test and time. */
import type { EventFilter, EventFinder, FoundRuns, TestRuns } from '../../app/ports/finding.ts';
import { badResults, type RunResult, runResults } from '../../domain/coverage.ts';
import { nameInTest } from '../test-name.ts';
import type { Eyes } from './count-events.ts';
import { scopeOf, selectEvents, Values } from './event-conditions.ts';

interface Found {
  tests: number;
  badTests: number;
  /** Null where no test is asked for. */
  testId: number | null;
  newestAt: number;
  newestSeq: number;
  newestCode: number;
  /** As JSON: from, code of the status, count. */
  results: [number, number, number][];
}

/** All counts from one statement, hence from one snapshot. */
export async function countRuns(
  { reads, symbols }: Eyes,
  company: number,
  filter: EventFilter,
  { stepMs, limit, badOnly }: Parameters<EventFinder['testRuns']>[2],
): Promise<FoundRuns> {
  const values = new Values();
  const { from, where } = selectEvents(values, await scopeOf(symbols, company, filter), filter);
  const codes = await symbols.codes(company, runResults);
  const resultOf = new Map([...codes].map(([word, code]) => [code, word as RunResult]));
  const results = values.bind([...codes.values()]);
  const bad = values.bind(badResults.flatMap((word) => codes.get(word) ?? []));
  const step = `${values.bind(stepMs)}::bigint`;
  const isRun = `${where} AND e.test_id IS NOT NULL AND e.status = ANY(${results}::integer[])`;
  // % has the sign of what is divided: added twice, times before 1970 fall into the step that they lie in.
  const text = `
    WITH runs AS (
      SELECT e.test_id AS test, e.created_at - (e.created_at % ${step} + ${step}) % ${step} AS "from", e.status AS code,
             count(*) AS count, max(e.created_at) AS newest
        FROM ${from} WHERE ${isRun} GROUP BY 1, 2, 3),
    tests AS (
      SELECT test, COALESCE(sum(count) FILTER (WHERE code = ANY(${bad}::integer[])), 0) AS bad, max(newest) AS newest,
             json_agg(json_build_array("from", code, count)) AS results
        FROM runs GROUP BY 1),
    asked AS (
      SELECT * FROM tests WHERE bad > 0 OR NOT ${values.bind(badOnly)} ORDER BY bad DESC, test LIMIT ${values.bind(limit)})
    SELECT (SELECT count(*) FROM tests) AS tests, (SELECT count(*) FROM tests WHERE bad > 0) AS "badTests",
           asked.test AS "testId", asked.newest AS "newestAt", last.seq AS "newestSeq", last.status AS "newestCode",
           asked.results
      FROM (SELECT 1) AS one LEFT JOIN asked ON true
      LEFT JOIN LATERAL (
        SELECT e.seq, e.status FROM ${from}
         WHERE ${isRun} AND e.test_id = asked.test AND e.created_at = asked.newest ORDER BY e.seq DESC LIMIT 1) AS last ON true
     ORDER BY asked.bad DESC, asked.test`;
  const { rows } = await reads.of(company).query<Found>({ text, values: values.list });
  const found = rows.filter((row) => row.testId !== null);
  const names = await namesAt(
    { reads },
    company,
    found.map(({ newestSeq }) => newestSeq),
  );
  return {
    tests: rows[0]?.tests ?? 0,
    badTests: rows[0]?.badTests ?? 0,
    runs: found.map((row) => told(row, resultOf, names.get(row.newestSeq) ?? null)),
  };
}

function told(row: Found, resultOf: ReadonlyMap<number, RunResult>, testName: string | null): TestRuns {
  const status = (code: number) => resultOf.get(code) as RunResult;
  return {
    testId: Number(row.testId),
    testName,
    newest: { createdAt: row.newestAt, seq: row.newestSeq, status: status(row.newestCode) },
    results: row.results
      .map(([from, code, count]) => ({ from, status: status(code), count }))
      .sort((a, b) => a.from - b.from || runResults.indexOf(a.status) - runResults.indexOf(b.status)),
  };
}

/** What each of these events calls its test. Read after the counts: an erasure in between takes a name, and no count. */
async function namesAt(
  { reads }: Pick<Eyes, 'reads'>,
  company: number,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  if (seqs.length === 0) return new Map();
  const { rows } = await reads.of(company).query<{ seq: number; test: Uint8Array | null }>({
    name: 'test_names',
    text: 'SELECT seq, test FROM parts WHERE company = $1 AND seq = ANY($2::bigint[])',
    values: [company, seqs],
  });
  return new Map(rows.map(({ seq, test }) => [seq, nameInTest(test)]));
}
