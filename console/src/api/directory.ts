/** People and connections: lists of them as they are now, and each as it is or as it was. */
import type {
  ConnectionCompactResponsePublicDto,
  ConnectionsCompactResponsePublicDto,
  PersonnelDetailsTableResponsePublicDto,
  PersonnelTableResponsePublicDto,
  UsersResponsePublicDto,
  WholeConnection,
  WholeUser,
} from '@affidavit/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ApiError, address, getJson } from './http.ts';

export type { ConnectionCompactResponsePublicDto as ListedConnection, WholeConnection, WholeUser };
export type ListedPerson = PersonnelDetailsTableResponsePublicDto;

/** The most that the contract answers at once. */
export const PAGE_ROWS = 50;

/** People by name, a page of them; `q` is looked for in names and addresses. */
export function usePeople(asked: { q: string; employmentStatus: string; page: number }) {
  const { q, employmentStatus, page } = asked;
  const url = address('/public/personnel', {
    page,
    limit: PAGE_ROWS,
    q: q || undefined,
    employmentStatus: employmentStatus || undefined,
  });
  return useQuery({
    queryKey: [url],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getJson<PersonnelTableResponsePublicDto>(url, signal),
  });
}

/** Users whose name or address has the words, the first of them; nobody is asked for when there are none. */
export function useUsersNamed(words: string) {
  const url = address('/public/users', { q: words, limit: PAGE_ROWS });
  return useQuery({
    queryKey: [url],
    enabled: words !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getJson<UsersResponsePublicDto>(url, signal),
  });
}

/** Null: the directory does not know the person any more, or did not at the time `asOf` (ISO 8601). */
export function useUser(id: number, asOf?: string) {
  const url = address(`/api/users/${id}`, { asOf });
  return useQuery({
    queryKey: [url],
    queryFn: ({ signal }) => orNull(getJson<WholeUser>(url, signal)),
  });
}

/** All of them: a company has tens. */
export function useConnections(isWanted = true) {
  return useQuery({
    queryKey: ['/public/connections'],
    enabled: isWanted,
    queryFn: ({ signal }) => allConnections(signal),
  });
}

/** Null: there is no such connection, or there was none at the time `asOf` (ISO 8601). */
export function useConnection(id: number, asOf?: string) {
  const url = address(`/api/connections/${id}`, { asOf });
  return useQuery({
    queryKey: [url],
    queryFn: ({ signal }) => orNull(getJson<WholeConnection>(url, signal)),
  });
}

async function allConnections(signal: AbortSignal): Promise<ConnectionCompactResponsePublicDto[]> {
  const all: ConnectionCompactResponsePublicDto[] = [];
  for (let page = 1; ; page += 1) {
    const url = address('/public/connections', { page, limit: PAGE_ROWS });
    const { data, total } = await getJson<ConnectionsCompactResponsePublicDto>(url, signal);
    all.push(...data);
    if (data.length === 0 || all.length >= total) return all;
  }
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
