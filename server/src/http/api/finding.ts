/** GET /api/events and its like: every event can be found, counted and read. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import { HttpError } from '../errors.ts';
import { Event, Events, FACETS, Facets, filterOf, findQuery, Histogram } from '../schemas/api-events.ts';
import { pageV2, words } from '../schemas/common.ts';
import { EventId } from '../schemas/event-queries.ts';
import type { Services } from '../services.ts';
import { coverageApi } from './coverage.ts';

const config = { permission: permissions.findEvents };
const tags = ['Finding'] as const;

const PageQuery = Type.Object({ ...pageV2(['createdAt']), ...findQuery });

const FacetQuery = Type.Object({
  ...findQuery,
  members: Type.Optional(Type.Array(words(FACETS))),
  limit: Type.Integer({
    minimum: 1,
    maximum: limits.facetValuesMax,
    default: limits.facetValuesDefault,
    description: `a whole number between 1 and ${limits.facetValuesMax}`,
  }),
});

const HistogramQuery = Type.Object({ ...findQuery, interval: Type.Optional(Type.String()) });

const Params = Type.Object({ id: EventId });

export function findingApi(app: FastifyInstance, services: Services): void {
  findEvents(app, services);
  countEvents(app, services);
  coverageApi(app, services);
}

function findEvents(app: FastifyInstance, services: Services): void {
  app.get<{ Querystring: Static<typeof PageQuery> }>(
    '/api/events',
    {
      config,
      schema: {
        operationId: 'findEvents',
        summary: 'Find events by what they say and by words in them, page by page',
        tags,
        querystring: PageQuery,
        response: { 200: Events },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const page = await services.finding.page(credentialOf(request).company, {
        filter: filterOf(query),
        descending: query.sortDir !== 'ASC',
        size: query.size,
        cursor: query.cursor || null,
        includeTotal: query.includeTotalCount,
      });
      return sendJson(reply, 200, page);
    },
  );

  app.get<{ Params: Static<typeof Params> }>(
    '/api/events/:id',
    {
      config,
      schema: {
        operationId: 'findEvent',
        summary: 'Read one event with its place in the log',
        tags,
        params: Params,
        response: { 200: Event },
      },
    },
    async (request, reply) => {
      const json = await services.finding.one(credentialOf(request).company, request.params.id);
      if (json === null) throw new HttpError('notFound');
      return sendJson(reply, 200, json);
    },
  );
}

function countEvents(app: FastifyInstance, services: Services): void {
  app.get<{ Querystring: Static<typeof FacetQuery> }>(
    '/api/events/facets',
    {
      config,
      schema: {
        operationId: 'countEventValues',
        summary: 'Count how often each value occurs among the events that a filter finds',
        tags,
        querystring: FacetQuery,
        response: { 200: Facets },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const members = query.members ?? FACETS;
      const { company } = credentialOf(request);
      const facets = await services.finding.facets(
        company,
        filterOf(query),
        [...new Set(members)],
        query.limit,
      );
      return sendJson(reply, 200, JSON.stringify(facets));
    },
  );

  app.get<{ Querystring: Static<typeof HistogramQuery> }>(
    '/api/events/histogram',
    {
      config,
      schema: {
        operationId: 'countEventsOverTime',
        summary: 'Count the events that a filter finds by interval of their creation and by status',
        tags,
        querystring: HistogramQuery,
        response: { 200: Histogram },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { company } = credentialOf(request);
      const histogram = await services.finding.histogram(company, filterOf(query), query.interval || null);
      return sendJson(reply, 200, JSON.stringify(histogram));
    },
  );
}
