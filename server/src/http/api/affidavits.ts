/** GET /api/events/{id}/affidavit and its like: evidence that a verifier checks offline. */
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { callerOf, credentialOf } from '../auth.ts';
import { attachment } from '../content-disposition.ts';
import { HttpError } from '../errors.ts';
import { Affidavit } from '../schemas/affidavit.ts';
import { filterOf, findQuery } from '../schemas/api-events.ts';
import { EventId } from '../schemas/event-queries.ts';
import type { Services } from '../services.ts';

const permission = permissions.readAffidavits;
const tags = ['Log'] as const;
const Params = Type.Object({ id: EventId });
const Query = Type.Object(findQuery);

export function affidavitsApi(app: FastifyInstance, services: Services): void {
  oneEvent(app, services);
  manyEvents(app, services);
}

function oneEvent(app: FastifyInstance, services: Services): void {
  app.get<{ Params: Static<typeof Params> }>(
    '/api/events/:id/affidavit',
    {
      config: { permission },
      schema: {
        operationId: 'getAffidavit',
        summary: 'Get the affidavit of an event: everything that is needed to check it offline',
        description:
          'The sealed entry, every document that it commits to, what shows that the others were removed, and the proof ' +
          'that it is in the signed log (docs/formats.md, "Affidavit"). Waits for a checkpoint that covers the event.',
        tags,
        params: Params,
        response: { 200: Affidavit },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const json = await services.affidavits.one(credentialOf(request).company, id);
      if (json === null) throw new HttpError('notFound');
      reply.header('content-disposition', attachment(`event-${id.toLowerCase()}.affidavit.json`));
      return sendJson(reply, 200, json);
    },
  );

  app.get<{ Params: Static<typeof Params> }>(
    '/api/events/:id/affidavit.tlog-proof',
    {
      config: { permission, produces: 'text/plain' },
      schema: {
        operationId: 'getEventProof',
        summary: 'Get the proof that an event is in the signed log, as a text of c2sp.org/tlog-proof',
        description: 'It proves the entry alone, and says nothing of the event. Waits as the affidavit does.',
        tags,
        params: Params,
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const proof = await services.affidavits.proof(credentialOf(request).company, id);
      if (proof === null) throw new HttpError('notFound');
      return reply
        .header('content-type', 'text/plain; charset=utf-8')
        .header('content-disposition', attachment(`event-${id.toLowerCase()}.tlog-proof`))
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .send(proof);
    },
  );
}

function manyEvents(app: FastifyInstance, services: Services): void {
  app.get<{ Querystring: Static<typeof Query> }>(
    '/api/events/affidavits.ndjson',
    {
      config: { permission, lasting: true, produces: 'application/x-ndjson' },
      // Asking for it is recorded: a question for headers alone would be too.
      exposeHeadRoute: false,
      schema: {
        operationId: 'getAffidavits',
        summary: 'Get the affidavits of the events that a filter finds, one a line, in the order of the log',
        description:
          'Of the events recorded by the time of the request; compressed when the client takes gzip. Asking is recorded ' +
          'as an event. An answer that breaks off is not whole.',
        tags,
        querystring: Query,
        response: { 200: Affidavit },
      },
    },
    async (request, reply) => {
      const lines = await services.affidavits.bundle(callerOf(request), filterOf(request.query));
      reply
        .header('content-type', 'application/x-ndjson; charset=utf-8')
        .header('content-disposition', attachment('events.affidavits.ndjson'))
        .header('cache-control', 'no-store')
        .header('vary', 'accept-encoding')
        .header('x-content-type-options', 'nosniff');
      if (!takesGzip(request)) return reply.send(lines);
      return sendCompressed(reply, lines);
    },
  );
}

type Lines = Awaited<ReturnType<Services['affidavits']['bundle']>>;

/** A failure of the lines breaks the answer off; a client that has gone ends the making of lines. */
function sendCompressed(reply: FastifyReply, lines: Lines): FastifyReply {
  const compressed = pipeline(lines, createGzip(), () => undefined);
  return reply.header('content-encoding', 'gzip').send(compressed);
}

function takesGzip({ headers }: FastifyRequest): boolean {
  const codings = String(headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',');
  return codings.some((coding) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/.test(coding));
}
