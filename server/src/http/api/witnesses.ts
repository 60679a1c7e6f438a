/** GET and PUT /api/log/witnesses: whom the company asks to cosign its log. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { callerOf, credentialOf } from '../auth.ts';
import { Flag, Int, named, nullable, Text, Time } from '../schemas/common.ts';
import type { Services } from '../services.ts';

const Witnesses = named('LogWitnesses', {
  witnesses: Type.Array(
    named('LogWitnessStatus', {
      name: Text,
      url: Text,
      vkey: Text,
      cosignedSize: nullable(Int),
      cosignedAt: nullable(Time),
      problem: nullable(Text),
      conflict: Flag,
    }),
  ),
  needed: Int,
  policy: Type.String({
    description: 'the same as a policy file (C2SP tlog-policy), with the keys of the log',
  }),
});
const WitnessesBody = Type.Object(
  {
    witnesses: Type.Array(
      Type.Object(
        {
          name: Type.String({ description: 'a word by which policies call the witness' }),
          url: Type.String({ description: 'submission prefix: what stands before /add-checkpoint' }),
          vkey: Type.String({ description: 'the public key of the witness (C2SP signed-note, type 0x04)' }),
        },
        { additionalProperties: false },
      ),
    ),
    needed: Type.Integer({ description: 'how many of them must have cosigned; 0 when there is none' }),
  },
  { title: 'LogWitnessesBody', additionalProperties: false },
);

export function witnessesApi(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/log/witnesses',
    {
      config: { permission: permissions.readLog },
      schema: {
        operationId: 'getLogWitnesses',
        summary: 'Who is asked to cosign the log, and how they answered',
        description: 'What is said of answers is what the server that is asked here knows since it started.',
        tags: ['Log'],
        response: { 200: Witnesses },
      },
    },
    async (request, reply) =>
      sendJson(reply, 200, JSON.stringify(await services.witnesses.show(credentialOf(request).company))),
  );
  app.put<{ Body: Static<typeof WitnessesBody> }>(
    '/api/log/witnesses',
    {
      config: { permission: permissions.manageLog },
      schema: {
        operationId: 'putLogWitnesses',
        summary: 'Say who is asked to cosign the log, and how many of them must',
        description:
          'Replaces the list. Each witness must know the key of the log first. The change is recorded as an event.',
        tags: ['Log'],
        body: WitnessesBody,
        response: { 200: Witnesses },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const shown = await services.witnesses.put(caller.company, request.body, caller);
      return sendJson(reply, 200, JSON.stringify(shown));
    },
  );
}
