/**
 * Snapshots: the exact version of a person or a connection that an event names (design part 1, "As it was then").
 *
 * A snapshot is made from the live directory when an event first needs it. When the newest stored version of
 * each document says the same, that version is named; otherwise the next version is made, and so is one of
 * every document that names it. Two preparations against the same directory version make the same bytes.
 */
import {
  actorTag,
  type BackgroundCheckDocument,
  type ConnectionDocument,
  canonicalJson,
  type Digest,
  digestOf,
  type IdentityDocument,
  type JsonValue,
  type OwnerDocument,
  type PersonDocument,
  snapshotSalt,
  type UserDocument,
} from '@affidavit/verify';
import type { BackgroundCheck, Connection, Identity, User } from '../../domain/directory.ts';
import { limits } from '../../domain/limits.ts';
import type { Directory, DirectoryKind, DirectoryRow, Snapshot, Subject, SubjectRef } from '../ports.ts';
import { nativeSha256 } from './secrets.ts';

/** A digest to name in an entry, and the snapshots that must be stored with it (none when all are stored already). */
export interface Prepared {
  digest: Digest;
  /** The subject whose key salts it. */
  subject: Subject;
  /** The pseudonym of a person (docs/formats.md, "Actor tag"); null for a connection. */
  actorTag: Digest | null;
  /** The owner of a connection; null for a person. */
  ownerId: number | null;
  missing: readonly Snapshot[];
}

export interface SnapshotMaker {
  person(userId: number): Promise<Prepared | null>;
  connection(connectionId: number): Promise<Prepared | null>;
}

/** A maker for one company at one directory version: it remembers what it made, so use a new one per version. */
export function snapshotMaker(directory: Directory, company: number): SnapshotMaker {
  const made = new Map<string, Promise<Prepared | null>>();
  const once = (name: string, make: () => Promise<Prepared | null>) => {
    let result = made.get(name);
    if (result === undefined) {
      result = make();
      made.set(name, result);
    }
    return result;
  };
  const makers: SnapshotMaker = {
    person: (userId) => once(`person ${userId}`, () => makePerson(new Draftsman(directory, company), userId)),
    connection: (id) => once(`connection ${id}`, () => makeConnection(new Draftsman(directory, company), id)),
  };
  return makers;
}

async function makePerson(draftsman: Draftsman, userId: number): Promise<Prepared | null> {
  const ref: SubjectRef = { kind: 'person', id: userId };
  const user = await draftsman.live<User>('user', userId);
  const subject = await draftsman.subject(ref);
  if (user === null || subject === null) return null;
  const document: PersonDocument = {
    ...user,
    backgroundChecks: await draftsman.checks(subject),
    identities: await draftsman.identities(subject),
    documents: await draftsman.userDocuments(subject),
  };
  const digest = await draftsman.version('person', userId, subject, document);
  return {
    digest,
    subject,
    actorTag: actorTag(subject.tagSalt, subject.id, nativeSha256),
    ownerId: null,
    missing: draftsman.missing,
  };
}

async function makeConnection(draftsman: Draftsman, id: number): Promise<Prepared | null> {
  const made = await draftsman.connection(id);
  const subject = await draftsman.subject({ kind: 'connection', id });
  if (made === null || subject === null) return null;
  return {
    digest: made.digest,
    subject,
    actorTag: null,
    ownerId: made.ownerId,
    missing: draftsman.missing,
  };
}

/** Drafts one tree of documents, collecting the versions that are not stored yet. */
class Draftsman {
  readonly missing: Snapshot[] = [];
  readonly #directory: Directory;
  readonly #company: number;
  readonly #done = new Map<string, Digest>();

  constructor(directory: Directory, company: number) {
    this.#directory = directory;
    this.#company = company;
  }

  async live<T>(kind: DirectoryKind, id: number): Promise<T | null> {
    const row = await this.#directory.row(this.#company, kind, id);
    return row === null ? null : parse<T>(row);
  }

  subject(ref: SubjectRef): Promise<Subject | null> {
    return this.#directory.subject(this.#company, ref);
  }

  /** The digest of the version of a document that says exactly this. */
  async version(kind: Snapshot['kind'], id: number, subject: Subject, document: object): Promise<Digest> {
    const name = `${kind} ${id}`;
    const done = this.#done.get(name);
    if (done !== undefined) return done;
    const json = canonicalJson(document as JsonValue);
    const latest = await this.#directory.latestSnapshot(this.#company, kind, id);
    const digest = latest?.json === json ? latest.digest : this.#next(kind, id, subject, json, latest);
    this.#done.set(name, digest);
    return digest;
  }

  #next(kind: Snapshot['kind'], id: number, subject: Subject, json: string, latest: Snapshot | null): Digest {
    const version = (latest?.version ?? 0) + 1;
    const digest = digestOf(kind, snapshotSalt(subject.key, kind, id, version), json, nativeSha256);
    this.missing.push({ digest, kind, id, version, subject: { kind: subject.kind, id: subject.id }, json });
    return digest;
  }

  async checks(person: Subject): Promise<Digest[]> {
    const rows = await this.#rows<BackgroundCheck>('backgroundCheck', person);
    return inOrder(rows, (check: BackgroundCheckDocument) =>
      this.version('backgroundCheck', check.id, person, check),
    );
  }

  async userDocuments(person: Subject): Promise<Digest[]> {
    const rows = await this.#rows<UserDocument>('userDocument', person);
    return inOrder(rows, (document) => this.version('userDocument', document.id, person, document));
  }

  async identities(person: Subject): Promise<Digest[]> {
    const rows = await this.#rows<Identity>('identity', person);
    return inOrder(rows.slice(0, limits.identitiesPerPerson), async (identity) => {
      const made = identity.connectionId === null ? null : await this.connection(identity.connectionId);
      const document: IdentityDocument = { ...identity, userId: person.id, connection: made?.digest ?? null };
      return this.version('identity', identity.id, person, document);
    });
  }

  async connection(id: number): Promise<{ digest: Digest; ownerId: number | null } | null> {
    const live = await this.live<Connection>('connection', id);
    const subject = await this.subject({ kind: 'connection', id });
    if (live === null || subject === null) return null;
    const { workspaceIds, ...scalars } = live;
    const document: ConnectionDocument = {
      ...scalars,
      owner: live.ownerId === null ? null : await this.#owner(live.ownerId),
      workspaces: await this.#workspaces(workspaceIds),
    };
    return { digest: await this.version('connection', id, subject, document), ownerId: live.ownerId };
  }

  async #owner(userId: number): Promise<Digest | null> {
    const user = await this.live<User>('user', userId);
    const subject = await this.subject({ kind: 'person', id: userId });
    if (user === null || subject === null) return null;
    const { roles: _, ...owner } = user;
    return this.version('owner', userId, subject, owner satisfies OwnerDocument);
  }

  async #workspaces(ids: readonly number[]): Promise<Digest[]> {
    const digests = await inOrder(ids, async (id) => {
      const live = await this.live<object>('workspace', id);
      const subject = await this.subject({ kind: 'workspace', id });
      return live === null || subject === null ? null : this.version('workspace', id, subject, live);
    });
    return digests.filter((digest) => digest !== null);
  }

  async #rows<T>(kind: DirectoryKind, person: Subject): Promise<T[]> {
    return (await this.#directory.rowsOfUser(this.#company, kind, person.id)).map(parse<T>);
  }
}

function parse<T>(row: DirectoryRow): T {
  return JSON.parse(row.json) as T;
}

/** One after the other: a document reached twice is drafted once. */
async function inOrder<T, R>(items: readonly T[], make: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await make(item));
  return results;
}
