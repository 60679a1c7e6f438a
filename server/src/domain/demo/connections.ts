/** Connections and workspaces of the demo. */
import type { Connection, Workspace } from '../directory.ts';
import { ago } from './calendar.ts';

const nothing = {
  connectedAt: null,
  failedAt: null,
  assignmentId: null,
  accountId: null,
  clientId: null,
  manuallyUpdatedAt: null,
  aliasUpdatedAt: null,
  deletedAt: null,
  requestorId: null,
  product: null,
  writeAccessEnabled: false,
  sourcePreference: null,
  securityLabel: null,
  jqlQuery: null,
  code: null,
  groupLabel: null,
};

type Given = Pick<Connection, 'id' | 'clientType' | 'clientAlias' | 'ownerId' | 'workspaceIds'> &
  Partial<Connection> & { provides: string; sinceDaysAgo: number };

/** A connection that works, unless `given` says otherwise. */
function connection(today: number, companyId: number, given: Given): Connection {
  const { provides, sinceDaysAgo, ...members } = given;
  return {
    ...nothing,
    state: 'ACTIVE',
    connected: true,
    companyId,
    authorized: true,
    providerTypes: provides.split(' ').map((value) => ({ value, isEnabled: true })),
    connectedAt: ago(today, sinceDaysAgo - 0.01),
    createdAt: ago(today, sinceDaysAgo),
    updatedAt: ago(today, Math.min(sinceDaysAgo, 100)),
    ...members,
  };
}

/** Connections 2 to 16 of Acme; 1 is the reference page's. */
export function acmeConnections(today: number): Connection[] {
  const given: Given[] = [...acmeIdentityProviders(), ...acmeEngineering(today), ...acmeBackOffice(today)];
  return given.map((one) => connection(today, 12_341_234, one));
}

function acmeIdentityProviders(): Given[] {
  return [
    {
      id: 2,
      clientType: 'GOOGLE',
      clientAlias: 'Google Workspace',
      ownerId: 12,
      workspaceIds: [1, 2, 3],
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

function acmeEngineering(today: number): Given[] {
  const workspaceIds = [1];
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
      workspaceIds: [1, 2, 3],
      provides: 'INFRASTRUCTURE OBSERVABILITY USER_ACCESS_REVIEW',
      sinceDaysAgo: 1175,
      accountId: '111122223333',
      clientId: 'arn:aws:iam::111122223333:role/acme-autopilot',
      product: { regions: ['eu-central-1', 'us-east-1'], organization: false },
    },
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
      id: 7,
      clientType: 'SLACK',
      clientAlias: 'Slack #compliance',
      ownerId: 3,
      workspaceIds,
      provides: 'COMMUNICATION',
      sinceDaysAgo: 610,
      accountId: 'T02ACME77',
      clientId: 'acme',
    },
    {
      id: 8,
      clientType: 'DATADOG',
      clientAlias: 'Datadog EU',
      ownerId: 11,
      workspaceIds,
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
  ];
}

function acmeBackOffice(today: number): Given[] {
  const all = { workspaceIds: [1, 2, 3] };
  return [
    {
      id: 9,
      clientType: 'BAMBOO_HR',
      clientAlias: 'BambooHR',
      ownerId: 5,
      ...all,
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
      ...all,
      provides: 'BACKGROUND_CHECK',
      sinceDaysAgo: 640,
      accountId: 'acct_9f27c1',
    },
    {
      id: 12,
      clientType: 'JAMF',
      clientAlias: 'Jamf Pro',
      ownerId: 12,
      ...all,
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
      ...all,
      provides: 'VULNERABILITY CODEBASE',
      sinceDaysAgo: 300,
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
  ];
}

export function globexConnections(today: number): Connection[] {
  const both = { workspaceIds: [1] };
  const given: Given[] = [
    {
      id: 1,
      clientType: 'MICROSOFT_365',
      clientAlias: 'Entra',
      ownerId: 2,
      ...both,
      provides: 'IDENTITY SINGLE_SIGN_ON',
      sinceDaysAgo: 600,
      clientId: 'globex.example.com',
    },
    {
      id: 2,
      clientType: 'GITLAB',
      clientAlias: 'GitLab',
      ownerId: 3,
      ...both,
      provides: 'VERSION_CONTROL',
      sinceDaysAgo: 400,
      accountId: '90210',
    },
    {
      id: 3,
      clientType: 'GCP',
      clientAlias: 'GCP globex-prod',
      ownerId: 3,
      ...both,
      provides: 'INFRASTRUCTURE',
      sinceDaysAgo: 390,
      accountId: 'globex-prod-381',
      product: { projects: 4 },
    },
  ];
  return given.map((one) => connection(today, 5_550_042, one));
}

export function acmeWorkspaces(today: number): Workspace[] {
  return [
    {
      id: 2,
      name: 'Acme Europe – Zürich',
      description: 'Payments for the European market: ISO 27001 and GDPR',
      howItWorks: 'Data stays in eu-central-1; a team of nine runs it.',
      url: 'https://eu.acme.example.com',
      logo: null,
      primary: false,
      createdAt: ago(today, 820),
      updatedAt: ago(today, 300),
    },
    {
      id: 3,
      name: 'Acme Health (acquired)',
      description: null,
      howItWorks: null,
      url: null,
      logo: null,
      primary: false,
      createdAt: ago(today, 145),
      updatedAt: ago(today, 145),
    },
  ];
}

export function globexWorkspaces(today: number): Workspace[] {
  return [
    {
      id: 1,
      name: 'Globex',
      description: 'SOC 2 for the logistics platform',
      howItWorks: null,
      url: 'https://globex.example.com',
      logo: 'https://globex.example.com/logo.png',
      primary: true,
      createdAt: ago(today, 700),
      updatedAt: ago(today, 200),
    },
  ];
}
