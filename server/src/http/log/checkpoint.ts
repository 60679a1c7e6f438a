/** GET /log/{company}/checkpoint: the newest signed checkpoint (C2SP tlog-checkpoint). */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { credentialOf } from '../auth.ts';
import { HttpError } from '../errors.ts';
import type { Services } from '../services.ts';

export function checkpointLog(app: FastifyInstance, services: Services): void {
  app.get<{ Params: { company: string } }>(
    '/log/:company/checkpoint',
    {
      config: { permission: permissions.readLog, produces: 'text/plain' },
      schema: {
        operationId: 'getCheckpoint',
        summary: 'The newest signed checkpoint of the log',
        description: 'A signed note (C2SP tlog-checkpoint): origin, size, root hash, signature.',
        tags: ['Log'],
        params: Type.Object({ company: Type.String({ description: 'the UUID of the company' }) }),
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const { company } = credentialOf(request);
      // Another company's log is answered like one that never existed.
      const note = request.params.company === company.uuid ? await services.checkpoint(company.uuid) : null;
      if (note === null) throw new HttpError('notFound');
      return reply
        .header('content-type', 'text/plain; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(note);
    },
  );
}
