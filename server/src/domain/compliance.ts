/**
 * Whether somebody does what the company asks of everybody: the compliance checks of personnel and of devices. Pure:
 * everything follows from the directory and the time.
 *
 * | type | applies to | PASS | FAIL | MISCONFIGURED | completed | expires |
 * |---|---|---|---|---|---|---|
 * | ACCEPTED_POLICIES | staff with an active policy assigned | all of them accepted | one is not | – | last acceptance | – |
 * | IDENTITY_MFA | staff | every account at an identity provider has a second factor, or MFA_EVIDENCE | one has none, or there is no account | there is no account, and the company has no identity provider | evidence | renewal of the evidence |
 * | BG_CHECK | staff, unless the newest check is OUT_OF_SCOPE | the newest check is OK | it is something else, or there is none | none, and the company has not chosen how to check | linked or filed | – |
 * | AGENT_INSTALLED | staff | an agent or an MDM reports a device | no device | no device, and the company has neither agent nor upload | – | – |
 * | PASSWORD_MANAGER, HDD_ENCRYPTION, ANTIVIRUS, AUTO_UPDATES, LOCK_SCREEN | staff | every device has it, or evidence | a device has not, or there is no device | a device does not say; or none, and neither agent nor upload | evidence | renewal of the evidence |
 * | LOCATION_SERVICES | staff whose devices report it | every such device has it | one has not | – | – | – |
 * | SECURITY_TRAINING | staff | SEC_TRAINING | none that is in force | none, and the company has not chosen a training | evidence | renewal |
 * | HIPAA_TRAINING | staff, if the company chose a training and requires it | HIPAA_TRAINING_EVIDENCE | none in force | – | evidence | renewal |
 * | NIST_AI_TRAINING | staff, if the framework NISTAI is enabled | NIST_AI_TRAINING_EVIDENCE | none in force | – | evidence | renewal |
 * | OFFBOARDING | those who left | OFFBOARDING_EVIDENCE | none | – | evidence | – |
 * | FULL_COMPLIANCE | whoever any other check applies to | all PASS | one FAILs | none FAILs, one is MISCONFIGURED | – | – |
 *
 * Staff: current employees and contractors, and those of unknown status. EXCLUDED: the check does not apply, or an
 * exclusion is in force. Evidence is in force until its renewal date has passed. Trainings are looked at YEARLY,
 * BG_CHECK and OFFBOARDING ONCE, the rest DAILY. A check was last looked at when the newest fact that it rests on was
 * (for devices: reported; null when there is none). Its id follows from the user's id and the type.
 */
import type {
  AssignedPolicy,
  BackgroundCheck,
  CompanyProfile,
  ComplianceExclusion,
  Device,
  Personnel,
  UserDocument,
} from './directory.ts';
import { isFormer } from './employment.ts';
import { isoTime, parseTime } from './time.ts';
import {
  type ComplianceCheckType,
  type ComplianceStatus,
  complianceCheckTypes,
} from './vocabulary/directory.ts';

export interface ComplianceCheck {
  id: number;
  type: ComplianceCheckType;
  status: ComplianceStatus;
  checkFrequency: string;
  completionDate: string | null;
  expiresAt: string | null;
  lastCheckedAt: string | null;
  createdAt: string;
  updatedAt: string;
  /** The exclusion that is in force, if that is why it does not count. */
  exclusion: ComplianceExclusion | null;
}

/** What is known of one person. */
export interface ComplianceFacts {
  /** Milliseconds. */
  now: number;
  personnel: Personnel;
  company: {
    profile: CompanyProfile;
    hasIdentityProvider: boolean;
    /** The framework NISTAI is enabled. */
    needsAiTraining: boolean;
  };
  /** Assignments of policies that are active. */
  assigned: readonly AssignedPolicy[];
  /** Accounts at identity providers that are not disconnected. */
  accounts: readonly { hasMfa: boolean | null; updatedAt: string }[];
  backgroundChecks: readonly BackgroundCheck[];
  /** Those that are still the user's. */
  devices: readonly Device[];
  documents: readonly UserDocument[];
}

/** What a rule says. `facts` are the times of what it looked at. */
interface Ruling {
  status: ComplianceStatus;
  facts: readonly (string | null)[];
  completionDate?: string | null;
  expiresAt?: string | null;
}

const IDS_PER_OWNER = 16;

const staff: ReadonlySet<string> = new Set(['CURRENT_EMPLOYEE', 'CURRENT_CONTRACTOR', 'UNKNOWN']);
/** All types, in the order of the vocabulary. */
export function complianceChecks(facts: ComplianceFacts): ComplianceCheck[] {
  const { personnel } = facts;
  const single = complianceCheckTypes
    .filter((type) => type !== 'FULL_COMPLIANCE')
    .map((type) => checkOf(facts, type));
  const counting = single.map(({ status }) => status).filter((status) => status !== 'EXCLUDED');
  const status = worst(counting);
  const full = toCheck(personnel, 'FULL_COMPLIANCE', {
    status,
    facts: single.filter((check) => check.status !== 'EXCLUDED').map((check) => check.lastCheckedAt),
  });
  return [excluded(facts, full), ...single];
}

function worst(statuses: readonly ComplianceStatus[]): ComplianceStatus {
  if (statuses.length === 0) return 'EXCLUDED';
  return (['FAIL', 'MISCONFIGURED'] as const).find((status) => statuses.includes(status)) ?? 'PASS';
}

function checkOf(facts: ComplianceFacts, type: Exclude<ComplianceCheckType, 'FULL_COMPLIANCE'>) {
  const { personnel } = facts;
  const { employmentStatus } = personnel;
  const applies = type === 'OFFBOARDING' ? isFormer(employmentStatus) : staff.has(employmentStatus);
  const ruling = applies ? rules[type](facts) : notApplicable;
  return excluded(facts, toCheck(personnel, type, ruling));
}

function excluded({ now, personnel }: ComplianceFacts, check: ComplianceCheck): ComplianceCheck {
  const exclusion = personnel.exclusions.find(
    ({ type, startDate, endDate }) =>
      type === check.type && Date.parse(startDate) <= now && (endDate === null || Date.parse(endDate) > now),
  );
  return exclusion === undefined ? check : { ...check, status: 'EXCLUDED', exclusion };
}

function toCheck(personnel: Personnel, type: ComplianceCheckType, ruling: Ruling): ComplianceCheck {
  const lastCheckedAt = latest(ruling.facts);
  return {
    id: personnel.userId * IDS_PER_OWNER + complianceCheckTypes.indexOf(type),
    type,
    status: ruling.status,
    checkFrequency: frequencyOf(type),
    completionDate: ruling.completionDate ?? null,
    expiresAt: ruling.expiresAt ?? null,
    lastCheckedAt,
    createdAt: personnel.createdAt,
    updatedAt: latest([lastCheckedAt, personnel.updatedAt]) ?? personnel.updatedAt,
    exclusion: null,
  };
}

function frequencyOf(type: ComplianceCheckType): string {
  if (type === 'BG_CHECK' || type === 'OFFBOARDING') return 'ONCE';
  return type.endsWith('_TRAINING') ? 'YEARLY' : 'DAILY';
}

const notApplicable: Ruling = { status: 'EXCLUDED', facts: [] };

type Rule = (facts: ComplianceFacts) => Ruling;

const rules: Readonly<Record<Exclude<ComplianceCheckType, 'FULL_COMPLIANCE'>, Rule>> = {
  ACCEPTED_POLICIES: ({ assigned }) => {
    if (assigned.length === 0) return notApplicable;
    const accepted = assigned.every(({ acceptedAt }) => acceptedAt !== null);
    return {
      status: accepted ? 'PASS' : 'FAIL',
      facts: assigned.map(({ updatedAt }) => updatedAt),
      completionDate: accepted ? latest(assigned.map(({ acceptedAt }) => acceptedAt)) : null,
    };
  },
  IDENTITY_MFA: (facts) => {
    const { accounts, company } = facts;
    const looked = accounts.map(({ updatedAt }) => updatedAt);
    if (accounts.length > 0 && accounts.every(({ hasMfa }) => hasMfa === true))
      return { status: 'PASS', facts: looked };
    const missing = company.hasIdentityProvider ? 'FAIL' : 'MISCONFIGURED';
    return byEvidence(facts, 'MFA_EVIDENCE', missing, looked);
  },
  BG_CHECK: ({ backgroundChecks, company }) => {
    const newest = newestOf(backgroundChecks);
    if (newest === null)
      return { status: company.profile.backgroundCheck === null ? 'MISCONFIGURED' : 'FAIL', facts: [] };
    if (newest.status === 'OUT_OF_SCOPE') return { ...notApplicable, facts: [newest.updatedAt] };
    const passed = newest.status === 'OK';
    const filed = newest.manualCheckDate === null ? newest.updatedAt : midnight(newest.manualCheckDate);
    return {
      status: passed ? 'PASS' : 'FAIL',
      facts: [newest.updatedAt],
      completionDate: passed ? (newest.linkedAt ?? filed) : null,
    };
  },
  AGENT_INSTALLED: (facts) => {
    const { devices } = facts;
    const reported = devices.filter(({ sourceType }) => sourceType !== 'UNKNOWN');
    return {
      status: reported.length > 0 ? 'PASS' : withoutDevice(facts),
      facts: reported.map(({ lastCheckedAt }) => lastCheckedAt),
    };
  },
  PASSWORD_MANAGER: onDevices('PASSWORD_MANAGER', 'PASSWORD_MANAGER_EVIDENCE'),
  HDD_ENCRYPTION: onDevices('HDD_ENCRYPTION', 'HARD_DRIVE_ENCRYPTION_EVIDENCE'),
  ANTIVIRUS: onDevices('ANTIVIRUS', 'ANTIVIRUS_EVIDENCE'),
  AUTO_UPDATES: onDevices('AUTO_UPDATES', 'AUTO_UPDATES_EVIDENCE'),
  LOCK_SCREEN: onDevices('LOCK_SCREEN', 'LOCK_SCREEN_EVIDENCE'),
  SECURITY_TRAINING: (facts) =>
    byEvidence(
      facts,
      'SEC_TRAINING',
      facts.company.profile.securityTraining === null ? 'MISCONFIGURED' : 'FAIL',
    ),
  LOCATION_SERVICES: ({ devices }) => {
    const reporting = devices.filter(({ locationServicesEnabled }) => locationServicesEnabled !== null);
    if (reporting.length === 0) return notApplicable;
    return {
      status: reporting.every(({ locationServicesEnabled }) => locationServicesEnabled) ? 'PASS' : 'FAIL',
      facts: reporting.map(({ lastCheckedAt }) => lastCheckedAt),
    };
  },
  HIPAA_TRAINING: (facts) => {
    const { hipaaTraining } = facts.company.profile;
    if (hipaaTraining === null || hipaaTraining === 'NOT_REQUIRED') return notApplicable;
    return byEvidence(facts, 'HIPAA_TRAINING_EVIDENCE', 'FAIL');
  },
  OFFBOARDING: (facts) => byEvidence(facts, 'OFFBOARDING_EVIDENCE', 'FAIL'),
  NIST_AI_TRAINING: (facts) =>
    facts.company.needsAiTraining ? byEvidence(facts, 'NIST_AI_TRAINING_EVIDENCE', 'FAIL') : notApplicable,
};

/** PASS with evidence that is in force, else `missing`. */
function byEvidence(
  { documents, now }: ComplianceFacts,
  type: string,
  missing: ComplianceStatus,
  looked: readonly (string | null)[] = [],
): Ruling {
  const evidence = documents.filter((document) => document.type === type);
  const inForce = newestOf(
    evidence.filter(({ renewalDate }) => renewalDate === null || Date.parse(renewalDate) > now),
  );
  const facts = [...looked, ...evidence.map(({ updatedAt }) => updatedAt)];
  if (inForce === null) return { status: missing, facts };
  const { createdAt, renewalDate } = inForce;
  const expiresAt = renewalDate === null ? null : midnight(renewalDate);
  return { status: 'PASS', facts, completionDate: createdAt, expiresAt };
}

/** What a device says of each check that it is asked about. */
const deviceAnswers = {
  PASSWORD_MANAGER: (device: Device) => device.passwordManagerEnabled,
  HDD_ENCRYPTION: (device: Device) => device.encryptionEnabled,
  ANTIVIRUS: (device: Device) => device.antivirusEnabled,
  AUTO_UPDATES: (device: Device) => device.autoUpdateEnabled,
  LOCK_SCREEN: (device: Device) => device.screenLockEnabled,
} satisfies Partial<Record<ComplianceCheckType, (device: Device) => boolean | null>>;

function onDevices(type: keyof typeof deviceAnswers, evidence: string): Rule {
  return (facts) => {
    const answers = facts.devices.map(deviceAnswers[type]);
    const looked = facts.devices.map(({ lastCheckedAt }) => lastCheckedAt);
    if (answers.length > 0 && answers.every((answer) => answer === true))
      return { status: 'PASS', facts: looked };
    const unknown = answers.length > 0 && !answers.includes(false);
    const missing = answers.length === 0 ? withoutDevice(facts) : unknown ? 'MISCONFIGURED' : 'FAIL';
    return byEvidence(facts, evidence, missing, looked);
  };
}

function withoutDevice({ company: { profile } }: ComplianceFacts): ComplianceStatus {
  return profile.agentEnabled || profile.manualUploadEnabled ? 'FAIL' : 'MISCONFIGURED';
}

/** The checks of one device, with ids that follow from its own. Location services only when it reports them. */
export function deviceChecks(device: Device): Omit<ComplianceCheck, 'completionDate' | 'exclusion'>[] {
  const answers: [ComplianceCheckType, boolean | null][] = Object.entries(deviceAnswers).map(
    ([type, answer]) => [type as keyof typeof deviceAnswers, answer(device)],
  );
  if (device.locationServicesEnabled !== null)
    answers.push(['LOCATION_SERVICES', device.locationServicesEnabled]);
  return answers.map(([type, answer]) => ({
    id: device.id * IDS_PER_OWNER + complianceCheckTypes.indexOf(type),
    type,
    status: answer === null ? 'MISCONFIGURED' : answer ? 'PASS' : 'FAIL',
    checkFrequency: frequencyOf(type),
    expiresAt: null,
    lastCheckedAt: device.lastCheckedAt,
    createdAt: device.createdAt,
    updatedAt: device.updatedAt,
  }));
}

export function isDeviceCompliant(device: Device): boolean {
  return deviceChecks(device).every(({ status }) => status === 'PASS');
}

function latest(times: readonly (string | null)[]): string | null {
  return times.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}

function newestOf<T extends { id: number; createdAt: string }>(items: readonly T[]): T | null {
  return items.reduce<T | null>(
    (newest, item) => (newest === null || item.createdAt >= newest.createdAt ? item : newest),
    null,
  );
}

/** Midnight of a day, as a time. */
function midnight(day: string): string | null {
  const at = parseTime(day);
  return at === null ? null : isoTime(at);
}
