/** The contract's v1 document of the company (section 3.9). */
import { Type } from 'typebox';
import { Flag, FreeObject, Int, named, nullable, Text, Time } from './common.ts';
import { ConnectionV1, WorkspaceV1 } from './v1-connections.ts';
import { FrameworkV1 } from './v1-frameworks.ts';

export const SecurityReportV1 = named('SecurityReportResponsePublicDto', {
  visibility: Text,
  sharing: Flag,
  shareToken: nullable(Text),
});

export const Entitlement = named('Entitlement', {
  name: Text,
  description: Text,
  type: Text,
  featureId: Type.Optional(Int),
  metadata: FreeObject,
});

export const CompanyV1 = named('CompanyResponsePublicDto', {
  accountId: Text,
  domain: nullable(Text),
  name: Text,
  legalName: nullable(Text),
  year: nullable(Int),
  description: nullable(Text),
  phoneNumber: nullable(Text),
  address: nullable(Text),
  privacyUrl: nullable(Text),
  termsUrl: nullable(Text),
  supportUrl: nullable(Text),
  jobsUrl: nullable(Text),
  securityEmail: nullable(Text),
  logoUrl: nullable(Text),
  securityTraining: nullable(Text),
  hipaaTraining: nullable(Text),
  backgroundCheck: nullable(Text),
  securityReport: SecurityReportV1,
  workspaces: Type.Array(WorkspaceV1),
  adminOnboardedAt: nullable(Time),
  renewalPeriodStartDate: nullable(Time),
  securityTrainingLink: Type.Optional(nullable(Text)),
  hipaaTrainingLink: Type.Optional(nullable(Text)),
  connections: Type.Array(ConnectionV1),
  createdAt: Time,
  updatedAt: Time,
  frameworks: Type.Array(FrameworkV1),
  agentEnabled: Flag,
  manualUploadEnabled: Flag,
  /** Nobody of the vendor has access to a system that its company runs itself. */
  drataSupportAccess: Type.Null(),
  entitlements: Type.Array(Entitlement),
  language: Text,
});
