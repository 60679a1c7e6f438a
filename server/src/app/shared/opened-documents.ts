/**
 * What opens the digests that events commit to: documents with their salts, openings of actors, and, for what is no
 * longer there, the removals that say so. Each is read once for a run of events, however many of them name it.
 */
import {
  actorTag,
  type Digest,
  type DocumentKind,
  digestOf,
  type Entry,
  reach,
  snapshotSalt,
} from '@affidavit/verify';
import type { Erasing, KeptRemoval } from '../ports/erasing.ts';
import type { Directory, EventReader, StoredEvent, Subject, SubjectRef } from '../ports.ts';
import { nativeSha256 } from './secrets.ts';

/** A document as it was digested. */
export interface OpenedDocument {
  kind: DocumentKind;
  salt: Uint8Array;
  json: string;
}

/** Of one event. */
export interface OpenedEvent {
  /** What its entry reaches, or the redacted documents that stand for it, once each. */
  documents: readonly OpenedDocument[];
  /** The removals that lead from what is not there to what stands for it, or to nothing. */
  removals: readonly KeptRemoval[];
  /** Opens the actor's tag; null when the system acted or the opening is gone. */
  actor: { userId: number; tagSalt: Uint8Array } | null;
  /** What is committed to, is not there, and no removal says why: paths as `reach` gives them, or `actor`. */
  missing: readonly string[];
}

interface Ports {
  events: EventReader;
  directory: Directory;
  erasing: Pick<Erasing, 'removalsOf'>;
}

/** Of each event, in order. */
export async function openEvents(
  at: Ports,
  company: number,
  events: readonly StoredEvent[],
): Promise<readonly OpenedEvent[]> {
  const opener = new Opener(at, company);
  for (const event of events) opener.addParts(event);
  while (await opener.openMore(events));
  return events.map((event) => opener.opened(event));
}

class Opener {
  readonly #at: Ports;
  readonly #company: number;
  readonly #documents = new Map<Digest, OpenedDocument & { value?: unknown }>();
  readonly #removals = new Map<Digest, KeptRemoval>();
  readonly #actors = new Map<Digest, { userId: number; tagSalt: Uint8Array }>();
  readonly #subjects = new Map<string, Promise<Subject | null>>();
  /** Digests that were asked for. */
  readonly #asked = new Set<Digest>();

  constructor(at: Ports, company: number) {
    this.#at = at;
    this.#company = company;
  }

  /** A part that is there may be a redacted copy: it is known by its own digest. */
  addParts({ parts }: StoredEvent): void {
    for (const kind of ['text', 'metadata', 'test'] as const) {
      const part = parts[kind];
      if (part !== null)
        this.#documents.set(digestOf(kind, part.salt, part.json, nativeSha256), { kind, ...part });
    }
  }

  /** Reads what the events reach so far and is not known yet; false when there is nothing. */
  async openMore(events: readonly StoredEvent[]): Promise<boolean> {
    const wanted = new Map<Digest, DocumentKind | 'actor'>();
    for (const event of events) {
      for (const ref of this.#reach(event.entry)) {
        const { end, document } = this.#follow(ref.digest, ref.kind);
        if (document === null && end !== null) wanted.set(end, ref.kind);
      }
      const { actor } = event.entry;
      if (actor !== null && !this.#asked.has(actor) && !(await this.#openActor(actor, event.actorId)))
        wanted.set(actor, 'actor');
    }
    const missing = [...wanted.keys()].filter((digest) => !this.#asked.has(digest));
    if (missing.length === 0) return false;
    for (const digest of missing) this.#asked.add(digest);
    await this.#openSnapshots(missing.filter((digest) => isSnapshot(wanted.get(digest))));
    const gone = missing.filter((digest) => !this.#documents.has(digest));
    if (gone.length > 0) await this.#findRemovals(gone, wanted);
    return true;
  }

  opened({ entry }: StoredEvent): OpenedEvent {
    const documents = new Set<OpenedDocument>();
    const removals = new Set<KeptRemoval>();
    const missing: string[] = [];
    for (const { digest, kind, path } of this.#reach(entry)) {
      const { document, end, through } = this.#follow(digest, kind);
      if (document !== null) documents.add(document);
      else if (end !== null) missing.push(path);
      for (const removal of through) removals.add(removal);
    }
    const actor = entry.actor === null ? null : (this.#actors.get(entry.actor) ?? null);
    if (entry.actor !== null && actor === null) {
      const cut = this.#removals.get(entry.actor);
      if (cut === undefined) missing.push('actor');
      else removals.add(cut);
    }
    return { documents: [...documents], removals: [...removals], actor, missing };
  }

  #reach(entry: Entry) {
    return reach(entry, (digest, kind) => {
      const { document } = this.#follow(digest, kind);
      if (document === null) return null;
      document.value ??= JSON.parse(document.json);
      return document.value;
    });
  }

  /** From a digest through its removals to the document that stands for it; `end` is where that is not known. */
  #follow(digest: Digest, kind: DocumentKind) {
    const through: KeptRemoval[] = [];
    for (let end: Digest | null = digest; ; ) {
      const document = end === null ? undefined : this.#documents.get(end);
      if (document?.kind === kind) return { document, end, through };
      const removal: KeptRemoval | undefined = end === null ? undefined : this.#removals.get(end);
      if (removal === undefined || removal.kind !== kind || through.includes(removal))
        return { document: null, end, through };
      through.push(removal);
      end = removal.replacement;
    }
  }

  async #openSnapshots(digests: readonly Digest[]): Promise<void> {
    if (digests.length === 0) return;
    for (const snapshot of await this.#at.events.snapshots(this.#company, digests)) {
      const { digest, kind, id, version, json } = snapshot;
      const subject = await this.#subject(snapshot.subject);
      if (subject === null) continue;
      const salt = snapshotSalt(subject.key, kind, id, version);
      // A row that is not what was sealed opens nothing, whatever name it stands under.
      if (digestOf(kind, salt, json, nativeSha256) === digest)
        this.#documents.set(digest, { kind, salt, json });
    }
  }

  /** A digest that was removed, came back and was removed again: the last removal tells how it stands. */
  async #findRemovals(digests: readonly Digest[], kinds: ReadonlyMap<Digest, string>): Promise<void> {
    for (const removal of await this.#at.erasing.removalsOf(this.#company, digests)) {
      if (removal.kind !== kinds.get(removal.digest)) continue;
      const known = this.#removals.get(removal.digest);
      if (known === undefined || known.seq < removal.seq) this.#removals.set(removal.digest, removal);
    }
  }

  async #openActor(tag: Digest, userId: number | null): Promise<boolean> {
    if (this.#actors.has(tag)) return true;
    const subject = userId === null ? null : await this.#subject({ kind: 'person', id: userId });
    if (userId === null || subject === null) return false;
    const { tagSalt } = subject;
    if (actorTag(tagSalt, userId, nativeSha256) !== tag) return false;
    this.#actors.set(tag, { userId, tagSalt });
    return true;
  }

  #subject(ref: SubjectRef): Promise<Subject | null> {
    const name = `${ref.kind} ${ref.id}`;
    const known = this.#subjects.get(name) ?? this.#at.directory.subject(this.#company, ref);
    this.#subjects.set(name, known);
    return known;
  }
}

function isSnapshot(kind: DocumentKind | 'actor' | undefined): boolean {
  return kind !== 'text' && kind !== 'metadata' && kind !== 'test' && kind !== 'actor';
}
