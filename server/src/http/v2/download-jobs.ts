/** The contract's download jobs: an event as PDF, made in the background (section 2.4). */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { callerOf } from '../auth.ts';
import { HttpError } from '../errors.ts';
import { named, nullable, Text, Time, words } from '../schemas/common.ts';
import type { Services } from '../services.ts';

const Uuid = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  description: 'a UUID: 8-4-4-4-12 hex digits',
});
const EventPath = Type.Object({ eventId: Uuid });
const JobPath = Type.Object({ eventId: Uuid, jobId: Uuid });

export const EventDownloadJob = named('EventDownloadJobResponsePublicV2Dto', {
  jobId: Text,
  status: words(['Pending', 'Running', 'Completed', 'Failed']),
  /** A signed URL, once completed. */
  result: nullable(Text),
  createdAt: Time,
  completedAt: nullable(Time),
  /** Only when it failed. */
  errorMessage: Type.Optional(Text),
});

export function downloadJobsV2(app: FastifyInstance, services: Services): void {
  app.post<{ Params: Static<typeof EventPath> }>(
    '/public/v2/events/:eventId/download-jobs',
    {
      config: { permission: permissions.getEvent, errors: ['notFound'], takesNoBody: true },
      schema: {
        operationId: 'createEventDownloadJob',
        summary: 'Have the PDF of an event made in the background',
        tags: ['Events'],
        params: EventPath,
        response: { 201: EventDownloadJob },
      },
    },
    async (request, reply) => {
      const { eventId } = request.params;
      const job = await services.downloads.add(callerOf(request), eventId, request.baseUrl());
      return sendJob(reply, 201, job);
    },
  );

  app.get<{ Params: Static<typeof JobPath> }>(
    '/public/v2/events/:eventId/download-jobs/:jobId',
    {
      config: { permission: permissions.getEvent, errors: ['notFound'] },
      schema: {
        operationId: 'getEventDownloadJob',
        summary: 'How far the PDF of an event is, and the link to it',
        tags: ['Events'],
        params: JobPath,
        response: { 200: EventDownloadJob },
      },
    },
    async (request, reply) => {
      const { eventId, jobId } = request.params;
      const job = await services.downloads.read(callerOf(request), eventId, jobId, request.baseUrl());
      return sendJob(reply, 200, job);
    },
  );
}

function sendJob(reply: FastifyReply, status: number, json: string | null): FastifyReply {
  if (json === null) throw new HttpError('notFound');
  return sendJson(reply, status, json);
}
