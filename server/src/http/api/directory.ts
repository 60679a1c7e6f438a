/** PUT /api/users and its like: the people, connections and the rest that events name. */
import type { FastifyInstance } from 'fastify';
import { type TObject, type TProperties, Type } from 'typebox';
import { invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { directoryBodies, type PutKind } from '../../domain/schemas.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import type { TagName } from '../openapi/about.ts';
import { nullable, Time } from '../schemas/common.ts';
import type { Services } from '../services.ts';

interface Collection {
  path: string;
  kind: PutKind;
  /** In PascalCase, of one document. */
  name: string;
  /** What is stored beyond the members of the body. */
  more?: TProperties;
}

const collections: readonly Collection[] = [
  { path: '/api/users', kind: 'users', name: 'User', more: { termsAgreedAt: nullable(Time) } },
  { path: '/api/identities', kind: 'identities', name: 'Identity' },
  { path: '/api/background-checks', kind: 'backgroundChecks', name: 'BackgroundCheck' },
  { path: '/api/connections', kind: 'connections', name: 'Connection' },
  { path: '/api/workspaces', kind: 'workspaces', name: 'Workspace' },
];

export function directoryApi(app: FastifyInstance, services: Services): void {
  for (const collection of collections) {
    const { path, kind } = collection;
    app.put(path, describe(collection), async (request, reply) => {
      const many = Array.isArray(request.body);
      const bodies: readonly unknown[] = Array.isArray(request.body) ? request.body : [request.body];
      if (bodies.length === 0 || bodies.length > limits.eventsPerArray)
        throw invalid('', `an array must hold 1 to ${limits.eventsPerArray} documents`);
      const stored = await services.putDirectory(credentialOf(request).company, kind, bodies);
      return sendJson(reply, 200, JSON.stringify(many ? stored : stored[0]));
    });
  }
}

function describe({ kind, name, more = {} }: Collection) {
  const body: TObject = directoryBodies[kind];
  // Members that a body leaves out are stored all the same: null, empty, or made up by the server.
  const stored = Type.Object({ ...Type.Required(body).properties, ...more }, { title: `Stored${name}` });
  const tags: readonly TagName[] = ['Directory'];
  return {
    config: { permission: permissions.manageDirectory, body: manyOrOne(body), errors: ['conflict'] as const },
    schema: {
      operationId: `put${name}s`.replace(/ys$/, 'ies'),
      summary: `Create or replace ${kind.replace(/[A-Z]/, (capital) => ` ${capital.toLowerCase()}`)}: one, or an array (all or nothing)`,
      description:
        'A document replaces the one that has its id, a user without id the one that has its e-mail.',
      tags,
      response: { 200: manyOrOne(stored) },
    },
  };
}

function manyOrOne(schema: TObject) {
  return Type.Union([schema, Type.Array(schema, { minItems: 1, maxItems: limits.eventsPerArray })]);
}
