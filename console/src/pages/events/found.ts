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
    refresh() {
      void client.resetQueries({ queryKey: ['events', filter] });
      void client.invalidateQueries();
    },
  };
}

/** Each in its place by time; what the list has already, it keeps once. */
function insertEvents(client: QueryClient, filter: string, newest: readonly Event[]): void {
  let added = 0;
  client.setQueryData<InfiniteData<Events>>(['events', filter], (list) => {
    if (list === undefined) return list;
    const known = new Set(list.pages.flatMap(({ data }) => data.map(({ id }) => id)));
    const fresh = newest.filter(({ id }) => !known.has(id));
    added = fresh.length;
    return { ...list, pages: placed(list.pages, fresh) };
  });
  client.setQueryData<number>(['total', filter], (total) => (total === undefined ? total : total + added));
}

/** An event that is older than all that is loaded comes with a page that is not loaded yet, where there is one. */
function placed(pages: readonly Events[], fresh: readonly Event[]): Events[] {
  const waiting = fresh.toSorted(newestFirst);
  return pages.map((page) => {
    const oldest = page.data.at(-1);
    const isLast = page.pagination.cursor === null;
    const here = waiting.filter((event) => isLast || (oldest && newestFirst(event, oldest) < 0));
    waiting.splice(0, here.length);
    return here.length === 0 ? page : { ...page, data: [...page.data, ...here].sort(newestFirst) };
  });
}

function newestFirst(a: Event, b: Event): number {
  return Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.seq - a.seq;
}
