/** Days, and what the runs of a test came to on each. All are days of UTC, as the server counts them. */

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

/** How many runs came to each result. */
export interface Counts {
  passed: number;
  failed: number;
  error: number;
}

export type Verdict = keyof Counts | 'none';

/** The worst of a day is what it is remembered for. */
export function verdictOf(day: Counts | undefined): Verdict {
  if (day === undefined) return 'none';
  if (day.failed > 0) return 'failed';
  return day.error > 0 ? 'error' : 'passed';
}

/** “2 failed, 1 passed”. */
export function inCounts({ passed, failed, error }: Counts): string {
  const words = [
    failed > 0 && `${failed} failed`,
    error > 0 && `${error} ended in an error`,
    passed > 0 && `${passed} passed`,
  ];
  return words.filter(Boolean).join(', ');
}
