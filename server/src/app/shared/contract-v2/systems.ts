/** Custom connections, workspaces and the company as v2 prints them (contract 3.7 and 3.9). */
import type { Connection, Framework, Identity, Workspace } from '../../../domain/directory.ts';
import type { Company } from '../../ports.ts';
import { entitlementsOf } from '../contract-v1/company.ts';
import { frameworksOf } from '../contract-v1/connections.ts';
import type { LiveDirectory } from '../live-directory.ts';
import { profileOf } from '../personnel.ts';
import { userCompactV2 } from './users.ts';

/** `expand` of createdByUser (absent when nobody is known) and customResources. */
export function customConnectionV2(live: LiveDirectory, connection: Connection, expand: ReadonlySet<string>) {
  const custom = live.get('customConnection', connection.id);
  const createdById = custom?.createdById ?? null;
  const createdByUser = expand.has('createdByUser') ? userCompactV2(live, createdById) : null;
  return {
    id: connection.id,
    clientAlias: connection.clientAlias,
    description: custom?.description ?? null,
    providerTypes: connection.providerTypes.filter(({ isEnabled }) => isEnabled).map(({ value }) => value),
    createdAt: connection.createdAt,
    updatedAt: connection.updatedAt,
    createdById,
    ...(expand.has('customResources') && {
      customResources: live.ofConnection('customResource', connection.id).map((resource) => ({
        id: resource.id,
        name: resource.name,
        description: resource.description,
        schema: resource.schema,
        createdAt: resource.createdAt,
        updatedAt: resource.updatedAt,
        deletedAt: resource.deletedAt,
      })),
    }),
    ...(createdByUser !== null && { createdByUser }),
  };
}

export function hrisIdentityV2(identity: Identity) {
  return {
    id: identity.id,
    identityId: identity.identityId,
    email: identity.email,
    secondaryEmail: identity.secondaryEmail,
    firstName: identity.firstName,
    lastName: identity.lastName,
    jobTitle: identity.jobTitle,
    managerId: identity.managerId,
    managerName: identity.managerName,
    startedAt: identity.startedAt,
    separatedAt: identity.separatedAt,
    isContractor: identity.isContractor,
    createdAt: identity.createdAt,
    updatedAt: identity.updatedAt,
  };
}

export function workspaceV2(
  live: Pick<LiveDirectory, 'all'>,
  workspace: Workspace,
  expand: ReadonlySet<string>,
) {
  return {
    id: workspace.id,
    primary: workspace.primary,
    name: workspace.name,
    description: workspace.description,
    createdAt: workspace.createdAt,
    updatedAt: workspace.updatedAt,
    howItWorks: workspace.howItWorks,
    url: workspace.url,
    logo: workspace.logo,
    ...(expand.has('frameworks') && {
      frameworks: frameworksOf(live, workspace.id).map(frameworkCompactV2),
    }),
  };
}

function frameworkCompactV2(framework: Framework) {
  return {
    id: framework.id,
    name: framework.name,
    description: framework.description,
    createdAt: framework.createdAt,
    updatedAt: framework.updatedAt,
    enabledAt: framework.enabledAt,
  };
}

/** Where v2 wants a text and nothing is known, the text is empty. */
export function companyV2(live: LiveDirectory, company: Company) {
  const profile = profileOf(live, company);
  return {
    accountId: company.uuid,
    domain: profile.domain ?? '',
    name: company.name,
    legalName: profile.legalName,
    description: profile.description,
    logoUrl: profile.logoUrl,
    securityTraining: profile.securityTraining,
    hipaaTraining: profile.hipaaTraining,
    backgroundCheck: profile.backgroundCheck,
    createdAt: profile.createdAt,
    updatedAt: profile.updatedAt,
    agentEnabled: profile.agentEnabled,
    manualUploadEnabled: profile.manualUploadEnabled,
    entitlements: entitlementsOf(profile.entitlements),
    language: profile.language,
  };
}
