/** /api/links: links that let people in. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { SignInLink } from '../../app/ports/accounts.ts';
import { invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { isoTime } from '../../domain/time.ts';
import { serveRead } from '../reads.ts';
import { Id, Int, named, nullable, Text, Time, timeOf, words } from '../schemas/common.ts';
import type { Services } from '../services.ts';
import { serveWrite } from '../writes.ts';

const kinds = ['auditor', 'invite'] as const;

const shown = {
  id: Text,
  kind: words(['auditor', 'invite', 'signIn']),
  userId: nullable(Int),
  name: nullable(Text),
  email: nullable(Text),
  createdBy: nullable(Int),
  createdAt: Time,
  endsAt: Time,
};

const LinkBody = named('AccessLinkBody', {
  kind: words(kinds),
  userId: Type.Optional(Id),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: limits.accessNameChars })),
  email: Type.Optional(nullable(Type.String({ maxLength: limits.accessNameChars }))),
  endsAt: Type.Optional(Text),
});

const tag = 'Access';

export function linksApi(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/api/links',
    {
      tag,
      permission: permissions.readLinks,
      operationId: 'listLinks',
      summary: 'The links that let people in, or did',
      answer: named('AccessLinks', { data: Type.Array(named('AccessLink', shown)) }),
    },
    async ({ caller }) => ({ data: (await services.links.list(caller)).map(show) }),
  );
  serveWrite(
    app,
    '/api/links',
    {
      tag,
      method: 'POST',
      permission: permissions.manageLinks,
      operationId: 'createLink',
      summary: 'Make a link that lets somebody in; it is shown this once',
      description:
        '`auditor`, with `name`, `email` and `endsAt` (at most a year ahead): whoever has the link reads, as the role ' +
        'AUDITOR does, until then. `invite`, with `userId`: the user sets their first password with it, once, within a ' +
        'day. A link allows nothing that the caller may not do.',
      body: LinkBody,
      status: 201,
      answer: named('NewAccessLink', { url: Text, ...shown }),
      errors: ['conflict'],
    },
    async ({ caller, held, body: { kind, userId, name, email = null, endsAt }, baseUrl }) => {
      const made =
        kind === 'invite'
          ? await services.links.invite(caller, held, userId ?? missing('userId'))
          : await services.links.auditor(caller, held, {
              name: name ?? missing('name'),
              email,
              endsAt: timeOf('endsAt', endsAt ?? missing('endsAt')),
            });
      return { url: `${baseUrl()}/sign-in#token=${made.token}`, ...show(made.link) };
    },
  );
  serveWrite(
    app,
    '/api/links/:id',
    {
      tag,
      method: 'DELETE',
      permission: permissions.manageLinks,
      operationId: 'removeLink',
      summary: 'Take a link back, with the sessions that it opened',
      params: Type.Object({ id: Text }),
      status: 204,
    },
    async ({ caller, params }) => {
      await services.links.remove(caller, params.id);
      return null;
    },
  );
}

function missing(member: string): never {
  throw invalid(member, 'is required');
}

function show({ hash: _, usedAt: __, kind, createdAt, endsAt, ...link }: SignInLink) {
  return {
    ...link,
    kind: kind === 'password' ? 'invite' : kind,
    createdAt: isoTime(createdAt),
    endsAt: isoTime(endsAt),
  };
}
