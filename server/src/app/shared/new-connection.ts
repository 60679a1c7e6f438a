import type { Connection } from '../../domain/directory.ts';

/** A connection that works from the start. `now` in ISO 8601. */
export function newConnection(given: {
  id: number;
  clientType: string;
  ownerId: number;
  providerTypes: readonly string[];
  now: string;
  clientAlias?: string;
  workspaceIds?: readonly number[];
}): Connection {
  const { id, clientType, ownerId, providerTypes, now, clientAlias = null, workspaceIds = [] } = given;
  return {
    id,
    clientType,
    state: 'ACTIVE',
    connected: true,
    connectedAt: now,
    failedAt: null,
    companyId: null,
    assignmentId: null,
    ownerId,
    accountId: null,
    clientId: null,
    clientAlias,
    manuallyUpdatedAt: now,
    aliasUpdatedAt: clientAlias === null ? null : now,
    deletedAt: null,
    requestorId: null,
    product: null,
    writeAccessEnabled: null,
    sourcePreference: null,
    securityLabel: null,
    jqlQuery: null,
    authorized: true,
    providerTypes: providerTypes.map((value) => ({ value, isEnabled: true })),
    code: null,
    groupLabel: null,
    workspaceIds: [...workspaceIds],
    createdAt: now,
    updatedAt: now,
  };
}
