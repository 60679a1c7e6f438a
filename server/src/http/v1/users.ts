/** The contract's v1 reads of users, their documents and policies (section 6.1). */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { permissions } from '../../domain/permissions.ts';
import { roles, userDocumentTypes } from '../../domain/vocabulary.ts';
import { given, serveRead } from '../reads.ts';
import { Id, nullable, pageV1, words } from '../schemas/common.ts';
import { UserPolicyVersionsV1 } from '../schemas/v1-policies.ts';
import { UserAllDocumentsV1, UsersV1, UserV1 } from '../schemas/v1-users.ts';
import type { Services } from '../services.ts';

/** All roles but the newest, which v1 does not know. */
const rolesV1 = roles.filter((role) => role !== 'TRUST_USER');
const Roles = Type.Array(words(rolesV1));
const MaybeRoles = Type.Array(nullable(words(rolesV1)));
const MaybeIds = Type.Array(nullable(Id));

const UsersQuery = Type.Object({
  ...pageV1,
  q: Type.Optional(Type.String()),
  'roles[]': Type.Optional(Roles),
  'excludeRoles[]': Type.Optional(MaybeRoles),
  'includeUserIds[]': Type.Optional(MaybeIds),
  'excludeUserIds[]': Type.Optional(MaybeIds),
});

const DocumentsQuery = Type.Object({
  ...pageV1,
  q: Type.Optional(Type.String()),
  type: Type.Optional(words(userDocumentTypes)),
});

const OneId = Type.Object({ id: Id });
const OneEmail = Type.Object({ email: Type.String() });

export function usersV1(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/public/users',
    {
      permission: permissions.listUsers,
      operationId: 'listUsers',
      summary: 'List users by id, page by page',
      description:
        '`q` is looked for in names and e-mail addresses, in any case. A user must have one of `roles[]` and none of ' +
        '`excludeRoles[]`; `includeUserIds[]` leaves only these users, `excludeUserIds[]` leaves these out.',
      tag: 'Users',
      query: UsersQuery,
      answer: UsersV1,
    },
    ({ caller, query }) => {
      const { page, limit, q } = query;
      return services.readsV1.listUsers(caller, {
        page,
        limit,
        ...given({
          q,
          roles: query['roles[]'],
          excludeRoles: known(query['excludeRoles[]']),
          includeUserIds: known(query['includeUserIds[]']),
          excludeUserIds: known(query['excludeUserIds[]']),
        }),
      });
    },
  );
  serveRead(
    app,
    '/public/users/:id',
    {
      permission: permissions.getUser,
      operationId: 'getUser',
      summary: 'Read one user',
      tag: 'Users',
      params: OneId,
      answer: UserV1,
    },
    ({ caller, params }) => services.readsV1.getUser(caller, params.id),
  );
  serveRead(
    app,
    '/public/users/:email/email',
    {
      permission: permissions.getUser,
      operationId: 'getUserByEmail',
      summary: 'Read the user of an e-mail address',
      tag: 'Users',
      params: OneEmail,
      answer: UserV1,
    },
    ({ caller, params }) => services.readsV1.getUser(caller, params.email),
  );
  belongingsV1(app, services);
}

/** What hangs on a user. */
function belongingsV1(app: FastifyInstance, services: Services): void {
  serveRead(
    app,
    '/public/users/:id/documents',
    {
      permission: permissions.listUserDocuments,
      operationId: 'listUserDocuments',
      summary: 'List the documents of a user',
      tag: 'Users',
      params: OneId,
      query: DocumentsQuery,
      answer: UserAllDocumentsV1,
    },
    ({ caller, params, query: { page, limit, q, type } }) =>
      services.readsV1.listUserDocuments(caller, params.id, { page, limit, ...given({ q, type }) }),
  );
  serveRead(
    app,
    '/public/users/:id/policies',
    {
      permission: permissions.listUserPolicies,
      operationId: 'listUserPolicies',
      summary: 'List the policies that a user has to accept',
      tag: 'User Policies',
      params: OneId,
      answer: UserPolicyVersionsV1,
    },
    ({ caller, params }) => services.readsV1.listUserPolicies(caller, params.id),
  );
}

/** Nulls say nothing. */
function known<T>(values: readonly (T | null)[] | undefined): T[] | undefined {
  const some = values?.filter((value) => value !== null);
  return some?.length === 0 ? undefined : some;
}
