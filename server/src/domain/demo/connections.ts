/** Connections from what differs between them. */
import type { Connection } from '../directory.ts';
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

/** What differs between connections. */
export type GivenConnection = Pick<
  Connection,
  'id' | 'clientType' | 'clientAlias' | 'ownerId' | 'workspaceIds'
> &
  Partial<Connection> & { provides: string; sinceDaysAgo: number };

/** A connection that works, unless `given` says otherwise. */
export function connectionOf(today: number, companyId: number, given: GivenConnection): Connection {
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

export function globexConnections(today: number): Connection[] {
  const both = { workspaceIds: [1] };
  const given: GivenConnection[] = [
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
  return given.map((one) => connectionOf(today, 5_550_042, one));
}
