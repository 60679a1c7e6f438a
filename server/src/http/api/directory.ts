/** PUT /api/users and its like: the people, connections and the rest that events name. */
import type { FastifyInstance } from 'fastify';
import { invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import type { PutKind } from '../../domain/schemas.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import type { Services } from '../services.ts';

const routes: Readonly<Record<string, PutKind>> = {
  '/api/users': 'users',
  '/api/identities': 'identities',
  '/api/background-checks': 'backgroundChecks',
  '/api/connections': 'connections',
  '/api/workspaces': 'workspaces',
};

export function directoryApi(app: FastifyInstance, services: Services): void {
  for (const [path, kind] of Object.entries(routes))
    app.put(path, { config: { permission: permissions.manageDirectory } }, async (request, reply) => {
      const many = Array.isArray(request.body);
      const bodies: readonly unknown[] = Array.isArray(request.body) ? request.body : [request.body];
      if (bodies.length === 0 || bodies.length > limits.eventsPerArray)
        throw invalid('', `an array must hold 1 to ${limits.eventsPerArray} documents`);
      const stored = await services.putDirectory(credentialOf(request).company, kind, bodies);
      return sendJson(reply, 200, JSON.stringify(many ? stored : stored[0]));
    });
}
