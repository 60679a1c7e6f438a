/** For load balancers and supervisors: the process is up, and it can serve. */
import type { FastifyInstance } from 'fastify';
import { sendProblem } from './answers.ts';
import type { Services } from './services.ts';

export function healthRoutes(app: FastifyInstance, services: Services): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await services.ping();
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'the store does not answer';
      return sendProblem(reply, { name: 'unavailable', detail, retryAfterS: 1 });
    }
    return { status: 'ready' };
  });
}
