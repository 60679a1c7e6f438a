/** POST /api/events: one event, an array, or a stream. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { type Static, Type } from 'typebox';
import type { Company, Recorded } from '../../app/ports.ts';
import { invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { EventDraft } from '../../domain/schemas.ts';
import { isoTime } from '../../domain/time.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import { readIdempotencyKey } from '../idempotency-key.ts';
import type { Metrics } from '../metrics.ts';
import { Problem } from '../openapi/failures.ts';
import { Int, named, nullable, Text, Time } from '../schemas/common.ts';
import type { Services } from '../services.ts';
import { answerLines } from './ndjson.ts';

export interface Recording {
  services: Services;
  metrics: Metrics;
  logger: Logger;
  stopping: AbortSignal;
}

const recordedMembers = {
  id: Text,
  seq: Type.Integer({ description: 'the place in the log of the company, from 0 on' }),
  recordedAt: Time,
  proof: Type.Optional(nullable(Text)),
};
const RecordedEvent = named('Recorded', recordedMembers);
const RecordedLine = Type.Union([
  named('RecordedLine', { line: Int, ...recordedMembers }),
  named('RefusedLine', { line: Int, error: Problem }),
]);

const lineAnswers = {
  description: 'lines, in the order of those sent',
  content: { 'application/x-ndjson': { schema: RecordedLine } },
};

const headers = Type.Object({
  'Idempotency-Key': Type.Optional(
    Type.String({
      maxLength: limits.idempotencyKeyChars,
      description: 'the same key and body again are answered with what was recorded the first time',
    }),
  ),
});

const Query = Type.Object({ wait: Type.Optional(Type.Enum(['checkpoint'])) });

export function recordingApi(app: FastifyInstance, recording: Recording): void {
  app.post<{ Querystring: Static<typeof Query> }>(
    '/api/events',
    {
      config: {
        permission: permissions.recordEvents,
        takesLines: true,
        body: Type.Union([
          EventDraft,
          Type.Array(EventDraft, { minItems: 1, maxItems: limits.eventsPerArray }),
        ]),
        consumes: ['application/json', 'application/x-ndjson'],
        headers,
        errors: ['conflict', 'keyReused'],
      },
      schema: {
        operationId: 'recordEvents',
        summary: 'Record events: one, an array (all or nothing), or a stream of lines (each on its own)',
        description:
          'Answered once what was recorded is durable and has its place in the log. Where the connection breaks, send ' +
          'the same again with the same Idempotency-Key, or with the same ids: nothing is recorded twice. A stream is ' +
          'answered line by line. With `wait=checkpoint` each answer holds the proof that the event is in the log.',
        tags: ['Events'],
        querystring: Query,
        response: {
          200: lineAnswers,
          201: Type.Union([RecordedEvent, Type.Array(RecordedEvent)]),
        },
      },
    },
    async (request, reply) => {
      const idempotencyKey = readIdempotencyKey(request.headers['idempotency-key']);
      const answer = answersFor(
        credentialOf(request).company,
        recording,
        request.query.wait === 'checkpoint',
      );
      if (request.body instanceof Readable) {
        if (idempotencyKey !== null)
          throw invalid('Idempotency-Key', 'cannot be used with a stream: give each event an id');
        return sendLines(request, reply, recording, answer);
      }
      const many = Array.isArray(request.body);
      const drafts: readonly unknown[] = Array.isArray(request.body) ? request.body : [request.body];
      if (drafts.length === 0 || drafts.length > limits.eventsPerArray)
        throw invalid('', `an array must hold 1 to ${limits.eventsPerArray} events`);
      const { company } = credentialOf(request);
      const recorded = await recording.services.recordEvents(company, drafts, { idempotencyKey });
      recording.metrics.eventsRecorded(recorded.length);
      const answers: object[] = [];
      for (const one of recorded) answers.push(await answer(one));
      return sendJson(reply, 201, JSON.stringify(many ? answers : answers[0]));
    },
  );
}

function sendLines(
  request: FastifyRequest,
  reply: FastifyReply,
  { services, metrics, logger, stopping }: Recording,
  answer: (recorded: Recorded) => Promise<object>,
): FastifyReply {
  const { company } = credentialOf(request);
  const lines = answerLines(request.raw, {
    record: (drafts) => services.recordEach(company, drafts),
    answer(recorded) {
      metrics.eventsRecorded(1);
      return answer(recorded);
    },
    onFailure: (error) => logger.error({ err: error, route: '/api/events' }, 'a batch of a stream failed'),
    stopping,
  });
  // What follows an answer that ended before its request cannot be told from the rest of that request.
  reply.raw.once('finish', () => {
    if (!request.raw.complete) request.raw.socket.destroySoon();
  });
  return reply
    .code(200)
    .header('content-type', 'application/x-ndjson; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(Readable.from(lines, { objectMode: false }));
}

/** The proof is null when no checkpoint covers the event in time: it is recorded all the same, and must be told so. */
function answersFor(company: Company, { services, logger }: Recording, withProof: boolean) {
  return async ({ id, seq, recordedAt }: Recorded): Promise<object> => {
    const body = { id, seq, recordedAt: isoTime(recordedAt) };
    if (!withProof) return body;
    const proof = await services.proveEvent(company, seq).catch((error: unknown) => {
      logger.warn({ err: error, seq }, 'recorded, but not proved in time');
      return null;
    });
    return { ...body, proof };
  };
}
