/** /api/embed-tokens, and what they open: GET /api/embed/events, for pages of others. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Members } from '../../app/ports/finding.ts';
import type { EmbedToken } from '../../domain/directory.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { categories, sources, statuses } from '../../domain/vocabulary.ts';
import { sendJson } from '../answers.ts';
import { answerPreflights, embeddingOf } from '../embedding.ts';
import { serveRead } from '../reads.ts';
import { MembersFilter } from '../schemas/api-events.ts';
import { Id, Int, listV2, named, nullable, pageV2, Text, Time, timeOf, words } from '../schemas/common.ts';
import type { Services } from '../services.ts';
import { serveWrite } from '../writes.ts';

const shown = {
  id: Int,
  name: Text,
  filter: MembersFilter,
  origins: Type.Array(Text),
  createdById: nullable(Int),
  createdAt: Time,
  endsAt: Time,
};

const TokenBody = named('EmbedTokenBody', {
  name: Type.String({ minLength: 1, maxLength: limits.accessNameChars }),
  filter: MembersFilter,
  origins: Type.Array(
    Type.String({ maxLength: limits.accessNameChars, description: 'such as https://trust.example' }),
    { minItems: 1, maxItems: limits.embedOrigins },
  ),
  endsAt: Type.String({ description: 'at most a year ahead' }),
});

const EmbeddedEvent = named('EmbeddedEvent', {
  id: Text,
  type: Text,
  category: words(categories),
  source: words(sources),
  status: nullable(words(statuses)),
  description: nullable(Text),
  actor: nullable(Text),
  connection: nullable(Text),
  testName: nullable(Text),
  createdAt: Time,
});

const tag = 'Access';

export function embeddingApi(app: FastifyInstance, services: Services): void {
  manageTokens(app, services);
  readWithToken(app, services);
}

function manageTokens(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/api/embed-tokens',
    {
      tag,
      permission: permissions.readEmbedTokens,
      operationId: 'listEmbedTokens',
      summary: 'The tokens with which other pages show events',
      answer: named('EmbedTokens', { data: Type.Array(named('EmbedToken', shown)) }),
    },
    async ({ caller }) => ({ data: (await services.embedTokens.list(caller)).map(show) }),
  );
  serveWrite(
    app,
    '/api/embed-tokens',
    {
      tag,
      method: 'POST',
      permission: permissions.manageEmbedTokens,
      operationId: 'createEmbedToken',
      summary: 'Make a token with which pages of others show some events; it is shown this once',
      description:
        'Whoever reads such a page has the token: it opens the events that fit `filter` (one of the values of each ' +
        'member), without their metadata, until `endsAt`, to pages of `origins` alone. The element that shows them ' +
        'is at /embed/affidavit-events.js.',
      body: TokenBody,
      status: 201,
      answer: named('NewEmbedToken', { token: Text, ...shown }),
      errors: ['conflict'],
    },
    async ({ caller, held, body: { name, filter, origins, endsAt } }) => {
      const wish = { name, filter: filter as Members, origins, endsAt: timeOf('endsAt', endsAt) };
      const { secret, token } = await services.embedTokens.create(caller, held, wish);
      return { token: secret, ...show(token) };
    },
  );
  serveWrite(
    app,
    '/api/embed-tokens/:id',
    {
      tag,
      method: 'DELETE',
      permission: permissions.manageEmbedTokens,
      operationId: 'revokeEmbedToken',
      summary: 'Take a token back: pages that use it show nothing any more',
      params: Type.Object({ id: Id }),
      status: 204,
    },
    async ({ caller, params }) => {
      await services.embedTokens.revoke(caller, params.id);
      return null;
    },
  );
}

const { cursor, size } = pageV2(['createdAt']);
const PageQuery = Type.Object({ cursor, size });
const LIST = '/api/embed/events';

function readWithToken(app: FastifyInstance, services: Services): void {
  answerPreflights(app, LIST);
  app.get<{ Querystring: Static<typeof PageQuery> }>(
    LIST,
    {
      config: { access: 'embed' },
      schema: {
        operationId: 'listEmbeddedEvents',
        summary: 'The events that a token shows, newest first',
        tags: [tag],
        querystring: PageQuery,
        response: { 200: listV2('EmbeddedEvents', EmbeddedEvent) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const page = await services.embedding.page(embeddingOf(request), {
        size: query.size,
        cursor: query.cursor || null,
      });
      return sendJson(reply, 200, JSON.stringify(page));
    },
  );
}

function show({ hash: _, ...token }: EmbedToken) {
  return token;
}
