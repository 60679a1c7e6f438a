/** What `EventFinder.page` must answer, in the plainest way: filter, sort and slice a list in memory. */
import type { EventFilter, EventSort, Members } from '../../src/app/ports/finding.ts';
import type { EventSpec } from './kit.ts';

/** An event of the model: what it was made from, and its place. */
export interface ModelEvent extends EventSpec {
  id: string;
  seq: number;
  createdAt: number;
}

export interface Names {
  lastName: string | null;
  firstName: string | null;
}

export interface Query {
  filter: EventFilter;
  order: { sort: EventSort; descending: boolean };
  window: { offset: number; limit: number };
}

/** The seqs of one page, and how many events match. `people` is the directory as it is now. */
export function modelPage(
  events: readonly ModelEvent[],
  people: ReadonlyMap<number, Names>,
  { filter, order, window }: Query,
): { seqs: number[]; total: number } {
  let found = events.filter((event) => matches(event, filter));
  if (filter.mostRecent === true)
    found = found.sort(byKeys((event) => [event.createdAt, event.seq])).slice(-1);
  const sorted = found.sort(
    byKeys((event) => [...sortKeys(event, order.sort, people), event.createdAt, event.seq]),
  );
  if (order.descending) sorted.reverse();
  const page = sorted.slice(window.offset, window.offset + window.limit);
  return { seqs: page.map(({ seq }) => seq), total: found.length };
}

function matches(event: ModelEvent, filter: EventFilter): boolean {
  const within = (at: number, from: number | undefined, to: number | undefined): boolean =>
    (from === undefined || at >= from) && (to === undefined || at <= to);
  return (
    (filter.id === undefined || filter.id === event.id) &&
    hits(event, filter).every(Boolean) &&
    !hits(event, filter.not ?? {}).some(Boolean) &&
    within(event.createdAt, filter.createdFrom, filter.createdTo)
  );
}

/** For each member that is named, whether the event has one of its values. */
function hits(event: ModelEvent, members: Members): boolean[] {
  const is: Record<keyof Members, unknown[]> = {
    type: [event.type ?? null],
    source: [event.source ?? null],
    category: [event.category ?? null],
    status: [event.status ?? null],
    userId: [event.actorId ?? null],
    connectionId: [event.connectionId ?? null],
    workspaceId: [event.workspaceId ?? null],
    testId: [event.testId ?? null],
    controlId: event.controlIds ?? [],
  };
  return Object.entries(is)
    .filter(([member]) => members[member as keyof Members] !== undefined)
    .map(([member, values]) => {
      const wanted: readonly unknown[] = members[member as keyof Members] ?? [];
      return values.some((value) => wanted.includes(value));
    });
}

type Key = string | number | null | undefined;

function sortKeys(event: ModelEvent, sort: EventSort, people: ReadonlyMap<number, Names>): Key[] {
  switch (sort) {
    case 'CREATED':
      return [];
    case 'DESCRIPTION':
      return [event.description];
    case 'TYPE':
      return [event.type];
    case 'CATEGORY':
      return [event.category];
    case 'CHECK_RESULTS_STATUS':
      return [event.status];
    case 'USER': {
      const person = event.actorId == null ? undefined : people.get(event.actorId);
      return [person?.lastName, person?.firstName, event.actorId];
    }
  }
}

function byKeys<T>(keys: (item: T) => Key[]): (a: T, b: T) => number {
  return (a, b) => {
    const [left, right] = [keys(a), keys(b)];
    for (const [i, key] of left.entries()) {
      const difference = compare(key, right[i]);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

/** Missing keys first; text by code points, as UTF-8 bytes sort. */
function compare(a: Key, b: Key): number {
  if (a == null || b == null) return Number(b == null) - Number(a == null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}
