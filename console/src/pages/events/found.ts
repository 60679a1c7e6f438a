/** The list of events that a filter finds, and what comes to it while it is read. */
import type { Event, Events } from '@affidavit/client';
import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useEvents, useTotal } from '../../api/events.ts';

export interface Found {
  /** What is loaded of it, newest first. */
  events: readonly Event[];
  /** Of all; null until it is known. */
  total: number | null;
  isPending: boolean;
  error: Error | null;
  /** Loads the next page, where there is one. */
  more: () => void;
  /** Puts newer events in front. */
  insert: (newest: readonly Event[]) => void;
  refresh: () => void;
}

export function useFound(filter: string): Found {
  const list = useEvents(filter);
  const total = useTotal(filter);
  const client = useQueryClient();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    events: useMemo(() => list.data?.pages.flatMap(({ data }) => data) ?? [], [list.data]),
    total: total.data ?? null,
    isPending: list.isPending,
    error: list.error,
    more,
    insert: (newest) => insertEvents(client, filter, newest),
    refresh: () => void client.invalidateQueries(),
  };
}

/** What the list has already, it keeps once. */
function insertEvents(client: QueryClient, filter: string, newest: readonly Event[]): void {
  let added = 0;
  client.setQueryData<InfiniteData<Events>>(['events', filter], (list) => {
    const [first, ...others] = list?.pages ?? [];
    if (list === undefined || first === undefined) return list;
    const known = new Set(list.pages.flatMap(({ data }) => data.map(({ id }) => id)));
    const fresh = newest.filter(({ id }) => !known.has(id));
    added = fresh.length;
    return { ...list, pages: [{ ...first, data: [...fresh, ...first.data] }, ...others] };
  });
  client.setQueryData<number>(['total', filter], (total) => (total === undefined ? total : total + added));
}
