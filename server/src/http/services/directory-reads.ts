/** Reading the directory as the contract does. Answers are its documents, with times as the caller wishes. */
import type { Caller } from '../../app/ports.ts';
import type {
  ConnectionsQueryV1,
  ExpandedQueryV2,
  IdentitiesQueryV1,
  Key,
  PageQueryV2,
  PersonnelQueryV1,
  PersonnelQueryV2,
  UserDocumentsQueryV1,
  UserDocumentsQueryV2,
  UsersQueryV1,
  UsersQueryV2,
  WorkspacesQueryV1,
} from '../../domain/directory-queries.ts';

type Answer = Promise<object>;
type Expand = ReadonlySet<string>;

/** What the caller's company does not have is Refused `notFound`. */
export interface DirectoryReadsV1 {
  listUsers(caller: Caller, query: UsersQueryV1): Answer;
  getUser(caller: Caller, key: Key): Answer;
  listUserDocuments(caller: Caller, id: number, query: UserDocumentsQueryV1): Answer;
  listUserPolicies(caller: Caller, id: number): Answer;
  listPersonnel(caller: Caller, query: PersonnelQueryV1): Answer;
  getPersonnel(caller: Caller, key: Key): Answer;
  listInfrastructureIdentities(caller: Caller, query: IdentitiesQueryV1): Answer;
  listVersionControlIdentities(caller: Caller, query: IdentitiesQueryV1): Answer;
  listConnections(caller: Caller, query: ConnectionsQueryV1): Answer;
  listWorkspaces(caller: Caller, query: WorkspacesQueryV1): Answer;
  getCompany(caller: Caller): Answer;
}

/** The same; a cursor that was made for something else is Refused `invalid`. */
export interface DirectoryReadsV2 {
  listUsers(caller: Caller, query: UsersQueryV2): Answer;
  listUsersOfRole(caller: Caller, role: Key, query: UsersQueryV2): Answer;
  getUser(caller: Caller, key: Key, expand: Expand): Answer;
  listRoles(caller: Caller, query: ExpandedQueryV2): Answer;
  getRole(caller: Caller, key: Key, expand: Expand): Answer;
  /** `baseUrl`: where clients reach this server, for links to files. */
  listUserDocuments(caller: Caller, key: Key, query: UserDocumentsQueryV2, baseUrl: string): Answer;
  getUserDocument(caller: Caller, key: Key, documentId: number, expand: Expand, baseUrl: string): Answer;
  listAssignedPolicies(caller: Caller, key: Key, query: ExpandedQueryV2): Answer;
  listPersonnel(caller: Caller, query: PersonnelQueryV2): Answer;
  getPersonnel(caller: Caller, key: Key, expand: Expand): Answer;
  listCustomConnections(caller: Caller, query: ExpandedQueryV2): Answer;
  getCustomConnection(caller: Caller, id: number, expand: Expand): Answer;
  listHrisIdentities(caller: Caller, connectionId: number, query: PageQueryV2): Answer;
  getHrisIdentity(caller: Caller, connectionId: number, key: Key): Answer;
  listWorkspaces(caller: Caller, query: ExpandedQueryV2): Answer;
  getCompany(caller: Caller): Answer;
}

/** People and connections in full, as they are (`asOf` null) or as they were at a time in milliseconds. */
export interface DirectoryAsOf {
  user(caller: Caller, id: number, asOf: number | null): Answer;
  connection(caller: Caller, id: number, asOf: number | null): Answer;
}
