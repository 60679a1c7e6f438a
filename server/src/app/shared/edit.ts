/** A change of the directory while it is decided: what has been put is what is read afterwards. */
import type { LiveDocument, LiveDocuments } from '../../domain/directory.ts';
import type { Change, DirectoryKind, World } from '../ports.ts';
import { newSubject, putOf, rowOf, subjectOf } from './directory-rows.ts';
import type { LiveDirectory } from './live-directory.ts';

/** Reads like the directory that its changes will leave behind. A document that is put twice is changed once. */
export class Edit implements LiveDirectory {
  readonly version: number;
  readonly #live: LiveDirectory;
  readonly #world: World;
  /** What was put (or, as null, removed), by kind and id. */
  readonly #touched = new Map<DirectoryKind, Map<number, LiveDocument | null>>();
  readonly #nextIds = new Map<DirectoryKind, number>();
  readonly #others: Change[] = [];
  /** Users that were put, by address. */
  readonly #emails = new Map<string, number>();

  constructor(live: LiveDirectory, world: World) {
    this.version = live.version;
    this.#live = live;
    this.#world = world;
  }

  /** A new user, connection or workspace gets its secrets. */
  put<K extends DirectoryKind>(kind: K, document: LiveDocuments[K]): void {
    if (kind === 'user') this.#putEmail(document as LiveDocuments['user']);
    this.#of(kind).set(document.id, document);
    this.#nextIds.set(kind, Math.max(this.nextId(kind), document.id + 1));
  }

  remove(kind: DirectoryKind, id: number): void {
    if (kind === 'user') this.#forgetEmail(id);
    this.#of(kind).set(id, null);
  }

  /** A change of something else than a document. */
  also(change: Change): void {
    this.#others.push(change);
  }

  changes(): Change[] {
    const changes = [...this.#others];
    for (const [kind, touched] of this.#touched)
      for (const [id, document] of touched) {
        const ref = subjectOf(kind, id);
        if (document === null) changes.push({ do: 'remove', kind, id });
        else changes.push(putOf(kind, document as LiveDocuments[typeof kind]));
        if (document !== null && ref !== null && this.#live.get(kind, id) === null)
          changes.push(newSubject(this.#world, ref));
      }
    return changes;
  }

  get<K extends DirectoryKind>(kind: K, id: number): LiveDocuments[K] | null {
    const touched = this.#touched.get(kind)?.get(id);
    return touched === undefined ? this.#live.get(kind, id) : (touched as LiveDocuments[K] | null);
  }

  all<K extends DirectoryKind>(kind: K): readonly LiveDocuments[K][] {
    return this.#merge(kind, this.#live.all(kind), () => true);
  }

  ofUser<K extends DirectoryKind>(kind: K, userId: number): readonly LiveDocuments[K][] {
    return this.#merge(kind, this.#live.ofUser(kind, userId), (one) => rowOf(kind, one).userId === userId);
  }

  ofConnection<K extends DirectoryKind>(kind: K, id: number): readonly LiveDocuments[K][] {
    return this.#merge(
      kind,
      this.#live.ofConnection(kind, id),
      (one) => rowOf(kind, one).connectionId === id,
    );
  }

  userByEmail(email: string): LiveDocuments['user'] | null {
    const put = this.#emails.get(email.toLowerCase());
    if (put !== undefined) return this.get('user', put);
    const stored = this.#live.userByEmail(email);
    return stored === null || this.#touched.get('user')?.has(stored.id) ? null : stored;
  }

  nextId(kind: DirectoryKind): number {
    return this.#nextIds.get(kind) ?? this.#live.nextId(kind);
  }

  #putEmail(user: LiveDocuments['user']): void {
    this.#forgetEmail(user.id);
    this.#emails.set(user.email.toLowerCase(), user.id);
  }

  #forgetEmail(userId: number): void {
    const before = this.#touched.get('user')?.get(userId) as LiveDocuments['user'] | null | undefined;
    if (before) this.#emails.delete(before.email.toLowerCase());
  }

  #of(kind: DirectoryKind): Map<number, LiveDocument | null> {
    const touched = this.#touched.get(kind) ?? new Map<number, LiveDocument | null>();
    this.#touched.set(kind, touched);
    return touched;
  }

  #merge<K extends DirectoryKind>(
    kind: K,
    stored: readonly LiveDocuments[K][],
    belongs: (document: LiveDocuments[K]) => boolean,
  ): readonly LiveDocuments[K][] {
    const touched = this.#touched.get(kind);
    if (touched === undefined) return stored;
    const kept = stored.filter(({ id }) => !touched.has(id));
    const put = [...touched.values()].filter((one) => one !== null) as LiveDocuments[K][];
    return [...kept, ...put.filter(belongs)].sort((a, b) => a.id - b.id);
  }
}
