/** What automated tests came to, test by test and day by day. */
import type { Coverage } from '@affidavit/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { address, getJson } from './http.ts';

export type { Coverage };
export type TestCoverage = Coverage['data'][number];

export interface CoverageQuery {
  /** Days of UTC, both inclusive. */
  from: string;
  to: string;
  /** Only tests of which a run failed or ended in an error. */
  bad: boolean;
  limit: number;
}

/** The tests that ran on these days: those with most bad runs first. */
export function useCoverage({ from, to, bad, limit }: CoverageQuery) {
  const url = address('/api/coverage', { from, to, limit, ...(bad && { bad: 'true' }) });
  return useQuery({
    queryKey: [url],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getJson<Coverage>(url, signal),
  });
}
