/** What was fetched is kept here, under the address it was fetched from. */
import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './http.ts';

const STALE_MS = 30_000;
const RETRIES = 2;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      refetchOnWindowFocus: false,
      // What the server refuses it would refuse again.
      retry: (count, error) => count < RETRIES && !(error instanceof ApiError && error.status < 500),
    },
  },
});
