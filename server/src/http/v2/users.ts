/** The contract's v2 reads of users, roles, documents and assigned policies (section 6.2). */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { userDocumentTypes } from '../../domain/vocabulary.ts';
import { given, keyOf, keySchema, serveRead } from '../reads.ts';
import { expandOf, Id, words } from '../schemas/common.ts';
import { expandOfQuery, pageOfQuery, pagesByTime } from '../schemas/v2-pages.ts';
import { UserPolicyVersionsV2 } from '../schemas/v2-policies.ts';
import { RolesV2, RoleV2, UserDocumentsV2, UserDocumentV2, UsersV2, UserV2 } from '../schemas/v2-users.ts';
import type { Services } from '../services.ts';

const expandUser = expandOf(['backgroundChecks', 'documents', 'personnel', 'identities', 'roles']);
const expandRole = expandOf(['permissions']);
const expandDocument = expandOf(['downloadUrl']);

const UserParams = Type.Object({ userId: keySchema('email', 'an e-mail address') });
const DocumentParams = Type.Object({ ...UserParams.properties, documentId: Id });
const RoleParams = Type.Object({ roleId: keySchema('role', 'the name of a role') });

const UsersQuery = Type.Object({
  ...pagesByTime,
  ...expandUser,
  firstName: Type.Optional(Type.String()),
  lastName: Type.Optional(Type.String()),
});

export function usersV2(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/public/v2/users',
    {
      permission: permissions.listUsers,
      operationId: 'listUsersV2',
      summary: 'List users, page by page',
      tag: 'Users and Roles',
      query: UsersQuery,
      answer: UsersV2,
    },
    ({ caller, query }) => services.readsV2.listUsers(caller, usersQuery(query)),
  );
  serveRead(
    app,
    '/public/v2/users/:userId',
    {
      permission: permissions.getUser,
      operationId: 'getUserV2',
      summary: 'Read one user',
      tag: 'Users and Roles',
      params: UserParams,
      query: Type.Object(expandUser),
      answer: UserV2,
    },
    ({ caller, params, query }) =>
      services.readsV2.getUser(caller, keyOf(params.userId), expandOfQuery(query)),
  );
  rolesV2(app, services);
  documentsV2(app, services);
  serveRead(
    app,
    '/public/v2/users/:userId/assigned-policies',
    {
      permission: permissions.listUserPolicies,
      operationId: 'listAssignedPoliciesV2',
      summary: 'List the policies that a user has to accept, page by page',
      tag: "User's Assigned Policies",
      params: UserParams,
      query: Type.Object({ ...pagesByTime, ...expandOf(['policy', 'policyVersion']) }),
      answer: UserPolicyVersionsV2,
    },
    ({ caller, params, query }) =>
      services.readsV2.listAssignedPolicies(caller, keyOf(params.userId), pageOfQuery(query)),
  );
}

function rolesV2(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/public/v2/roles',
    {
      permission: permissions.listRoles,
      operationId: 'listRolesV2',
      summary: 'List roles, page by page',
      tag: 'Users and Roles',
      query: Type.Object({ ...pagesByTime, ...expandRole }),
      answer: RolesV2,
    },
    ({ caller, query }) => services.readsV2.listRoles(caller, pageOfQuery(query)),
  );
  serveRead(
    app,
    '/public/v2/roles/:roleId',
    {
      permission: permissions.getRole,
      operationId: 'getRoleV2',
      summary: 'Read one role',
      tag: 'Users and Roles',
      params: RoleParams,
      query: Type.Object(expandRole),
      answer: RoleV2,
    },
    ({ caller, params, query }) =>
      services.readsV2.getRole(caller, keyOf(params.roleId), expandOfQuery(query)),
  );
  serveRead(
    app,
    '/public/v2/roles/:roleId/users',
    {
      permission: permissions.listUsers,
      operationId: 'listUsersOfRoleV2',
      summary: 'List the users who have a role, page by page',
      tag: 'Users and Roles',
      params: RoleParams,
      query: UsersQuery,
      answer: UsersV2,
    },
    ({ caller, params, query }) =>
      services.readsV2.listUsersOfRole(caller, keyOf(params.roleId), usersQuery(query)),
  );
}

function documentsV2(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/public/v2/users/:userId/documents',
    {
      permission: permissions.listUserDocuments,
      operationId: 'listUserDocumentsV2',
      summary: 'List the documents of a user, page by page',
      tag: 'User Documents',
      params: UserParams,
      query: Type.Object({
        ...pagesByTime,
        ...expandDocument,
        name: Type.Optional(Type.String()),
        type: Type.Optional(words(userDocumentTypes)),
      }),
      answer: UserDocumentsV2,
    },
    ({ caller, params, query, request }) => {
      const { name, type } = query;
      const asked = { ...pageOfQuery(query), ...given({ name, type }) };
      return services.readsV2.listUserDocuments(caller, keyOf(params.userId), asked, request.baseUrl());
    },
  );
  serveRead(
    app,
    '/public/v2/users/:userId/documents/:documentId',
    {
      permission: permissions.listUserDocuments,
      operationId: 'getUserDocumentV2',
      summary: 'Read one document of a user',
      tag: 'User Documents',
      params: DocumentParams,
      query: Type.Object(expandDocument),
      answer: UserDocumentV2,
    },
    ({ caller, params: { userId, documentId }, query, request }) =>
      services.readsV2.getUserDocument(
        caller,
        keyOf(userId),
        documentId,
        expandOfQuery(query),
        request.baseUrl(),
      ),
  );
}

function usersQuery(query: Static<typeof UsersQuery>) {
  const { firstName, lastName } = query;
  return { ...pageOfQuery(query), ...given({ firstName, lastName }) };
}
