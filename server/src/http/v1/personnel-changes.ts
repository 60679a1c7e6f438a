/** The contract's v1 changes of personnel: employment, synchronisation and background checks made by hand. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { dayOf } from '../../domain/employment.ts';
import { invalid } from '../../domain/errors.ts';
import { permissions } from '../../domain/permissions.ts';
import { isWebUrl } from '../../domain/person-records.ts';
import { employmentStatuses } from '../../domain/vocabulary/directory.ts';
import { Id, named, Text, words } from '../schemas/common.ts';
import { PersonnelDetailsV1 } from '../schemas/v1-personnel.ts';
import type { Services } from '../services.ts';
import { known, serveWrite } from '../writes.ts';

const DateText = Type.String({ maxLength: 40, description: 'a date such as 2020-07-06' });

export const ContractDates = named('PersonnelContractDateRequestPublicDto', {
  startDate: DateText,
  separationDate: Type.Optional(DateText),
});

export const EmploymentStatus = named('PersonnelStatusRequestPublicDto', {
  employmentStatus: words(employmentStatuses),
  notHumanReason: Type.Optional(Type.String({ maxLength: 30_000 })),
  separationDate: Type.Optional(DateText),
});

const ResetSome = named('PersonnelResetStatusRequestPublicDto', {
  personnelIds: Type.Optional(Type.Array(Id, { maxItems: 10_000 })),
});

export const ManualCheck = named('ManualBackgroundCheckRequestPublicDto', {
  url: Type.String({ maxLength: 768 }),
  filedAt: Text,
});

const tag = 'Personnel';
const answered = { status: 200, answer: PersonnelDetailsV1 } as const;

export function personnelChangesV1(app: FastifyInstance, services: Services): void {
  serveWrite(
    app,
    '/public/personnel/:id/contract-dates',
    {
      ...answered,
      method: 'PUT',
      permission: permissions.updateContractDates,
      operationId: 'setContractDates',
      summary: 'Set when somebody started, and when they left',
      tag,
      params: Type.Object({ id: Id }),
      body: ContractDates,
      errors: ['conflict'],
    },
    ({ caller, params, body: { startDate, separationDate } }) => {
      const dates = {
        startDate: dayOf('startDate', startDate),
        ...(separationDate !== undefined && { separationDate: dayOf('separationDate', separationDate) }),
      };
      return services.changes.personnel.update(caller, params.id, dates, 'detailsV1');
    },
  );
  serveWrite(
    app,
    '/public/personnel/:id/status',
    {
      ...answered,
      method: 'PUT',
      permission: permissions.updateEmploymentStatus,
      operationId: 'setEmploymentStatus',
      summary: 'Set the employment status of somebody',
      tag,
      params: Type.Object({ id: Id }),
      body: EmploymentStatus,
      errors: ['conflict'],
    },
    ({ caller, params, body }) => {
      requireReasons(body, 'separationDate');
      const { separationDate, ...wish } = known(EmploymentStatus, body);
      const dates = separationDate !== undefined && {
        separationDate: dayOf('separationDate', separationDate),
      };
      return services.changes.personnel.update(caller, params.id, { ...wish, ...dates }, 'detailsV1');
    },
  );
  resets(app, services);
  backgroundChecks(app, services);
}

function backgroundChecks(app: FastifyInstance, services: Services): void {
  serveWrite(
    app,
    '/public/background-check/:userId/manual',
    {
      method: 'POST',
      permission: permissions.createBackgroundCheck,
      operationId: 'addManualBackgroundCheck',
      summary: 'Enter a background check that was made outside',
      tag: 'Background Check',
      params: Type.Object({ userId: Id }),
      body: ManualCheck,
      status: 201,
      answer: PersonnelDetailsV1,
      errors: ['conflict'],
    },
    ({ caller, params, body: { url, filedAt } }) => {
      requireWebUrl('url', url);
      return services.changes.personnel.addBackgroundCheck(
        caller,
        { userId: params.userId, url, filedAt },
        'detailsV1',
      );
    },
  );
}

function resets(app: FastifyInstance, services: Services): void {
  const reset = {
    ...answered,
    method: 'PUT',
    permission: permissions.resetSync,
    tag,
  } as const;
  serveWrite(
    app,
    '/public/personnel/reset-sync/:personnelId',
    {
      ...reset,
      operationId: 'resetSyncOfOne',
      summary: 'Give what was set by hand for somebody back to synchronisation',
      params: Type.Object({ personnelId: Id }),
    },
    async ({ caller, params }) =>
      (await services.changes.personnel.resetSync(caller, { is: 'one', id: params.personnelId })).first,
  );
  serveWrite(
    app,
    '/public/personnel/all/reset-sync',
    {
      ...reset,
      operationId: 'resetSyncOfAll',
      summary: 'Give what was set by hand for everybody back to synchronisation',
      description: 'Answers with the person of the smallest id.',
    },
    async ({ caller }) => (await services.changes.personnel.resetSync(caller, { is: 'all' })).first,
  );
  serveWrite(
    app,
    '/public/personnel/some/reset-sync',
    {
      ...reset,
      operationId: 'resetSyncOfSome',
      summary: 'Give what was set by hand for several people back to synchronisation',
      description: 'Answers with the first one named.',
      body: ResetSome,
    },
    async ({ caller, body: { personnelIds = [] } }) => {
      if (personnelIds.length === 0) throw invalid('personnelIds', 'must name at least one person');
      return (
        await services.changes.personnel.resetSync(
          caller,
          { is: 'some', ids: personnelIds },
          { personnelIds },
        )
      ).first;
    },
  );
}

interface Reasons {
  employmentStatus?: string;
  notHumanReason?: string;
  separationDate?: string;
  separatedAt?: string;
}

/** What some statuses must be given with. `date` is the name of the day of separation; null where it may be left out. */
export function requireReasons(body: Reasons, date: 'separationDate' | null): void {
  const { employmentStatus: status, notHumanReason } = body;
  if (status === 'OUT_OF_SCOPE' && (notHumanReason ?? '') === '')
    throw invalid('notHumanReason', 'is required when employmentStatus is OUT_OF_SCOPE');
  const hasLeft = status === 'FORMER_EMPLOYEE' || status === 'FORMER_CONTRACTOR';
  if (date !== null && hasLeft && body[date] === undefined)
    throw invalid(date, `is required when employmentStatus is ${status}`);
}

export function requireWebUrl(member: string, text: string): void {
  if (!isWebUrl(text)) throw invalid(member, 'must be a URL such as https://example.com/report.pdf');
}
