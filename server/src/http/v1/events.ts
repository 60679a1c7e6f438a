/** The contract's v1 events: GET /public/events and GET /public/events/{id} (section 2.1). */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { invalid } from '../../domain/errors.ts';
import type { EventsQuery } from '../../domain/events-query.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { statuses } from '../../domain/vocabulary.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import { HttpError } from '../errors.ts';
import { Id, Switch, timeOf, words } from '../schemas/common.ts';
import { createdBounds, EventId, headerFilters } from '../schemas/event-queries.ts';
import { EventsV1, EventV1 } from '../schemas/v1-events.ts';
import type { Services } from '../services.ts';

const Query = Type.Object({
  page: Type.Integer({
    minimum: 1,
    maximum: limits.pageMax,
    default: 1,
    description: `a whole number between 1 and ${limits.pageMax}`,
  }),
  limit: Type.Integer({
    minimum: 1,
    maximum: limits.pageSizeMax,
    default: limits.pageSizeDefault,
    description: `a whole number between 1 and ${limits.pageSizeMax}`,
  }),
  q: Type.Optional(Type.String()),
  sort: Type.Enum(['CREATED', 'DESCRIPTION', 'TYPE', 'CATEGORY', 'USER', 'CHECK_RESULTS_STATUS'], {
    default: 'CREATED',
  }),
  sortDir: Type.Enum(['ASC', 'DESC'], { default: 'DESC' }),
  ...headerFilters,
  status: Type.Optional(words(statuses)),
  userId: Type.Optional(Id),
  controlId: Type.Optional(Id),
  testId: Type.Optional(Id),
  workspaceId: Type.Optional(Id),
  mostRecent: Type.Optional(Switch),
  eventErrorStatus: Type.Optional(Switch),
  ...createdBounds,
});

const Params = Type.Object({ id: EventId });

export function eventsV1(app: FastifyInstance, services: Services): void {
  // Where the key is known to this process, event-reads.ts answers before the router gets here.
  app.get<{ Params: Static<typeof Params> }>(
    '/public/events/:id',
    {
      config: { permission: permissions.getEvent },
      schema: {
        operationId: 'getEvent',
        summary: 'Read one event with everything around it',
        tags: ['Events'],
        params: Params,
        response: { 200: EventV1 },
      },
    },
    async (request, reply) => {
      const { company, key } = credentialOf(request);
      const json = await services.readEvent(company, request.params.id, key.dateStyle);
      if (json === null) throw new HttpError('notFound');
      return sendJson(reply, 200, json);
    },
  );

  app.get<{ Querystring: Static<typeof Query> }>(
    '/public/events',
    {
      config: { permission: permissions.listEvents },
      schema: {
        operationId: 'listEvents',
        summary: 'List events, filtered, sorted and in numbered pages',
        tags: ['Events'],
        querystring: Query,
        response: { 200: EventsV1 },
      },
    },
    async (request, reply) => {
      const { company, key } = credentialOf(request);
      return sendJson(reply, 200, await services.listEvents(company, toQuery(request.query), key.dateStyle));
    },
  );
}

/** Only what the contract names: what else the query string holds is ignored. */
function toQuery(query: Static<typeof Query>): EventsQuery {
  if (query.mostRecent === true && query.testId === undefined)
    throw invalid('mostRecent', 'can only be used together with testId');
  const { page, limit, sort, sortDir, createdAtStartDate, createdAtEndDate } = query;
  const result: EventsQuery = { page, limit, sort, sortDir };
  for (const name of texts) if (query[name] !== undefined) result[name] = query[name];
  for (const name of ids) if (query[name] !== undefined) result[name] = query[name];
  for (const name of switches) if (query[name] !== undefined) result[name] = query[name];
  if (createdAtStartDate !== undefined)
    result.createdAtStart = timeOf('createdAtStartDate', createdAtStartDate);
  if (createdAtEndDate !== undefined) result.createdAtEnd = timeOf('createdAtEndDate', createdAtEndDate);
  return result;
}

const texts = ['q', 'type', 'source', 'category', 'status'] as const;
const ids = ['userId', 'controlId', 'testId', 'workspaceId'] as const;
const switches = ['mostRecent', 'eventErrorStatus'] as const;
