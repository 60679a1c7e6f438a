/** The contract's v1 documents of users and what hangs on them (sections 3.3 to 3.5, 3.8 and 3.9). */
import { Type } from 'typebox';
import { userDocumentTypes } from '../../domain/vocabulary.ts';
import { Day, Flag, FreeObject, Int, listV1, named, nullable, Text, Time, words } from './common.ts';
import { BackReference, ConnectionV1, userScalarsV1 } from './v1-connections.ts';

export const BackgroundCheckV1 = named('BackgroundCheckResponsePublicDto', {
  id: Int,
  userId: Int,
  status: Text,
  caseId: nullable(Text),
  caseInvitationId: nullable(Text),
  manualCheckDate: nullable(Text),
  manuallyCheckUrl: nullable(Text),
  type: Text,
  source: nullable(Text),
  reportData: nullable(Text),
  user: BackReference,
  outOfScopeReason: nullable(Text),
  outOfScopeAt: nullable(Time),
  linkedAt: nullable(Time),
  createdAt: Time,
  updatedAt: Time,
  url: nullable(Text),
  invitationEmail: nullable(Text),
});

export const UserIdentityV1 = named('UserIdentityResponsePublicDto', {
  id: Int,
  identityId: Text,
  username: nullable(Text),
  connectedAt: nullable(Time),
  disconnectedAt: nullable(Time),
  hasMfa: nullable(Flag),
  user: BackReference,
  connection: nullable(ConnectionV1),
  hasIdp: nullable(Flag),
  secondaryEmail: nullable(Text),
  firstName: nullable(Text),
  lastName: nullable(Text),
  startedAt: nullable(Time),
  separatedAt: nullable(Time),
  isContractor: nullable(Flag),
  jobTitle: nullable(Text),
  managerId: nullable(Text),
  managerName: nullable(Text),
});

export const UserDocumentV1 = named('UserDocumentResponsePublicDto', {
  id: Int,
  name: Text,
  type: words(userDocumentTypes),
  fileUrl: nullable(Text),
  renewalDate: nullable(Day),
  createdAt: Time,
  updatedAt: Time,
});
export const UserDocumentsV1 = listV1('UserDocumentsResponsePublicDto', UserDocumentV1);
export const UserAllDocumentsV1 = named('UserAllDocumentsResponsePublicDto', {
  documents: Type.Array(UserDocumentV1),
});

export const UserV1 = named('UserResponsePublicDto', {
  ...userScalarsV1,
  roles: Type.Array(Text),
  backgroundChecks: Type.Array(BackgroundCheckV1),
  identities: Type.Array(UserIdentityV1),
  documents: Type.Array(UserDocumentsV1),
});
export const UsersV1 = listV1('UsersResponsePublicDto', UserV1);

export const SignedUrlV1 = named('SignedUrlResponsePublicDto', {
  signedUrl: Text,
  fileBuffer: nullable(FreeObject),
});
