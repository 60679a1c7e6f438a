/** The contract's v2 reads of personnel (section 6.2). */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { complianceStatuses, employmentStatuses } from '../../domain/vocabulary/directory.ts';
import { given, keyOf, keySchema, serveRead } from '../reads.ts';
import { expandOf, words } from '../schemas/common.ts';
import { expandOfQuery, pageOfQuery, pagesByTime } from '../schemas/v2-pages.ts';
import { PersonnelV2, PersonV2 } from '../schemas/v2-personnel.ts';
import type { Services } from '../services.ts';

const expand = expandOf(['customFields', 'complianceChecks', 'reasonProvider', 'user']);

const Query = Type.Object({
  ...pagesByTime,
  ...expand,
  'employmentStatus[]': Type.Optional(Type.Array(words(employmentStatuses))),
  'complianceStatus[]': Type.Optional(Type.Array(words(complianceStatuses))),
});

export function personnelV2(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/public/v2/personnel',
    {
      permission: permissions.listPersonnel,
      operationId: 'listPersonnelV2',
      summary: 'List personnel, page by page',
      description: '`complianceStatus[]` is that of full compliance.',
      tag: 'Personnel',
      query: Query,
      answer: PersonnelV2,
    },
    ({ caller, query }) =>
      services.readsV2.listPersonnel(caller, {
        ...pageOfQuery(query),
        ...given({
          employmentStatus: query['employmentStatus[]'],
          complianceStatus: query['complianceStatus[]'],
        }),
      }),
  );
  serveRead(
    app,
    '/public/v2/personnel/:personnelId',
    {
      permission: permissions.getPersonnel,
      operationId: 'getPersonnelV2',
      summary: 'Read the employment of one person',
      tag: 'Personnel',
      params: Type.Object({ personnelId: keySchema('email', 'an e-mail address') }),
      query: Type.Object(expand),
      answer: PersonV2,
    },
    ({ caller, params, query }) =>
      services.readsV2.getPersonnel(caller, keyOf(params.personnelId), expandOfQuery(query)),
  );
}
