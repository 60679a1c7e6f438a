/** Finding events for `/api`: pages, one event, counts by value and over time. */
import { invalid } from '../domain/errors.ts';
import { finestInterval, INTERVALS, type Interval, parseInterval } from '../domain/intervals.ts';
import { limits } from '../domain/limits.ts';
import { isoTime } from '../domain/time.ts';
import type { EventFilter, EventFinder, Facet, FacetMember, HistogramBar } from './ports/finding.ts';
import type { Company, Directory, EventReader } from './ports.ts';
import { printEach } from './shared/breath.ts';
import { requireTypes } from './shared/event-types.ts';
import type { Renderer } from './shared/render.ts';
import type { WalkEvents, WalkQuery } from './shared/walk.ts';

export interface FindEvents {
  /** {data, pagination} as JSON text. */
  page(company: Company, query: WalkQuery): Promise<string>;
  /** One event as JSON text, its id in any case; null when the company has no such event. */
  one(company: Company, id: string): Promise<string | null>;
  /** How often each value of the members occurs: the most frequent first, at most `limit` of each. */
  facets(
    company: Company,
    filter: EventFilter,
    members: readonly FacetMember[],
    limit: number,
  ): Promise<Partial<Record<FacetMember, readonly Facet[]>>>;
  /**
   * Counts by interval of createdAt and by status; intervals without events are left out. Without an interval, the
   * finest that gives few enough. Rejects with Refused `invalid` when there would be more than limits.histogramSteps.
   */
  histogram(company: Company, filter: EventFilter, interval: string | null): Promise<Histogram>;
}

export interface Histogram {
  interval: string;
  bars: { from: string; status: string | null; count: number }[];
}

const NICE_STEPS = 200;

export function findEvents(at: {
  directory: Directory;
  events: EventReader;
  finder: EventFinder;
  renderer: Renderer;
  walk: WalkEvents;
}): FindEvents {
  const check = (company: Company, filter: EventFilter) =>
    requireTypes(at.directory, company.company, filter);

  /** When the first and the last matching event were created; null when nothing matches. */
  async function reach(
    company: number,
    filter: EventFilter,
  ): Promise<{ first: number; last: number } | null> {
    const { size: before } = await at.events.head(company);
    const end = async (descending: boolean) => {
      const [event] = await at.finder.after(company, filter, { before, descending, after: null, limit: 1 });
      return event === undefined ? null : Date.parse(event.entry.createdAt);
    };
    const [first, last] = [await end(false), await end(true)];
    return first === null || last === null ? null : { first, last };
  }

  return {
    async page(company, query) {
      await check(company, query.filter);
      const { events, ...pagination } = await at.walk(company, 'api/events', query);
      const data = await printEach(events, (event) => at.renderer.api(company.company, event));
      return `{"data":[${data.join(',')}],"pagination":${JSON.stringify(pagination)}}`;
    },

    async one(company, id) {
      const event = await at.events.event(company.company, id.toLowerCase());
      return event === null ? null : at.renderer.api(company.company, event);
    },

    async facets(company, filter, members, limit) {
      await check(company, filter);
      return at.finder.facets(company.company, filter, members, limit);
    },

    async histogram(company, filter, name) {
      const asked = name === null ? null : parseInterval(name);
      if (name !== null && asked === null) throw invalid('interval', `must be ${INTERVALS}`);
      await check(company, filter);
      const found = await reach(company.company, filter);
      if (found === null) return { interval: asked?.name ?? 'day', bars: [] };
      const interval = chooseInterval(asked, found);
      const bars = await at.finder.histogram(company.company, filter, interval.stepMs);
      return { interval: interval.name, bars: regroup(bars, interval) };
    },
  };
}

function chooseInterval(asked: Interval | null, { first, last }: { first: number; last: number }): Interval {
  const fitting = finestInterval(first, last, limits.histogramSteps);
  if (asked !== null && asked.between(first, last) <= limits.histogramSteps) return asked;
  const nice = asked === null ? (finestInterval(first, last, NICE_STEPS) ?? fitting) : null;
  if (nice !== null) return nice;
  const advice = fitting === null ? '' : `: ${fitting.name} fits`;
  throw invalid(
    'interval',
    `must give at most ${limits.histogramSteps} steps from ${isoTime(first)} to ${isoTime(last)}${advice}, or ask for less time with createdFrom and createdTo`,
  );
}

/** Adds the store's steps up to intervals, in the order of time. */
function regroup(bars: readonly HistogramBar[], interval: Interval): Histogram['bars'] {
  const sums = new Map<string, HistogramBar>();
  for (const { from, status, count } of bars) {
    const start = interval.start(from);
    const name = `${start} ${status}`;
    const sum = sums.get(name);
    if (sum === undefined) sums.set(name, { from: start, status, count });
    else sum.count += count;
  }
  return [...sums.values()]
    .sort((a, b) => a.from - b.from || (String(a.status) < String(b.status) ? -1 : 1))
    .map((bar) => ({ ...bar, from: isoTime(bar.from) }));
}
