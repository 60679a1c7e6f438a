/** Each rule of the table in compliance.ts, and what holds for all of them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ComplianceFacts, complianceChecks } from './compliance.ts';
import {
  type BackgroundCheck,
  type Device,
  defaultCompanyProfile,
  defaultPersonnel,
  type User,
  type UserDocument,
} from './directory.ts';
import { complianceCheckTypes, employmentStatuses } from './vocabulary/directory.ts';
import { userDocumentTypes } from './vocabulary.ts';

const NOW = Date.UTC(2026, 5, 15);
const T = '2026-01-01T00:00:00.000Z';
const user: User = {
  id: 7,
  entryId: '',
  email: 'ann@example.com',
  firstName: null,
  lastName: null,
  jobTitle: null,
  avatarUrl: null,
  termsAgreedAt: null,
  createdAt: T,
  updatedAt: T,
  roles: [],
};
const profile = defaultCompanyProfile(T);
const employed = { ...defaultPersonnel(user), employmentStatus: 'CURRENT_EMPLOYEE' };
const nothing: ComplianceFacts = {
  now: NOW,
  personnel: employed,
  company: { profile, hasIdentityProvider: false, needsAiTraining: false },
  assigned: [],
  accounts: [],
  backgroundChecks: [],
  devices: [],
  documents: [],
};
const chosen = {
  ...nothing.company,
  profile: { ...profile, agentEnabled: true, backgroundCheck: 'CERTN', securityTraining: 'MANUAL' },
  hasIdentityProvider: true,
};

const device = (given: Partial<Device>): Device => ({
  id: 1,
  userId: 7,
  sourceType: 'AGENT',
  osVersion: null,
  serialNumber: null,
  model: null,
  macAddress: null,
  agentVersion: null,
  appsCount: null,
  screenLockTime: null,
  lastCheckedAt: '2026-06-01T00:00:00.000Z',
  encryptionEnabled: null,
  encryptionExplanation: null,
  firewallEnabled: null,
  firewallExplanation: null,
  antivirusEnabled: null,
  antivirusExplanation: null,
  autoUpdateEnabled: null,
  autoUpdateExplanation: null,
  screenLockEnabled: null,
  screenLockExplanation: null,
  passwordManagerEnabled: null,
  passwordManagerExplanation: null,
  locationServicesEnabled: null,
  deletedAt: null,
  createdAt: T,
  updatedAt: T,
  ...given,
});
const document = (type: string, renewalDate: string | null): UserDocument => ({
  ...{ id: 1, userId: 7, name: type, type, fileUrl: null, renewalDate, createdAt: T, updatedAt: T },
});
const check = (status: string, createdAt = T): BackgroundCheck =>
  ({
    id: 1,
    userId: 7,
    status,
    type: 'CERTN',
    linkedAt: null,
    manualCheckDate: null,
    createdAt,
    updatedAt: T,
  }) as BackgroundCheck;
const assigned = (acceptedAt: string | null) => ({
  ...{ id: 1, userId: 7, policyId: 1, policyVersionId: 1, acceptedAt, sourceType: 'UNKNOWN', details: null },
  ...{ createdAt: T, updatedAt: T },
});

function statusOf(type: string, facts: Partial<ComplianceFacts>): string {
  return complianceChecks({ ...nothing, ...facts }).find((one) => one.type === type)?.status ?? '';
}

/** Type, what is known, what follows. */
const table: [string, Partial<ComplianceFacts>, string][] = [
  ['ACCEPTED_POLICIES', {}, 'EXCLUDED'],
  ['ACCEPTED_POLICIES', { assigned: [assigned(T), assigned(null)] }, 'FAIL'],
  ['ACCEPTED_POLICIES', { assigned: [assigned(T), assigned(T)] }, 'PASS'],
  ['IDENTITY_MFA', {}, 'MISCONFIGURED'],
  ['IDENTITY_MFA', { company: chosen }, 'FAIL'],
  ['IDENTITY_MFA', { company: chosen, accounts: [{ hasMfa: true, updatedAt: T }] }, 'PASS'],
  ['IDENTITY_MFA', { company: chosen, accounts: [{ hasMfa: false, updatedAt: T }] }, 'FAIL'],
  ['IDENTITY_MFA', { company: chosen, documents: [document('MFA_EVIDENCE', null)] }, 'PASS'],
  ['BG_CHECK', {}, 'MISCONFIGURED'],
  ['BG_CHECK', { company: chosen }, 'FAIL'],
  ['BG_CHECK', { backgroundChecks: [check('OK')] }, 'PASS'],
  ['BG_CHECK', { backgroundChecks: [check('OK'), check('EXPIRED', '2026-02-01T00:00:00.000Z')] }, 'FAIL'],
  ['BG_CHECK', { backgroundChecks: [check('OUT_OF_SCOPE')] }, 'EXCLUDED'],
  ['AGENT_INSTALLED', {}, 'MISCONFIGURED'],
  ['AGENT_INSTALLED', { company: chosen }, 'FAIL'],
  ['AGENT_INSTALLED', { devices: [device({})] }, 'PASS'],
  ['AGENT_INSTALLED', { company: chosen, devices: [device({ sourceType: 'UNKNOWN' })] }, 'FAIL'],
  ['HDD_ENCRYPTION', {}, 'MISCONFIGURED'],
  ['HDD_ENCRYPTION', { company: chosen }, 'FAIL'],
  ['HDD_ENCRYPTION', { devices: [device({})] }, 'MISCONFIGURED'],
  [
    'HDD_ENCRYPTION',
    { devices: [device({ encryptionEnabled: true }), device({ encryptionEnabled: false })] },
    'FAIL',
  ],
  ['HDD_ENCRYPTION', { devices: [device({ encryptionEnabled: true })] }, 'PASS'],
  [
    'HDD_ENCRYPTION',
    {
      devices: [device({ encryptionEnabled: false })],
      documents: [document('HARD_DRIVE_ENCRYPTION_EVIDENCE', '2026-06-16')],
    },
    'PASS',
  ],
  ['PASSWORD_MANAGER', { devices: [device({ passwordManagerEnabled: true })] }, 'PASS'],
  ['ANTIVIRUS', { devices: [device({ antivirusEnabled: false })] }, 'FAIL'],
  ['AUTO_UPDATES', { devices: [device({ autoUpdateEnabled: true })] }, 'PASS'],
  ['LOCK_SCREEN', { documents: [document('LOCK_SCREEN_EVIDENCE', '2026-06-15')], company: chosen }, 'FAIL'],
  ['LOCATION_SERVICES', { devices: [device({})] }, 'EXCLUDED'],
  ['LOCATION_SERVICES', { devices: [device({ locationServicesEnabled: false })] }, 'FAIL'],
  ['LOCATION_SERVICES', { devices: [device({ locationServicesEnabled: true })] }, 'PASS'],
  ['SECURITY_TRAINING', {}, 'MISCONFIGURED'],
  ['SECURITY_TRAINING', { company: chosen }, 'FAIL'],
  ['SECURITY_TRAINING', { documents: [document('SEC_TRAINING', '2027-01-01')] }, 'PASS'],
  ['SECURITY_TRAINING', { company: chosen, documents: [document('SEC_TRAINING', '2026-01-01')] }, 'FAIL'],
  ['HIPAA_TRAINING', {}, 'EXCLUDED'],
  [
    'HIPAA_TRAINING',
    { company: { ...chosen, profile: { ...profile, hipaaTraining: 'NOT_REQUIRED' } } },
    'EXCLUDED',
  ],
  ['HIPAA_TRAINING', { company: { ...chosen, profile: { ...profile, hipaaTraining: 'MANUAL' } } }, 'FAIL'],
  ['NIST_AI_TRAINING', {}, 'EXCLUDED'],
  ['NIST_AI_TRAINING', { company: { ...chosen, needsAiTraining: true } }, 'FAIL'],
  ['OFFBOARDING', { documents: [document('OFFBOARDING_EVIDENCE', null)] }, 'EXCLUDED'],
  ['OFFBOARDING', { personnel: { ...employed, employmentStatus: 'FORMER_CONTRACTOR' } }, 'FAIL'],
  [
    'OFFBOARDING',
    {
      personnel: { ...employed, employmentStatus: 'SPECIAL_FORMER_EMPLOYEE' },
      documents: [document('OFFBOARDING_EVIDENCE', null)],
    },
    'PASS',
  ],
  ['FULL_COMPLIANCE', {}, 'MISCONFIGURED'],
  ['FULL_COMPLIANCE', { company: chosen }, 'FAIL'],
  ['FULL_COMPLIANCE', { personnel: { ...employed, employmentStatus: 'SERVICE_ACCOUNT' } }, 'EXCLUDED'],
  [
    'FULL_COMPLIANCE',
    {
      personnel: { ...employed, employmentStatus: 'FORMER_EMPLOYEE' },
      documents: [document('OFFBOARDING_EVIDENCE', null)],
    },
    'PASS',
  ],
];

describe('compliance', () => {
  it('follows from what is known, type by type', () => {
    for (const [type, facts, status] of table)
      assert.equal(statusOf(type, facts), status, `${type} ${JSON.stringify(facts)}`);
  });

  it('does not count while an exclusion is in force', () => {
    const exclusion = { id: 1, type: 'BG_CHECK', reason: '', createdById: 1, createdAt: T };
    const from = (startDate: string, endDate: string | null) =>
      statusOf('BG_CHECK', {
        company: chosen,
        personnel: { ...employed, exclusions: [{ ...exclusion, startDate, endDate }] },
      });
    assert.equal(from(T, null), 'EXCLUDED');
    assert.equal(from(T, '2026-06-15T00:00:00.001Z'), 'EXCLUDED');
    assert.equal(from(T, '2026-06-15T00:00:00.000Z'), 'FAIL');
    assert.equal(from('2026-06-15T00:00:00.001Z', null), 'FAIL');
  });

  it('says when evidence was given and until when it is good', () => {
    const facts = { ...nothing, documents: [document('SEC_TRAINING', '2027-03-04')] };
    const training = complianceChecks(facts).find(({ type }) => type === 'SECURITY_TRAINING');
    assert.deepEqual(
      [training?.completionDate, training?.expiresAt, training?.checkFrequency, training?.lastCheckedAt],
      [T, '2027-03-04T00:00:00.000Z', 'YEARLY', T],
    );
  });

  const maybe = fc.option(fc.boolean(), { nil: null });
  const anything = fc.record({
    employmentStatus: fc.constantFrom(...employmentStatuses),
    devices: fc.array(
      fc
        .record({ encryptionEnabled: maybe, antivirusEnabled: maybe, locationServicesEnabled: maybe })
        .map((given) => device(given)),
      { maxLength: 3 },
    ),
    documents: fc.array(
      fc
        .tuple(fc.constantFrom(...userDocumentTypes), fc.constantFrom('2026-01-01', '2027-01-01', null))
        .map(([type, renewalDate]) => document(type, renewalDate)),
      { maxLength: 5 },
    ),
    backgroundChecks: fc.array(
      fc.constantFrom('OK', 'PENDING', 'OUT_OF_SCOPE').map((status) => check(status)),
      {
        maxLength: 2,
      },
    ),
    company: fc.constantFrom(nothing.company, chosen),
  });

  it('has all types once with the same ids; the whole is as good as its worst part', () => {
    fc.assert(
      fc.property(anything, ({ employmentStatus, ...facts }) => {
        const checks = complianceChecks({
          ...nothing,
          ...facts,
          personnel: { ...employed, employmentStatus },
        });
        assert.deepEqual(
          checks.map(({ type }) => type),
          [...complianceCheckTypes],
        );
        assert.deepEqual(
          checks.map(({ id }) => id),
          complianceCheckTypes.map((_, i) => 7 * 16 + i),
        );
        const [full, ...parts] = checks.map(({ status }) => status);
        const counting = new Set(parts.filter((status) => status !== 'EXCLUDED'));
        const expected = ['FAIL', 'MISCONFIGURED', 'PASS'].find((status) =>
          new Set<string>(counting).has(status),
        );
        assert.equal(full, expected ?? 'EXCLUDED');
      }),
    );
  });
});
