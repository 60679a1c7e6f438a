/** The contract's v2 documents of policies that users have to accept. */
import { Type } from 'typebox';
import {
  policyAcceptanceSources,
  policyAssignments,
  policyStatuses,
  policyVersionTypes,
} from '../../domain/vocabulary/directory.ts';
import { Flag, Int, listV2, named, nullable, Text, Time, words } from './common.ts';

export const PolicyCompactV2 = named('PolicyCompactResponsePublicV2Dto', {
  id: Int,
  name: Text,
  description: Text,
  createdAt: Time,
  updatedAt: Time,
  assignedTo: Type.Optional(words(policyAssignments)),
  policyStatus: words(policyStatuses),
  renewalDate: nullable(Text),
});

export const PolicyVersionCompactV2 = named('PolicyVersionCompactResponsePublicV2Dto', {
  id: Int,
  version: Int,
  current: Flag,
  type: words(policyVersionTypes),
  createdAt: Time,
  updatedAt: Time,
  /** Null for a version that need not be renewed. */
  renewalDate: nullable(Text),
  subVersion: Int,
  description: nullable(Text),
  approvedAt: nullable(Time),
  changesExplanation: nullable(Text),
  publishedAt: nullable(Time),
  requiresAcknowledgment: nullable(Flag),
});

export const UserPolicyVersionV2 = named('UserPolicyVersionResponsePublicV2Dto', {
  id: Int,
  acceptedAt: nullable(Time),
  createdAt: nullable(Time),
  updatedAt: nullable(Time),
  sourceType: words(policyAcceptanceSources, { title: 'PolicyApprovalsSourceTypeEnum' }),
  details: nullable(Text),
  policyId: Int,
  policyVersionId: Int,
  policy: Type.Optional(PolicyCompactV2),
  policyVersion: Type.Optional(PolicyVersionCompactV2),
});
export const UserPolicyVersionsV2 = listV2('UserPolicyVersionsResponsePublicV2Dto', UserPolicyVersionV2);
