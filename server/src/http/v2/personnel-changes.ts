/** The contract's v2 changes of personnel: employment, synchronisation, background checks, accepted policies. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { dayOf } from '../../domain/employment.ts';
import { invalid } from '../../domain/errors.ts';
import { permissions } from '../../domain/permissions.ts';
import { employmentStatuses } from '../../domain/vocabulary/directory.ts';
import { keyOf, keySchema } from '../reads.ts';
import { Id, Int, named, nullable, Text, words } from '../schemas/common.ts';
import { PersonCompactV2, PersonV2 } from '../schemas/v2-personnel.ts';
import { UserPolicyVersionV2 } from '../schemas/v2-policies.ts';
import type { Services } from '../services.ts';
import { requireReasons, requireWebUrl } from '../v1/personnel-changes.ts';
import { known, serveWrite } from '../writes.ts';

const DateText = Type.String({ maxLength: 40, description: 'a date such as 2020-07-06' });

const CustomField = named('CustomFieldSubmitRequestPublicV2Dto', {
  id: Type.Optional(Id),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 191 })),
  value: nullable(Type.String({ maxLength: 30_000 })),
});

const Modification = named('PersonnelModifyRequestPublicV2Dto', {
  startedAt: Type.Optional(DateText),
  separatedAt: Type.Optional(DateText),
  employmentStatus: Type.Optional(words(employmentStatuses)),
  notHumanReason: Type.Optional(Type.String({ maxLength: 30_000 })),
  customFields: Type.Optional(Type.Array(CustomField, { maxItems: 100 })),
});

const Actions = named('PersonnelActionsRequestPublicV2Dto', {
  action: words(['reset-sync', 'reset-sync-all']),
  personnelIds: Type.Optional(Type.Array(Id, { maxItems: 10_000 })),
});

const BackgroundCheck = named('BackgroundCheckCreateRequestPublicV2Dto', {
  userId: Id,
  url: Type.String({ maxLength: 768 }),
  filedAt: Text,
});

const Acceptance = named('UserPolicyAcceptRequestPublicV2Dto', {
  acceptedAt: Text,
  details: Type.Optional(Type.String({ maxLength: 30_000 })),
});

export function personnelChangesV2(app: FastifyInstance, services: Services): void {
  serveWrite(
    app,
    '/public/v2/personnel/:personnelId',
    {
      method: 'PUT',
      permission: permissions.updatePersonnel,
      operationId: 'updatePersonnelV2',
      summary: 'Change the employment and the custom fields of somebody',
      tag: 'Personnel',
      params: Type.Object({ personnelId: keySchema('email', 'an address') }),
      body: Modification,
      status: 200,
      answer: PersonV2,
      errors: ['conflict'],
    },
    ({ caller, params, body }) => {
      requireReasons(body, null);
      const { startedAt, separatedAt, ...wish } = known(Modification, body);
      const dates = {
        ...(startedAt !== undefined && { startDate: dayOf('startedAt', startedAt) }),
        ...(separatedAt !== undefined && { separationDate: dayOf('separatedAt', separatedAt) }),
      };
      return services.changes.personnel.update(
        caller,
        keyOf(params.personnelId),
        { ...wish, ...dates },
        'personV2',
      );
    },
  );
  serveWrite(
    app,
    '/public/v2/personnel/actions',
    {
      method: 'POST',
      permission: permissions.resetSync,
      operationId: 'actOnPersonnelV2',
      summary: 'Give what was set by hand back to synchronisation',
      tag: 'Personnel',
      body: Actions,
      status: 201,
      answer: named('PersonnelActionsResponsePublicV2Dto', { count: Int }),
    },
    async ({ caller, body }) => {
      const { action, personnelIds } = body;
      if (action === 'reset-sync-all' && personnelIds !== undefined)
        throw invalid('personnelIds', 'must be absent with reset-sync-all');
      if (action === 'reset-sync' && (personnelIds ?? []).length === 0)
        throw invalid('personnelIds', 'must name at least one person');
      const wish =
        personnelIds === undefined ? ({ is: 'all' } as const) : ({ is: 'some', ids: personnelIds } as const);
      const { count } = await services.changes.personnel.resetSync(caller, wish, known(Actions, body));
      return { count };
    },
  );
  evidence(app, services);
}

/** What is entered on behalf of somebody. */
function evidence(app: FastifyInstance, services: Services): void {
  serveWrite(
    app,
    '/public/v2/background-checks',
    {
      method: 'POST',
      permission: permissions.createBackgroundCheck,
      operationId: 'addBackgroundCheckV2',
      summary: 'Enter a background check that was made outside',
      tag: 'Background Checks',
      body: BackgroundCheck,
      status: 201,
      answer: PersonCompactV2,
      errors: ['notFound', 'conflict'],
    },
    ({ caller, body: { userId, url, filedAt } }) => {
      requireWebUrl('url', url);
      return services.changes.personnel.addBackgroundCheck(caller, { userId, url, filedAt }, 'compactV2');
    },
  );
  serveWrite(
    app,
    '/public/v2/users/:userId/assigned-policies/:policyId/action-acknowledge',
    {
      method: 'POST',
      permission: permissions.acknowledgePolicy,
      operationId: 'acknowledgePolicyV2',
      summary: 'Enter that somebody accepted a policy',
      tag: "User's Assigned Policies",
      params: Type.Object({ userId: keySchema('email', 'an address'), policyId: Id }),
      body: Acceptance,
      status: 201,
      answer: UserPolicyVersionV2,
      errors: ['conflict'],
    },
    ({ caller, params, body }) =>
      services.changes.personnel.acknowledgePolicy(
        caller,
        keyOf(params.userId),
        params.policyId,
        known(Acceptance, body),
      ),
  );
}
