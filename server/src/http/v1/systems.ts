/** The contract's v1 reads of accounts, connections, workspaces and the company (section 6.1). */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { infrastructureClientTypes, versionControlClientTypes } from '../../domain/vocabulary/directory.ts';
import { connectionStates, providerTypes } from '../../domain/vocabulary.ts';
import { given, serveRead } from '../reads.ts';
import { Id, pageV1, words } from '../schemas/common.ts';
import { CompanyV1 } from '../schemas/v1-company.ts';
import { ConnectionsCompactV1, WorkspacesV1 } from '../schemas/v1-connections.ts';
import { InfrastructureIdentitiesV1, VersionControlIdentitiesV1 } from '../schemas/v1-identities.ts';
import type { Services } from '../services.ts';

const ascending = words(['ASC', 'DESC'], { default: 'ASC' });

function accountsQuery<V extends string>(clientTypes: readonly string[], sorts: readonly V[]) {
  return Type.Object({
    ...pageV1,
    q: Type.Optional(Type.String()),
    clientType: Type.Optional(words(clientTypes)),
    connectionId: Type.Optional(Id),
    sort: words([...sharedSorts, ...sorts], { default: 'USERNAME' }),
    sortDir: ascending,
  });
}

const sharedSorts = [
  'IDENTITY_ID',
  'USERNAME',
  'EMAIL',
  'CONNECTED_AT',
  'DISCONNECTED_AT',
  'SERVICE_ACCOUNT',
  'HAS_MFA',
  'USER',
  'CLIENT_ID',
  'CONNECTION_STATUS',
  'CONNECTION_STATUS_MULTIVERSE',
] as const;

const ConnectionsQuery = Type.Object({
  ...pageV1,
  sort: words(
    ['CREATED_AT', 'CONNECTED_AT', 'CONNECTION_PROVIDER_TYPE', 'CONNECTION_CLIENT_TYPE', 'CONNECTION_STATE'],
    { default: 'CREATED_AT' },
  ),
  sortDir: ascending,
  providerTypes: Type.Optional(Type.Array(words(providerTypes))),
  state: Type.Optional(words(connectionStates)),
});

export function systemsV1(app: FastifyInstance, services: Services): void {
  accountsV1(app, services);
  serveRead(
    app,
    '/public/connections',
    {
      permission: permissions.listConnections,
      operationId: 'listConnections',
      summary: 'List connections, page by page',
      tag: 'Connections',
      query: ConnectionsQuery,
      answer: ConnectionsCompactV1,
    },
    ({ caller, query: { page, limit, sort, sortDir, providerTypes, state } }) =>
      services.readsV1.listConnections(caller, {
        page,
        limit,
        sort,
        sortDir,
        ...given({ providerTypes, state }),
      }),
  );
  serveRead(
    app,
    '/public/workspaces',
    {
      permission: permissions.listWorkspaces,
      operationId: 'listWorkspaces',
      summary: 'List workspaces with their frameworks, page by page',
      tag: 'Multiple Workspace Support',
      query: Type.Object({ ...pageV1, q: Type.Optional(Type.String()) }),
      answer: WorkspacesV1,
    },
    ({ caller, query: { page, limit, q } }) =>
      services.readsV1.listWorkspaces(caller, { page, limit, ...given({ q }) }),
  );
  serveRead(
    app,
    '/public/company/info',
    {
      permission: permissions.getCompany,
      operationId: 'getCompany',
      summary: 'Read what the company says of itself, with its workspaces, connections and frameworks',
      tag: 'Companies',
      answer: CompanyV1,
    },
    ({ caller }) => services.readsV1.getCompany(caller),
  );
}

function accountsV1(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/public/user-identities/infrastructure',
    {
      permission: permissions.listInfrastructureIdentities,
      operationId: 'listInfrastructureIdentities',
      summary: 'List accounts in infrastructure, page by page',
      tag: 'User Identities',
      query: accountsQuery(infrastructureClientTypes, ['ADMIN_ACCESS', 'DB_ACCESS', 'CLIENT_ALIAS']),
      answer: InfrastructureIdentitiesV1,
    },
    ({ caller, query: { page, limit, sort, sortDir, q, clientType, connectionId } }) =>
      services.readsV1.listInfrastructureIdentities(caller, {
        page,
        limit,
        sort,
        sortDir,
        ...given({ q, clientType, connectionId }),
      }),
  );
  serveRead(
    app,
    '/public/user-identities/version-control',
    {
      permission: permissions.listVersionControlIdentities,
      operationId: 'listVersionControlIdentities',
      summary: 'List accounts in version control, page by page',
      tag: 'User Identities',
      query: accountsQuery(versionControlClientTypes, ['WRITE_ACCESS', 'PUSH_PROD_CODE_ACCESS']),
      answer: VersionControlIdentitiesV1,
    },
    ({ caller, query: { page, limit, sort, sortDir, q, clientType, connectionId } }) =>
      services.readsV1.listVersionControlIdentities(caller, {
        page,
        limit,
        sort,
        sortDir,
        ...given({ q, clientType, connectionId }),
      }),
  );
}
