/** What `EventFinder` must answer, in the plainest way: filter, sort and slice a list in memory. */
import type { JsonValue } from '@affidavit/verify';
import type {
  CreatedPlace,
  EventFilter,
  EventFinder,
  EventSort,
  FacetMember,
  FoundRuns,
  HistogramBar,
  Members,
} from '../../src/app/ports/finding.ts';
import { type RunResult, runResults } from '../../src/domain/coverage.ts';
import { askedWords, wordsOf } from '../../src/domain/words.ts';
import type { EventSpec } from './kit.ts';

/** An event of the model: what it was made from, and its place. */
export interface ModelEvent extends EventSpec {
  id: string;
  seq: number;
  createdAt: number;
  recordedAt: number;
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

type Events = readonly ModelEvent[];

/** The seqs of one page, and how many events match. `people` is the directory as it is now. */
export function modelPage(
  events: Events,
  people: ReadonlyMap<number, Names>,
  { filter, order, window }: Query,
): { seqs: number[]; total: number } {
  const found = modelMatches(events, filter);
  const sorted = found.sort(
    byKeys((event) => [...sortKeys(event, order.sort, people), event.createdAt, event.seq]),
  );
  if (order.descending) sorted.reverse();
  const page = sorted.slice(window.offset, window.offset + window.limit);
  return { seqs: page.map(({ seq }) => seq), total: found.length };
}

const placeOf = (event: CreatedPlace): Key[] => [event.createdAt, event.seq];

export function modelMatches(events: Events, filter: EventFilter, before = Infinity): ModelEvent[] {
  const found = events.filter((event) => event.seq < before && matches(event, filter));
  return filter.mostRecent === true ? found.sort(byKeys(placeOf)).slice(-1) : found;
}

/** The seqs that `after` must answer. */
export function modelAfter(
  events: Events,
  filter: EventFilter,
  { before, descending, after, limit }: Parameters<EventFinder['after']>[2],
): number[] {
  const sign = descending ? -1 : 1;
  const order = byKeys(placeOf);
  return modelMatches(events, filter, before)
    .filter((event) => after === null || sign * order(event, after) > 0)
    .sort((a, b) => sign * order(a, b))
    .slice(0, limit)
    .map(({ seq }) => seq);
}

export function modelFacets(
  events: Events,
  filter: EventFilter,
  members: readonly FacetMember[],
  limit: number,
): Awaited<ReturnType<EventFinder['facets']>> {
  const found = modelMatches(events, filter);
  return Object.fromEntries(
    members.map((member) => {
      const counts = new Map<Key, number>();
      for (const event of found)
        for (const value of valuesOf(event)[member]) counts.set(value, (counts.get(value) ?? 0) + 1);
      const facets = [...counts].sort(byKeys(([value, count]) => [-count, value])).slice(0, limit);
      return [member, facets.map(([value, count]) => ({ value: value ?? null, count }))];
    }),
  );
}

export function modelHistogram(events: Events, filter: EventFilter, stepMs: number): HistogramBar[] {
  const bars = new Map<string, HistogramBar>();
  for (const event of modelMatches(events, filter)) {
    const from = Math.floor(event.createdAt / stepMs) * stepMs;
    const status = event.status ?? null;
    const bar = bars.get(`${from} ${status}`) ?? { from, status, count: 0 };
    bars.set(`${from} ${status}`, { ...bar, count: bar.count + 1 });
  }
  return [...bars.values()].sort(byKeys(({ from, status }) => [from, status]));
}

export function modelRuns(
  events: Events,
  filter: EventFilter,
  { stepMs, limit, badOnly }: Parameters<EventFinder['testRuns']>[2],
): FoundRuns {
  const runs = modelMatches(events, filter).filter(
    ({ testId, status }) => testId != null && runResults.some((one) => one === status),
  );
  const byTest = Map.groupBy(runs, ({ testId }) => testId as number);
  const badOf = (list: Events) => list.filter(({ status }) => status !== 'PASSED').length;
  const bad = [...byTest.values()].filter((list) => badOf(list) > 0).length;
  const asked = [...byTest]
    .filter(([, list]) => !badOnly || badOf(list) > 0)
    .sort(byKeys(([testId, list]) => [-badOf(list), testId]))
    .slice(0, limit);
  return {
    tests: byTest.size,
    badTests: bad,
    runs: asked.map(([testId, list]) => {
      const newest = list.toSorted(byKeys(placeOf)).at(-1) as ModelEvent;
      const bars = Map.groupBy(list, ({ createdAt, status }) =>
        [Math.floor(createdAt / stepMs) * stepMs, runResults.indexOf(status as RunResult)].join(),
      );
      return {
        testId,
        testName: newest.test?.testName ?? null,
        newest: { createdAt: newest.createdAt, seq: newest.seq, status: newest.status as RunResult },
        results: [...bars]
          .map(([key, { length }]) => [...key.split(',').map(Number), length] as [number, number, number])
          .sort(byKeys(([from, status]) => [from, status]))
          .map(([from, status, count]) => ({ from, status: runResults[status] as RunResult, count })),
      };
    }),
  };
}

function matches(event: ModelEvent, filter: EventFilter): boolean {
  const within = (at: number, from: number | undefined, to: number | undefined): boolean =>
    (from === undefined || at >= from) && (to === undefined || at <= to);
  return (
    (filter.id === undefined || filter.id === event.id) &&
    hits(event, filter).every(Boolean) &&
    !hits(event, filter.not ?? {}).some(Boolean) &&
    within(event.createdAt, filter.createdFrom, filter.createdTo) &&
    within(event.recordedAt, filter.recordedFrom, filter.recordedTo) &&
    (filter.text === undefined || says(event, filter.text))
  );
}

function says({ description, metadata, test }: ModelEvent, text: string): boolean {
  const said = new Set(textsOf([description ?? null, metadata ?? null, { ...test }]).flatMap(wordsOf));
  const { words, prefix } = askedWords(text);
  return (
    words.every((word) => said.has(word)) &&
    (prefix === null || [...said].some((word) => word.startsWith(prefix)))
  );
}

function textsOf(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

function valuesOf(event: ModelEvent): Record<keyof Members, readonly (string | number | null)[]> {
  return {
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
}

/** For each member that is named, whether the event has one of its values. */
function hits(event: ModelEvent, members: Members): boolean[] {
  return Object.entries(valuesOf(event))
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
