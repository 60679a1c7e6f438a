/** The contract's v1 documents of personnel, their devices and their compliance (section 3.9). */
import { Type } from 'typebox';
import {
  checkFrequencies,
  complianceCheckTypes,
  complianceStatuses,
  employmentStatuses,
} from '../../domain/vocabulary/directory.ts';
import { Flag, FreeObject, Int, named, nullable, Text, Time, words } from './common.ts';
import { UserReferenceV1 } from './v1-connections.ts';
import { UserV1 } from './v1-users.ts';

export const ComplianceCheckV1 = named('ComplianceCheckResponsePublicDto', {
  id: Int,
  status: words(complianceStatuses),
  type: words(complianceCheckTypes),
  completionDate: nullable(Time),
  expiresAt: nullable(Time),
  checkFrequency: words(checkFrequencies),
  lastCheckedAt: nullable(Time),
  createdAt: Time,
  updatedAt: Time,
});

export const DeviceComplianceCheckV1 = named('DeviceComplianceCheckResponsePublicDto', {
  id: Int,
  status: Text,
  type: Text,
  expiresAt: nullable(Time),
  checkFrequency: Text,
  lastCheckedAt: nullable(Time),
  createdAt: Time,
  updatedAt: Time,
});

export const DeviceIdentifierV1 = named('DeviceIdentifierResponsePublicDto', {
  id: Int,
  type: Text,
  identifier: Text,
  createdAt: Time,
  updatedAt: Time,
});

export const DeviceDocumentV1 = named('DeviceDocumentResponsePublicDto', {
  id: Int,
  type: Text,
  name: Text,
  fileUrl: nullable(Text),
  createdAt: Time,
  updatedAt: Time,
});

export const DeviceV1 = named('DeviceResponsePublicDto', {
  id: Int,
  osVersion: nullable(Text),
  serialNumber: nullable(Text),
  model: nullable(Text),
  macAddress: nullable(Text),
  encryptionEnabled: nullable(Flag),
  encryptionExplanation: nullable(Text),
  firewallEnabled: nullable(Flag),
  firewallExplanation: nullable(Text),
  lastCheckedAt: nullable(Time),
  sourceType: Text,
  createdAt: Time,
  updatedAt: Time,
  deletedAt: nullable(Time),
  appsCount: nullable(Int),
  complianceChecks: Type.Optional(Type.Array(DeviceComplianceCheckV1)),
  identifiers: Type.Optional(Type.Array(DeviceIdentifierV1)),
  documents: Type.Optional(Type.Array(DeviceDocumentV1)),
  isDeviceCompliant: Flag,
  screenLockTime: nullable(Int),
  screenLockExplanation: nullable(Text),
  antivirusEnabled: nullable(Flag),
  antivirusExplanation: nullable(Text),
  autoUpdateEnabled: nullable(Flag),
  autoUpdateExplanation: nullable(Text),
  passwordManagerEnabled: nullable(Flag),
  passwordManagerExplanation: nullable(Text),
  agentVersion: nullable(Text),
});

/** What the newest device says. */
export const PersonnelDataV1 = named('PersonnelDataResponsePublicDto', {
  osVersion: Type.Optional(nullable(Text)),
  serialNumber: Type.Optional(nullable(Text)),
  screenLockTime: Type.Optional(nullable(Int)),
  agentVersion: Type.Optional(nullable(Text)),
  macAddress: Type.Optional(nullable(Text)),
  lastcheckedAt: Type.Optional(nullable(Time)),
  createdAt: Time,
  updatedAt: Time,
});

const details = {
  id: Int,
  employmentStatus: words(employmentStatuses),
  notHumanReason: Type.Optional(nullable(Text)),
  osVersion: nullable(Text),
  serialNumber: nullable(Text),
  user: UserV1,
  reasonProvider: Type.Optional(nullable(UserReferenceV1)),
  complianceChecks: Type.Array(ComplianceCheckV1),
  startDate: nullable(Text),
  separationDate: Type.Optional(nullable(Text)),
  statusUpdatedAt: nullable(Time),
  data: PersonnelDataV1,
  createdAt: Time,
  updatedAt: Time,
  devices: Type.Array(DeviceV1),
};

export const PersonnelDetailsV1 = named('PersonnelDetailsResponsePublicDto', details);

export const PersonnelDetailsTableV1 = named('PersonnelDetailsTableResponsePublicDto', {
  ...details,
  agentEnabled: Flag,
  manualUploadEnabled: Flag,
  devicesCount: Type.Optional(Int),
  devicesFailingComplianceCount: Type.Optional(Int),
});

export const PersonnelTableV1 = named('PersonnelTableResponsePublicDto', {
  data: Type.Array(PersonnelDetailsTableV1),
  page: Int,
  limit: Int,
  total: Int,
  dataAll: FreeObject,
});
