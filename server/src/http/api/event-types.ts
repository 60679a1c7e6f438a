/** POST /api/event-types: a company's own types. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { EventTypeBody } from '../../domain/schemas.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import { FreeObject, named, Text, Time } from '../schemas/common.ts';
import type { Services } from '../services.ts';

const EventType = named('EventType', {
  name: Text,
  version: Type.Integer({ description: 'counts from 1' }),
  category: Text,
  schema: FreeObject,
  createdAt: Time,
});

export function eventTypesApi(app: FastifyInstance, services: Services): void {
  app.post(
    '/api/event-types',
    {
      config: { permission: permissions.manageEventTypes, body: EventTypeBody },
      schema: {
        operationId: 'putEventType',
        summary: "Register one of the company's own event types, or its next version",
        description: 'The metadata of events of this type must conform to the JSON Schema.',
        tags: ['Events'],
        response: { 201: EventType },
      },
    },
    async (request, reply) => {
      const stored = await services.putEventType(credentialOf(request).company, request.body);
      return sendJson(reply, 201, JSON.stringify(stored));
    },
  );
}
