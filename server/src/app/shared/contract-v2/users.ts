/** Users, roles and what hangs on users as v2 prints them (contract 3.3 to 3.6 and 3.9). */
import { compactConnectionV2, compactUserV2 } from '@affidavit/verify';
import type { BackgroundCheck, Identity, User, UserDocument } from '../../../domain/directory.ts';
import type { Role } from '../../../domain/roles.ts';
import { isoTime } from '../../../domain/time.ts';
import type { Company } from '../../ports.ts';
import { connectionOfIdentity, type DirectoryView, userOf } from '../live-views.ts';

/** A user as other documents name one; null when there is nobody of this id. */
export function userCompactV2(live: DirectoryView, id: number | null) {
  const user = userOf(live, id);
  return user === null ? null : compactUserV2(user);
}

/** `expand` of backgroundChecks, documents, identities and roles; `personnel` adds nothing, as in the contract. */
export function userV2(live: DirectoryView, user: User, expand: ReadonlySet<string>) {
  return {
    ...compactUserV2(user),
    jobTitle: user.jobTitle,
    avatarUrl: user.avatarUrl,
    drataTermsAgreedAt: user.termsAgreedAt,
    ...(expand.has('roles') && { roles: [...user.roles] }),
    ...(expand.has('backgroundChecks') && {
      backgroundChecks: live.ofUser('backgroundCheck', user.id).map(backgroundCheckV2),
    }),
    ...(expand.has('documents') && {
      documents: live.ofUser('userDocument', user.id).map(userDocumentV2),
    }),
    ...(expand.has('identities') && {
      identities: live.ofUser('identity', user.id).map((identity) => userIdentityV2(live, identity)),
    }),
  };
}

/** Where v2 wants a text and nothing is known, the text is empty. */
export function backgroundCheckV2(check: BackgroundCheck) {
  return {
    id: check.id,
    userId: check.userId,
    status: check.status,
    caseId: check.caseId,
    caseInvitationId: check.caseInvitationId ?? '',
    url: check.url ?? '',
    manualCheckDate: check.manualCheckDate,
    manuallyCheckUrl: check.manuallyCheckUrl,
    type: check.type,
    source: check.source,
    reportData: check.reportData ?? '',
    outOfScopeReason: check.outOfScopeReason,
    outOfScopeAt: check.outOfScopeAt,
    invitationEmail: check.invitationEmail,
    linkedAt: check.linkedAt,
    createdAt: check.createdAt,
    updatedAt: check.updatedAt,
  };
}

export function userIdentityV2(live: DirectoryView, identity: Identity) {
  const view = connectionOfIdentity(live, identity);
  return {
    id: identity.id,
    identityId: identity.identityId,
    username: identity.username,
    connectedAt: identity.connectedAt,
    disconnectedAt: identity.disconnectedAt,
    hasMfa: identity.hasMfa,
    userId: identity.userId,
    connectionId: identity.connectionId,
    connection: view === null ? null : compactConnectionV2(view.connection),
    email: identity.email,
    secondaryEmail: identity.secondaryEmail,
    firstName: identity.firstName,
    lastName: identity.lastName,
    startedAt: identity.startedAt,
    separatedAt: identity.separatedAt,
    isContractor: identity.isContractor,
    jobTitle: identity.jobTitle,
    managerId: identity.managerId,
    managerName: identity.managerName,
    createdAt: identity.createdAt,
    updatedAt: identity.updatedAt,
  };
}

/** Without `downloadUrl`, which only what signs links can add. */
export function userDocumentV2(document: UserDocument) {
  return {
    id: document.id,
    userId: document.userId,
    name: document.name,
    type: document.type,
    fileUrl: document.fileUrl,
    renewalDate: document.renewalDate,
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
  };
}

/** Roles are as old as the company. A permission has no id and no time, as the contract says since they were made fixed. */
export function roleV2(company: Company, role: Role, expand: ReadonlySet<string>) {
  const createdAt = isoTime(company.createdAt);
  return {
    id: role.id,
    role: role.role,
    createdAt,
    updatedAt: createdAt,
    ...(expand.has('permissions') && {
      permissions: role.permissions.map(({ action, subject }) => ({
        id: null,
        action,
        subject,
        createdAt: null,
      })),
    }),
  };
}
