/** The company as v1 prints it (contract 3.9). */
import type { Company } from '../../ports.ts';
import type { LiveDirectory } from '../live-directory.ts';
import { profileOf } from '../personnel.ts';
import { frameworkV1, liveConnectionV1, workspaceWithFrameworksV1 } from './connections.ts';

/** With all its workspaces and frameworks, and the connections that are not deleted. */
export function companyV1(live: LiveDirectory, company: Company) {
  const profile = profileOf(live, company);
  const { visibility, sharing, shareToken } = profile.securityReport;
  return {
    accountId: company.uuid,
    domain: profile.domain,
    name: company.name,
    legalName: profile.legalName,
    year: profile.year,
    description: profile.description,
    phoneNumber: profile.phoneNumber,
    address: profile.address,
    privacyUrl: profile.privacyUrl,
    termsUrl: profile.termsUrl,
    supportUrl: profile.supportUrl,
    jobsUrl: profile.jobsUrl,
    securityEmail: profile.securityEmail,
    logoUrl: profile.logoUrl,
    securityTraining: profile.securityTraining,
    hipaaTraining: profile.hipaaTraining,
    backgroundCheck: profile.backgroundCheck,
    securityReport: { visibility, sharing, shareToken },
    workspaces: live.all('workspace').map((workspace) => workspaceWithFrameworksV1(live, workspace)),
    adminOnboardedAt: profile.adminOnboardedAt,
    renewalPeriodStartDate: profile.renewalPeriodStartDate,
    securityTrainingLink: profile.securityTrainingLink,
    hipaaTrainingLink: profile.hipaaTrainingLink,
    connections: live
      .all('connection')
      .filter(({ deletedAt }) => deletedAt === null)
      .map((connection) => liveConnectionV1(live, connection)),
    createdAt: profile.createdAt,
    updatedAt: profile.updatedAt,
    frameworks: live.all('framework').map((framework) => frameworkV1(framework, null)),
    agentEnabled: profile.agentEnabled,
    manualUploadEnabled: profile.manualUploadEnabled,
    // Nobody of the vendor has access to a system that its company runs itself.
    drataSupportAccess: null,
    entitlements: entitlementsOf(profile.entitlements),
    language: profile.language,
  };
}

/** As stored; a feature without a number leaves it out. */
export function entitlementsOf(entitlements: ReturnType<typeof profileOf>['entitlements']) {
  return entitlements.map(({ name, description, type, featureId, metadata }) => ({
    name,
    description,
    type,
    ...(featureId !== null && { featureId }),
    metadata,
  }));
}
