/** Personnel as v2 prints them (contract 3.9). */
import type { ComplianceCheck } from '../../../domain/compliance.ts';
import type { User } from '../../../domain/directory.ts';
import { isoTime, parseTime } from '../../../domain/time.ts';
import type { LiveDirectory } from '../live-directory.ts';
import { personnelOf } from '../personnel.ts';
import { userCompactV2 } from './users.ts';

/** `expand` of customFields, complianceChecks, reasonProvider and user. `checks` are asked for when expanded. */
export function personV2(
  live: LiveDirectory,
  user: User,
  expand: ReadonlySet<string>,
  checks: (user: User) => readonly ComplianceCheck[],
) {
  const personnel = personnelOf(live, user);
  return {
    id: personnel.id,
    userId: user.id,
    ...(expand.has('user') && { user: userCompactV2(live, user.id) }),
    employmentStatus: personnel.employmentStatus,
    notHumanReason: personnel.notHumanReason,
    ...(expand.has('reasonProvider') && {
      reasonProvider: userCompactV2(live, personnel.reasonProviderId),
    }),
    ...(expand.has('complianceChecks') && {
      complianceChecks: checks(user).map((check) => complianceCheckV2(live, check)),
    }),
    startedAt: startOf(personnel.startDate),
    separatedAt: startOf(personnel.separationDate),
    statusUpdatedAt: personnel.statusUpdatedAt,
    createdAt: personnel.createdAt,
    updatedAt: personnel.updatedAt,
    ...(expand.has('customFields') && {
      customFields: personnel.customFields.map(({ customFieldId, name, value }) => ({
        customFieldId,
        name,
        value,
      })),
    }),
  };
}

export function personCompactV2(live: LiveDirectory, user: User) {
  const { id, employmentStatus, createdAt, updatedAt } = personnelOf(live, user);
  return { id, employmentStatus, userId: user.id, email: user.email, createdAt, updatedAt };
}

function complianceCheckV2(live: LiveDirectory, check: ComplianceCheck) {
  const { exclusion } = check;
  return {
    id: check.id,
    type: check.type,
    status: check.status,
    checkFrequency: check.checkFrequency,
    expiresAt: check.expiresAt,
    lastCheckedAt: check.lastCheckedAt,
    completionDate: check.completionDate,
    createdAt: check.createdAt,
    updatedAt: check.updatedAt,
    exclusion:
      exclusion === null
        ? null
        : {
            id: exclusion.id,
            reason: exclusion.reason,
            createdById: exclusion.createdById,
            createdByEmail: live.get('user', exclusion.createdById)?.email ?? '',
            createdAt: exclusion.createdAt,
            startDate: exclusion.startDate,
            endDate: exclusion.endDate,
          },
  };
}

/** Midnight of a day. */
function startOf(day: string | null): string | null {
  const at = day === null ? null : parseTime(day);
  return at === null ? null : isoTime(at);
}
