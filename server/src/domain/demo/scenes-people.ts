/** Personnel, users, background checks, devices. */
import type { Scene } from './scene.ts';
import { change, mention } from './scene.ts';

const PEOPLE_TEAM = ['PEOPLE_OPS', 'ADMIN'];

export const personnelScenes: readonly Scene[] = [
  {
    type: 'EMPLOYMENT_STATUS_UPDATED',
    category: 'PERSONNEL',
    weight: 1,
    by: PEOPLE_TEAM,
    tell: ({ dice, name, people }) => {
      const subject = dice.pick(people);
      return {
        description: `${name} confirmed the employment status of ${subject.email}.`,
        metadata: {
          dto: { employmentStatus: 'CURRENT_EMPLOYEE', notHumanReason: null },
          targetEntity: { personnelId: 5000 + subject.id, ...mention(subject) },
        },
      };
    },
  },
  {
    type: 'REMINDER_EMAIL_SENT',
    category: 'PERSONNEL',
    weight: 4,
    by: [],
    source: 'SCHEDULED',
    tell: ({ dice, who }) => ({
      description: `A reminder about ${dice.pick(['security training', 'open policies', 'device compliance'])} was sent to ${who.email}.`,
      metadata: {
        targetEntity: mention(who),
        sourceData: { template: 'reminder-2', attempt: dice.int(1, 3) },
      },
    }),
  },
  {
    type: 'BACKGROUND_CHECK_STARTED',
    category: 'PERSONNEL',
    weight: 1,
    by: PEOPLE_TEAM,
    tell: ({ dice, name, people }) => {
      const subject = dice.pick(people);
      return {
        description: `${name} invited ${subject.email} to a background check.`,
        metadata: { dto: { package: dice.pick(['standard', 'plus']), invitationEmail: subject.email } },
        connectionId: 10,
        controlIds: [16],
      };
    },
  },
  {
    type: 'BACKGROUND_CHECK_COMPLETED',
    category: 'PERSONNEL',
    weight: 1,
    by: [],
    tell: ({ dice, who }) => ({
      description: `The background check of ${who.email} is complete.`,
      metadata: { targetEntity: mention(who), sourceData: { caseId: dice.hex(24), result: 'clear' } },
      connectionId: 10,
      controlIds: [16],
    }),
  },
  {
    type: 'AUTOPILOT_COMPLIANCE_CHECK_UPDATED',
    category: 'PERSONNEL',
    weight: 5,
    by: [],
    source: 'AUTOPILOT',
    tell: ({ dice, who }) => ({
      description: `The compliance of ${who.email} was computed anew.`,
      metadata: {
        targetEntity: { personnelId: 5000 + who.id },
        sourceData: change(
          { type: 'SECURITY_TRAINING', status: 'FAIL' },
          { type: 'SECURITY_TRAINING', status: dice.pick(['PASS', 'PASS', 'EXCLUDED']) },
        ),
      },
    }),
  },
];

export const userScenes: readonly Scene[] = [
  {
    type: 'USER_DOCUMENT_UPLOADED',
    category: 'USER',
    weight: 4,
    tell: ({ dice, name, who }) => {
      const type = dice.pick(['SEC_TRAINING', 'MFA_EVIDENCE', 'LOCK_SCREEN_EVIDENCE']);
      return {
        description: `${name} uploaded a document.`,
        metadata: {
          dto: { type, name: 'Nachweis.pdf' },
          fileKey: `acme/users/${who.id}/${dice.hex(10)}.pdf`,
        },
      };
    },
  },
  {
    type: 'USER_ROLE_CREATED',
    category: 'USER',
    weight: 1,
    by: ['ADMIN'],
    tell: ({ dice, name, people }) => {
      const subject = dice.pick(people);
      const role = dice.pick(['REVIEWER', 'RISK_MANAGER', 'READONLY_TECHGOV']);
      return {
        description: `${name} gave ${subject.email} the role ${role}.`,
        metadata: { dto: { userId: subject.id, role }, targetEntity: mention(subject) },
        controlIds: [11],
      };
    },
  },
  {
    type: 'USER_ROLE_DELETED',
    category: 'USER',
    weight: 1,
    by: ['ADMIN'],
    tell: ({ dice, name, people }) => {
      const subject = dice.pick(people);
      return {
        description: `${name} took the role REVIEWER from ${subject.email}.`,
        metadata: { dto: { userId: subject.id, role: 'REVIEWER' }, targetEntity: mention(subject) },
        controlIds: [11],
      };
    },
  },
  {
    type: 'USER_LANGUAGE_UPDATED',
    category: 'USER',
    weight: 0.5,
    tell: ({ dice, name }) => ({
      description: `${name} changed the language of the pages.`,
      metadata: {
        dto: change({ language: 'ENGLISH_US' }, { language: dice.pick(['GERMAN', 'JAPANESE', 'FRENCH']) }),
      },
    }),
  },
];

export const deviceScenes: readonly Scene[] = [
  {
    type: 'DEVICE_LINKED',
    category: 'DEVICE',
    weight: 1,
    by: ['WORKSPACE_ADMINISTRATOR'],
    tell: ({ dice, name, people }) => {
      const owner = dice.pick(people);
      return {
        description: `${name} linked a device to ${owner.email}.`,
        metadata: {
          targetEntity: {
            deviceId: dice.int(300, 380),
            serialNumber: dice.hex(10).toUpperCase(),
            owner: mention(owner),
          },
        },
        connectionId: 12,
      };
    },
  },
  {
    type: 'DEVICE_FAILED',
    category: 'DEVICE',
    weight: 1,
    by: [],
    source: 'AUTOPILOT',
    tell: ({ dice, who }) => ({
      description: `A device of ${who.email} no longer meets the rules.`,
      metadata: {
        targetEntity: { deviceId: dice.int(300, 380) },
        sourceData: { check: dice.pick(['HDD_ENCRYPTION', 'LOCK_SCREEN', 'AUTO_UPDATES']), status: 'FAIL' },
      },
      connectionId: 12,
      controlIds: [17],
    }),
  },
  {
    type: 'DEVICE_DOCUMENT_UPLOADED',
    category: 'DEVICE',
    weight: 1,
    tell: ({ dice, name }) => ({
      description: `${name} uploaded proof for a device.`,
      metadata: {
        fileKey: `acme/devices/${dice.int(300, 380)}/${dice.hex(8)}.png`,
        dto: { type: 'ANTIVIRUS_EVIDENCE' },
      },
      controlIds: [17],
    }),
  },
  {
    type: 'MDM_USER_DATA_UPDATED',
    category: 'MDM',
    weight: 4,
    by: [],
    source: 'AUTOPILOT',
    tell: ({ dice, who }) => ({
      description: `Device data of ${who.email} was updated from Jamf Pro.`,
      metadata: {
        sourceData: { osVersion: dice.pick(['26.0', '26.1']), encrypted: true, screenLockTime: 300 },
      },
      connectionId: 12,
    }),
  },
  {
    type: 'AGENT_USER_DATA_UPDATED',
    category: 'AGENT',
    weight: 6,
    by: [],
    source: 'PUBLIC_API',
    tell: ({ dice, who }) => ({
      description: `The agent of ${who.email} reported.`,
      metadata: {
        sourceData: {
          agentVersion: `3.${dice.int(4, 9)}.${dice.int(0, 4)}`,
          osVersion: dice.pick(['MacOS 26.1', 'Windows 11 24H2', 'Ubuntu 26.04']),
          hddEncryption: true,
          screenLockTime: dice.pick([60, 300, null]),
          apps: dice.int(60, 240),
        },
      },
    }),
  },
  {
    type: 'AGENT_UNREGISTERED',
    category: 'AGENT',
    weight: 0.4,
    by: ['WORKSPACE_ADMINISTRATOR'],
    tell: ({ name, people, dice }) => ({
      description: `${name} removed the agent from a computer of ${dice.pick(people).email}.`,
    }),
  },
];
