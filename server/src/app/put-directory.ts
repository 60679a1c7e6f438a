/** Creating and replacing directory documents: the people, connections and the rest that events name. */
import { invalid, Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { directoryBodies, type PutKind } from '../domain/schemas.ts';
import { isoTime, parseTime } from '../domain/time.ts';
import { type Check, compileSchema } from '../domain/validate.ts';
import type { Change, Company, Directory, DirectoryKind, DirectoryRow, Ledger, World } from './ports.ts';
import { commitOrRefuse, directoryMoves, recordedBy } from './shared/commit.ts';
import { type LiveDocument, newSubject, rowOf, subjectOf } from './shared/directory-rows.ts';

export type PutDirectory = (
  company: Company,
  kind: PutKind,
  bodies: readonly unknown[],
) => Promise<readonly object[]>;

type Body = Record<string, unknown>;

/** How one collection is stored: its kind, its subject, its defaults, and the members that name other documents. */
interface Collection {
  kind: DirectoryKind;
  check: Check;
  /** A null for every member that a body may leave out. */
  absent: Body;
  names: Readonly<Record<string, DirectoryKind>>;
}

const collections: Readonly<Record<PutKind, Collection>> = {
  users: collection('users', 'user', { roles: [], entryId: null, termsAgreedAt: null }, {}),
  workspaces: collection('workspaces', 'workspace', { primary: false }, {}),
  connections: collection(
    'connections',
    'connection',
    { state: 'ACTIVE', connected: true, providerTypes: [], workspaceIds: [], requestorId: null },
    { ownerId: 'user', workspaceIds: 'workspace' },
  ),
  identities: collection('identities', 'identity', {}, { userId: 'user', connectionId: 'connection' }),
  backgroundChecks: collection('backgroundChecks', 'backgroundCheck', {}, { userId: 'user' }),
  userDocuments: collection('userDocuments', 'userDocument', {}, { userId: 'user' }),
};

/** Members of a schema default to null unless `defaults` says otherwise; ids and times are assigned on their own. */
function collection(
  put: PutKind,
  kind: DirectoryKind,
  defaults: Body,
  names: Collection['names'],
): Collection {
  const schema = directoryBodies[put];
  const members = Object.keys(schema.properties).filter(
    (name) => !['id', 'createdAt', 'updatedAt'].includes(name),
  );
  const absent = { ...Object.fromEntries(members.map((name) => [name, null])), ...defaults };
  return { kind, check: compileSchema(schema), absent, names };
}

/**
 * All or nothing. A document with an `id` replaces the one that has it; a user without one replaces the user of the
 * same e-mail; otherwise an id is assigned. Rejects with Refused `invalid` naming the member, or `conflict`
 * when an e-mail belongs to another user. Answers the documents as they are stored now.
 */
export function putDirectory(at: { ledger: Ledger; directory: Directory; world: World }): PutDirectory {
  return async (company, put, bodies) => {
    const collection = collections[put];
    for (let attempt = 0; attempt < limits.staleRetries; attempt++) {
      const directoryVersion = await at.directory.version(company.company);
      const draftsman = new Placement(at, company, collection);
      for (const [i, body] of bodies.entries())
        await draftsman.place(body, bodies.length > 1 ? `[${i}]` : '');
      const [outcome] = await commitOrRefuse(at.ledger, [
        {
          company: company.company,
          now: at.world.now(),
          directoryVersion,
          changes: draftsman.changes,
          snapshots: [],
          events: [],
          idempotency: null,
        },
      ]);
      if (outcome === undefined || outcome.is === 'stale') continue;
      recordedBy(outcome);
      return draftsman.documents;
    }
    throw directoryMoves();
  };
}

/** Places documents of one collection, one after the other, against the directory at one version. */
class Placement {
  readonly changes: Change[] = [];
  readonly documents: LiveDocument[] = [];
  readonly #at: { directory: Directory; world: World };
  readonly #company: number;
  readonly #collection: Collection;
  readonly #placed = new Set<number>();
  #nextId: number | null = null;

  constructor(at: { directory: Directory; world: World }, company: Company, collection: Collection) {
    this.#at = at;
    this.#company = company.company;
    this.#collection = collection;
  }

  async place(body: unknown, path: string): Promise<void> {
    const { kind, check, absent } = this.#collection;
    const faults = check(body).map((fault) => ({ ...fault, path: joined(path, fault.path) }));
    if (faults.length > 0) throw new Refused({ is: 'invalid', faults });
    const given = normaliseTimes(body as Body, path);
    await this.#checkNames(given, path);
    const old = await this.#existing(given);
    const id = old?.id ?? (typeof given.id === 'number' ? given.id : await this.#freshId());
    if (this.#placed.has(id)) throw invalid(joined(path, 'id'), `names ${kind} ${id} a second time`);
    this.#placed.add(id);
    const before = old === null ? {} : (JSON.parse(old.json) as Body);
    const now = isoTime(this.#at.world.now());
    const document = {
      ...absent,
      ...(kind === 'user' && {
        entryId: before.entryId ?? this.#at.world.uuid(),
        termsAgreedAt: before.termsAgreedAt ?? null,
      }),
      createdAt: before.createdAt ?? now,
      updatedAt: now,
      ...given,
      id,
    } as Body & LiveDocument;
    await this.#put(document);
  }

  async #put(document: LiveDocument): Promise<void> {
    const { kind } = this.#collection;
    this.changes.push({ do: 'put', row: rowOf(kind, document) });
    this.documents.push(document);
    const ref = subjectOf(kind, document.id);
    if (ref !== null && (await this.#at.directory.subject(this.#company, ref)) === null)
      this.changes.push(newSubject(this.#at.world, ref));
  }

  async #existing(given: Body): Promise<DirectoryRow | null> {
    const { kind } = this.#collection;
    if (typeof given.id === 'number') return this.#at.directory.row(this.#company, kind, given.id);
    if (kind !== 'user') return null;
    return this.#at.directory.userByEmail(this.#company, String(given.email).toLowerCase());
  }

  async #freshId(): Promise<number> {
    this.#nextId ??= await this.#at.directory.nextId(this.#company, this.#collection.kind);
    while (this.#placed.has(this.#nextId)) this.#nextId++;
    return this.#nextId++;
  }

  async #checkNames(given: Body, path: string): Promise<void> {
    for (const [member, kind] of Object.entries(this.#collection.names))
      for (const id of [given[member]].flat())
        if (typeof id === 'number' && (await this.#at.directory.row(this.#company, kind, id)) === null)
          throw invalid(joined(path, member), `${kind} ${id} is not in the directory: add it first`);
  }
}

/** Every member that ends in At is a time: kept as ISO 8601 with milliseconds. */
function normaliseTimes(body: Body, path: string): Body {
  const entries = Object.entries(body).map(([member, value]) => {
    if (!member.endsWith('At') || typeof value !== 'string') return [member, value];
    const at = parseTime(value);
    if (at === null) throw invalid(joined(path, member), 'must be a time such as 2025-07-01T16:45:55.246Z');
    return [member, isoTime(at)];
  });
  return Object.fromEntries(entries) as Body;
}

function joined(path: string, member: string): string {
  return path === '' || member === '' ? path + member : `${path}.${member}`;
}
