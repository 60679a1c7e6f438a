/** Users, their roles, documents and policies: the contract's reads, v1 and v2. */
import type { User, UserDocument } from '../domain/directory.ts';
import type {
  ExpandedQueryV2,
  Key,
  UserDocumentsQueryV1,
  UserDocumentsQueryV2,
  UsersQueryV1,
  UsersQueryV2,
} from '../domain/directory-queries.ts';
import { notFound } from '../domain/errors.ts';
import { contractRoles, type Role } from '../domain/roles.ts';
import { isoTime } from '../domain/time.ts';
import type { Files } from './ports/files.ts';
import type { Caller, Company, World } from './ports.ts';
import { userPolicyVersionV1 } from './shared/contract-v1/policies.ts';
import { userDocumentV1, userV1 } from './shared/contract-v1/users.ts';
import { userPolicyVersionV2 } from './shared/contract-v2/policies.ts';
import { roleV2, userDocumentV2, userV2 } from './shared/contract-v2/users.ts';
import type { Cursors } from './shared/cursors.ts';
import { inDateStyle } from './shared/date-style.ts';
import { fileIdOf } from './shared/file-urls.ts';
import type { Links } from './shared/links.ts';
import type { LiveDirectory, ReadLiveDirectory } from './shared/live-directory.ts';
import { contains, pageOfV1, pageOfV2 } from './shared/pages.ts';
import { activeAssignments } from './shared/policies.ts';
import { nameOf } from './shared/telling.ts';

interface Ports {
  readLive: ReadLiveDirectory;
  cursors: Cursors;
  files: Files;
  links: Links;
  world: Pick<World, 'now'>;
}

/** Unknown ids, and ids of other companies, are Refused `notFound`. */
export function readUsersV1({ readLive, world }: Ports) {
  return {
    async listUsers(caller: Caller, query: UsersQueryV1) {
      const live = await readLive(caller.company.company);
      const users = live.all('user').filter((user) => fitsV1(user, query));
      return pageOfV1(caller, users, query, (user) => userV1(live, user));
    },
    /** By id, or by e-mail in any case. */
    async getUser(caller: Caller, key: Key) {
      const live = await readLive(caller.company.company);
      return inDateStyle(caller, userV1(live, userByKey(live, key)));
    },
    async listUserDocuments(caller: Caller, id: number, query: UserDocumentsQueryV1) {
      const live = await readLive(caller.company.company);
      const user = userByKey(live, id);
      const documents = live
        .ofUser('userDocument', user.id)
        .filter(({ name, type }) => contains(query.q, name) && (query.type ?? type) === type);
      return { documents: pageOfV1(caller, documents, query, userDocumentV1).data };
    },
    async listUserPolicies(caller: Caller, id: number) {
      const live = await readLive(caller.company.company);
      const user = userByKey(live, id);
      const userPolicyVersions = activeAssignments(live, user.id)
        .map((assigned) => userPolicyVersionV1(live, assigned, world.now()))
        .filter((one) => one !== null);
      return inDateStyle(caller, { userPolicyVersions });
    },
  };
}

/** Unknown keys, and those of other companies, are Refused `notFound`. Cursors that are not ours are `invalid`. */
export function readUsersV2({ readLive, cursors }: Ports) {
  const listUsers = async (
    caller: Caller,
    query: UsersQueryV2,
    list: string,
    fits: (user: User) => boolean,
  ) => {
    const live = await readLive(caller.company.company);
    const { firstName, lastName, expand } = query;
    const users = live
      .all('user')
      .filter(
        (user) => fits(user) && contains(firstName, user.firstName) && contains(lastName, user.lastName),
      );
    const named = `${list} ${JSON.stringify([firstName ?? null, lastName ?? null])}`;
    return pageOfV2({ cursors, caller, list: named }, users, query, (user) => userV2(live, user, expand));
  };
  return {
    listUsers: (caller: Caller, query: UsersQueryV2) => listUsers(caller, query, 'users', () => true),
    async listUsersOfRole(caller: Caller, key: Key, query: UsersQueryV2) {
      const { id, role } = roleByKey(key);
      return listUsers(caller, query, `roles/${id}/users`, (user) => user.roles.includes(role));
    },
    async getUser(caller: Caller, key: Key, expand: ReadonlySet<string>) {
      const live = await readLive(caller.company.company);
      return inDateStyle(caller, userV2(live, userByKey(live, key), expand));
    },
    async listRoles(caller: Caller, query: ExpandedQueryV2) {
      const createdAt = isoTime(caller.company.createdAt);
      const roles = contractRoles.map((role) => ({ ...role, createdAt, updatedAt: createdAt }));
      return pageOfV2({ cursors, caller, list: 'roles' }, roles, query, (role) =>
        roleV2(caller.company, role, query.expand),
      );
    },
    async getRole(caller: Caller, key: Key, expand: ReadonlySet<string>) {
      return inDateStyle(caller, roleV2(caller.company, roleByKey(key), expand));
    },
    async listAssignedPolicies(caller: Caller, key: Key, query: ExpandedQueryV2) {
      const live = await readLive(caller.company.company);
      const user = userByKey(live, key);
      const list = `users/${user.id}/assigned-policies`;
      return pageOfV2({ cursors, caller, list }, activeAssignments(live, user.id), query, (assigned) =>
        userPolicyVersionV2(live, assigned, query.expand),
      );
    },
  };
}

/** Documents of users. Unknown keys are Refused `notFound`. `baseUrl`: where clients reach this server. */
export function readDocumentsV2(at: Ports) {
  const { readLive, cursors } = at;
  return {
    async listUserDocuments(caller: Caller, key: Key, query: UserDocumentsQueryV2, baseUrl: string) {
      const live = await readLive(caller.company.company);
      const user = userByKey(live, key);
      const documents = live
        .ofUser('userDocument', user.id)
        .filter(({ name, type }) => contains(query.name, name) && (query.type ?? type) === type);
      const list = `users/${user.id}/documents ${JSON.stringify([query.name ?? null, query.type ?? null])}`;
      const page = pageOfV2({ cursors, caller, list }, documents, query, (document) => document);
      const data = page.data.map((document) =>
        withLink(caller.company, document as UserDocument, query.expand, baseUrl),
      );
      return { ...page, data: await Promise.all(data) };
    },
    async getUserDocument(
      caller: Caller,
      key: Key,
      documentId: number,
      expand: ReadonlySet<string>,
      baseUrl: string,
    ) {
      const live = await readLive(caller.company.company);
      const user = userByKey(live, key);
      const document = live.get('userDocument', documentId);
      if (document?.userId !== user.id) throw notFound();
      return withLink(caller.company, inDateStyle(caller, document) as UserDocument, expand, baseUrl);
    },
  };

  /** `expand` of downloadUrl: a signed link to a file of ours, or where the document is kept; absent without either. */
  async function withLink(
    company: Company,
    document: UserDocument,
    expand: ReadonlySet<string>,
    baseUrl: string,
  ) {
    const { fileUrl } = document;
    if (!expand.has('downloadUrl') || fileUrl === null) return userDocumentV2(document);
    const fileId = fileIdOf(fileUrl);
    const file = fileId === null ? null : await at.files.file(company.company, fileId);
    const signedUrl = file === null ? fileUrl : at.links.sign(company, file.id, baseUrl);
    const downloadUrl = { signedUrl, fileBuffer: null, fileName: file?.name ?? null };
    return { ...userDocumentV2(document), downloadUrl };
  }
}

function fitsV1(user: User, query: UsersQueryV1): boolean {
  const { q, roles, excludeRoles, includeUserIds, excludeUserIds } = query;
  const has = (role: string) => user.roles.includes(role);
  return (
    contains(q, user.firstName, user.lastName, nameOf(user), user.email) &&
    (roles === undefined || roles.some(has)) &&
    (includeUserIds === undefined || includeUserIds.includes(user.id)) &&
    !(excludeRoles ?? []).some(has) &&
    !(excludeUserIds ?? []).includes(user.id)
  );
}

function userByKey(live: LiveDirectory, key: Key): User {
  const user = typeof key === 'number' ? live.get('user', key) : live.userByEmail(key);
  if (user === null) throw notFound();
  return user;
}

function roleByKey(key: Key): Role {
  const role = contractRoles.find(({ id, role: name }) => id === key || name === key);
  if (role === undefined) throw notFound();
  return role;
}
