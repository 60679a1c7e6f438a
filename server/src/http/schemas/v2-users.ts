/** The contract's v2 documents of users, roles and what hangs on users (sections 3.3 to 3.6 and 3.9). */
import { Type } from 'typebox';
import { permissionActions, permissionSubjects } from '../../domain/vocabulary/directory.ts';
import {
  backgroundCheckSources,
  backgroundCheckStatuses,
  backgroundCheckTypes,
  clientTypes,
  roles,
  userDocumentTypes,
} from '../../domain/vocabulary.ts';
import { Day, Flag, FreeObject, Int, listV2, named, nullable, Text, Time, words } from './common.ts';

export const UserCompactV2 = named('UserCompactResponsePublicV2Dto', {
  id: Int,
  email: Text,
  firstName: nullable(Text),
  lastName: nullable(Text),
  createdAt: Time,
  updatedAt: Time,
});

export const ConnectionCompactV2 = named('ConnectionCompactResponsePublicV2Dto', {
  id: Int,
  clientType: words(clientTypes, { title: 'ClientTypeEnum' }),
  clientId: nullable(Text),
  clientAlias: nullable(Text),
  state: words(['ACTIVE', 'MISCONFIGURED']),
  createdAt: nullable(Time),
  updatedAt: nullable(Time),
  connectedAt: nullable(Time),
  failedAt: nullable(Time),
  deletedAt: nullable(Time),
});

export const BackgroundCheckV2 = named('BackgroundCheckResponsePublicV2Dto', {
  id: Int,
  userId: nullable(Int),
  status: words(backgroundCheckStatuses),
  caseId: nullable(Text),
  caseInvitationId: Text,
  url: Text,
  manualCheckDate: nullable(Day),
  manuallyCheckUrl: nullable(Text),
  type: words(backgroundCheckTypes),
  source: nullable(words(backgroundCheckSources)),
  reportData: Text,
  outOfScopeReason: nullable(Text),
  outOfScopeAt: nullable(Time),
  invitationEmail: nullable(Text),
  linkedAt: nullable(Time),
  createdAt: Time,
  updatedAt: Time,
});

export const UserIdentityV2 = named('UserIdentityResponsePublicV2Dto', {
  id: Int,
  identityId: Text,
  username: nullable(Text),
  connectedAt: nullable(Time),
  disconnectedAt: nullable(Time),
  hasMfa: nullable(Flag),
  userId: nullable(Int),
  connectionId: nullable(Int),
  /** Null for an account without a connection, which the contract does not have. */
  connection: nullable(ConnectionCompactV2),
  email: nullable(Text),
  secondaryEmail: nullable(Text),
  firstName: nullable(Text),
  lastName: nullable(Text),
  startedAt: nullable(Time),
  separatedAt: nullable(Time),
  isContractor: Type.Optional(nullable(Flag)),
  jobTitle: nullable(Text),
  managerId: nullable(Text),
  managerName: nullable(Text),
  createdAt: Time,
  updatedAt: Time,
});

export const SignedUrlV2 = named('SignedUrlResponsePublicV2Dto', {
  signedUrl: Text,
  fileBuffer: nullable(FreeObject),
  fileName: nullable(Text),
});

export const UserDocumentV2 = named('UserDocumentResponsePublicV2Dto', {
  id: Int,
  userId: Int,
  /** Null when the document is kept elsewhere: its `fileUrl` says where. */
  downloadUrl: Type.Optional(SignedUrlV2),
  name: Text,
  type: words(userDocumentTypes),
  fileUrl: nullable(Text),
  /** Null for a document that need not be renewed. */
  renewalDate: nullable(Day),
  createdAt: Time,
  updatedAt: Time,
});
export const UserDocumentsV2 = listV2('UserDocumentsResponsePublicV2Dto', UserDocumentV2);

export const UserV2 = named('UserResponsePublicV2Dto', {
  id: Int,
  email: Text,
  firstName: Type.Optional(nullable(Text)),
  lastName: Type.Optional(nullable(Text)),
  createdAt: Time,
  updatedAt: Time,
  jobTitle: Type.Optional(nullable(Text)),
  avatarUrl: Type.Optional(nullable(Text)),
  drataTermsAgreedAt: Type.Optional(nullable(Time)),
  roles: Type.Optional(Type.Array(Text)),
  backgroundChecks: Type.Optional(nullable(Type.Array(BackgroundCheckV2))),
  documents: Type.Optional(Type.Array(UserDocumentV2)),
  identities: Type.Optional(Type.Array(UserIdentityV2)),
});
export const UsersV2 = listV2('UsersResponsePublicV2Dto', UserV2);

export const PermissionV2 = named('PermissionResponsePublicV2Dto', {
  id: Type.Optional(Type.Null()),
  action: words(permissionActions),
  subject: words(permissionSubjects, { title: 'SubjectEnum' }),
  createdAt: Type.Optional(Type.Null()),
});

export const RoleV2 = named('RoleResponsePublicV2Dto', {
  id: Int,
  role: words(roles, { title: 'RoleEnum' }),
  createdAt: Time,
  updatedAt: Time,
  permissions: Type.Optional(Type.Array(PermissionV2)),
});
export const RolesV2 = listV2('RolesResponsePublicV2Dto', RoleV2);
