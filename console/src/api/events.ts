/** Events: found, counted, one by one. */
import type { Event, EventFacets, EventHistogram, EventResponsePublicDto, Events } from '@affidavit/client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { address, getJson } from './http.ts';

export type { Event, EventFacets, EventHistogram, EventResponsePublicDto };

const PAGE_EVENTS = 200;
/** How long a list that nobody looks at is kept, for whoever comes back to it. */
export const KEPT_MS = 15 * 60_000;
/** Of a member whose values are words, all; of one whose values are looked up one by one, the most frequent. */
export const FACET_VALUES = { words: 1_000, ids: 50 };

/** `filter` as GET /api/events takes it. Newest first, page by page. */
export function useEvents(filter: string) {
  return useInfiniteQuery({
    queryKey: ['events', filter],
    placeholderData: keepPreviousData,
    // A list that is being read does not change by itself: the reader asks for what is new.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<Events>(pageOf(filter, { cursor: pageParam, size: PAGE_EVENTS }), signal),
    getNextPageParam: ({ pagination }) => pagination.cursor ?? undefined,
  });
}

/** The address of one page of events. */
export function pageOf(filter: string, page: { cursor?: string; size: number; total?: boolean }): string {
  const query = new URLSearchParams(filter);
  query.set('size', String(page.size));
  if (page.cursor) query.set('cursor', page.cursor);
  if (page.total) query.set('includeTotalCount', 'true');
  return address('/api/events', query);
}

/** How many there are, exactly. */
export function useTotal(filter: string) {
  return useQuery({
    queryKey: ['total', filter],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { pagination } = await getJson<Events>(pageOf(filter, { size: 1, total: true }), signal);
      return pagination.totalCount ?? 0;
    },
  });
}

export function useFacet(filter: string, member: keyof EventFacets) {
  const query = new URLSearchParams(filter);
  query.set('members', member);
  query.set('limit', String(member.endsWith('Id') ? FACET_VALUES.ids : FACET_VALUES.words));
  const url = address('/api/events/facets', query);
  return useQuery({
    queryKey: [url],
    queryFn: async ({ signal }) => (await getJson<EventFacets>(url, signal))[member] ?? [],
  });
}

export function useHistogram(filter: string) {
  const url = address('/api/events/histogram', new URLSearchParams(filter));
  return useQuery({
    queryKey: [url],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => getJson<EventHistogram>(url, signal),
  });
}

/** One event with its place in the log. */
export function useEvent(id: string) {
  const url = `/api/events/${encodeURIComponent(id)}`;
  return useQuery({ queryKey: [url], queryFn: ({ signal }) => getJson<Event>(url, signal) });
}

/** The same event as the contract answers it: with everything around it, as it was then. */
export function useContractEvent(id: string) {
  const url = `/public/events/${encodeURIComponent(id)}`;
  return useQuery({ queryKey: [url], queryFn: ({ signal }) => getJson<EventResponsePublicDto>(url, signal) });
}
