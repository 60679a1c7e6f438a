/** What automated tests found, test by test. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Event, type EventFacets, pageOf } from './events.ts';
import { address, getJson } from './http.ts';

/** The most values of a member that the server counts at once. */
const TESTS_MAX = 1_000;

export interface TestRuns {
  testId: number;
  runs: number;
  /** Failed, or ended in an error. */
  bad: number;
}

/** The tests that ran in the time that `filter` names: those with most bad runs first. */
export function useTests(filter: string) {
  return useQuery({
    queryKey: ['tests', filter],
    placeholderData: keepPreviousData,
    async queryFn({ signal }): Promise<TestRuns[]> {
      const [all, bad] = await Promise.all([
        countTests(filter, signal),
        countTests(`${filter}&status=FAILED&status=ERROR`, signal),
      ]);
      return [...all]
        .map(([testId, runs]) => ({ testId, runs, bad: bad.get(testId) ?? 0 }))
        .sort((a, b) => b.bad - a.bad || a.testId - b.testId);
    },
  });
}

async function countTests(filter: string, signal: AbortSignal): Promise<Map<number, number>> {
  const query = new URLSearchParams(filter);
  query.set('members', 'testId');
  query.set('limit', String(TESTS_MAX));
  const { testId = [] } = await getJson<EventFacets>(address('/api/events/facets', query), signal);
  return new Map(testId.flatMap(({ value, count }) => (value === null ? [] : [[value, count]])));
}

/** The newest run of a test that came to a result; it knows what the test is called. Null where there is none. */
export function useNewestRun(testId: number, isWanted: boolean) {
  const url = pageOf(`testId=${testId}&status=PASSED&status=FAILED&status=ERROR`, { size: 1 });
  return useQuery({
    queryKey: [url],
    enabled: isWanted,
    queryFn: async ({ signal }) => (await getJson<{ data: Event[] }>(url, signal)).data[0] ?? null,
  });
}
