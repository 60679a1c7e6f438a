/** Days, and what the runs of a test came to on each. All are days of UTC, as the server counts them. */
import type { EventHistogram } from '../../api/events.ts';

const DAY_MS = 86_400_000;
const DAY_CHARS = '2026-01-31'.length;

/** `count` days up to the one that `now` is in, as `2026-01-31`, oldest first. */
export function daysUntil(now: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    new Date(now - (count - 1 - i) * DAY_MS).toISOString().slice(0, DAY_CHARS),
  );
}

/** The filter of a time that begins and ends with these days. */
export function within(first: string, last: string): URLSearchParams {
  return new URLSearchParams({
    createdFrom: `${first}T00:00:00.000Z`,
    createdTo: new Date(Date.parse(last) + DAY_MS).toISOString(),
  });
}

export interface Day {
  passed: number;
  failed: number;
  error: number;
}

export type Verdict = keyof Day | 'none';

/** By day; a day on which nothing came to a result is not in it. */
export function resultsOf(bars: EventHistogram['bars']): ReadonlyMap<string, Day> {
  const days = new Map<string, Day>();
  for (const { from, status, count } of bars) {
    const result = RESULTS[status ?? ''];
    if (result === undefined) continue;
    const name = from.slice(0, DAY_CHARS);
    const day = days.get(name) ?? { passed: 0, failed: 0, error: 0 };
    day[result] += count;
    days.set(name, day);
  }
  return days;
}

const RESULTS: Readonly<Record<string, keyof Day>> = { PASSED: 'passed', FAILED: 'failed', ERROR: 'error' };

/** The worst of a day is what it is remembered for. */
export function verdictOf(day: Day | undefined): Verdict {
  if (day === undefined) return 'none';
  if (day.failed > 0) return 'failed';
  return day.error > 0 ? 'error' : 'passed';
}

/** “2 failed, 1 passed”. */
export function inCounts({ passed, failed, error }: Day): string {
  const words = [
    failed > 0 && `${failed} failed`,
    error > 0 && `${error} ended in an error`,
    passed > 0 && `${passed} passed`,
  ];
  return words.filter(Boolean).join(', ');
}
