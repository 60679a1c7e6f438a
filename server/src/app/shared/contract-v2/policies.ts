/** Policies that users have to accept, as v2 prints them. */
import type { AssignedPolicy, Policy, PolicyVersion } from '../../../domain/directory.ts';
import type { LiveDirectory } from '../live-directory.ts';
import { currentVersion, versionsOf } from '../policies.ts';

/** `expand` of policy and policyVersion; what is not in the directory is left out. */
export function userPolicyVersionV2(
  live: Pick<LiveDirectory, 'get' | 'all'>,
  assigned: AssignedPolicy,
  expand: ReadonlySet<string>,
) {
  const policy = expand.has('policy') ? live.get('policy', assigned.policyId) : null;
  const version = expand.has('policyVersion') ? live.get('policyVersion', assigned.policyVersionId) : null;
  return {
    id: assigned.id,
    acceptedAt: assigned.acceptedAt,
    createdAt: assigned.createdAt,
    updatedAt: assigned.updatedAt,
    sourceType: assigned.sourceType,
    details: assigned.details,
    policyId: assigned.policyId,
    policyVersionId: assigned.policyVersionId,
    ...(policy !== null && { policy: policyCompactV2(live, policy) }),
    ...(version !== null && { policyVersion: policyVersionCompactV2(live, version) }),
  };
}

function policyCompactV2(live: Pick<LiveDirectory, 'all'>, policy: Policy) {
  const current = currentVersion(versionsOf(live, policy.id));
  return {
    id: policy.id,
    name: policy.name,
    description: current?.description ?? policy.description,
    createdAt: policy.createdAt,
    updatedAt: policy.updatedAt,
    assignedTo: policy.assignedTo,
    policyStatus: policy.policyStatus,
    renewalDate: current?.renewalDate ?? null,
  };
}

function policyVersionCompactV2(live: Pick<LiveDirectory, 'all'>, version: PolicyVersion) {
  return {
    id: version.id,
    version: version.version,
    current: currentVersion(versionsOf(live, version.policyId))?.id === version.id,
    type: version.type,
    createdAt: version.createdAt,
    updatedAt: version.updatedAt,
    renewalDate: version.renewalDate,
    subVersion: version.subVersion,
    description: version.description,
    approvedAt: version.approvedAt,
    changesExplanation: version.changesExplanation,
    publishedAt: version.publishedAt,
    requiresAcknowledgment: version.requiresAcknowledgment,
  };
}
