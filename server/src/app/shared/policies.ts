/** Which version of a policy counts. */
import type { AssignedPolicy, PolicyVersion } from '../../domain/directory.ts';
import type { LiveDirectory } from './live-directory.ts';

/** The versions of a policy, newest first. */
export function versionsOf(live: Pick<LiveDirectory, 'all'>, policyId: number): PolicyVersion[] {
  return live
    .all('policyVersion')
    .filter((version) => version.policyId === policyId)
    .toSorted((a, b) => b.version - a.version || b.subVersion - a.subVersion || b.id - a.id);
}

/** The newest version that is published; null when none is. `versions` come newest first. */
export function currentVersion(versions: readonly PolicyVersion[]): PolicyVersion | null {
  return versions.find(({ status }) => status === 'PUBLISHED') ?? null;
}

/** What a user has to accept: the assignments of policies that are active. */
export function activeAssignments(
  live: Pick<LiveDirectory, 'get' | 'ofUser'>,
  userId: number,
): AssignedPolicy[] {
  return live
    .ofUser('assignedPolicy', userId)
    .filter(({ policyId }) => live.get('policy', policyId)?.policyStatus === 'ACTIVE');
}
