/** From the sealed parts and snapshots of an event to one tree of documents. */
import type {
  ConnectionView,
  Digest,
  DocumentKind,
  Entry,
  EventView,
  MetadataPart,
  PersonView,
  ShownEntry,
  TestPart,
  TextPart,
} from './documents.ts';
import { VerifyError } from './error.ts';
import {
  isBackgroundCheck,
  isConnection,
  isIdentity,
  isJsonObject,
  isOwner,
  isPerson,
  isTestPart,
  isTextPart,
  isUserDocument,
  isWorkspace,
} from './shape.ts';

/** The parsed snapshot document that a digest names, or null when it is erased or not known. */
export type Lookup = (digest: Digest, kind: DocumentKind) => unknown;

/** What is stored for one event: the entry, its parts as canonical JSON, and the opening of `entry.actor`. */
export interface EventParts<E extends ShownEntry = Entry> {
  entry: E;
  text: string | null;
  metadata: string | null;
  test: string | null;
  actorId: number | null;
}

/**
 * The whole tree of an event. A document that `lookup` does not have is left out of its list or null. Digests are
 * not recomputed here. Throws VerifyError when a document has not the shape of its kind.
 */
export function viewEvent<E extends ShownEntry>(parts: EventParts<E>, lookup: Lookup): EventView<E> {
  const { entry, actorId } = parts;
  return {
    entry,
    text: parts.text === null ? null : parseText(parts.text),
    metadata: parts.metadata === null ? null : parseMetadata(parts.metadata),
    test: parts.test === null ? null : parseTest(parts.test),
    actorId,
    person: entry.parts.person === null ? null : viewPerson(entry.parts.person, lookup),
    connection: entry.parts.connection === null ? null : viewConnection(entry.parts.connection, lookup),
  };
}

/** A person with everything it names; null when the person itself is erased or not known. Throws VerifyError. */
export function viewPerson(digest: Digest, lookup: Lookup): PersonView | null {
  const person = find(digest, 'person', isPerson, lookup);
  if (person === null) return null;
  return {
    person,
    backgroundChecks: findAll(person.backgroundChecks, 'backgroundCheck', isBackgroundCheck, lookup),
    identities: findAll(person.identities, 'identity', isIdentity, lookup).map((identity) => ({
      identity,
      connection: identity.connection === null ? null : viewConnection(identity.connection, lookup),
    })),
    documents: findAll(person.documents, 'userDocument', isUserDocument, lookup),
  };
}

/** A connection with everything it names; null when it is erased or not known. Throws VerifyError. */
export function viewConnection(digest: Digest, lookup: Lookup): ConnectionView | null {
  const connection = find(digest, 'connection', isConnection, lookup);
  if (connection === null) return null;
  return {
    connection,
    owner: connection.owner === null ? null : find(connection.owner, 'owner', isOwner, lookup),
    workspaces: findAll(connection.workspaces, 'workspace', isWorkspace, lookup),
  };
}

export function parseText(json: string): TextPart {
  return parsePart(json, 'text', isTextPart);
}

export function parseMetadata(json: string): MetadataPart {
  return parsePart(json, 'metadata', isJsonObject);
}

export function parseTest(json: string): TestPart {
  return parsePart(json, 'test', isTestPart);
}

type Guard<T> = (value: unknown) => value is T;

function parsePart<T>(json: string, kind: DocumentKind, guard: Guard<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new VerifyError('document', `the ${kind} document is not JSON`, { cause });
  }
  return requireShape(value, kind, guard);
}

function find<T>(digest: Digest, kind: DocumentKind, guard: Guard<T>, lookup: Lookup): T | null {
  const value = lookup(digest, kind) ?? null;
  return value === null ? null : requireShape(value, kind, guard);
}

function findAll<T>(digests: readonly Digest[], kind: DocumentKind, guard: Guard<T>, lookup: Lookup): T[] {
  return digests.map((digest) => find(digest, kind, guard, lookup)).filter((found) => found !== null);
}

function requireShape<T>(value: unknown, kind: DocumentKind, guard: Guard<T>): T {
  if (!guard(value))
    throw new VerifyError('document', `the ${kind} document has not the members of its kind`);
  return value;
}
