/** People and connections, as they are now. */
import type { WholeConnection, WholeUser } from '@affidavit/client';
import { useQuery } from '@tanstack/react-query';
import { ApiError, getJson } from './http.ts';

export type { WholeConnection, WholeUser };

/** Null: the directory does not know the person any more. */
export function useUser(id: number) {
  return useQuery({
    queryKey: ['/api/users', id],
    queryFn: ({ signal }) => orNull(getJson<WholeUser>(`/api/users/${id}`, signal)),
  });
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
