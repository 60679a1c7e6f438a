/** Whether automated tests ran, day by day, and what they came to. */
import { type RunResult, runResults } from '../domain/coverage.ts';
import { invalid } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { isoTime } from '../domain/time.ts';
import type { EventFinder, TestRuns } from './ports/finding.ts';
import type { Company, World } from './ports.ts';

export interface CoverageQuery {
  /** Days of UTC as `2026-01-31`, both inclusive; null: 30 days up to today. */
  from: string | null;
  to: string | null;
  limit: number;
  /** Only tests of which a run failed or broke. */
  badOnly: boolean;
}

/** How many runs came to each result. */
interface Counts {
  passed: number;
  failed: number;
  error: number;
}

export interface Coverage {
  from: string;
  to: string;
  tests: number;
  badTests: number;
  /** The first `limit` of them: those with most bad runs first. */
  data: readonly (Counts & {
    testId: number;
    testName: string | null;
    newest: { seq: number; status: RunResult; createdAt: string };
    /** Days without a run are left out. */
    days: readonly (Counts & { day: string })[];
  })[];
}

/** Rejects with Refused `invalid` when the days are none, in the wrong order, or more than limits.coverageDaysMax. */
export type ReadCoverage = (company: Company, query: CoverageQuery) => Promise<Coverage>;

const DAY_MS = 86_400_000;
const DAY_CHARS = '2026-01-31'.length;
const DEFAULT_DAYS = 30;

export function readCoverage(at: {
  finder: Pick<EventFinder, 'testRuns'>;
  world: Pick<World, 'now'>;
}): ReadCoverage {
  return async ({ company }, { from, to, limit, badOnly }) => {
    const last = to === null ? Math.floor(at.world.now() / DAY_MS) * DAY_MS : startOf('to', to);
    const first = from === null ? last - (DEFAULT_DAYS - 1) * DAY_MS : startOf('from', from);
    if (first > last) throw invalid('from', `must not be after to, ${dayOf(last)}`);
    if (last - first >= limits.coverageDaysMax * DAY_MS)
      throw invalid('from', `must be at most ${limits.coverageDaysMax - 1} days before to, ${dayOf(last)}`);
    const filter = { createdFrom: first, createdTo: last + DAY_MS - 1 };
    const { tests, badTests, runs } = await at.finder.testRuns(company, filter, {
      stepMs: DAY_MS,
      limit,
      badOnly,
    });
    return { from: dayOf(first), to: dayOf(last), tests, badTests, data: runs.map(told) };
  };
}

function told({ testId, testName, newest, results }: TestRuns): Coverage['data'][number] {
  const byDay = Map.groupBy(results, ({ from }) => from);
  return {
    testId,
    testName,
    newest: { seq: newest.seq, status: newest.status, createdAt: isoTime(newest.createdAt) },
    ...sumOf(results),
    days: [...byDay].map(([from, ofDay]) => ({ day: dayOf(from), ...sumOf(ofDay) })),
  };
}

function sumOf(results: TestRuns['results']): Counts {
  const [passed = 0, failed = 0, error = 0] = runResults.map((result) =>
    results.reduce((sum, { status, count }) => (status === result ? sum + count : sum), 0),
  );
  return { passed, failed, error };
}

const dayOf = (ms: number) => isoTime(ms).slice(0, DAY_CHARS);

/** Date.parse would take 30 February for 2 March. */
function startOf(name: string, day: string): number {
  const start = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : Number.NaN;
  if (Number.isNaN(start) || dayOf(start) !== day) throw invalid(name, 'must be a day such as 2026-01-31');
  return start;
}
