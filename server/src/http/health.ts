/** For load balancers and supervisors: the process is up, and it can serve. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { sendProblem } from './answers.ts';
import { named } from './schemas/common.ts';
import type { Services } from './services.ts';

const healthy = {
  operationId: 'getHealth',
  summary: 'Whether the process is up',
  tags: ['Operation'],
  response: { 200: named('Health', { status: Type.Literal('ok') }) },
} as const;

const ready = {
  operationId: 'getReadiness',
  summary: 'Whether requests can be served: the store answers',
  description:
    'Ready also while nothing can be recorded but everything can be read: `degraded` says so. ' +
    '`recording`: no database server takes writes at the moment, recording answers 503, reads come from a standby. ' +
    '`servers`: a database server cannot be reached.',
  tags: ['Operation'],
  response: {
    200: named('Readiness', {
      status: Type.Literal('ready'),
      degraded: Type.Array(Type.Union([Type.Literal('recording'), Type.Literal('servers')])),
    }),
  },
} as const;

export function healthRoutes(app: FastifyInstance, services: Services): void {
  app.get('/healthz', { schema: healthy }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: ready, config: { errors: ['unavailable'] } }, async (_request, reply) => {
    try {
      return { status: 'ready', degraded: await services.health() };
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'the store does not answer';
      return sendProblem(reply, { name: 'unavailable', detail, retryAfterS: 1 });
    }
  });
}
