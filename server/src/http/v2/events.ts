/** The contract's v2 events: GET /public/v2/events and GET /public/v2/events/{eventId} (sections 2.2 and 2.3). */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { EventFilter } from '../../app/ports/finding.ts';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { callerOf } from '../auth.ts';
import { HttpError } from '../errors.ts';
import { expandOf, Id, pageV2, timeOf } from '../schemas/common.ts';
import { createdBounds, EventId, headerFilters, IdOrNone } from '../schemas/event-queries.ts';
import { EventsV2, EventV2 } from '../schemas/v2-events.ts';
import type { Services } from '../services.ts';

const expand = expandOf(['connection', 'issues', 'metadata', 'testId', 'testName', 'user']);

const Query = Type.Object({
  ...pageV2(['createdAt']),
  ...expand,
  ...headerFilters,
  connectionId: Type.Optional(IdOrNone),
  userId: Type.Optional(IdOrNone),
  workspaceId: Type.Optional(Id),
  ...createdBounds,
});

/** One event takes the parameters of a list too, and has no use for them. */
const { cursor, size, sort, sortDir } = pageV2(['createdAt', 'updatedAt']);
const OneQuery = Type.Object({ cursor, size, sort, sortDir, ...expand });

const Params = Type.Object({ eventId: EventId });

export function eventsV2(app: FastifyInstance, services: Services): void {
  app.get<{ Params: Static<typeof Params>; Querystring: Static<typeof OneQuery> }>(
    '/public/v2/events/:eventId',
    {
      config: { permission: permissions.getEvent },
      schema: {
        operationId: 'getEventV2',
        summary: 'Read one event',
        tags: ['Events'],
        params: Params,
        querystring: OneQuery,
        response: { 200: EventV2 },
      },
    },
    async (request, reply) => {
      const expanded = new Set(request.query['expand[]']);
      const json = await services.eventsV2.read(callerOf(request), request.params.eventId, expanded);
      if (json === null) throw new HttpError('notFound');
      return sendJson(reply, 200, json);
    },
  );

  app.get<{ Querystring: Static<typeof Query> }>(
    '/public/v2/events',
    {
      config: { permission: permissions.listEvents },
      schema: {
        operationId: 'listEventsV2',
        summary: 'List events by the time they were created, page by page',
        tags: ['Events'],
        querystring: Query,
        response: { 200: EventsV2 },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const walk = {
        filter: filterOf(query),
        descending: query.sortDir !== 'ASC',
        size: query.size,
        cursor: query.cursor || null,
        includeTotal: query.includeTotalCount,
      };
      const expanded = new Set(query['expand[]']);
      return sendJson(reply, 200, await services.eventsV2.list(callerOf(request), walk, expanded));
    },
  );
}

function filterOf(query: Static<typeof Query>): EventFilter {
  const filter: EventFilter = {};
  for (const name of ['type', 'source', 'category'] as const)
    if (query[name] !== undefined) filter[name] = [query[name]];
  for (const name of ['connectionId', 'userId'] as const)
    if (query[name] !== undefined) filter[name] = [query[name]];
  if (query.workspaceId !== undefined) filter.workspaceId = [query.workspaceId];
  const { createdAtStartDate, createdAtEndDate } = query;
  if (createdAtStartDate !== undefined) filter.createdFrom = timeOf('createdAtStartDate', createdAtStartDate);
  if (createdAtEndDate !== undefined) filter.createdTo = timeOf('createdAtEndDate', createdAtEndDate);
  return filter;
}
