/** What was fetched is kept here, under the address it was fetched from. */
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './http.ts';

const STALE_MS = 30_000;
const RETRIES = 2;

/** The key of the session; everything else is what it may see. */
export const SESSION = 'session';

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error, { queryKey }) {
      // The session has ended meanwhile: asking who is signed in leads to the sign-in page.
      if (error instanceof ApiError && error.status === 401 && queryKey[0] !== SESSION)
        void queries.resetQueries({ queryKey: [SESSION] });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      refetchOnWindowFocus: false,
      // What the server refuses it would refuse again.
      retry: (count, error) => count < RETRIES && !(error instanceof ApiError && error.status < 500),
    },
  },
});
