/** GET /api/events/certificate: which events of a period match, proven. */
import type { FastifyInstance } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { categories, sources, statuses } from '../../domain/vocabulary.ts';
import { callerOf } from '../auth.ts';
import { attachment } from '../content-disposition.ts';
import { Id, nullable, timeOf, words } from '../schemas/common.ts';
import { EventTypeName, IdOrNone } from '../schemas/event-queries.ts';
import type { Services } from '../services.ts';

const anyOf = <S extends TSchema>(schema: S) =>
  Type.Optional(Type.Array(schema, { minItems: 1, maxItems: limits.filterValues }));

const Query = Type.Object({
  from: Type.String({ description: 'a time: the earliest createdAt' }),
  to: Type.String({ description: 'a time: the latest createdAt' }),
  type: anyOf(EventTypeName),
  category: anyOf(words(categories)),
  source: anyOf(words(sources)),
  status: anyOf(nullable(words(statuses))),
  workspaceId: anyOf(IdOrNone),
  testId: anyOf(IdOrNone),
  connectionId: anyOf(IdOrNone),
  userId: Type.Optional(Id),
});

export function certificateApi(app: FastifyInstance, services: Services): void {
  app.get<{ Querystring: Static<typeof Query> }>(
    '/api/events/certificate',
    {
      config: {
        permission: permissions.certifyEvents,
        lasting: true,
        produces: 'application/gzip',
        errors: ['notFound'],
      },
      // Asking for it is recorded: a question for headers alone would be too.
      exposeHeadRoute: false,
      schema: {
        operationId: 'certifyEvents',
        summary: 'Prove which events of a period match a filter: all of them, and how many',
        description:
          'A file that a verifier checks offline (docs/formats.md, "Population certificate"). It holds the sealed header ' +
          'of every event recorded since the period began, matching or not, and nothing of what they say. Each member ' +
          'may be repeated: any of the values; `null` stands for events without one. Asking is recorded as an event.',
        tags: ['Log'],
        querystring: Query,
        response: { 200: Type.String({ format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const { from, to, userId, ...lists } = request.query;
      const { company, userId: reader } = callerOf(request);
      const distinct = Object.entries(lists).map(([name, values]) => [name, [...new Set<unknown>(values)]]);
      const { name, bytes } = await services.certify(
        company,
        {
          from: timeOf('from', from),
          to: timeOf('to', to),
          filter: { ...Object.fromEntries(distinct), ...(userId !== undefined && { userId }) },
        },
        reader,
      );
      return reply
        .header('content-type', 'application/gzip')
        .header('content-disposition', attachment(name))
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff')
        .send(bytes);
    },
  );
}
