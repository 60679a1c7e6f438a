/** The company itself, connections, keys, workflows, tasks, tests and their settings. */
import { applications, assets, controls } from './catalogue.ts';
import type { Scene } from './scene.ts';
import { change, mention } from './scene.ts';

const ADMIN = ['ADMIN'];
const ENGINEERS = ['DEVOPS_ENGINEER', 'TECHGOV'];

export const companyScenes: readonly Scene[] = [
  {
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    weight: 1,
    by: ADMIN,
    tell: ({ dice, name }) => ({
      description: `${name} updated the company info.`,
      metadata: {
        dto: { phoneNumber: `800-555-01${dice.int(10, 99)}`, address: 'Musterstraße 12, 8000 Zürich' },
        targetEntity: { name: 'Acme', legalName: 'Acme Inc.', domain: 'acme.example.com' },
      },
    }),
  },
  {
    type: 'COMPANY_KEY_PERSONNEL_UPDATED',
    category: 'COMPANY',
    weight: 0.5,
    by: ADMIN,
    tell: ({ dice, name, people }) => {
      const officer = dice.pick(people);
      return {
        description: `${name} named ${officer.email} as security officer.`,
        metadata: { dto: { securityOfficer: officer.id }, targetEntity: mention(officer) },
      };
    },
  },
  {
    type: 'COMPANY_DOCUMENT_UPLOADED',
    category: 'COMPANY',
    weight: 1,
    by: ADMIN,
    tell: ({ dice, name }) => ({
      description: `${name} uploaded a company document.`,
      metadata: {
        dto: { type: dice.pick(['ORG_CHART', 'NETWORK_DIAGRAM']) },
        fileKey: `acme/company/${dice.hex(8)}.svg`,
      },
    }),
  },
  {
    type: 'COMPANY_NOTIFICATION_CREATED',
    category: 'COMPANY_NOTIFICATION',
    weight: 0.5,
    by: ADMIN,
    tell: ({ dice, name }) => ({
      description: `${name} set up a notification.`,
      metadata: {
        dto: { channel: '#compliance', on: dice.pick(['TEST_FAILED', 'RISK_ADDED']), digest: 'DAILY' },
      },
      connectionId: 7,
    }),
  },
  {
    type: 'WORKSPACE_EDITED',
    category: 'MULTIPLE_PRODUCT_SUPPORT',
    weight: 0.5,
    by: ADMIN,
    tell: ({ name }) => ({
      description: `${name} edited the workspace Acme Europe – Zürich.`,
      metadata: { dto: change({ name: 'Acme Europe' }, { name: 'Acme Europe – Zürich' }) },
      workspaceId: 2,
    }),
  },
  {
    type: 'PUBLIC_API_KEY_CREATED',
    category: 'PUBLIC_API_KEY',
    weight: 0.5,
    by: ADMIN,
    tell: ({ dice, name }) => ({
      description: `${name} created an API key.`,
      metadata: {
        dto: { name: 'siem-export', permissions: ['event-tracking-get'], expiresInDays: 365 },
        targetEntity: { id: dice.int(1, 30) },
      },
    }),
  },
  {
    type: 'PUBLIC_API_KEY_REVOKED',
    category: 'PUBLIC_API_KEY',
    weight: 0.3,
    by: ADMIN,
    tell: ({ dice, name }) => ({
      description: `${name} revoked an API key.`,
      metadata: { targetEntity: { id: dice.int(1, 30), name: 'old-dashboard' } },
    }),
  },
  {
    type: 'CLOUD_FILE_USER_CONNECTED',
    category: 'CLOUD_STORAGE',
    weight: 0.5,
    tell: ({ name }) => ({
      description: `${name} connected a cloud drive for evidence.`,
      metadata: { dto: { provider: 'GOOGLE_DRIVE', scopes: ['drive.file'] } },
      connectionId: 2,
    }),
  },
];

export const connectionScenes: readonly Scene[] = [
  {
    type: 'PROVIDER_CONNECTION_UPDATED',
    category: 'CONNECTION',
    weight: 1,
    by: ['WORKSPACE_ADMINISTRATOR', 'DEVOPS_ENGINEER'],
    tell: ({ dice, name }) => ({
      description: `${name} changed the settings of a connection.`,
      metadata: { dto: { writeAccessEnabled: dice.chance(0.5) } },
      connectionId: dice.pick([2, 3, 4, 5, 12, 13]),
    }),
  },
  {
    type: 'PROVIDER_CONNECTION_ERROR',
    category: 'CONNECTION',
    weight: 2,
    by: [],
    source: 'AUTOPILOT',
    tell: ({ dice }) => ({
      description: 'A connection could not be used: the other side refused the credentials.',
      metadata: {
        request: { method: 'GET', path: '/api/v2/validate', attempt: dice.int(1, 5) },
        response: {
          status: dice.pick([401, 403]),
          body: { errors: ['Forbidden'] },
          durationMs: dice.int(80, 900),
        },
      },
      connectionId: 8,
    }),
  },
  {
    type: 'FORCE_SYNC_ON_ALL',
    category: 'RESYNC',
    weight: 0.5,
    by: ADMIN,
    tell: ({ name }) => ({
      description: `${name} asked for a new synchronisation of everybody.`,
      connectionId: 9,
    }),
  },
  {
    type: 'RESYNC_DATA',
    category: 'RESYNC',
    weight: 1,
    by: ENGINEERS,
    tell: ({ dice, name }) => ({
      description: `${name} synchronised a connection again.`,
      metadata: { sourceData: { reason: 'manual', records: dice.int(10, 900) } },
      connectionId: dice.pick([2, 3, 4, 5]),
    }),
  },
  {
    type: 'CODE_REPOSITORY_ADDED',
    category: 'CODEBASE',
    weight: 0.5,
    by: ENGINEERS,
    tell: ({ dice, name }) => ({
      description: `${name} added a repository to the scans.`,
      metadata: { dto: { repository: `acme/${dice.pick(['ledger', 'payouts', 'search'])}`, branch: 'main' } },
      connectionId: 4,
    }),
  },
  {
    type: 'CUSTOM_RESOURCE_RECORD_CREATED',
    category: 'CUSTOM_CONNECTION',
    weight: 3,
    by: ['SERVICE_USER'],
    source: 'PUBLIC_API',
    tell: ({ dice, name }) => ({
      description: `${name} sent records of the badge readers.`,
      metadata: {
        request: { resource: 'badge-readers', records: dice.int(1, 40), batch: dice.hex(8) },
        response: { status: dice.pick([200, 201]), accepted: true },
      },
      connectionId: 16,
      workspaceId: 2,
    }),
  },
];

export const automationScenes: readonly Scene[] = [
  {
    type: 'WORKFLOW_PUBLISHED',
    category: 'WORKFLOWS',
    weight: 0.4,
    by: ADMIN,
    tell: ({ dice, name }) => ({
      description: `${name} published the workflow “Escalate failed tests”.`,
      metadata: { targetEntity: { id: 12, version: dice.int(2, 20), steps: ['filter', 'notify', 'ticket'] } },
    }),
  },
  {
    type: 'WORKFLOW_NOTIFICATION_SENT',
    category: 'WORKFLOWS',
    weight: 4,
    by: [],
    source: 'WORKFLOW',
    tell: ({ dice }) => ({
      description: 'The workflow “Escalate failed tests” sent a message to #compliance.',
      metadata: {
        request: { channel: '#compliance', blocks: dice.int(1, 5) },
        response: { ok: true, ts: `17${dice.int(10_000_000, 99_999_999)}.0001` },
      },
      connectionId: 7,
    }),
  },
  {
    type: 'WORKFLOW_WEBHOOK_SENT',
    category: 'OUTBOUND_WEBHOOKS',
    weight: 3,
    by: [],
    source: 'WORKFLOW',
    tell: ({ dice }) => ({
      description: 'The workflow “Escalate failed tests” called hooks.example.com.',
      metadata: {
        request: { method: 'POST', url: 'https://hooks.example.com/acme', bytes: dice.int(300, 4000) },
        response: { status: dice.pick([200, 200, 200, 202, 503]), durationMs: dice.int(20, 1800) },
      },
    }),
  },
  {
    type: 'EXCEPTION_REQUEST_CREATED',
    category: 'EXCEPTION_MANAGEMENT',
    weight: 0.5,
    by: ENGINEERS,
    tell: ({ dice, name }) => ({
      description: `${name} asked for an exception for ${dice.pick(assets).name}.`,
      metadata: { dto: { until: '2027-03-31', reason: 'Hersteller liefert erst im Frühjahr' } },
    }),
  },
  {
    type: 'GENERAL_TASK_CREATED',
    category: 'TASK',
    weight: 2,
    tell: ({ dice, name, people }) => ({
      description: `${name} created a task.`,
      metadata: {
        taskType: 1,
        dto: {
          title: dice.pick(['Renew the certificate', '監査の準備', 'Call the insurer']),
          assignee: dice.pick(people).id,
        },
      },
    }),
  },
  {
    type: 'GENERAL_TASK_COMPLETED',
    category: 'TASK',
    weight: 2,
    tell: ({ dice, name }) => ({
      description: `${name} completed a task.`,
      metadata: { taskType: 1, targetEntity: { id: dice.int(1, 400) } },
    }),
  },
  {
    type: 'CONTROL_TASK_COMPLETED',
    category: 'TASK',
    weight: 1.5,
    by: ['CONTROL_MANAGER', 'TECHGOV', 'DEVOPS_ENGINEER'],
    tell: ({ dice, name }) => {
      const control = dice.pick(controls);
      return {
        description: `${name} completed a task of ${control.code}.`,
        metadata: { taskType: 2, targetEntity: { id: dice.int(1, 400), controlId: control.id } },
        controlIds: [control.id],
      };
    },
  },
];

export const monitorScenes: readonly Scene[] = [
  {
    type: 'MONITOR_EXCLUSION_CREATED',
    category: 'MONITOR',
    weight: 1,
    by: ENGINEERS,
    tell: ({ dice, name }) => ({
      description: `${name} excluded a resource from a test.`,
      metadata: { dto: { targetId: `sg-0${dice.hex(16)}`, reason: 'Honeypot, open on purpose' } },
      testId: 53,
      controlIds: [24],
    }),
  },
  {
    type: 'CONTROL_TEST_INSTANCE_NOTE_ADDED',
    category: 'MONITOR',
    weight: 1.5,
    by: ENGINEERS,
    tell: ({ name }) => ({
      description: `${name} left a note on a test.`,
      metadata: { dto: { comment: 'Known: the migration ends on Friday.' } },
      testId: 51,
      testName: 'Buckets are not public',
    }),
  },
  {
    type: 'MONITOR_FINDINGS_CSV_GENERATED',
    category: 'MONITOR',
    weight: 0.5,
    by: ['INTERNAL_AUDITOR', 'TECHGOV'],
    tell: ({ dice, name }) => ({
      description: `${name} exported the findings of a test.`,
      metadata: { fileKey: `acme/findings/${dice.hex(8)}.csv` },
      testId: dice.pick([31, 51, 101]),
    }),
  },
  {
    type: 'AUTOPILOT_SCHEDULE_UPDATED',
    category: 'AUTOPILOT_RECIPE_SCHEDULE',
    weight: 0.4,
    by: ADMIN,
    tell: ({ name }) => ({
      description: `${name} moved the nightly run.`,
      metadata: { dto: change({ hour: 3 }, { hour: 2 }) },
    }),
  },
  {
    type: 'AUTOPILOT_RECIPE_CUSTOMIZED',
    category: 'AUTOPILOT_RECIPE',
    weight: 0.4,
    by: ENGINEERS,
    tell: ({ name }) => ({
      description: `${name} changed what a test accepts.`,
      metadata: { dto: { recipe: { all: [{ field: 'ageDays', lessThan: 90 }], any: [] } } },
      testId: 57,
    }),
  },
  {
    type: 'ASSESSMENT_CRITERIA_UPDATED',
    category: 'ASSESSMENT',
    weight: 0.4,
    by: ['REVIEWER'],
    tell: ({ dice, name }) => ({
      description: `${name} updated the criteria for ${dice.pick(applications)}.`,
      metadata: { targetEntity: { id: dice.int(1, 40), weight: 0.25 } },
    }),
  },
];
