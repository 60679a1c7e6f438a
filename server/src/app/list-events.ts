/** The v1 list: filters, sorts and pages of contract section 2.1. */
import type { EventsQuery } from '../domain/events-query.ts';
import type { EventFilter, EventFinder } from './ports/finding.ts';
import type { Company, Directory, KeyRecord } from './ports.ts';
import { printEach } from './shared/breath.ts';
import { requireTypes } from './shared/event-types.ts';
import type { Renderer } from './shared/render.ts';

export type ListEvents = (
  company: Company,
  query: EventsQuery,
  dateStyle: KeyRecord['dateStyle'],
) => Promise<string>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function listEvents(at: {
  directory: Directory;
  finder: EventFinder;
  renderer: Renderer;
}): ListEvents {
  return async (company, query, dateStyle) => {
    if (query.type !== undefined) await requireTypes(at.directory, company.company, { type: [query.type] });
    const filter = toFilter(query);
    const found =
      filter === null
        ? { events: [], total: 0 }
        : await at.finder.page(
            company.company,
            filter,
            { sort: query.sort, descending: query.sortDir === 'DESC' },
            { offset: (query.page - 1) * query.limit, limit: query.limit },
          );
    const data = await printEach(found.events, (event) => at.renderer.v1(company.company, event, dateStyle));
    return `{"data":[${data.join(',')}],"page":${query.page},"limit":${query.limit},"total":${found.total}}`;
  };
}

/** Null when nothing can match: a `q` that is no id, or two statuses at once. */
function toFilter(query: EventsQuery): EventFilter | null {
  const filter: EventFilter = {};
  for (const name of ['type', 'source', 'category', 'status'] as const)
    if (query[name] !== undefined) filter[name] = [query[name]];
  for (const name of ['userId', 'controlId', 'testId', 'workspaceId'] as const)
    if (query[name] !== undefined) filter[name] = [query[name]];
  if (query.mostRecent !== undefined) filter.mostRecent = query.mostRecent;
  const { q, eventErrorStatus, createdAtStart, createdAtEnd } = query;
  if (q !== undefined && q !== '') {
    filter.id = q.toLowerCase();
    if (!UUID.test(filter.id)) return null;
  }
  if (eventErrorStatus === true) {
    if (query.status !== undefined && query.status !== 'ERROR') return null;
    filter.status = ['ERROR'];
  }
  if (createdAtStart !== undefined) filter.createdFrom = createdAtStart;
  if (createdAtEnd !== undefined) filter.createdTo = createdAtEnd;
  return filter;
}
