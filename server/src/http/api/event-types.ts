/** /api/event-types: which there are, and a company's own. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { EventTypeBody } from '../../domain/schemas.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import { serveRead } from '../reads.ts';
import { FreeObject, Int, named, nullable, Text, Time, words } from '../schemas/common.ts';
import type { Services } from '../services.ts';

const EventType = named('EventType', {
  name: Text,
  version: Type.Integer({ description: 'counts from 1' }),
  category: Text,
  schema: FreeObject,
  createdAt: Time,
});

const ListedEventType = named('ListedEventType', {
  name: Text,
  origin: words(['CONTRACT', 'SYSTEM', 'COMPANY']),
  category: nullable(Text),
  version: nullable(Int),
  createdAt: nullable(Time),
  count: Type.Integer({ description: 'how many events were recorded' }),
});

export function eventTypesApi(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/api/event-types',
    {
      tag: 'Events',
      permission: permissions.findEvents,
      operationId: 'listEventTypes',
      summary: 'The types of events that there are, those with the most events first',
      description:
        '`origin` is who named it: the contract, the system, which alone records it, or the company, whose types have ' +
        '`version` and `createdAt`. `category` is null where each event says its own.',
      answer: named('EventTypes', { data: Type.Array(ListedEventType) }),
    },
    async ({ caller }) => ({ data: await services.eventTypes(caller.company) }),
  );
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
