/** GET and PUT /api/log, and its key on paper: what is said of the company's log, and whether strangers may read it. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { callerOf, credentialOf } from '../auth.ts';
import { attachment } from '../content-disposition.ts';
import { Flag, Int, named, Text } from '../schemas/common.ts';
import type { Services } from '../services.ts';

const Log = named('Log', {
  company: Type.String({ description: 'the UUID in the path of the log: /log/<company>/checkpoint' }),
  origin: Text,
  public: Flag,
  size: Int,
  vkeys: Type.Array(Text),
  keys: Type.Array(
    Type.Object({
      vkey: Text,
      words: Type.String({ description: 'the key in twelve words: compare them with those given on paper' }),
    }),
  ),
});
const LogBody = Type.Object(
  { public: Type.Boolean({ description: 'true or false' }) },
  { title: 'LogBody', additionalProperties: false },
);

export function logApi(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/log',
    {
      config: { permission: permissions.readLog },
      schema: {
        operationId: 'getLog',
        summary: "The company's log: its name, its keys, how much of it is signed, and who may read it",
        tags: ['Log'],
        response: { 200: Log },
      },
    },
    async (request, reply) =>
      sendJson(reply, 200, JSON.stringify(await services.log.show(credentialOf(request).company))),
  );
  keySheet(app, services);
  app.put<{ Body: Static<typeof LogBody> }>(
    '/api/log',
    {
      config: { permission: permissions.manageLog },
      schema: {
        operationId: 'putLog',
        summary: 'Open the log to the public, or close it',
        description:
          'A public log shows checkpoint, tiles and entries to everybody: no names and no texts, but when which ' +
          'types of events were recorded. The change is recorded as an event.',
        tags: ['Log'],
        body: LogBody,
        response: { 200: Log },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const shown = await services.log.setPublic(caller.company, request.body.public, caller);
      return sendJson(reply, 200, JSON.stringify(shown));
    },
  );
}

function keySheet(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/log/key-sheet.pdf',
    {
      config: { permission: permissions.readLog, produces: 'application/pdf' },
      schema: {
        operationId: 'getKeySheet',
        summary: 'Get the key of the log on a page to print, for an auditor',
        description:
          'The key that signs now, its twelve words and how to check with them. It is to be handed over in person: a key ' +
          'that comes with the evidence it signs proves nothing. 503 while others are being made.',
        tags: ['Log'],
        response: { 200: Type.String({ format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const gone = new AbortController();
      request.raw.once('close', () => gone.abort(new Error('the client has gone')));
      const { name, pdf } = await services.log.keySheet(credentialOf(request).company, gone.signal);
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', attachment(name))
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff')
        .send(Buffer.from(pdf));
    },
  );
}
