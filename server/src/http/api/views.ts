/** /api/views: filters of the events page under a name. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { SavedView } from '../../app/ports/views.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { isoTime } from '../../domain/time.ts';
import { serveRead } from '../reads.ts';
import { Flag, Int, named, nullable, Text, Time } from '../schemas/common.ts';
import type { Services } from '../services.ts';
import { serveWrite } from '../writes.ts';

const View = named('View', {
  id: Text,
  name: Text,
  query: Text,
  shared: Flag,
  /** Null: of somebody who was erased. */
  owner: nullable(named('ViewOwner', { id: Int, name: Text })),
  createdAt: Time,
  updatedAt: Time,
});

const ViewBody = named('ViewBody', {
  name: Type.String({ minLength: 1, maxLength: limits.viewNameChars }),
  query: Type.String({
    maxLength: limits.viewQueryChars,
    description: 'what follows the question mark in the address of the events page, such as status=FAILED',
  }),
  shared: Type.Optional(Type.Boolean()),
});

const tag = 'Finding';
const byId = { params: Type.Object({ id: Text }), permission: permissions.keepViews };

export function viewsApi(app: FastifyInstance, services: Services): void {
  listAndCreate(app, services);
  change(app, services);
}

function listAndCreate(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/api/views',
    {
      tag,
      permission: permissions.findEvents,
      operationId: 'listViews',
      summary: 'Views of the events page: those of the caller, and those that the company shares',
      answer: named('Views', { data: Type.Array(View) }),
    },
    async ({ caller }) => ({ data: (await services.views.list(caller)).map(show) }),
  );
  serveWrite(
    app,
    '/api/views',
    {
      tag,
      method: 'POST',
      permission: permissions.keepViews,
      operationId: 'createView',
      summary: 'Keep a view of the events page',
      description:
        'It is of the user of the key or the session. With `shared` the whole company sees it, which needs ' +
        `\`${permissions.shareViews}\` too. At most ${limits.viewsPerAccount} of one user, and ` +
        `${limits.sharedViewsPerCompany} that are shared.`,
      body: ViewBody,
      status: 201,
      answer: View,
      errors: ['conflict'],
    },
    async ({ caller, held, body }) =>
      show(await services.views.create(caller, held, { shared: false, ...body })),
  );
}

function change(app: FastifyInstance, services: Services): void {
  serveWrite(
    app,
    '/api/views/:id',
    {
      tag,
      ...byId,
      method: 'PUT',
      operationId: 'replaceView',
      summary: 'Give a view another name or query, share it or take it back',
      description:
        `A view that somebody else shares is changed with \`${permissions.shareViews}\`; it stays theirs. Without ` +
        '`shared` it is not shared.',
      body: ViewBody,
      status: 200,
      answer: View,
      errors: ['notFound', 'conflict'],
    },
    async ({ caller, held, params, body }) =>
      show(await services.views.replace(caller, held, params.id, { shared: false, ...body })),
  );
  serveWrite(
    app,
    '/api/views/:id',
    {
      tag,
      ...byId,
      method: 'DELETE',
      operationId: 'deleteView',
      summary: 'Delete a view',
      status: 204,
      errors: ['notFound', 'conflict'],
    },
    async ({ caller, held, params }) => {
      await services.views.remove(caller, held, params.id);
      return null;
    },
  );
}

function show({
  userId,
  ownerName,
  createdAt,
  updatedAt,
  ...view
}: SavedView & { ownerName: string | null }) {
  return {
    ...view,
    owner: userId === null ? null : { id: userId, name: ownerName ?? '' },
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
  };
}
