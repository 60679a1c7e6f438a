/** What the log's documents hold of a person: every part of every event, and every snapshot. */
import {
  canonicalJson,
  type Digest,
  digestOf,
  isRemovalType,
  type JsonValue,
  type Removal,
  snapshotSalt,
} from '@affidavit/verify';
import type { OwnDocument } from '../../../domain/erasing/identifiers.ts';
import type { Redactor } from '../../../domain/erasing/redact.ts';
import type { Erasing, PartKind, RemovedPart, SnapshotPlace } from '../../ports/erasing.ts';
import type { Directory, EventReader, Part, Snapshot, StoredEvent, World } from '../../ports.ts';
import { breathe } from '../breath.ts';
import { namedDigests } from '../named-digests.ts';
import { nativeSha256 } from '../secrets.ts';

const PIECE_EVENTS = 256;
const PIECE_SNAPSHOTS = 1_000;
const PARTS: readonly PartKind[] = ['text', 'metadata', 'test'];

/** An event that loses something: a part, who acted, or a document that it reaches. */
export interface Touched {
  seq: number;
  id: string;
  createdAt: string;
}

/** What of the log's documents has to go. */
export interface LogRemoval {
  /** By digest. */
  leaves: Map<Digest, Removal>;
  parts: RemovedPart[];
  actorSeqs: number[];
  touched: Touched[];
  /** Ids of events that name the person where nothing can be taken out. */
  sealed: string[];
  /** Events, snapshots and rows of others that may name the person inside of longer words, such as logins. */
  doubts: string[];
}

export function emptyRemoval(): LogRemoval {
  return { leaves: new Map(), parts: [], actorSeqs: [], touched: [], sealed: [], doubts: [] };
}

/** Events of one company in order, in pieces, from `from` to before `to`. */
export async function* eventsBetween(
  events: EventReader,
  company: number,
  from: number,
  to: number,
): AsyncGenerator<StoredEvent> {
  for (let seq = from; seq < to; ) {
    const piece = await events.eventsFrom(company, seq, Math.min(PIECE_EVENTS, to - seq));
    if (piece.length === 0) return;
    yield* piece;
    seq += piece.length;
    await new Promise((resume) => setImmediate(resume));
  }
}

/** The part as it is now, taken away or said otherwise; `document` undefined: nothing takes its place. */
export function removePart(
  removal: LogRemoval,
  world: World,
  { seq }: StoredEvent,
  kind: PartKind,
  part: Part,
  document?: JsonValue,
): void {
  const replacement =
    document === undefined ? null : { salt: world.randomBytes(16), json: canonicalJson(document) };
  const digest = partDigest(kind, part);
  removal.parts.push({ seq, kind, replacement });
  removal.leaves.set(digest, {
    digest,
    kind,
    replacement: replacement === null ? null : partDigest(kind, replacement),
  });
}

export function partDigest(kind: PartKind, { salt, json }: Part): Digest {
  return digestOf(kind, salt, json, nativeSha256);
}

/** The parts of one event. True when it loses something. */
export function searchEvent(
  removal: LogRemoval,
  world: World,
  event: StoredEvent,
  person: { userId: number; redactor: Redactor; removed: ReadonlySet<Digest> },
): boolean {
  const own = event.actorId === person.userId;
  const before = removal.parts.length;
  const { provenance, type } = event.entry;
  if (provenance !== null && person.redactor.name(provenance.system) !== provenance.system)
    removal.sealed.push(event.entry.id);
  for (const kind of PARTS) {
    const part = event.parts[kind];
    if (part === null) continue;
    // Why something is gone can always be read.
    if (isRemovalType(type)) {
      if (person.redactor.part(kind, part.json) !== null) removal.sealed.push(event.entry.id);
      continue;
    }
    // All of what they did themselves is about them. A test result is evidence whoever it was about.
    if (own && kind !== 'test') {
      removePart(removal, world, event, kind, part);
      continue;
    }
    const redacted = person.redactor.part(kind, part.json);
    if (
      redacted === null ? person.removed.has(partDigest(kind, part)) : kind !== 'test' && redacted.aboutPerson
    ) {
      removePart(removal, world, event, kind, part);
      continue;
    }
    if (redacted !== null) removePart(removal, world, event, kind, part, redacted.document);
    const left = redacted === null ? part.json : JSON.stringify(redacted.document);
    if (person.redactor.doubts(left)) removal.doubts.push(`event ${event.entry.id}`);
  }
  if (own) removal.actorSeqs.push(event.seq);
  return own || removal.parts.length > before;
}

/** All snapshots of a company. */
export async function* allSnapshots(erasing: Erasing, company: number): AsyncGenerator<Snapshot> {
  let after: SnapshotPlace | null = null;
  for (;;) {
    const piece: readonly Snapshot[] = await erasing.snapshotsAfter(company, after, PIECE_SNAPSHOTS);
    yield* piece;
    after = piece.at(-1) ?? null;
    if (piece.length < PIECE_SNAPSHOTS) return;
  }
}

export function isOf(snapshot: Snapshot, userId: number): boolean {
  return snapshot.subject.kind === 'person' && snapshot.subject.id === userId;
}

export async function ownSnapshots(
  erasing: Erasing,
  company: number,
  userId: number,
): Promise<OwnDocument[]> {
  const found: OwnDocument[] = [];
  for await (const snapshot of allSnapshots(erasing, company))
    if (isOf(snapshot, userId)) found.push(JSON.parse(snapshot.json) as OwnDocument);
  return found;
}

export interface SnapshotRemoval {
  removed: Digest[];
  /** Redacted versions that stand for others. */
  added: Snapshot[];
  searched: number;
  /** Digests of all snapshots that change, or reach one that does. */
  affected: ReadonlySet<Digest>;
}

/** The person's snapshots go; a snapshot of somebody or something else that names them gets a redacted version. */
export async function searchSnapshots(
  removal: LogRemoval,
  at: { erasing: Erasing; directory: Directory },
  company: number,
  person: { userId: number; redactor: Redactor },
): Promise<SnapshotRemoval> {
  const result = { removed: [] as Digest[], added: [] as Snapshot[], searched: 0 };
  const named = new Map<Digest, Digest[]>();
  const newest = new Map<string, number>();
  const naming: { snapshot: Snapshot; json: string }[] = [];
  for await (const snapshot of allSnapshots(at.erasing, company)) {
    await breathe(result.searched++);
    named.set(snapshot.digest, namedDigests(JSON.parse(snapshot.json) as object));
    newest.set(nameOf(snapshot), snapshot.version);
    if (isOf(snapshot, person.userId)) {
      result.removed.push(snapshot.digest);
      removal.leaves.set(snapshot.digest, {
        digest: snapshot.digest,
        kind: snapshot.kind,
        replacement: null,
      });
      continue;
    }
    const document = person.redactor.document(snapshot.json);
    const left = document === null ? snapshot.json : canonicalJson(document);
    if (document !== null) naming.push({ snapshot, json: left });
    if (person.redactor.doubts(left)) removal.doubts.push(`${snapshot.kind} ${snapshot.id}`);
  }
  for (const { snapshot, json } of naming) {
    const version = (newest.get(nameOf(snapshot)) ?? 0) + 1;
    newest.set(nameOf(snapshot), version);
    const copy = await copyOf(at.directory, company, snapshot, version, json);
    result.removed.push(snapshot.digest);
    if (copy !== null) result.added.push(copy);
    const replacement = copy?.digest ?? null;
    removal.leaves.set(snapshot.digest, { digest: snapshot.digest, kind: snapshot.kind, replacement });
  }
  return { ...result, affected: reaching(named, new Set(result.removed)) };
}

function nameOf({ kind, id }: SnapshotPlace): string {
  return `${kind} ${id}`;
}

/** A version of its own, so that it has a salt of its own. Null when the subject is erased too. */
async function copyOf(
  directory: Directory,
  company: number,
  { kind, id, subject }: Snapshot,
  version: number,
  json: string,
): Promise<Snapshot | null> {
  const secrets = await directory.subject(company, subject);
  if (secrets === null) return null;
  const digest = digestOf(kind, snapshotSalt(secrets.key, kind, id, version), json, nativeSha256);
  return { digest, kind, id, version, subject, json };
}

function reaching(named: ReadonlyMap<Digest, readonly Digest[]>, affected: Set<Digest>): Set<Digest> {
  for (let before = -1; before !== affected.size; ) {
    before = affected.size;
    for (const [digest, digests] of named) if (digests.some((one) => affected.has(one))) affected.add(digest);
  }
  return affected;
}
