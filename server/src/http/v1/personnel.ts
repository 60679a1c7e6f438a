/** The contract's v1 reads of personnel (section 6.1). */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { PersonnelQueryV1 } from '../../domain/directory-queries.ts';
import { permissions } from '../../domain/permissions.ts';
import {
  deviceSourceTypes,
  employmentStatuses,
  employmentStatusFilters,
} from '../../domain/vocabulary/directory.ts';
import { given, serveRead } from '../reads.ts';
import { Id, pageV1, Switch, words } from '../schemas/common.ts';
import { PersonnelDetailsV1, PersonnelTableV1 } from '../schemas/v1-personnel.ts';
import type { Services } from '../services.ts';

/** Parameters that ask for the result of a check, and its type. */
const complianceParameters = {
  fullCompliance: 'FULL_COMPLIANCE',
  acceptedPoliciesCompliance: 'ACCEPTED_POLICIES',
  identityMfaCompliance: 'IDENTITY_MFA',
  bgCheckCompliance: 'BG_CHECK',
  agentInstalledCompliance: 'AGENT_INSTALLED',
  passwordManagerCompliance: 'PASSWORD_MANAGER',
  autoUpdatesCompliance: 'AUTO_UPDATES',
  locationServicesCompliance: 'LOCATION_SERVICES',
  hdEncryptionCompliance: 'HDD_ENCRYPTION',
  antivirusCompliance: 'ANTIVIRUS',
  lockScreenCompliance: 'LOCK_SCREEN',
  securityTrainingCompliance: 'SECURITY_TRAINING',
  hipaaTrainingCompliance: 'HIPAA_TRAINING',
  nistaiTrainingCompliance: 'NIST_AI_TRAINING',
  offboardingEvidence: 'OFFBOARDING',
} as const;
type ComplianceParameter = keyof typeof complianceParameters;
const parameters = Object.keys(complianceParameters) as ComplianceParameter[];
const MaybeSwitch = Type.Optional(Switch);
const complianceSwitches = Object.fromEntries(parameters.map((name) => [name, MaybeSwitch])) as Record<
  ComplianceParameter,
  typeof MaybeSwitch
>;

const sorts = [
  'NAME',
  'EMPLOYMENT_STATUS',
  'ACCEPTED_POLICIES',
  'FULL_COMPLIANCE',
  'IDENTITY_MFA',
  'BG_CHECK',
  'AGENT_INSTALLED',
  'OS_VERSION',
  'SERIAL_NUM',
  'PASSWORD_MANAGER',
  'AUTO_UPDATES',
  'HDD_ENCRYPTION',
  'ANTIVIRUS',
  'APPS_COUNT',
  'START_DATE',
  'SEPARATION_DATE',
  'LOCK_SCREEN',
  'SECURITY_TRAINING',
  'HIPAA_TRAINING',
  'NIST_AI_TRAINING',
  'OFFBOARDING',
] as const;

const PersonnelQuery = Type.Object({
  ...pageV1,
  q: Type.Optional(Type.String()),
  employmentStatus: Type.Optional(words(employmentStatuses)),
  'employmentStatuses[]': Type.Optional(Type.Array(words(employmentStatusFilters))),
  ...complianceSwitches,
  deviceCompliance: MaybeSwitch,
  multiSecurityTrainingCompliance: MaybeSwitch,
  multiTrainingComplianceType: words(['SECURITY_TRAINING', 'HIPAA_TRAINING', 'NIST_AI_TRAINING'], {
    default: 'SECURITY_TRAINING',
  }),
  groupIds: Type.Optional(Type.Array(Id)),
  sort: words(sorts, { default: 'NAME' }),
  sortDir: words(['ASC', 'DESC'], { default: 'ASC' }),
  mdmSourceType: Type.Optional(words(deviceSourceTypes)),
  'inverseMdmSourceTypes[]': Type.Optional(Type.Array(words(deviceSourceTypes))),
});

export function personnelV1(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/public/personnel',
    {
      permission: permissions.listPersonnel,
      operationId: 'listPersonnel',
      summary: 'List personnel with devices and compliance, page by page',
      description:
        'A parameter that asks for a check finds with `true` who passes it, with `false` who fails it or cannot be ' +
        'judged; to whom a check does not apply is found by neither. `mdmSourceType` finds who has a device of that ' +
        'source, `inverseMdmSourceTypes[]` who has none of these. There are no groups: `groupIds` finds nobody.',
      tag: 'Personnel',
      query: PersonnelQuery,
      answer: PersonnelTableV1,
    },
    ({ caller, query }) => services.readsV1.listPersonnel(caller, toQuery(query)),
  );
  serveRead(
    app,
    '/public/personnel/:id',
    {
      permission: permissions.getPersonnel,
      operationId: 'getPersonnel',
      summary: 'Read the employment, devices and compliance of one person',
      tag: 'Personnel',
      params: Type.Object({ id: Id }),
      answer: PersonnelDetailsV1,
    },
    ({ caller, params }) => services.readsV1.getPersonnel(caller, params.id),
  );
  serveRead(
    app,
    '/public/personnel/:email/email',
    {
      permission: permissions.getPersonnel,
      operationId: 'getPersonnelByEmail',
      summary: 'Read the employment, devices and compliance of the person of an e-mail address',
      tag: 'Personnel',
      params: Type.Object({ email: Type.String() }),
      answer: PersonnelDetailsV1,
    },
    ({ caller, params }) => services.readsV1.getPersonnel(caller, params.email),
  );
}

/** When both ask for the same training, both must hold. */
function toQuery(query: Static<typeof PersonnelQuery>): PersonnelQueryV1 {
  const { page, limit, q, sort, sortDir, employmentStatus, deviceCompliance, groupIds, mdmSourceType } =
    query;
  const compliance: [string, boolean][] = parameters.flatMap((name) => {
    const passed = query[name];
    return passed === undefined ? [] : [[complianceParameters[name], passed]];
  });
  const multi = query.multiSecurityTrainingCompliance;
  if (multi !== undefined) compliance.push([query.multiTrainingComplianceType, multi]);
  return {
    page,
    limit,
    sort,
    sortDir,
    compliance,
    ...given({
      q,
      employmentStatus,
      employmentStatuses: query['employmentStatuses[]'],
      deviceCompliance,
      groupIds,
      mdmSourceType,
      inverseMdmSourceTypes: query['inverseMdmSourceTypes[]'],
    }),
  };
}
