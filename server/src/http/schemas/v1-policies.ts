/** The contract's v1 documents of policies that users have to accept (section 3.9). */
import { Type } from 'typebox';
import { policyVersionStatuses } from '../../domain/vocabulary/directory.ts';
import { clientTypes } from '../../domain/vocabulary.ts';
import { Flag, Int, named, nullable, Text, Time, words } from './common.ts';
import { UserReferenceV1 } from './v1-connections.ts';

export const PolicyVersionV1 = named('PolicyVersionResponsePublicDto', {
  id: Int,
  version: Int,
  minorVersion: Int,
  subVersion: Int,
  current: Flag,
  type: Text,
  fileUrl: nullable(Text),
  docViewer: Text,
  description: nullable(Text),
  html: nullable(Text),
  renewalDate: nullable(Text),
  approvedAt: nullable(Time),
  publishedAt: nullable(Time),
  createdAt: Time,
  updatedAt: Time,
  htmlLastUpdated: nullable(Time),
  owner: nullable(UserReferenceV1),
  changesExplanation: nullable(Text),
  changeSummary: nullable(Text),
  originalFileName: nullable(Text),
  externalProvider: nullable(words(clientTypes, { title: 'ClientTypeEnum' })),
  composedVersion: Type.Number(),
  status: nullable(words(policyVersionStatuses)),
  policyVersionStatus: nullable(words(policyVersionStatuses)),
  approver: nullable(UserReferenceV1),
  hasExpiredRenewalDate: Flag,
});

/** Groups and reminders are not kept here: nobody is in a group, and nobody was reminded. */
const None = Type.Array(Type.Unknown(), { maxItems: 0 });

export const PolicyV1 = named('PolicyResponsePublicDto', {
  id: Int,
  templateId: nullable(Int),
  name: Text,
  currentDescription: Text,
  htmlLastUpdated: nullable(Time),
  createdAt: Time,
  updatedAt: Time,
  currentOwner: nullable(UserReferenceV1),
  versions: Type.Array(PolicyVersionV1),
  groups: None,
  assignedTo: Text,
  notifyGroups: Flag,
  reminders: None,
  policyStatus: Text,
});

export const UserPolicyVersionV1 = named('UserPolicyVersionResponsePublicDto', {
  id: Int,
  acceptedAt: Type.Optional(nullable(Time)),
  policyVersion: PolicyVersionV1,
  policy: PolicyV1,
});
export const UserPolicyVersionsV1 = named('UserPolicyVersionsResponsePublicDto', {
  userPolicyVersions: Type.Array(UserPolicyVersionV1),
});
