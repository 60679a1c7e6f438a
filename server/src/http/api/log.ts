/** GET and PUT /api/log: what is said of the company's log, and whether strangers may read it. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { callerOf, credentialOf } from '../auth.ts';
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
