/** The contract's v1 events: GET /public/events and GET /public/events/{id} (section 2.1). */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { invalid } from '../../domain/errors.ts';
import type { EventsQuery } from '../../domain/events-query.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { categories, sources, statuses } from '../../domain/vocabulary.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import { HttpError } from '../errors.ts';
import { Id, timeOf, words } from '../schemas/common.ts';
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
  type: Type.Optional(Type.String()),
  source: Type.Optional(words(sources)),
  category: Type.Optional(words(categories)),
  status: Type.Optional(words(statuses)),
  userId: Type.Optional(Id),
  controlId: Type.Optional(Id),
  testId: Type.Optional(Id),
  workspaceId: Type.Optional(Id),
  mostRecent: Type.Optional(Type.Boolean({ description: 'true or false' })),
  eventErrorStatus: Type.Optional(Type.Boolean({ description: 'true or false' })),
  createdAtStartDate: Type.Optional(Type.String()),
  createdAtEndDate: Type.Optional(Type.String()),
});

const EVENT_ID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;

export function eventsV1(app: FastifyInstance, services: Services): void {
  app.get<{ Params: { id: string } }>(
    '/public/events/:id',
    { config: { permission: permissions.getEvent } },
    async (request, reply) => {
      const { id } = request.params;
      if (!EVENT_ID.test(id)) throw invalid('id', 'must be a UUID: 8-4-4-4-12 hex digits');
      const { company, key } = credentialOf(request);
      const json = await services.readEvent(company, id, key.dateStyle);
      if (json === null) throw new HttpError('notFound');
      return sendJson(reply, 200, json);
    },
  );

  app.get<{ Querystring: Static<typeof Query> }>(
    '/public/events',
    { config: { permission: permissions.listEvents }, schema: { querystring: Query } },
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
