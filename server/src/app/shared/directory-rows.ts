import type { LiveDocument, LiveDocuments } from '../../domain/directory.ts';
import type { Change, DirectoryKind, DirectoryRow, SubjectRef, World } from '../ports.ts';

export type { LiveDocument };

/** A live document with the members it is looked up by. */
export function rowOf(kind: DirectoryKind, document: LiveDocument): DirectoryRow {
  return {
    kind,
    id: document.id,
    userId: 'userId' in document ? document.userId : 'ownerId' in document ? document.ownerId : null,
    connectionId: 'connectionId' in document ? document.connectionId : null,
    email: kind === 'user' && 'email' in document ? (document.email?.toLowerCase() ?? null) : null,
    json: JSON.stringify(document),
  };
}

/** The change that stores a live document whole. */
export function putOf<K extends keyof LiveDocuments>(kind: K, document: LiveDocuments[K]): Change {
  return { do: 'put', row: rowOf(kind, document) };
}

/** Which documents have secrets of their own; the others are salted and erased with their user. */
export function subjectOf(kind: DirectoryKind, id: number): SubjectRef | null {
  if (kind === 'user') return { kind: 'person', id };
  if (kind === 'connection' || kind === 'workspace') return { kind, id };
  return null;
}

/** New secrets, made when a subject's first document is stored. */
export function newSubject(world: World, ref: SubjectRef): Change {
  return {
    do: 'addSubject',
    subject: { ...ref, key: world.randomBytes(32), tagSalt: world.randomBytes(16) },
  };
}
