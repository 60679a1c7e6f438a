/** Policies of the demo companies, their versions, and who has accepted them. */
import type { AssignedPolicy, Personnel, Policy, PolicyVersion, User } from '../directory.ts';
import { ago, DAY_MS } from './calendar.ts';
import { diceOf } from './dice.ts';

export interface Policies {
  policies: Policy[];
  policyVersions: PolicyVersion[];
  assignedPolicies: AssignedPolicy[];
}

/** How many policies everybody has to accept; the next is for a group, the others are for nobody. */
const FOR_ALL = 3;
/** Who owns a policy. */
const OWNERS = /POLICY_MANAGER|ADMIN/;

export function policiesOf(
  company: string,
  named: readonly { id: number; name: string }[],
  people: { users: readonly User[]; personnel: readonly Personnel[] },
  today: number,
): Policies {
  const dice = diceOf(`${company}/policies`);
  const owners = people.users.filter(({ roles }) => roles.some((role) => OWNERS.test(role)));
  const versions: PolicyVersion[] = [];
  const policies = named.map(({ id, name }, index): Policy => {
    const owner = dice.pick(owners);
    for (const version of [1, 2])
      versions.push(versionOf(versions.length + 1, id, version, name, owner, today));
    return {
      id,
      templateId: index % 4 === 3 ? null : 100 + id,
      name,
      description: `What everybody has to know of: ${name}.`,
      ownerId: owner.id,
      assignedTo: index < FOR_ALL ? 'ALL' : index === FOR_ALL ? 'GROUP' : 'NONE',
      policyStatus: index === named.length - 1 ? 'ARCHIVED' : 'ACTIVE',
      createdAt: ago(today, 640),
      updatedAt: ago(today, 120),
    };
  });
  const staff = people.personnel.filter(({ employmentStatus }) => employmentStatus.startsWith('CURRENT_'));
  const assigned = staff.flatMap(({ userId, createdAt }) =>
    policies.slice(0, FOR_ALL).map((policy) => ({ userId, policy, createdAt })),
  );
  return {
    policies,
    policyVersions: versions,
    assignedPolicies: assigned.map(({ userId, policy, createdAt }, index) => {
      const given = Math.max(Date.parse(createdAt), today - 120 * DAY_MS);
      const acceptedAt = dice.chance(0.85) ? ago(given, -dice.int(1, 20)) : null;
      return {
        id: index + 1,
        userId,
        policyId: policy.id,
        policyVersionId: currentOf(versions, policy.id),
        acceptedAt,
        sourceType: acceptedAt === null ? 'UNKNOWN' : 'MY_DRATA',
        details: null,
        createdAt: ago(given, 0),
        updatedAt: acceptedAt ?? ago(given, 0),
      };
    }),
  };
}

function versionOf(
  id: number,
  policyId: number,
  version: number,
  name: string,
  owner: User,
  today: number,
): PolicyVersion {
  const published = ago(today, version === 1 ? 630 : 120);
  return {
    id,
    policyId,
    version,
    subVersion: 0,
    type: 'BUILDER',
    status: 'PUBLISHED',
    description: null,
    html: `<h1>${name}</h1><p>Version ${version}.</p>`,
    htmlLastUpdated: published,
    fileUrl: null,
    originalFileName: null,
    externalProvider: null,
    changesExplanation: version === 1 ? null : 'Reviewed after a year.',
    changeSummary: null,
    requiresAcknowledgment: true,
    ownerId: owner.id,
    approverId: owner.id,
    approvedAt: published,
    publishedAt: published,
    renewalDate: ago(today, version === 1 ? 120 : -245),
    createdAt: published,
    updatedAt: published,
  };
}

function currentOf(versions: readonly PolicyVersion[], policyId: number): number {
  return Math.max(...versions.filter((one) => one.policyId === policyId).map(({ id }) => id));
}
