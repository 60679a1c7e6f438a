/** GET /api/events/{id}/affidavit and its like: evidence that a verifier checks offline. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { callerOf, credentialOf } from '../auth.ts';
import { sendText } from '../compressed.ts';
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
  oneAffidavit(app, services);
  forPeople(app, services);
  oneProof(app, services);
  manyEvents(app, services);
}

function oneAffidavit(app: FastifyInstance, services: Services): void {
  app.get<{ Params: Static<typeof Params> }>(
    '/api/events/:id/affidavit',
    {
      config: { permission },
      // Asking for it is recorded: a question for headers alone would be too.
      exposeHeadRoute: false,
      schema: {
        operationId: 'getAffidavit',
        summary: 'Get the affidavit of an event: everything that is needed to check it offline',
        description:
          'The sealed entry, every document that it commits to, what shows that the others were removed, and the proof ' +
          'that it is in the signed log (docs/formats.md, "Affidavit"). Waits for a checkpoint that covers the event. ' +
          'That it was taken is recorded as an event.',
        tags,
        params: Params,
        response: { 200: Affidavit },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const json = found(await services.affidavits.one(callerOf(request), id));
      return sendJson(asFile(reply, id, 'affidavit.json'), 200, json);
    },
  );
}

/** The forms that people open. */
function forPeople(app: FastifyInstance, services: Services): void {
  app.get<{ Params: Static<typeof Params> }>(
    '/api/events/:id/affidavit.html',
    {
      config: { permission, produces: 'text/html' },
      exposeHeadRoute: false,
      schema: {
        operationId: 'getAffidavitPage',
        summary: 'Get the affidavit of an event in a page that checks it, without a network',
        description:
          'One HTML file with the affidavit and the verifier in it: open it from a file in any browser. A page cannot vouch ' +
          'for itself; it says so, and how to check the affidavit with a verifier of one’s own. Recorded as an event.',
        tags,
        params: Params,
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const html = found(await services.affidavits.page(callerOf(request), id));
      return asFile(reply, id, 'affidavit.html')
        .header('content-type', 'text/html; charset=utf-8')
        .send(html);
    },
  );

  app.get<{ Params: Static<typeof Params> }>(
    '/api/events/:id/affidavit.pdf',
    {
      config: { permission, produces: 'application/pdf' },
      exposeHeadRoute: false,
      schema: {
        operationId: 'getAffidavitPdf',
        summary: 'Get an event as a PDF that carries its affidavit as an attachment',
        description:
          'The same document as the download jobs of the contract make, at once. Recorded as an event; 503 while others ' +
          'are being made.',
        tags,
        params: Params,
        response: { 200: Type.String({ format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const gone = new AbortController();
      request.raw.once('close', () => gone.abort(new Error('the client has gone')));
      const pdf = found(await services.affidavits.pdf(callerOf(request), id, gone.signal));
      return asFile(reply, id, 'pdf').header('content-type', 'application/pdf').send(Buffer.from(pdf));
    },
  );
}

function oneProof(app: FastifyInstance, services: Services): void {
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
      const proof = found(await services.affidavits.proof(credentialOf(request).company, id));
      return asFile(reply, id, 'tlog-proof').header('content-type', 'text/plain; charset=utf-8').send(proof);
    },
  );
}

function found<T>(evidence: T | null): T {
  if (evidence === null) throw new HttpError('notFound');
  return evidence;
}

/** Evidence is kept as a file, and never run by the browser that fetched it. */
function asFile(reply: FastifyReply, id: string, ending: string): FastifyReply {
  return reply
    .header('content-disposition', attachment(`event-${id.toLowerCase()}.${ending}`))
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff');
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
        .header('x-content-type-options', 'nosniff');
      return sendText(request, reply, lines);
    },
  );
}
