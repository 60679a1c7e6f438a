/** GET /api/log/checkpoints and /api/log/full-checks: what was signed before, and when all of the log was checked. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import { Id, Int, named, nullable, Text, Time } from '../schemas/common.ts';
import type { Services } from '../services.ts';

const Query = Type.Object({
  below: Type.Optional(Id),
  limit: Type.Integer({
    minimum: 1,
    maximum: limits.pastCheckpointsMax,
    default: 20,
    description: `a whole number between 1 and ${limits.pastCheckpointsMax}`,
  }),
});
const PastCheckpoints = named('PastCheckpoints', {
  data: Type.Array(
    named('PastCheckpoint', {
      size: Int,
      root: Type.String({ description: 'lower-case hex' }),
      signedAt: Type.String({ format: 'date-time', description: 'by the clock of the server that signed' }),
      witnesses: Type.Array(
        named('PastCosignature', {
          name: Text,
          cosignedAt: Type.String({ format: 'date-time', description: 'by the clock of the witness' }),
        }),
      ),
      otherLines: Type.Integer({
        description:
          'lines in the note beside those of the log and of `witnesses`: of keys that the company does not ask any more',
      }),
      note: Type.String({ description: 'as it was signed (C2SP checkpoint), with the lines of witnesses' }),
    }),
  ),
  next: Type.Union([Int, Type.Null()], { description: '`below` of the following page; null at the end' }),
});
const FullChecks = named('FullChecks', {
  data: Type.Array(
    named('FullCheck', {
      beganAt: Time,
      endedAt: Time,
      size: Type.Integer({ description: 'events, from the first one on, that are what was sealed' }),
      root: nullable(Text),
      version: Type.String({ description: 'of the program that checked' }),
      problem: Type.Union([Text, Type.Null()], {
        description: 'the first thing that was wrong; null when all was well',
      }),
    }),
  ),
});

export function logHistoryApi(app: FastifyInstance, services: Services): void {
  app.get<{ Querystring: Static<typeof Query> }>(
    '/api/log/checkpoints',
    {
      config: { permission: permissions.readLog },
      schema: {
        operationId: 'listCheckpoints',
        summary: 'What was signed of the log, the newest first, and which witnesses cosigned it',
        description:
          'All of the last minute; of what is older, one checkpoint an hour: the newest of those that most witnesses ' +
          'cosigned. `witnesses` are those whom the company asks now, their cosignatures checked for this answer.',
        tags: ['Log'],
        querystring: Query,
        response: { 200: PastCheckpoints },
      },
    },
    async (request, reply) => {
      const { below, limit } = request.query;
      const found = await services.log.checkpoints(credentialOf(request).company, below ?? null, limit);
      return sendJson(reply, 200, JSON.stringify(found));
    },
  );
  app.get(
    '/api/log/full-checks',
    {
      config: { permission: permissions.readLog },
      schema: {
        operationId: 'listFullChecks',
        summary: 'When the whole log was read again and recomputed in this store, and what was found',
        description:
          'By `affidavit fsck`, the newest first, at most ' +
          `${limits.fullChecksKept}. Empty when nobody has: the server does not check all of it by itself.`,
        tags: ['Log'],
        response: { 200: FullChecks },
      },
    },
    async (request, reply) =>
      sendJson(reply, 200, JSON.stringify(await services.log.fullChecks(credentialOf(request).company))),
  );
}
