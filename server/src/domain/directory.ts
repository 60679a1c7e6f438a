/**
 * The live directory: the documents that are edited, as opposed to the snapshots that events name. A live
 * document is the snapshot document without digests: it names its neighbours by id.
 */
import type {
  BackgroundCheckDocument,
  ConnectionDocument,
  IdentityDocument,
  PersonDocument,
  UserDocument,
  WorkspaceDocument,
} from '@affidavit/verify';

export type User = Omit<PersonDocument, 'backgroundChecks' | 'identities' | 'documents'>;
export type BackgroundCheck = BackgroundCheckDocument;
export type Identity = Omit<IdentityDocument, 'connection'>;
export type Connection = Omit<ConnectionDocument, 'owner' | 'workspaces'> & { workspaceIds: number[] };
export type Workspace = WorkspaceDocument;
export type { UserDocument };
