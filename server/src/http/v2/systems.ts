/** The contract's v2 reads of custom connections, their accounts, workspaces and the company (section 6.2). */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { keyOf, keySchema, serveRead } from '../reads.ts';
import { expandOf, Id } from '../schemas/common.ts';
import { expandOfQuery, pageOfQuery, pagesByTime } from '../schemas/v2-pages.ts';
import {
  CompanyV2,
  CustomConnectionsV2,
  CustomConnectionV2,
  HrisIdentitiesV2,
  HrisIdentityV2,
  WorkspacesV2,
} from '../schemas/v2-systems.ts';
import type { Services } from '../services.ts';

const expand = expandOf(['createdByUser', 'customResources']);
const ConnectionParams = Type.Object({ connectionId: Id });

export function systemsV2(app: FastifyInstance, services: Services): void {
  customConnectionsV2(app, services);
  hrisV2(app, services);
  serveRead(
    app,
    '/public/v2/workspaces',
    {
      permission: permissions.listWorkspaces,
      operationId: 'listWorkspacesV2',
      summary: 'List workspaces, page by page',
      tag: 'Workspaces',
      query: Type.Object({ ...pagesByTime, ...expandOf(['frameworks']) }),
      answer: WorkspacesV2,
    },
    ({ caller, query }) => services.readsV2.listWorkspaces(caller, pageOfQuery(query)),
  );
  serveRead(
    app,
    '/public/v2/company',
    {
      permission: permissions.getCompany,
      operationId: 'getCompanyV2',
      summary: 'Read what the company says of itself',
      tag: 'Company',
      answer: CompanyV2,
    },
    ({ caller }) => services.readsV2.getCompany(caller),
  );
}

function customConnectionsV2(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/public/v2/custom-connections',
    {
      permission: permissions.listCustomConnections,
      operationId: 'listCustomConnectionsV2',
      summary: 'List custom connections, page by page',
      tag: 'Custom Connections',
      query: Type.Object({ ...pagesByTime, ...expand }),
      answer: CustomConnectionsV2,
    },
    ({ caller, query }) => services.readsV2.listCustomConnections(caller, pageOfQuery(query)),
  );
  serveRead(
    app,
    '/public/v2/custom-connections/:connectionId',
    {
      permission: permissions.listCustomConnections,
      operationId: 'getCustomConnectionV2',
      summary: 'Read one custom connection',
      tag: 'Custom Connections',
      params: ConnectionParams,
      query: Type.Object(expand),
      answer: CustomConnectionV2,
    },
    ({ caller, params, query }) =>
      services.readsV2.getCustomConnection(caller, params.connectionId, expandOfQuery(query)),
  );
}

function hrisV2(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/public/v2/custom-connections/:connectionId/hris-user-identities',
    {
      permission: permissions.listHrisIdentities,
      operationId: 'listHrisIdentitiesV2',
      summary: 'List the accounts of a custom connection, page by page',
      tag: 'HRIS User Identities',
      params: ConnectionParams,
      query: Type.Object(pagesByTime),
      answer: HrisIdentitiesV2,
    },
    ({ caller, params, query }) =>
      services.readsV2.listHrisIdentities(caller, params.connectionId, pageOfQuery(query)),
  );
  serveRead(
    app,
    '/public/v2/custom-connections/:connectionId/hris-user-identities/:userIdentityId',
    {
      permission: permissions.getHrisIdentity,
      operationId: 'getHrisIdentityV2',
      summary: 'Read one account of a custom connection',
      tag: 'HRIS User Identities',
      params: Type.Object({
        connectionId: Id,
        userIdentityId: keySchema('identity-id', 'the id of the account in its system'),
      }),
      answer: HrisIdentityV2,
    },
    ({ caller, params: { connectionId, userIdentityId } }) =>
      services.readsV2.getHrisIdentity(caller, connectionId, keyOf(userIdentityId)),
  );
}
