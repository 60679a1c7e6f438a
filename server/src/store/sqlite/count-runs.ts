/** What runs of automated tests came to, by test and time. */
import type { EventFilter, EventFinder, FoundRuns, TestRuns } from '../../app/ports/finding.ts';
import { badResults, type RunResult, runResults } from '../../domain/coverage.ts';
import { nameInTest } from '../test-name.ts';
import { type Chosen, chosenOf, type View } from './columns/choosing.ts';
import { hasOneOf } from './columns/conditions.ts';
import { viewOf } from './columns/view.ts';
import type { Eyes } from './eyes.ts';

export interface RunsQuery {
  company: number;
  filter: EventFilter;
  window: Parameters<EventFinder['testRuns']>[2];
}

/** Twice through the columns: a company may have more tests than the steps of all of them have room. */
export function countRuns(eyes: Eyes, { company, filter, window }: RunsQuery): FoundRuns {
  const { stepMs, limit, badOnly } = window;
  const view = runsOf(viewOf(eyes, company, filter));
  const bad = countBad(view);
  const tests = [...bad].filter(([, count]) => !badOnly || count > 0);
  const asked = tests
    .sort(([a, badOfA], [b, badOfB]) => badOfB - badOfA || a - b)
    .slice(0, limit)
    .map(([testId]) => testId);
  const found = new Map(asked.map((testId) => [testId, new Runs(stepMs)]));
  if (asked.length > 0)
    for (const chosen of chosenOf({
      ...view,
      conditions: [...view.conditions, hasOneOf('testId', asked, true)],
    }))
      lookAt(chosen, found);
  return {
    tests: bad.size,
    badTests: [...bad.values()].filter((count) => count > 0).length,
    runs: [...found].map(([testId, runs]) => runs.told(testId, nameOf(eyes, company, runs.newest.seq))),
  };
}

function runsOf(view: View): View {
  const conditions = [hasOneOf('status', runResults, true), hasOneOf('testId', [null], false)];
  return { ...view, conditions: [...view.conditions, ...conditions] };
}

/** How many bad runs each test has. */
function countBad(view: View): Map<number, number> {
  const bad = new Map<number, number>();
  for (const { chunk, count, places } of chosenOf(view)) {
    const [test, status] = [chunk.column('testId'), chunk.column('status')];
    const isBad = Uint8Array.from(status.values, (value) => Number(isOneOf(badResults, value)));
    const [tests, statuses] = [test.read(), status.read()];
    const runs = new Uint32Array(test.values.length);
    const badRuns = new Uint32Array(test.values.length);
    for (let i = 0; i < count; i++) {
      const place = places === null ? i : places[i]!;
      const code = tests[place]!;
      runs[code]!++;
      badRuns[code]! += isBad[statuses[place]!]!;
    }
    for (const [code, testId] of test.values.entries())
      if (runs[code]! > 0) bad.set(Number(testId), (bad.get(Number(testId)) ?? 0) + badRuns[code]!);
  }
  return bad;
}

function isOneOf(results: readonly RunResult[], value: unknown): boolean {
  return (results as readonly unknown[]).includes(value);
}

function lookAt({ chunk, count, places }: Chosen, found: ReadonlyMap<number, Runs>): void {
  const [test, status] = [chunk.column('testId'), chunk.column('status')];
  const runsOfCode = test.values.map((testId) => found.get(Number(testId)));
  const results = status.values.map((value) => runResults.indexOf(value as RunResult));
  const [tests, statuses] = [test.read(), status.read()];
  const { base, offsets } = chunk.readOffsets();
  for (let i = 0; i < count; i++) {
    const place = places === null ? i : places[i]!;
    runsOfCode[tests[place]!]!.add(base + offsets[place]!, chunk.first + place, results[statuses[place]!]!);
  }
}

/** The runs of one test. */
class Runs {
  readonly #stepMs: number;
  /** By step from 1970: how many came to each of `runResults`. */
  readonly #steps = new Map<number, number[]>();
  #step = Number.NaN;
  #counts: number[] = [];
  newest = { createdAt: Number.NEGATIVE_INFINITY, seq: -1, result: 0 };

  constructor(stepMs: number) {
    this.#stepMs = stepMs;
  }

  /** In the order of seq. */
  add(createdAt: number, seq: number, result: number): void {
    const step = Math.floor(createdAt / this.#stepMs);
    if (step !== this.#step) {
      this.#step = step;
      this.#counts = this.#steps.get(step) ?? runResults.map(() => 0);
      this.#steps.set(step, this.#counts);
    }
    this.#counts[result]!++;
    if (createdAt >= this.newest.createdAt) this.newest = { createdAt, seq, result };
  }

  told(testId: number, testName: string | null): TestRuns {
    const { createdAt, seq, result } = this.newest;
    const steps = [...this.#steps].sort(([a], [b]) => a - b);
    return {
      testId,
      testName,
      newest: { createdAt, seq, status: runResults[result]! },
      results: steps.flatMap(([step, counts]) =>
        runResults
          .map((status, i) => ({ from: step * this.#stepMs, status, count: counts[i]! }))
          .filter(({ count }) => count > 0),
      ),
    };
  }
}

function nameOf({ sql }: Eyes, company: number, seq: number): string | null {
  const row = sql.get<{ test: Uint8Array | null }>(
    'SELECT test FROM parts WHERE company = ? AND seq = ?',
    company,
    seq,
  );
  return nameInTest(row?.test ?? null);
}
