/** The contract's v2 changes of custom connections and of the HRIS records that they bring. */
import type { FastifyInstance } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import { describeRefusal, type Fault } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { isoTime, parseTime } from '../../domain/time.ts';
import { compileSchema } from '../../domain/validate.ts';
import { sendJson } from '../answers.ts';
import { callerOf } from '../auth.ts';
import { keyOf, keySchema } from '../reads.ts';
import { Flag, Id, Int, named, nullable, Text, words } from '../schemas/common.ts';
import { CustomConnectionV2, HrisIdentityV2 } from '../schemas/v2-systems.ts';
import type { HrisOutcome, HrisRecord } from '../services/directory-changes.ts';
import type { Services } from '../services.ts';
import { known, serveWrite } from '../writes.ts';

const Creation = named('CustomConnectionCreateRequestPublicV2Dto', {
  name: Type.String({ minLength: 1, maxLength: 191 }),
  providerTypes: Type.Array(words(['MDM', 'HRIS']), { minItems: 1, maxItems: 10 }),
  description: Type.Optional(nullable(Type.String({ maxLength: 30_000 }))),
});

const Update = named('CustomConnectionUpdateRequestPublicV2Dto', {
  clientAlias: Type.Optional(nullable(Type.String({ maxLength: 191 }))),
  description: Type.Optional(nullable(Type.String({ maxLength: 30_000 }))),
});

const maybe = <S extends TSchema>(schema: S) => Type.Optional(nullable(schema));
const Short = Type.String({ maxLength: 191 });
const Email = Type.String({
  maxLength: 191,
  pattern: '^[^\\s@]+@[^\\s@]+$',
  description: 'an e-mail address of at most 191 characters',
});

const Hris = named('CustomUserIdentityRecordPublicV2Dto', {
  identityId: Type.String({ minLength: 1, maxLength: 512 }),
  email: maybe(Email),
  secondaryEmail: maybe(Email),
  firstName: maybe(Short),
  lastName: maybe(Short),
  jobTitle: maybe(Short),
  managerId: maybe(Short),
  managerName: maybe(Short),
  startedAt: maybe(Text),
  separatedAt: maybe(Text),
  isContractor: maybe(Flag),
});
/** What is checked of the whole: each record is judged on its own. */
const Batch = Type.Array(Type.Unknown(), { minItems: 1, maxItems: limits.hrisRecords });
const Outcomes = Type.Array(
  named('CustomUserIdentityBulkResponsePublicV2Dto', {
    statusCode: Int,
    data: nullable(HrisIdentityV2),
    error: Type.Optional(Type.Object({ message: Text })),
  }),
);

const connectionPath = Type.Object({ connectionId: Id });
const IDENTITIES = '/public/v2/custom-connections/:connectionId/hris-user-identities';

export function customConnectionChangesV2(app: FastifyInstance, services: Services): void {
  const tag = 'Custom Connections';
  serveWrite(
    app,
    '/public/v2/custom-connections',
    {
      method: 'POST',
      permission: permissions.createCustomConnection,
      operationId: 'createCustomConnectionV2',
      summary: 'Create a custom connection',
      tag,
      body: Creation,
      status: 201,
      answer: CustomConnectionV2,
    },
    ({ caller, body }) => services.changes.connections.create(caller, known(Creation, body)),
  );
  serveWrite(
    app,
    '/public/v2/custom-connections/:connectionId',
    {
      method: 'PUT',
      permission: permissions.updateCustomConnection,
      operationId: 'updateCustomConnectionV2',
      summary: 'Rename or describe a custom connection',
      tag,
      params: connectionPath,
      body: Update,
      status: 200,
      answer: CustomConnectionV2,
    },
    ({ caller, params, body }) =>
      services.changes.connections.update(caller, params.connectionId, known(Update, body)),
  );
  serveWrite(
    app,
    '/public/v2/custom-connections/:connectionId',
    {
      method: 'DELETE',
      permission: permissions.deleteCustomConnection,
      operationId: 'deleteCustomConnectionV2',
      summary: 'Delete a custom connection',
      tag,
      params: connectionPath,
      status: 204,
    },
    async ({ caller, params }) => {
      await services.changes.connections.remove(caller, params.connectionId);
      return null;
    },
  );
  hrisChanges(app, services);
}

function hrisChanges(app: FastifyInstance, services: Services): void {
  const tag = 'HRIS User Identities';
  app.post<{ Params: Static<typeof connectionPath>; Body: unknown[] }>(
    IDENTITIES,
    {
      config: { permission: permissions.putHrisIdentities, errors: ['conflict'], body: Type.Array(Hris) },
      schema: {
        operationId: 'putHrisIdentitiesV2',
        summary: 'Create or update HRIS records, each on its own',
        description:
          'Answers 201 when all were created, 200 when some were updated, 207 when some failed: the others are kept.',
        tags: [tag],
        params: connectionPath,
        body: Batch,
        response: { 200: Outcomes, 201: Outcomes, 207: Outcomes },
      },
    },
    async (request, reply) => {
      const records = request.body.map((record, i) => readRecord(record, `[${i}]`));
      const outcomes = await services.changes.connections.putHris(
        callerOf(request),
        request.params.connectionId,
        records,
      );
      return sendJson(reply, statusOf(outcomes), JSON.stringify(outcomes.map(toAnswer)));
    },
  );
  serveWrite(
    app,
    `${IDENTITIES}/:userIdentityId`,
    {
      method: 'DELETE',
      permission: permissions.deleteHrisIdentity,
      operationId: 'deleteHrisIdentityV2',
      summary: 'Delete an HRIS record; sending it again brings it back',
      tag,
      params: Type.Object({
        connectionId: Id,
        userIdentityId: keySchema('identity-id', 'the identityId'),
      }),
      status: 204,
      errors: ['conflict'],
    },
    async ({ caller, params }) => {
      await services.changes.connections.removeHris(
        caller,
        params.connectionId,
        keyOf(params.userIdentityId),
      );
      return null;
    },
  );
}

const check = compileSchema(Hris);

/** The record with its times in ISO 8601, or what is wrong with it. */
function readRecord(given: unknown, path: string): HrisRecord | readonly Fault[] {
  const faults = check(given);
  if (faults.length > 0)
    return faults.map((fault) => ({ ...fault, path: fault.path === '' ? path : `${path}.${fault.path}` }));
  const record: HrisRecord = known(Hris, given as Static<typeof Hris>);
  for (const member of ['startedAt', 'separatedAt'] as const) {
    const text = record[member];
    if (typeof text !== 'string') continue;
    const at = parseTime(text);
    if (at === null)
      return [{ path: `${path}.${member}`, message: 'must be a time such as 2022-03-01T00:00:00.000Z' }];
    record[member] = isoTime(at);
  }
  return record;
}

function statusOf(outcomes: readonly HrisOutcome[]): number {
  if (outcomes.some(({ is }) => is === 'faulty')) return 207;
  return outcomes.every(({ is }) => is === 'created') ? 201 : 200;
}

function toAnswer(outcome: HrisOutcome): object {
  if (outcome.is === 'faulty')
    return {
      statusCode: 400,
      data: null,
      error: { message: describeRefusal({ is: 'invalid', faults: outcome.faults }) },
    };
  return { statusCode: outcome.is === 'created' ? 201 : 200, data: outcome.document };
}
