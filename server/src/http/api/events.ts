/** POST /api/events: one event, an array, or a stream. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Company, Recorded } from '../../app/ports.ts';
import { invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { isoTime } from '../../domain/time.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import type { Metrics } from '../metrics.ts';
import type { Services } from '../services.ts';
import { answerLines } from './ndjson.ts';

export function recordingApi(app: FastifyInstance, services: Services, metrics: Metrics): void {
  app.post<{ Querystring: { wait?: string } }>(
    '/api/events',
    { config: { permission: permissions.recordEvents } },
    async (request, reply) => {
      const { company } = credentialOf(request);
      const idempotencyKey = readIdempotencyKey(request);
      const { wait } = request.query;
      if (wait !== undefined && wait !== 'checkpoint') throw invalid('wait', 'must be checkpoint');
      if (request.body instanceof Readable) {
        if (idempotencyKey !== null)
          throw invalid('Idempotency-Key', 'cannot be used with a stream: give each event an id');
        const lines = answerLines(request.body, (drafts) => services.recordEach(company, drafts), metrics);
        return reply
          .code(200)
          .header('content-type', 'application/x-ndjson')
          .send(Readable.from(lines, { objectMode: false }));
      }
      const many = Array.isArray(request.body);
      const drafts: readonly unknown[] = Array.isArray(request.body) ? request.body : [request.body];
      if (drafts.length === 0 || drafts.length > limits.eventsPerArray)
        throw invalid('', `an array must hold 1 to ${limits.eventsPerArray} events`);
      const recorded = await services.recordEvents(company, drafts, { idempotencyKey });
      metrics.eventsRecorded(recorded.length);
      const answers: object[] = [];
      for (const one of recorded) answers.push(await answer(services, company, one, wait === 'checkpoint'));
      return sendJson(reply, 201, JSON.stringify(many ? answers : answers[0]));
    },
  );
}

async function answer(
  services: Services,
  company: Company,
  one: Recorded,
  withProof: boolean,
): Promise<object> {
  const body = { id: one.id, seq: one.seq, recordedAt: isoTime(one.recordedAt) };
  return withProof ? { ...body, proof: await services.proveEvent(company, one.seq) } : body;
}

const VISIBLE = /^[\x21-\x7e]+$/;

function readIdempotencyKey(request: FastifyRequest): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  const text = String(header);
  const key = /^"(.*)"$/.exec(text)?.[1] ?? text;
  if (key.length > limits.idempotencyKeyChars || !VISIBLE.test(key))
    throw invalid('Idempotency-Key', `must be 1 to ${limits.idempotencyKeyChars} visible ASCII characters`);
  return key;
}
