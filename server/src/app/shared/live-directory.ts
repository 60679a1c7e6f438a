/**
 * The live directory of a company in memory: what lists filter, sort and page. It follows the store by directory
 * version, reading only what has changed, so that it is as of the call whoever made the change.
 */
import type { LiveDocuments } from '../../domain/directory.ts';
import { limits } from '../../domain/limits.ts';
import type { ReadEpoch } from '../ports/health.ts';
import type { DirectoryHistory } from '../ports/history.ts';
import type { Directory, DirectoryKind, DirectoryRow } from '../ports.ts';

/** One company's documents at one version. Documents are shared: never change one, put a copy. */
export interface LiveDirectory {
  readonly version: number;
  get<K extends DirectoryKind>(kind: K, id: number): LiveDocuments[K] | null;
  /** All documents of a kind by id. */
  all<K extends DirectoryKind>(kind: K): readonly LiveDocuments[K][];
  /** Documents of a kind that belong to a user (for connections: that the user owns), by id. */
  ofUser<K extends DirectoryKind>(kind: K, userId: number): readonly LiveDocuments[K][];
  /** Documents of a kind that name a connection, by id. */
  ofConnection<K extends DirectoryKind>(kind: K, connectionId: number): readonly LiveDocuments[K][];
  /** In any case. */
  userByEmail(email: string): LiveDocuments['user'] | null;
  /** One beyond the largest id that a kind has ever used here. */
  nextId(kind: DirectoryKind): number;
}

export type ReadLiveDirectory = (company: number) => Promise<LiveDirectory>;

const PIECE_ROWS = 1_000;

const kinds: readonly DirectoryKind[] = [
  'user',
  'backgroundCheck',
  'identity',
  'userDocument',
  'connection',
  'workspace',
  'personnel',
  'identityAccess',
  'customConnection',
  'customResource',
  'device',
  'policy',
  'policyVersion',
  'assignedPolicy',
  'framework',
  'companyProfile',
  'logSettings',
  'logWitnesses',
  'legalHold',
  'retentionRules',
  'embedToken',
];

/** At most limits.liveDirectoryRows rows are kept, whole companies at a time; the least recently read go first. */
export function liveDirectories(at: {
  directory: Directory;
  history: DirectoryHistory;
  epoch: ReadEpoch;
}): ReadLiveDirectory {
  const kept = new Map<number, Promise<Replica>>();
  /** Rows of each company, the least recently read first. */
  const sizes = new Map<number, number>();
  let epoch = at.epoch();

  async function load(company: number): Promise<Replica> {
    const replica = new Replica(await at.directory.version(company));
    for (const kind of kinds) {
      replica.begin(kind, await at.directory.nextId(company, kind));
      let piece: readonly DirectoryRow[];
      let after = 0;
      do {
        piece = await at.directory.rows(company, kind, after, PIECE_ROWS);
        for (const row of piece) replica.put(row);
        after = piece.at(-1)?.id ?? after;
      } while (piece.length === PIECE_ROWS);
    }
    return replica;
  }

  /** One at a time for each company: pieces of the history are applied in order. */
  async function catchUp(company: number, replica: Replica): Promise<Replica> {
    const version = await at.directory.version(company);
    while (replica.version < version) {
      const changes = await at.history.changedSince(company, replica.version, PIECE_ROWS);
      for (const { json, ...row } of changes) {
        if (json === null) replica.remove(row.kind, row.id);
        else replica.put({ ...row, json });
      }
      // Versions that put no row (a new event type) are in no history.
      replica.version = changes.at(-1)?.version ?? version;
    }
    return replica;
  }

  /** The one that was read last always stays. */
  function makeRoom(read: number, size: number): void {
    sizes.delete(read);
    sizes.set(read, size);
    let total = [...sizes.values()].reduce((sum, rows) => sum + rows, 0);
    for (const [company, rows] of sizes) {
      if (total <= limits.liveDirectoryRows || company === read) return;
      total -= rows;
      sizes.delete(company);
      kept.delete(company);
    }
  }

  return async (company) => {
    if (at.epoch() !== epoch) for (const map of [kept, sizes]) map.clear();
    epoch = at.epoch();
    const before = kept.get(company) ?? load(company);
    const next = before.then((replica) => catchUp(company, replica));
    kept.set(company, next);
    try {
      const replica = await next;
      makeRoom(company, replica.size);
      return replica.view();
    } catch (error) {
      kept.delete(company);
      sizes.delete(company);
      throw error;
    }
  };
}

interface Held {
  row: DirectoryRow;
  document: LiveDocuments[DirectoryKind];
}

/** What catching up changes. A view that was handed out keeps what it saw: kinds are copied before they change. */
class Replica {
  version: number;
  readonly #kinds = new Map<
    DirectoryKind,
    { rows: Map<number, Held>; view: KindView | null; nextId: number }
  >();

  constructor(version: number) {
    this.version = version;
  }

  get size(): number {
    return [...this.#kinds.values()].reduce((sum, { rows }) => sum + rows.size, 0);
  }

  /** To be called for each kind before its rows come. `nextId`: one beyond the largest id that was ever used. */
  begin(kind: DirectoryKind, nextId: number): void {
    this.#kinds.set(kind, { rows: new Map(), view: null, nextId });
  }

  put(row: DirectoryRow): void {
    const held = this.#writable(row.kind);
    held.rows.set(row.id, { row, document: JSON.parse(row.json) });
    held.nextId = Math.max(held.nextId, row.id + 1);
  }

  /** Its id is used, even when it came and went in one version. */
  remove(kind: DirectoryKind, id: number): void {
    const held = this.#writable(kind);
    held.rows.delete(id);
    held.nextId = Math.max(held.nextId, id + 1);
  }

  view(): LiveDirectory {
    const now = new Map(kinds.map((kind) => [kind, this.#viewOf(kind)]));
    const nextIds = new Map(kinds.map((kind) => [kind, this.#of(kind).nextId]));
    const of = (kind: DirectoryKind): KindView => now.get(kind) ?? new KindView(new Map());
    return {
      version: this.version,
      get: <K extends DirectoryKind>(kind: K, id: number) => of(kind).get(id) as LiveDocuments[K] | null,
      all: <K extends DirectoryKind>(kind: K) => of(kind).all() as LiveDocuments[K][],
      ofUser: <K extends DirectoryKind>(kind: K, id: number) =>
        of(kind).by('userId', id) as LiveDocuments[K][],
      ofConnection: <K extends DirectoryKind>(kind: K, id: number) =>
        of(kind).by('connectionId', id) as LiveDocuments[K][],
      userByEmail: (email) =>
        (of('user').by('email', email.toLowerCase())[0] ?? null) as LiveDocuments['user'] | null,
      nextId: (kind) => nextIds.get(kind) ?? 1,
    };
  }

  #of(kind: DirectoryKind) {
    const held = this.#kinds.get(kind);
    if (held === undefined) throw new Error(`${kind} is not a kind that was loaded`);
    return held;
  }

  #viewOf(kind: DirectoryKind): KindView {
    const held = this.#of(kind);
    held.view ??= new KindView(held.rows);
    return held.view;
  }

  #writable(kind: DirectoryKind) {
    const held = this.#of(kind);
    if (held.view !== null) {
      held.rows = new Map(held.rows);
      held.view = null;
    }
    return held;
  }
}

type IndexedMember = 'userId' | 'connectionId' | 'email';

/** The documents of one kind at one version. Indexes are made when first asked for. */
class KindView {
  readonly #rows: ReadonlyMap<number, Held>;
  readonly #indexes = new Map<IndexedMember, Map<string | number, unknown[]>>();
  #sorted: readonly Held[] | null = null;
  #documents: readonly unknown[] | null = null;

  constructor(rows: ReadonlyMap<number, Held>) {
    this.#rows = rows;
  }

  get(id: number): unknown {
    return this.#rows.get(id)?.document ?? null;
  }

  all(): readonly unknown[] {
    this.#documents ??= this.#inOrder().map(({ document }) => document);
    return this.#documents;
  }

  by(member: IndexedMember, key: string | number): readonly unknown[] {
    let index = this.#indexes.get(member);
    if (index === undefined) {
      index = this.#indexBy(member);
      this.#indexes.set(member, index);
    }
    return index.get(key) ?? [];
  }

  #indexBy(member: IndexedMember): Map<string | number, unknown[]> {
    const index = new Map<string | number, unknown[]>();
    for (const { row, document } of this.#inOrder()) {
      const key = row[member];
      const list = key === null ? undefined : index.get(key);
      if (list !== undefined) list.push(document);
      else if (key !== null) index.set(key, [document]);
    }
    return index;
  }

  #inOrder(): readonly Held[] {
    this.#sorted ??= [...this.#rows.values()].sort((a, b) => a.row.id - b.row.id);
    return this.#sorted;
  }
}
