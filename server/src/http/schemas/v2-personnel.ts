/** The contract's v2 documents of personnel (section 3.9). */
import { Type } from 'typebox';
import {
  checkFrequencies,
  complianceCheckTypes,
  complianceStatuses,
  employmentStatuses,
} from '../../domain/vocabulary/directory.ts';
import { Int, listV2, named, nullable, Text, Time, words } from './common.ts';
import { UserCompactV2 } from './v2-users.ts';

export const ComplianceExclusionV2 = named('ComplianceCheckExclusionResponsePublicV2Dto', {
  id: Int,
  reason: Text,
  createdById: Int,
  createdByEmail: Text,
  createdAt: Time,
  startDate: Time,
  endDate: nullable(Time),
});

export const ComplianceCheckV2 = named('ComplianceCheckWithExclusionResponsePublicV2Dto', {
  id: Int,
  type: words(complianceCheckTypes),
  status: words(complianceStatuses),
  checkFrequency: words(checkFrequencies),
  expiresAt: Type.Optional(nullable(Time)),
  lastCheckedAt: Type.Optional(nullable(Time)),
  completionDate: Type.Optional(nullable(Time)),
  createdAt: Time,
  updatedAt: Time,
  exclusion: Type.Optional(nullable(ComplianceExclusionV2)),
});

export const CustomFieldV2 = named('CustomFieldResponsePublicV2Dto', {
  customFieldId: Int,
  name: Text,
  value: Type.Optional(nullable(Text)),
});

export const PersonV2 = named('PersonResponsePublicV2Dto', {
  id: Int,
  userId: Int,
  user: Type.Optional(UserCompactV2),
  employmentStatus: words(employmentStatuses),
  notHumanReason: Type.Optional(nullable(Text)),
  reasonProvider: Type.Optional(nullable(UserCompactV2)),
  complianceChecks: Type.Optional(Type.Array(ComplianceCheckV2)),
  startedAt: nullable(Time),
  separatedAt: Type.Optional(nullable(Time)),
  statusUpdatedAt: nullable(Time),
  createdAt: Time,
  updatedAt: Time,
  customFields: Type.Optional(Type.Array(CustomFieldV2)),
});
export const PersonnelV2 = listV2('PersonnelResponsePublicV2Dto', PersonV2);

export const PersonCompactV2 = named('PersonCompactResponsePublicV2Dto', {
  id: Int,
  employmentStatus: words(employmentStatuses),
  userId: Int,
  email: Text,
  createdAt: Time,
  updatedAt: Time,
});
