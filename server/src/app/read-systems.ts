/** Accounts, connections, workspaces and the company: the contract's reads, v1 and v2. */
import type { Connection, Identity } from '../domain/directory.ts';
import type {
  ConnectionsQueryV1,
  ExpandedQueryV2,
  IdentitiesQueryV1,
  Key,
  PageQueryV2,
  WorkspacesQueryV1,
} from '../domain/directory-queries.ts';
import { notFound } from '../domain/errors.ts';
import { infrastructureClientTypes, versionControlClientTypes } from '../domain/vocabulary/directory.ts';
import type { Caller } from './ports.ts';
import { companyV1 } from './shared/contract-v1/company.ts';
import {
  accessOf,
  connectionCompactV1,
  infrastructureIdentityV1,
  versionControlIdentityV1,
  workspaceWithFrameworksV1,
} from './shared/contract-v1/connections.ts';
import { companyV2, customConnectionV2, hrisIdentityV2, workspaceV2 } from './shared/contract-v2/systems.ts';
import type { Cursors } from './shared/cursors.ts';
import { inDateStyle } from './shared/date-style.ts';
import type { LiveDirectory, ReadLiveDirectory } from './shared/live-directory.ts';
import { contains, pageOfV1, pageOfV2, type SortKey, sortBy } from './shared/pages.ts';
import { nameOf } from './shared/telling.ts';

interface Ports {
  readLive: ReadLiveDirectory;
  cursors: Cursors;
}

export function readSystemsV1({ readLive }: Ports) {
  return {
    async listInfrastructureIdentities(caller: Caller, query: IdentitiesQueryV1) {
      const live = await readLive(caller.company.company);
      const found = accounts(live, query, 'INFRASTRUCTURE', infrastructureClientTypes);
      return pageOfV1(caller, found, query, (identity) => infrastructureIdentityV1(live, identity));
    },
    async listVersionControlIdentities(caller: Caller, query: IdentitiesQueryV1) {
      const live = await readLive(caller.company.company);
      const found = accounts(live, query, 'VERSION_CONTROL', versionControlClientTypes);
      return pageOfV1(caller, found, query, (identity) => versionControlIdentityV1(live, identity));
    },
    /** Without those that are deleted. */
    async listConnections(caller: Caller, query: ConnectionsQueryV1) {
      const live = await readLive(caller.company.company);
      const found = live.all('connection').filter((connection) => fitsConnection(connection, query));
      const sorted = sortBy(found, (connection) => connectionKey(connection, query.sort), query.sortDir);
      return pageOfV1(caller, sorted, query, connectionCompactV1);
    },
    async listWorkspaces(caller: Caller, query: WorkspacesQueryV1) {
      const live = await readLive(caller.company.company);
      const found = live.all('workspace').filter(({ name }) => contains(query.q, name));
      return pageOfV1(caller, found, query, (workspace) => workspaceWithFrameworksV1(live, workspace));
    },
    async getCompany(caller: Caller) {
      const live = await readLive(caller.company.company);
      return inDateStyle(caller, companyV1(live, caller.company));
    },
  };
}

/** Unknown ids, and ids of other companies, are Refused `notFound`. Cursors that are not ours are `invalid`. */
export function readSystemsV2({ readLive, cursors }: Ports) {
  return {
    async listCustomConnections(caller: Caller, query: ExpandedQueryV2) {
      const live = await readLive(caller.company.company);
      const found = live.all('connection').filter((one) => isCustom(live, one));
      return pageOfV2({ cursors, caller, list: 'custom-connections' }, found, query, (connection) =>
        customConnectionV2(live, connection, query.expand),
      );
    },
    async getCustomConnection(caller: Caller, id: number, expand: ReadonlySet<string>) {
      const live = await readLive(caller.company.company);
      return inDateStyle(caller, customConnectionV2(live, customConnection(live, id), expand));
    },
    async listHrisIdentities(caller: Caller, connectionId: number, query: PageQueryV2) {
      const live = await readLive(caller.company.company);
      const connection = customConnection(live, connectionId);
      const found = live.ofConnection('identity', connection.id).filter(isThere);
      const list = `custom-connections/${connection.id}/hris-user-identities`;
      return pageOfV2({ cursors, caller, list }, found, query, hrisIdentityV2);
    },
    /** By id, or by the account's id in its system. */
    async getHrisIdentity(caller: Caller, connectionId: number, key: Key) {
      const live = await readLive(caller.company.company);
      const connection = customConnection(live, connectionId);
      const identity = live
        .ofConnection('identity', connection.id)
        .find(({ id, identityId }) => (typeof key === 'number' ? id === key : identityId === key));
      if (identity === undefined || !isThere(identity)) throw notFound();
      return inDateStyle(caller, hrisIdentityV2(identity));
    },
    async listWorkspaces(caller: Caller, query: ExpandedQueryV2) {
      const live = await readLive(caller.company.company);
      return pageOfV2({ cursors, caller, list: 'workspaces' }, live.all('workspace'), query, (workspace) =>
        workspaceV2(live, workspace, query.expand),
      );
    },
    async getCompany(caller: Caller) {
      const live = await readLive(caller.company.company);
      return inDateStyle(caller, companyV2(live, caller.company));
    },
  };
}

/** Accounts at connections of a kind, filtered and in order. */
function accounts(
  live: LiveDirectory,
  query: IdentitiesQueryV1,
  provides: string,
  clientTypes: readonly string[],
): Identity[] {
  const { q, clientType, connectionId } = query;
  const found = live.all('identity').filter((identity) => {
    const connection = connectionOf(live, identity);
    if (connection === null) return false;
    const isOfKind =
      clientTypes.includes(connection.clientType) ||
      connection.providerTypes.some(({ value, isEnabled }) => isEnabled && value === provides);
    return (
      isOfKind &&
      contains(q, identity.identityId, identity.username, identity.email) &&
      (clientType ?? connection.clientType) === connection.clientType &&
      (connectionId ?? connection.id) === connection.id
    );
  });
  return sortBy(found, (identity) => accountKey(live, identity, query.sort), query.sortDir);
}

function connectionOf(live: LiveDirectory, { connectionId }: Identity): Connection | null {
  return connectionId === null ? null : live.get('connection', connectionId);
}

function accountKey(live: LiveDirectory, identity: Identity, sort: string): SortKey {
  const connection = connectionOf(live, identity);
  const access = accessOf(live, identity.id);
  const user = identity.userId === null ? null : live.get('user', identity.userId);
  switch (sort) {
    case 'IDENTITY_ID':
      return identity.identityId;
    case 'EMAIL':
      return identity.email;
    case 'CONNECTED_AT':
      return identity.connectedAt;
    case 'DISCONNECTED_AT':
      return identity.disconnectedAt;
    case 'SERVICE_ACCOUNT':
      return access.serviceAccount;
    case 'HAS_MFA':
      return identity.hasMfa;
    case 'ADMIN_ACCESS':
      return access.adminAccess;
    case 'DB_ACCESS':
      return access.dbAccess;
    case 'WRITE_ACCESS':
      return access.writeAccess;
    case 'PUSH_PROD_CODE_ACCESS':
      return access.pushProductionCodeAccess;
    case 'USER':
      return user === null ? null : nameOf(user);
    case 'CLIENT_ID':
      return connection?.clientId ?? null;
    case 'CLIENT_ALIAS':
      return connection?.clientAlias ?? null;
    case 'CONNECTION_STATUS':
    case 'CONNECTION_STATUS_MULTIVERSE':
      return connection?.state ?? null;
    default:
      return identity.username;
  }
}

function fitsConnection(connection: Connection, query: ConnectionsQueryV1): boolean {
  const { providerTypes, state } = query;
  return (
    connection.deletedAt === null &&
    (state ?? connection.state) === connection.state &&
    (providerTypes === undefined ||
      connection.providerTypes.some(({ value }) => providerTypes.includes(value)))
  );
}

function connectionKey(connection: Connection, sort: string): SortKey {
  switch (sort) {
    case 'CONNECTED_AT':
      return connection.connectedAt;
    case 'CONNECTION_PROVIDER_TYPE':
      return connection.providerTypes[0]?.value ?? null;
    case 'CONNECTION_CLIENT_TYPE':
      return connection.clientType;
    case 'CONNECTION_STATE':
      return connection.state;
    default:
      return connection.createdAt;
  }
}

/** A deleted HRIS record is a disconnected account. */
function isThere({ disconnectedAt }: Identity): boolean {
  return disconnectedAt === null;
}

/** Made by the company itself, and not deleted. */
function isCustom(live: LiveDirectory, { id, deletedAt }: Connection): boolean {
  return deletedAt === null && live.get('customConnection', id) !== null;
}

function customConnection(live: LiveDirectory, id: number): Connection {
  const connection = live.get('connection', id);
  if (connection === null || !isCustom(live, connection)) throw notFound();
  return connection;
}
