/** The documents of a whole export: each digest of the log opened, or its absence explained by a removal event. */
import { type AffidavitDocument, isDocument } from './affidavit-file.ts';
import { parseCanonicalJson } from './canonical.ts';
import { readLines } from './certificate-lines.ts';
import { actorTag, digestOf, SALT_BYTES } from './digest.ts';
import type { Digest, DocumentKind, Entry, JsonValue } from './documents.ts';
import { VerifyError } from './error.ts';
import { fromHex, toHex } from './hash.ts';
import { parseStrictJson } from './json.ts';
import { LogFault, type LogReading } from './log-report.ts';
import { type PlacedEntry, placeOf } from './log-tree.ts';
import { reach } from './reach.ts';
import {
  isRemoval,
  isRemovalType,
  parseRemoval,
  REMOVAL_TYPES,
  type Removal,
  removalJson,
  removalTree,
} from './removal.ts';
import { integer, isOfKind, shapeGuard } from './shape.ts';
import { numberPath, TILE_WIDTH, type Tile } from './tiles.ts';

/** One part of 1 MiB, as a JSON string in which everything is escaped. */
const DOCUMENT_LINE_BYTES_MAX = 8 * 1024 * 1024;

/** `documents/<N>.ndjson.gz`, beside the bundle of entries of the same number and width. */
export function documentsPath({ index, width }: Pick<Tile, 'index' | 'width'>): string {
  return `documents/${numberPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}.ndjson.gz`;
}

/** `removals/<seq>.ndjson.gz`: the leaves of the removal event with this seq. */
export function removalsPath(seq: number): string {
  return `removals/${seq}.ndjson.gz`;
}

/** An actor's opening, as a line of a file of documents. */
export interface OpeningLine {
  userId: number;
  /** Hex of 16 bytes. */
  tagSalt: string;
}

const isOpening = shapeGuard<OpeningLine>({
  userId: integer,
  tagSalt: (value) =>
    typeof value === 'string' && /^[0-9a-f]+$/.test(value) && value.length === 2 * SALT_BYTES,
});

/** Removals by kind and digest. */
export type KnownRemovals = ReadonlyMap<string, Removal>;

const keyOf = (kind: Removal['kind'], digest: Digest) => `${kind} ${digest}`;

/**
 * Reads what a removal event took away, and compares it with what the event commits to. Throws LogFault.
 */
export async function readRemovals(
  reading: LogReading,
  event: PlacedEntry,
  documents: BundleDocuments,
): Promise<Removal[]> {
  const { entry, seq } = event;
  const fail = (message: string, cause?: unknown) => new LogFault(message, placeOf(event), { cause });
  const metadata = entry.parts.metadata === null ? null : documents.direct(entry.parts.metadata, 'metadata');
  if (metadata === null)
    throw fail('WITHHELD: the metadata of this removal event, which say what it removed');
  const path = removalsPath(seq);
  const removals: Removal[] = [];
  for await (const line of linesOf(reading, path)) {
    const removal = parseStrictJson(line);
    if (!isRemoval(removal) || removalJson(removal) !== line)
      throw fail(`${path}: line ${removals.length + 1} is no removal`);
    removals.push(removal);
  }
  try {
    const { cause, count, root } = parseRemoval(metadata);
    if (REMOVAL_TYPES[cause] !== entry.type) throw fail(`its metadata tell of another cause: ${cause}`);
    if (count !== removals.length || toHex(removalTree(removals, reading.hash).root) !== root)
      throw fail(`${path} is not what the removal event commits to`);
  } catch (cause) {
    if (!(cause instanceof VerifyError)) throw cause;
    throw fail(`${path}: ${cause.message}`, cause);
  }
  return removals;
}

/** Adds removals to those that are known. */
export function knowRemovals(known: Map<string, Removal>, removals: readonly Removal[]): void {
  for (const removal of removals) known.set(keyOf(removal.kind, removal.digest), removal);
}

class Withheld extends LogFault {
  readonly kind: DocumentKind;

  constructor(path: string, kind: DocumentKind, placed: PlacedEntry) {
    super(`WITHHELD: no document opens its ${path}, and no removal event says why`, placeOf(placed));
    this.kind = kind;
  }
}

interface Opened {
  kind: DocumentKind;
  value: JsonValue;
}

/** The documents given beside one bundle of entries. */
export class BundleDocuments {
  readonly #path: string;
  readonly #documents = new Map<Digest, Opened>();
  /** User ids by actor tag. */
  readonly #actors = new Map<Digest, number>();

  private constructor(path: string) {
    this.#path = path;
  }

  /** Throws LogFault when the file is missing or damaged, and for a line that is no document. */
  static async read(reading: LogReading, tile: Tile): Promise<BundleDocuments> {
    const path = documentsPath(tile);
    const bundle = new BundleDocuments(path);
    let number = 0;
    for await (const line of linesOf(reading, path)) {
      number += 1;
      try {
        bundle.#add(parseStrictJson(line), reading);
      } catch (cause) {
        if (!(cause instanceof VerifyError)) throw cause;
        throw new LogFault(`${path}, line ${number}: ${cause.message}`, null, { cause });
      }
    }
    return bundle;
  }

  /** The document with this digest itself. */
  direct(digest: Digest, kind: DocumentKind): JsonValue | null {
    const found = this.#documents.get(digest);
    return found?.kind === kind ? found.value : null;
  }

  /** Checks every digest of these entries. Throws LogFault naming the first event with one that does not hold. */
  check(entries: readonly PlacedEntry[], removals: KnownRemovals, reading: LogReading): void {
    const named = new Set<Digest>();
    for (const placed of entries) {
      try {
        this.#checkEvent(placed, removals, named, reading);
      } catch (error) {
        if (error instanceof Withheld && this.#holdsOther(error.kind, entries, removals))
          throw new LogFault(`${error.message}: the ${error.kind} that is given was not sealed`, error.event);
        throw error;
      }
    }
    const stray =
      [...this.#documents.keys()].find((digest) => !named.has(digest)) ??
      [...this.#actors.keys()].find((tag) => !named.has(tag));
    if (stray !== undefined)
      throw new LogFault(`${this.#path}: no entry beside it names what has the digest ${stray}`);
    reading.counts.documents += this.#documents.size;
  }

  #checkEvent(placed: PlacedEntry, removals: KnownRemovals, named: Set<Digest>, reading: LogReading): void {
    const { entry } = placed;
    const fail = (message: string) => new LogFault(message, placeOf(placed));
    const lookup = (digest: Digest, kind: DocumentKind) =>
      this.#resolve(digest, kind, removals).opened?.value ?? null;
    for (const { digest, kind, path } of reach(entry, lookup)) {
      const { opened, at, through, erased } = this.#resolve(digest, kind, removals);
      if (opened === null && !erased) throw new Withheld(path, kind, placed);
      if (through > 0 && isRemovalType(entry.type) && isPart(kind))
        throw fail(`the ${path} of a removal event is never removed`);
      if (opened !== null) named.add(at);
      if (opened === null) reading.counts.erased += 1;
      else if (through > 0) reading.counts.redacted += 1;
    }
    this.#checkActor(placed, removals, named, reading);
    const person = entry.parts.person === null ? null : lookup(entry.parts.person, 'person');
    const actorId = entry.actor === null ? null : this.#actors.get(entry.actor);
    if (person !== null && actorId !== undefined && idOf(person) !== actorId)
      throw fail('the person is not the actor');
    const connection = entry.parts.connection === null ? null : lookup(entry.parts.connection, 'connection');
    if (connection !== null && idOf(connection) !== entry.connectionId)
      throw fail('the connection is not the one of the entry');
  }

  /** Whether a document of a kind is given that none of the entries names: in the place of the one that is missing. */
  #holdsOther(kind: DocumentKind, entries: readonly PlacedEntry[], removals: KnownRemovals): boolean {
    const lookup = (digest: Digest, of: DocumentKind) =>
      this.#resolve(digest, of, removals).opened?.value ?? null;
    const named = new Set<Digest>();
    for (const { entry } of entries)
      for (const ref of reach(entry, lookup)) named.add(this.#resolve(ref.digest, ref.kind, removals).at);
    return [...this.#documents].some(([digest, one]) => one.kind === kind && !named.has(digest));
  }

  #checkActor(
    placed: PlacedEntry & { entry: Entry },
    removals: KnownRemovals,
    named: Set<Digest>,
    { counts }: LogReading,
  ): void {
    const { actor } = placed.entry;
    if (actor === null) return;
    if (this.#actors.has(actor)) named.add(actor);
    else if (removals.has(keyOf('actor', actor))) counts.erased += 1;
    else
      throw new LogFault('WITHHELD: nothing opens its actor, and no removal event says why', placeOf(placed));
  }

  /** Follows replacements until a document is given. */
  #resolve(digest: Digest, kind: DocumentKind, removals: KnownRemovals) {
    const seen = new Set<Digest>();
    let at: Digest = digest;
    for (;;) {
      const opened = this.#documents.get(at);
      if (opened?.kind === kind) return { opened, at, through: seen.size, erased: false };
      const removal = seen.has(at) ? undefined : removals.get(keyOf(kind, at));
      if (removal === undefined) return { opened: null, at, through: seen.size, erased: false };
      seen.add(at);
      if (removal.replacement === null) return { opened: null, at, through: seen.size, erased: true };
      at = removal.replacement;
    }
  }

  #add(line: JsonValue, { hash }: LogReading): void {
    if (isOpening(line)) {
      const tag = actorTag(fromHex(line.tagSalt), line.userId, hash);
      if (this.#actors.has(tag)) throw new VerifyError('document', 'an opening is given twice');
      this.#actors.set(tag, line.userId);
      return;
    }
    if (!isDocument(line))
      throw new VerifyError('document', 'neither a document nor the opening of an actor');
    const { kind, salt, bytes }: AffidavitDocument = line;
    const value = parseCanonicalJson(bytes);
    if (!isOfKind(kind, value))
      throw new VerifyError('document', `a ${kind} document has not the members of its kind`);
    const digest = digestOf(kind, fromHex(salt), bytes, hash);
    if (this.#documents.has(digest)) throw new VerifyError('document', `a ${kind} document is given twice`);
    this.#documents.set(digest, { kind, value });
  }
}

async function* linesOf({ read, gunzip }: LogReading, path: string): AsyncGenerator<string> {
  const bytes = await read(path);
  if (bytes === null) throw new LogFault(`${path} is missing`);
  try {
    yield* readLines(gunzip([bytes]), DOCUMENT_LINE_BYTES_MAX);
  } catch (cause) {
    if (!(cause instanceof VerifyError)) throw cause;
    throw new LogFault(`${path} is damaged: ${cause.message}`, null, { cause });
  }
}

function isPart(kind: DocumentKind): boolean {
  return kind === 'text' || kind === 'metadata' || kind === 'test';
}

function idOf(document: unknown): unknown {
  return typeof document === 'object' && document !== null ? Reflect.get(document, 'id') : null;
}
