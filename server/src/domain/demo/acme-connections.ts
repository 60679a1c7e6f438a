/** The connections of the first company: most work, some do not. */
import type { Connection } from '../directory.ts';
import { ago } from './calendar.ts';
import { connectionOf, type GivenConnection } from './connections.ts';

const everywhere = [1, 2, 3];

/** Connections 2 to 16; 1 is the reference page's. */
export function acmeConnections(today: number): Connection[] {
  return [...identityProviders(), ...engineering(), ...backOffice(), ...inTrouble(today), ...beginning()].map(
    (given) => connectionOf(today, 12_341_234, given),
  );
}

/** Where people sign in. */
function identityProviders(): GivenConnection[] {
  return [
    {
      id: 2,
      clientType: 'GOOGLE',
      clientAlias: 'Google Workspace',
      ownerId: 12,
      workspaceIds: everywhere,
      provides: 'IDENTITY SINGLE_SIGN_ON',
      sinceDaysAgo: 1400,
      clientId: 'acme.example.com',
      accountId: 'C02p7xk4m',
      groupLabel: 'Everyone',
    },
    {
      id: 3,
      clientType: 'OKTA',
      clientAlias: 'Okta (workforce)',
      ownerId: 12,
      workspaceIds: [1, 2],
      provides: 'IDENTITY ENTERPRISE_SSO',
      sinceDaysAgo: 700,
      clientId: 'acme.okta.example.com',
      accountId: '0oa1b2c3d4e5F6G7H8i9',
      groupLabel: 'All employees',
      aliasUpdatedAt: '2025-02-11T09:30:12.418Z',
    },
  ];
}

/** Code, infrastructure, messages. */
function engineering(): GivenConnection[] {
  return [
    {
      id: 4,
      clientType: 'GITHUB',
      clientAlias: 'acme-engineering',
      ownerId: 4,
      workspaceIds: [1, 2],
      provides: 'VERSION_CONTROL CODEBASE',
      sinceDaysAgo: 1180,
      accountId: '48211907',
      clientId: 'acme',
      writeAccessEnabled: true,
    },
    {
      id: 5,
      clientType: 'AWS',
      clientAlias: 'AWS production',
      ownerId: 4,
      workspaceIds: everywhere,
      provides: 'INFRASTRUCTURE OBSERVABILITY USER_ACCESS_REVIEW',
      sinceDaysAgo: 1175,
      accountId: '111122223333',
      clientId: 'arn:aws:iam::111122223333:role/acme-autopilot',
      product: { regions: ['eu-central-1', 'us-east-1'], organization: false },
    },
    {
      id: 7,
      clientType: 'SLACK',
      clientAlias: 'Slack #compliance',
      ownerId: 3,
      workspaceIds: [1],
      provides: 'COMMUNICATION',
      sinceDaysAgo: 610,
      accountId: 'T02ACME77',
      clientId: 'acme',
    },
  ];
}

/** Personnel, screening, devices, findings. */
function backOffice(): GivenConnection[] {
  return [
    {
      id: 9,
      clientType: 'BAMBOO_HR',
      clientAlias: 'BambooHR',
      ownerId: 5,
      workspaceIds: everywhere,
      provides: 'HRIS',
      sinceDaysAgo: 1100,
      clientId: 'acme',
      assignmentId: 'HR-4471',
    },
    {
      id: 10,
      clientType: 'CHECKR',
      clientAlias: 'Checkr',
      ownerId: 5,
      workspaceIds: everywhere,
      provides: 'BACKGROUND_CHECK',
      sinceDaysAgo: 640,
      accountId: 'acct_9f27c1',
    },
    {
      id: 12,
      clientType: 'JAMF',
      clientAlias: 'Jamf Pro',
      ownerId: 12,
      workspaceIds: everywhere,
      provides: 'MDM',
      sinceDaysAgo: 800,
      clientId: 'acme.jamf.example.com',
      product: { name: 'Jamf Pro', tier: 2 },
    },
    {
      id: 13,
      clientType: 'LEEN_SNYK',
      clientAlias: 'Snyk',
      ownerId: 16,
      workspaceIds: everywhere,
      provides: 'VULNERABILITY CODEBASE',
      sinceDaysAgo: 300,
    },
  ];
}

/** Misconfigured, failed and deleted ones. */
function inTrouble(today: number): GivenConnection[] {
  return [
    {
      id: 6,
      clientType: 'JIRA',
      clientAlias: 'Jira Cloud',
      ownerId: 3,
      workspaceIds: [1, 2],
      provides: 'TICKETING',
      sinceDaysAgo: 960,
      state: 'MISCONFIGURED',
      clientId: 'acme.atlassian.example.com',
      assignmentId: 'QX81TzLm',
      requestorId: '712020:0c6f8a44-9a1d-4c1e-8f59-0a5f7c6f1b20',
      sourcePreference: 'LABEL',
      securityLabel: 'security',
      code: 10661,
      jqlQuery: 'project = SEC AND labels = security AND statusCategory != Done',
      writeAccessEnabled: true,
      authorized: false,
    },
    {
      id: 8,
      clientType: 'DATADOG',
      clientAlias: 'Datadog EU',
      ownerId: 11,
      workspaceIds: [1],
      provides: 'OBSERVABILITY',
      sinceDaysAgo: 520,
      connected: false,
      authorized: false,
      failedAt: ago(today, 97.3),
      code: 10190,
      clientId: 'datadoghq.example.com',
    },
    {
      id: 11,
      clientType: 'GITLAB',
      clientAlias: 'Old GitLab',
      ownerId: 21,
      workspaceIds: [],
      provides: 'VERSION_CONTROL',
      sinceDaysAgo: 810,
      connected: false,
      authorized: false,
      deletedAt: ago(today, 240.2),
      clientId: 'gitlab.example.com',
    },
    {
      id: 14,
      clientType: 'AZURE',
      clientAlias: 'Azure (acquired company)',
      ownerId: 4,
      workspaceIds: [3],
      provides: 'INFRASTRUCTURE',
      sinceDaysAgo: 140,
      state: 'MISCONFIGURED',
      authorized: false,
      manuallyUpdatedAt: ago(today, 133),
      accountId: '7f4c2e90-1111-4a6b-9c3d-2d1e0f9a8b7c',
    },
  ];
}

/** Not yet in use. */
function beginning(): GivenConnection[] {
  return [
    {
      id: 15,
      clientType: 'MICROSOFT_365',
      clientAlias: 'Microsoft 365 pilot – Zürich',
      ownerId: 12,
      workspaceIds: [2],
      provides: 'IDENTITY',
      sinceDaysAgo: 99,
      state: 'CONFIGURED_PENDING_CONFIRMATION',
      connected: false,
      connectedAt: null,
      authorized: null,
      writeAccessEnabled: null,
    },
    {
      id: 16,
      clientType: 'CUSTOM',
      clientAlias: 'Badge readers',
      ownerId: 12,
      workspaceIds: [2],
      provides: 'CUSTOM',
      sinceDaysAgo: 96,
      state: 'IN_PROGRESS',
      requestorId: 12,
      companyId: null,
    },
    {
      id: 17,
      clientType: 'CUSTOM_HRIS',
      clientAlias: 'Acme Health staff list',
      ownerId: 5,
      workspaceIds: [3],
      provides: 'HRIS',
      sinceDaysAgo: 97,
    },
  ];
}
