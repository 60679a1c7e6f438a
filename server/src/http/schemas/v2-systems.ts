/** The contract's v2 documents of custom connections, workspaces and the company (sections 3.7 and 3.9). */
import { Type } from 'typebox';
import { hipaaTrainings, languages, securityTrainings } from '../../domain/vocabulary/directory.ts';
import { backgroundCheckTypes, providerTypes } from '../../domain/vocabulary.ts';
import { Flag, FreeObject, Int, listV2, named, nullable, Text, Time, words } from './common.ts';
import { Entitlement } from './v1-company.ts';
import { UserCompactV2 } from './v2-users.ts';

export const CustomResourceV2 = named('CustomConnectionResourceResponsePublicV2Dto', {
  id: Int,
  name: Text,
  description: Type.Optional(nullable(Text)),
  schema: FreeObject,
  createdAt: Time,
  updatedAt: Time,
  deletedAt: Type.Optional(nullable(Time)),
});

export const CustomConnectionV2 = named('CustomConnectionResponsePublicV2Dto', {
  id: Int,
  clientAlias: nullable(Text),
  description: nullable(Text),
  providerTypes: Type.Optional(Type.Array(words(providerTypes))),
  createdAt: Time,
  updatedAt: Time,
  createdById: Type.Optional(nullable(Int)),
  customResources: Type.Optional(Type.Array(CustomResourceV2)),
  createdByUser: Type.Optional(UserCompactV2),
});
export const CustomConnectionsV2 = listV2('CustomConnectionsResponsePublicV2Dto', CustomConnectionV2);

export const HrisIdentityV2 = named('CustomUserIdentityResponsePublicV2Dto', {
  id: Int,
  identityId: Text,
  email: nullable(Text),
  secondaryEmail: nullable(Text),
  firstName: nullable(Text),
  lastName: nullable(Text),
  jobTitle: nullable(Text),
  managerId: nullable(Text),
  managerName: nullable(Text),
  startedAt: nullable(Time),
  separatedAt: nullable(Time),
  isContractor: nullable(Flag),
  createdAt: Time,
  updatedAt: Time,
});
export const HrisIdentitiesV2 = listV2('CustomUserIdentitiesResponsePublicV2Dto', HrisIdentityV2);

export const FrameworkCompactV2 = named('FrameworkCompactResponsePublicV2Dto', {
  id: Int,
  name: Text,
  description: Text,
  createdAt: Time,
  updatedAt: Time,
  enabledAt: nullable(Time),
});

export const WorkspaceV2 = named('WorkspaceResponsePublicV2Dto', {
  id: Int,
  primary: Flag,
  name: Text,
  description: nullable(Text),
  createdAt: Time,
  updatedAt: Time,
  howItWorks: nullable(Text),
  url: nullable(Text),
  logo: nullable(Text),
  frameworks: Type.Optional(Type.Array(FrameworkCompactV2)),
});
export const WorkspacesV2 = listV2('WorkspacesResponsePublicV2Dto', WorkspaceV2);

export const CompanyV2 = named('CompanyResponsePublicV2Dto', {
  accountId: Text,
  domain: Text,
  name: Text,
  legalName: nullable(Text),
  description: nullable(Text),
  logoUrl: nullable(Text),
  securityTraining: nullable(words(securityTrainings, { title: 'SecurityTrainingTypeEnum' })),
  hipaaTraining: nullable(words(hipaaTrainings)),
  backgroundCheck: nullable(words(backgroundCheckTypes)),
  createdAt: Time,
  updatedAt: Time,
  agentEnabled: Flag,
  manualUploadEnabled: Flag,
  entitlements: Type.Array(Entitlement),
  language: words(languages),
});
