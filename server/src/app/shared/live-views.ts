/** The live directory as the trees that verify/ projects: a user read from it looks as in an event. */
import type {
  ConnectionView,
  IdentityDocument,
  OwnerDocument,
  PersonView,
  WorkspaceDocument,
} from '@affidavit/verify';
import type { Connection, Identity, User } from '../../domain/directory.ts';
import { limits } from '../../domain/limits.ts';
import type { LiveDirectory } from './live-directory.ts';

/** What a view is made of: the live directory, or the directory as it was. */
export type DirectoryView = Pick<LiveDirectory, 'get' | 'ofUser'>;

/** A user with background checks, accounts (at most limits.identitiesPerPerson, as in events) and documents. */
export function personView(live: DirectoryView, user: User): PersonView {
  return {
    person: { ...user, backgroundChecks: [], identities: [], documents: [] },
    backgroundChecks: [...live.ofUser('backgroundCheck', user.id)],
    identities: live
      .ofUser('identity', user.id)
      .slice(0, limits.identitiesPerPerson)
      .map((identity) => ({
        identity: identityDocument(identity, user.id),
        connection: connectionOfIdentity(live, identity),
      })),
    documents: [...live.ofUser('userDocument', user.id)],
  };
}

export function connectionView(live: DirectoryView, connection: Connection): ConnectionView {
  const { workspaceIds, ...members } = connection;
  return {
    connection: { ...members, owner: null, workspaces: [] },
    owner: userOf(live, connection.ownerId),
    workspaces: workspaceIds
      .map((id) => live.get('workspace', id))
      .filter((workspace): workspace is WorkspaceDocument => workspace !== null),
  };
}

export function connectionOfIdentity(live: DirectoryView, { connectionId }: Identity): ConnectionView | null {
  const connection = connectionId === null ? null : live.get('connection', connectionId);
  return connection === null ? null : connectionView(live, connection);
}

/** The user of an id that a document names, if there is one. */
export function userOf(live: DirectoryView, id: number | null): OwnerDocument | null {
  return id === null ? null : live.get('user', id);
}

function identityDocument(identity: Identity, userId: number): IdentityDocument {
  return { ...identity, userId, connection: null };
}
