/** Personnel and devices as v1 prints them (contract 3.9). */
import { type ComplianceCheck, deviceChecks, isDeviceCompliant } from '../../../domain/compliance.ts';
import type { CompanyProfile, Device, User, UserDocument } from '../../../domain/directory.ts';
import type { LiveDirectory } from '../live-directory.ts';
import { devicesOf, failingDevices, newestDevice, personnelOf } from '../personnel.ts';
import { userReferenceV1, userV1 } from './users.ts';

/** `checks` are the user's (complianceOf). */
export function personnelDetailsV1(live: LiveDirectory, user: User, checks: readonly ComplianceCheck[]) {
  const personnel = personnelOf(live, user);
  const devices = devicesOf(live, user.id);
  const newest = newestDevice(devices);
  const documents = live.ofUser('userDocument', user.id);
  return {
    id: personnel.id,
    employmentStatus: personnel.employmentStatus,
    notHumanReason: personnel.notHumanReason,
    osVersion: newest?.osVersion ?? null,
    serialNumber: newest?.serialNumber ?? null,
    user: userV1(live, user),
    reasonProvider: userReferenceV1(live, personnel.reasonProviderId),
    complianceChecks: checks.map(complianceCheckV1),
    startDate: personnel.startDate,
    separationDate: personnel.separationDate,
    statusUpdatedAt: personnel.statusUpdatedAt,
    data: {
      osVersion: newest?.osVersion ?? null,
      serialNumber: newest?.serialNumber ?? null,
      screenLockTime: newest?.screenLockTime ?? null,
      agentVersion: newest?.agentVersion ?? null,
      macAddress: newest?.macAddress ?? null,
      lastcheckedAt: newest?.lastCheckedAt ?? null,
      createdAt: newest?.createdAt ?? personnel.createdAt,
      updatedAt: newest?.updatedAt ?? personnel.updatedAt,
    },
    createdAt: personnel.createdAt,
    updatedAt: personnel.updatedAt,
    devices: devices.map((device) => deviceV1(device, documents)),
  };
}

/** A row of the list: the same, and how the company's devices are watched. */
export function personnelRowV1(
  live: LiveDirectory,
  user: User,
  checks: readonly ComplianceCheck[],
  profile: CompanyProfile,
) {
  const devices = devicesOf(live, user.id);
  return {
    ...personnelDetailsV1(live, user, checks),
    agentEnabled: profile.agentEnabled,
    manualUploadEnabled: profile.manualUploadEnabled,
    devicesCount: devices.length,
    devicesFailingComplianceCount: failingDevices(devices),
  };
}

function complianceCheckV1(check: ComplianceCheck) {
  return {
    id: check.id,
    status: check.status,
    type: check.type,
    completionDate: check.completionDate,
    expiresAt: check.expiresAt,
    checkFrequency: check.checkFrequency,
    lastCheckedAt: check.lastCheckedAt,
    createdAt: check.createdAt,
    updatedAt: check.updatedAt,
  };
}

/** Documents by which a user shows what a device does not report. */
const DEVICE_EVIDENCE: ReadonlySet<string> = new Set([
  'PASSWORD_MANAGER_EVIDENCE',
  'AUTO_UPDATES_EVIDENCE',
  'HARD_DRIVE_ENCRYPTION_EVIDENCE',
  'ANTIVIRUS_EVIDENCE',
  'LOCK_SCREEN_EVIDENCE',
]);

function deviceV1(device: Device, documents: readonly UserDocument[]) {
  return {
    id: device.id,
    osVersion: device.osVersion,
    serialNumber: device.serialNumber,
    model: device.model,
    macAddress: device.macAddress,
    encryptionEnabled: device.encryptionEnabled,
    encryptionExplanation: device.encryptionExplanation,
    firewallEnabled: device.firewallEnabled,
    firewallExplanation: device.firewallExplanation,
    lastCheckedAt: device.lastCheckedAt,
    sourceType: device.sourceType,
    createdAt: device.createdAt,
    updatedAt: device.updatedAt,
    deletedAt: device.deletedAt,
    appsCount: device.appsCount,
    complianceChecks: deviceChecks(device),
    identifiers: identifiersOf(device),
    documents: documents.filter(({ type }) => DEVICE_EVIDENCE.has(type)).map(deviceDocumentV1),
    isDeviceCompliant: isDeviceCompliant(device),
    screenLockTime: device.screenLockTime,
    screenLockExplanation: device.screenLockExplanation,
    antivirusEnabled: device.antivirusEnabled,
    antivirusExplanation: device.antivirusExplanation,
    autoUpdateEnabled: device.autoUpdateEnabled,
    autoUpdateExplanation: device.autoUpdateExplanation,
    passwordManagerEnabled: device.passwordManagerEnabled,
    passwordManagerExplanation: device.passwordManagerExplanation,
    agentVersion: device.agentVersion,
  };
}

const IDENTIFIERS_PER_DEVICE = 32;

/** What tells a device from others: its serial number and its network addresses. Ids follow from the device's. */
function identifiersOf(device: Device) {
  const { serialNumber, macAddress, createdAt, updatedAt } = device;
  const serial = serialNumber === null ? [] : [{ type: 'SERIAL_NUMBER', identifier: serialNumber }];
  const addresses = (macAddress ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .slice(0, IDENTIFIERS_PER_DEVICE - 1)
    .map((identifier) => ({ type: 'MAC_ADDRESS', identifier }));
  return [...serial, ...addresses].map((identifier, index) => ({
    id: device.id * IDENTIFIERS_PER_DEVICE + index,
    ...identifier,
    createdAt,
    updatedAt,
  }));
}

function deviceDocumentV1(document: UserDocument) {
  return {
    id: document.id,
    type: document.type,
    name: document.name,
    fileUrl: document.fileUrl,
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
  };
}
