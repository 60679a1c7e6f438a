/** GET /log/{company}/checkpoint: the newest signed checkpoint (C2SP tlog-checkpoint). */
import type { FastifyInstance } from 'fastify';
import { permissions } from '../../domain/permissions.ts';
import { credentialOf } from '../auth.ts';
import { HttpError } from '../errors.ts';
import type { Services } from '../services.ts';

export function checkpointLog(app: FastifyInstance, services: Services): void {
  app.get<{ Params: { company: string } }>(
    '/log/:company/checkpoint',
    { config: { permission: permissions.readLog } },
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
