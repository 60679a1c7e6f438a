/** Policies that users have to accept, as v1 prints them (contract 3.9). */
import type { AssignedPolicy, Policy, PolicyVersion } from '../../../domain/directory.ts';
import type { LiveDirectory } from '../live-directory.ts';
import { currentVersion, versionsOf } from '../policies.ts';
import { userReferenceV1 } from './users.ts';

/** Null when the policy or the version it names is not in the directory. `now` in milliseconds. */
export function userPolicyVersionV1(live: LiveDirectory, assigned: AssignedPolicy, now: number) {
  const policy = live.get('policy', assigned.policyId);
  const version = live.get('policyVersion', assigned.policyVersionId);
  if (policy === null || version === null) return null;
  const current = currentVersion(versionsOf(live, policy.id));
  return {
    id: assigned.id,
    acceptedAt: assigned.acceptedAt,
    policyVersion: policyVersionV1(live, version, current, now),
    policy: policyV1(live, policy, now),
  };
}

function policyV1(live: LiveDirectory, policy: Policy, now: number) {
  const versions = versionsOf(live, policy.id);
  const current = currentVersion(versions);
  return {
    id: policy.id,
    templateId: policy.templateId,
    name: policy.name,
    currentDescription: current?.description ?? policy.description,
    htmlLastUpdated: current?.htmlLastUpdated ?? null,
    createdAt: policy.createdAt,
    updatedAt: policy.updatedAt,
    currentOwner: userReferenceV1(live, current?.ownerId ?? policy.ownerId),
    versions: versions.map((version) => policyVersionV1(live, version, current, now)),
    groups: [],
    assignedTo: policy.assignedTo,
    notifyGroups: false,
    reminders: [],
    policyStatus: policy.policyStatus,
  };
}

function policyVersionV1(
  live: LiveDirectory,
  version: PolicyVersion,
  current: PolicyVersion | null,
  now: number,
) {
  const { renewalDate, subVersion, status } = version;
  return {
    id: version.id,
    version: version.version,
    minorVersion: subVersion,
    subVersion,
    current: version.id === current?.id,
    type: version.type,
    fileUrl: version.fileUrl,
    docViewer: 'NATIVE',
    description: version.description,
    html: version.html,
    renewalDate,
    approvedAt: version.approvedAt,
    publishedAt: version.publishedAt,
    createdAt: version.createdAt,
    updatedAt: version.updatedAt,
    htmlLastUpdated: version.htmlLastUpdated,
    owner: userReferenceV1(live, version.ownerId),
    changesExplanation: version.changesExplanation,
    changeSummary: version.changeSummary,
    originalFileName: version.originalFileName,
    externalProvider: version.externalProvider,
    composedVersion: Number(`${version.version}.${subVersion}`),
    status,
    policyVersionStatus: status,
    approver: userReferenceV1(live, version.approverId),
    hasExpiredRenewalDate: renewalDate !== null && Date.parse(renewalDate) <= now,
  };
}
