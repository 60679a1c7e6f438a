/** /api/legal-holds and /api/retention: what must stay, and what must go with age. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { isoTime } from '../../domain/time.ts';
import { categories } from '../../domain/vocabulary.ts';
import { serveRead } from '../reads.ts';
import { Id, Int, named, nullable, Text, Time, timeOf, words } from '../schemas/common.ts';
import type { Services } from '../services.ts';
import { serveWrite } from '../writes.ts';

const LegalHold = named('LegalHold', {
  id: Int,
  userId: nullable(Int),
  from: nullable(Time),
  to: nullable(Time),
  reason: Text,
  createdAt: Time,
  updatedAt: Time,
});

const HoldBody = named('LegalHoldBody', {
  id: Type.Optional(Id),
  userId: Type.Optional(nullable(Id)),
  from: Type.Optional(nullable(Text)),
  to: Type.Optional(nullable(Text)),
  reason: Type.String({ minLength: 1, maxLength: limits.erasureReasonChars }),
});

const Rules = named('RetentionRules', {
  rules: Type.Array(
    Type.Object({
      category: words(categories),
      days: Type.Integer({ minimum: 1, maximum: 36_500, description: 'whole days, 1 to 36500' }),
    }),
    { maxItems: categories.length },
  ),
});

export function retentionApi(app: FastifyInstance, services: Services): void {
  holdsApi(app, services);
  const common = { tag: 'Directory' } as const;
  serveRead(
    app,
    '/api/retention',
    {
      ...common,
      permission: permissions.readRetention,
      operationId: 'getRetention',
      summary: 'For how many days the parts of events are kept',
      answer: Rules,
    },
    ({ caller }) => services.retention.show(caller.company),
  );
  serveWrite(
    app,
    '/api/retention',
    {
      ...common,
      method: 'PUT',
      permission: permissions.manageRetention,
      operationId: 'putRetention',
      summary: 'Replace the rules by which parts of events go with age',
      description:
        'Parts (description, metadata, test result) of events of a category go when the event is older than `days`; ' +
        'the log keeps its entries, and an event commits to what went. Categories without a rule are kept. What goes ' +
        'cannot be brought back.',
      body: Rules,
      status: 200,
      answer: Rules,
    },
    ({ caller, body }) => services.retention.set(caller.company, caller, body.rules),
  );
}

function holdsApi(app: FastifyInstance, services: Services): void {
  const common = { tag: 'Directory' } as const;
  serveRead(
    app,
    '/api/legal-holds',
    {
      ...common,
      permission: permissions.readLegalHolds,
      operationId: 'listLegalHolds',
      summary: 'The legal holds that are in force',
      answer: named('LegalHolds', { data: Type.Array(LegalHold) }),
    },
    ({ caller }) => services.legalHolds.list(caller),
  );
  serveWrite(
    app,
    '/api/legal-holds',
    {
      ...common,
      method: 'PUT',
      permission: permissions.placeLegalHold,
      operationId: 'putLegalHold',
      summary: 'Place a legal hold, or replace the one that has this id',
      description:
        'Names a user, or a period by `from` (inclusive) and `to` (exclusive). While it is in force, an erasure that ' +
        'would touch what it holds is refused with 409, and retention leaves it alone.',
      body: HoldBody,
      status: 200,
      answer: LegalHold,
      errors: ['notFound'],
    },
    ({ caller, body: { userId = null, from = null, to = null, reason, id } }) =>
      services.legalHolds.put(caller, {
        ...(id !== undefined && { id }),
        userId,
        from: from === null ? null : isoTime(timeOf('from', from)),
        to: to === null ? null : isoTime(timeOf('to', to)),
        reason,
      }),
  );
  serveWrite(
    app,
    '/api/legal-holds/:id',
    {
      ...common,
      method: 'DELETE',
      permission: permissions.liftLegalHold,
      operationId: 'liftLegalHold',
      summary: 'Lift a legal hold',
      params: Type.Object({ id: Id }),
      status: 204,
      errors: ['notFound'],
    },
    ({ caller, params }) => services.legalHolds.lift(caller, params.id),
  );
}
