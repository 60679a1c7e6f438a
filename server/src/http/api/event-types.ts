/** POST /api/event-types: a company's own types. */
import type { FastifyInstance } from 'fastify';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import type { Services } from '../services.ts';

export function eventTypesApi(app: FastifyInstance, services: Services): void {
  app.post(
    '/api/event-types',
    { config: { permission: permissions.manageEventTypes } },
    async (request, reply) => {
      const stored = await services.putEventType(credentialOf(request).company, request.body);
      return sendJson(reply, 201, JSON.stringify(stored));
    },
  );
}
