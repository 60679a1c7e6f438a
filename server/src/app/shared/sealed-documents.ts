/** The documents that a run of events commits to, as a stranger needs them: with their salts, each once. */
import {
  type AffidavitDocument,
  actorTag,
  type Digest,
  type DocumentKind,
  digestOf,
  isRemovalType,
  type OpeningLine,
  reach,
  snapshotSalt,
  toHex,
} from '@affidavit/verify';
import type { Directory, EventReader, Part, Snapshot, StoredEvent, Subject, SubjectRef } from '../ports.ts';
import { namedDigests } from './named-digests.ts';
import { nativeSha256 } from './secrets.ts';

export interface SealedDocuments {
  /** In the order in which the events name them. */
  documents: readonly AffidavitDocument[];
  openings: readonly OpeningLine[];
  /** What is committed to and not there as it was sealed: a removal event must say why. */
  absent: readonly { event: StoredEvent; path: string; kind: DocumentKind | 'actor'; digest: Digest }[];
}

interface Kept {
  kind: DocumentKind;
  salt: Uint8Array;
  json: string;
}

export async function sealedDocuments(
  at: { events: EventReader; directory: Directory },
  company: number,
  events: readonly StoredEvent[],
): Promise<SealedDocuments> {
  const subjects = new Map<string, Promise<Subject | null>>();
  const subjectOf = (ref: SubjectRef) => {
    const name = `${ref.kind} ${ref.id}`;
    const known = subjects.get(name) ?? at.directory.subject(company, ref);
    subjects.set(name, known);
    return known;
  };
  const kept = new Map<Digest, Kept>();
  for (const event of events) addParts(kept, event);
  await addSnapshots(kept, at.events, company, events, subjectOf);
  const values = new Map<Digest, unknown>();
  const lookup = (digest: Digest, kind: DocumentKind): unknown => {
    const found = kept.get(digest);
    if (found === undefined || found.kind !== kind) return null;
    const value = values.get(digest) ?? (JSON.parse(found.json) as unknown);
    values.set(digest, value);
    return value;
  };
  const openings = new Map<Digest, OpeningLine>();
  const absent: SealedDocuments['absent'][number][] = [];
  for (const event of events) {
    for (const { digest, kind, path } of reach(event.entry, lookup))
      if (kept.get(digest)?.kind !== kind) absent.push({ event, path, kind, digest });
    const { actor } = event.entry;
    if (actor === null || openings.has(actor)) continue;
    const opening = await openingOf(event, subjectOf);
    if (opening !== null) openings.set(actor, opening);
    else absent.push({ event, path: 'actor', kind: 'actor', digest: actor });
  }
  return {
    documents: [...kept.values()].map(({ kind, salt, json }) => ({ kind, salt: toHex(salt), bytes: json })),
    openings: [...openings.values()],
    absent,
  };
}

/** A part that is there may be a redacted copy: it is known by its own digest. */
function addParts(kept: Map<Digest, Kept>, event: StoredEvent): void {
  for (const kind of ['text', 'metadata', 'test'] as const) {
    const part: Part | null = event.parts[kind];
    if (part === null) continue;
    kept.set(digestOf(kind, part.salt, part.json, nativeSha256), { kind, ...part });
  }
}

async function addSnapshots(
  kept: Map<Digest, Kept>,
  reader: EventReader,
  company: number,
  events: readonly StoredEvent[],
  subjectOf: (ref: SubjectRef) => Promise<Subject | null>,
): Promise<void> {
  const asked = new Set<Digest>();
  let wanted = events.flatMap(({ entry: { parts } }) => [parts.person, parts.connection]);
  // Four levels at most: person, identity, connection, owner and workspace.
  while (wanted.length > 0) {
    const missing = [...new Set(wanted.filter((digest) => digest !== null))].filter((one) => !asked.has(one));
    for (const digest of missing) asked.add(digest);
    const found: readonly Snapshot[] = missing.length === 0 ? [] : await reader.snapshots(company, missing);
    for (const { kind, id, version, subject, json, digest } of found) {
      const owner = await subjectOf(subject);
      if (owner !== null) kept.set(digest, { kind, salt: snapshotSalt(owner.key, kind, id, version), json });
    }
    wanted = found.flatMap(({ json }) => namedDigests(JSON.parse(json) as object));
  }
}

async function openingOf(
  { actorId, entry }: StoredEvent,
  subjectOf: (ref: SubjectRef) => Promise<Subject | null>,
): Promise<OpeningLine | null> {
  if (actorId === null) return null;
  const subject = await subjectOf({ kind: 'person', id: actorId });
  if (subject === null || actorTag(subject.tagSalt, actorId, nativeSha256) !== entry.actor) return null;
  return { userId: actorId, tagSalt: toHex(subject.tagSalt) };
}

/** Whether an event tells of removals. */
export function isRemovalEvent({ entry }: StoredEvent): boolean {
  return isRemovalType(entry.type);
}
