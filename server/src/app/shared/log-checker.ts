/** One company's log, read again: every digest, leaf, node, root and its checkpoint. */
import {
  actorTag,
  type Digest,
  digestOf,
  ENTRY_BYTES_MAX,
  entryJson,
  equalBytes,
  Frontier,
  isCreatedAhead,
  isRemovalType,
  leafHash,
  rootAt,
  snapshotSalt,
} from '@affidavit/verify';
import { StoreDamaged } from '../../domain/errors.ts';
import { parseTime } from '../../domain/time.ts';
import type { Erasing } from '../ports/erasing.ts';
import type {
  Checkpoints,
  Company,
  Directory,
  EventReader,
  Part,
  Snapshot,
  StoredEvent,
  Subject,
} from '../ports.ts';
import { KnownRemovals } from './known-removals.ts';
import { openSignedCheckpoint } from './log-signer.ts';
import { namedDigests } from './named-digests.ts';
import { nativeSha256 } from './secrets.ts';

export interface LogPorts {
  events: EventReader;
  directory: Directory;
  erasing: Erasing;
  checkpoints: Checkpoints;
}

const CHUNK_EVENTS = 512;

/** Checks one company's log from the first event to the head. Rejects with StoreDamaged naming the first thing that is wrong. */
export class LogChecker {
  size = 0;
  readonly #at: LogPorts;
  readonly #company: Company;
  readonly #frontier = new Frontier(nativeSha256);
  readonly #removals: KnownRemovals;
  readonly #checked = new Set<Digest>();
  readonly #subjects = new Map<string, Promise<Subject | null>>();
  #recordedAt = 0;

  constructor(at: LogPorts, company: Company) {
    this.#at = at;
    this.#company = company;
    this.#removals = new KnownRemovals(at, company.company);
  }

  /** Of the tree over the events that were checked. */
  get root(): Uint8Array {
    return this.#frontier.root();
  }

  get snapshots(): number {
    return this.#checked.size;
  }

  /** Up to the head as it is now: a server may go on recording meanwhile. */
  async run(progress: (done: number) => void): Promise<void> {
    const { events } = this.#at;
    const { company } = this.#company;
    const head = await events.head(company);
    while (this.size < head.size) {
      const chunk = await events.eventsFrom(
        company,
        this.size,
        Math.min(CHUNK_EVENTS, head.size - this.size),
      );
      if (chunk.length === 0) this.#fail(`the head counts ${head.size} events, the log holds ${this.size}`);
      for (const event of chunk) await this.#checkEvent(event);
      progress(this.size);
    }
    if (!equalBytes(head.root, this.#frontier.root()))
      this.#fail('the root of the head is not the root of its leaves');
    if (head.recordedAt < this.#recordedAt) this.#fail('the head is older than its last event');
    const [beyond] = await events.eventsFrom(company, head.size, 1);
    if (beyond !== undefined && (await events.head(company)).size === head.size)
      this.#fail(`event ${beyond.seq} is not counted by the head`);
  }

  async #checkEvent(event: StoredEvent): Promise<void> {
    const { entry, seq } = event;
    if (seq !== this.size) this.#fail(`event ${this.size} is missing: the next one is ${seq}`);
    const json = entryJson(entry);
    if (Buffer.byteLength(json) > ENTRY_BYTES_MAX) this.#failAt(event, 'its entry is too long');
    if (entry.company !== this.#company.uuid) this.#failAt(event, 'it names another company');
    if (!equalBytes(leafHash(json, nativeSha256), event.leaf))
      this.#failAt(event, 'its entry does not hash to its leaf');
    const recordedAt = parseTime(entry.recordedAt) ?? -1;
    if (recordedAt < this.#recordedAt) this.#failAt(event, 'it was recorded before the event it follows');
    this.#recordedAt = recordedAt;
    if (isCreatedAhead(entry))
      this.#failAt(event, 'it was created more than 5 minutes after it was recorded');
    await this.#checkPart(event, 'text');
    await this.#checkPart(event, 'metadata');
    await this.#checkPart(event, 'test');
    if (isRemovalType(entry.type) && !(await this.#removals.commits(event)))
      this.#failAt(event, 'it does not commit to the removals that are kept for it');
    await this.#checkActor(event);
    await this.#checkSnapshots(event, [entry.parts.person, entry.parts.connection]);
    this.#frontier.append(event.leaf);
    this.size += 1;
    for (const { level, index, hash } of this.#frontier.takeTiles())
      await this.#checkNode(level, index, hash);
  }

  async #checkPart(event: StoredEvent, kind: 'text' | 'metadata' | 'test'): Promise<void> {
    const part: Part | null = event.parts[kind];
    const expected = event.entry.parts[kind];
    const actual = part === null ? null : digestOf(kind, part.salt, part.json, nativeSha256);
    if (actual === expected) return;
    const standing = expected === null ? undefined : await this.#removals.standsFor(expected, kind);
    if (standing === actual) return;
    if (part === null) this.#failAt(event, `its ${kind} is missing, and no erasure says why`);
    this.#failAt(event, `its ${kind} is not what was sealed`);
  }

  async #checkActor(event: StoredEvent): Promise<void> {
    const { actorId, entry } = event;
    if (actorId === null) {
      if (entry.actor !== null && (await this.#removals.standsFor(entry.actor, 'actor')) === undefined)
        this.#failAt(event, 'its actor is missing, and no erasure says why');
      return;
    }
    const subject = await this.#subject('person', actorId);
    if (subject === null) this.#failAt(event, `the secrets of person ${actorId} are missing`);
    else if (entry.actor !== actorTag(subject.tagSalt, actorId, nativeSha256))
      this.#failAt(event, `person ${actorId} is not the sealed actor`);
  }

  /** Every document the entry reaches, each version once. */
  async #checkSnapshots(event: StoredEvent, digests: readonly (Digest | null)[]): Promise<void> {
    const wanted = digests.filter((digest) => digest !== null && !this.#checked.has(digest)) as Digest[];
    if (wanted.length === 0) return;
    const found = new Map<Digest, Snapshot>();
    for (const snapshot of await this.#at.events.snapshots(this.#company.company, wanted))
      found.set(snapshot.digest, snapshot);
    for (const digest of wanted) {
      const snapshot = found.get(digest);
      if (snapshot === undefined) {
        await this.#checkRemoved(event, digest);
        continue;
      }
      const { kind, id, version } = snapshot;
      const name = `${kind} ${id} version ${version}`;
      const subject = await this.#subject(snapshot.subject.kind, snapshot.subject.id);
      if (subject === null) this.#failAt(event, `the secrets that salt ${name} are missing`);
      const salt = snapshotSalt(subject.key, kind, id, version);
      if (digest !== digestOf(kind, salt, snapshot.json, nativeSha256))
        this.#failAt(event, `${name} is not what was sealed`);
      this.#checked.add(digest);
      await this.#checkSnapshots(event, namedDigests(JSON.parse(snapshot.json) as object));
    }
  }

  /** A snapshot that is not there: gone by an event, or said otherwise. */
  async #checkRemoved(event: StoredEvent, digest: Digest): Promise<void> {
    const [removal] = await this.#at.erasing.removalsOf(this.#company.company, [digest]);
    const standing = removal && (await this.#removals.standsFor(digest, removal.kind));
    if (standing === undefined)
      this.#failAt(event, `the snapshot ${digest} it names is missing, and no erasure says why`);
    this.#checked.add(digest);
    if (standing !== null) await this.#checkSnapshots(event, [standing]);
  }

  async #checkNode(level: number, index: number, expected: Uint8Array): Promise<void> {
    const [stored] = await this.#at.events.hashes(this.#company.company, level, index, 1).catch(() => []);
    if (stored === undefined || !equalBytes(stored, expected))
      this.#fail(`the tree hash at level ${level}, index ${index} is not the hash of its leaves`);
  }

  #subject(kind: Subject['kind'], id: number): Promise<Subject | null> {
    const name = `${kind} ${id}`;
    let subject = this.#subjects.get(name);
    if (subject === undefined) {
      subject = this.#at.directory.subject(this.#company.company, { kind, id });
      this.#subjects.set(name, subject);
    }
    return subject;
  }

  #failAt(event: StoredEvent, what: string): never {
    return this.#fail(`event ${event.entry.id} (seq ${event.seq}): ${what}`);
  }

  #fail(what: string): never {
    throw new StoreDamaged(`company "${this.#company.name}": ${what}`);
  }
}

/** The kept checkpoint is signed by the log's key and describes the log as it is. Answers how many there were (0 or 1). */
export async function checkCheckpoint(at: LogPorts, company: Company): Promise<number> {
  const latest = await at.checkpoints.latest(company.company);
  if (latest === null) return 0;
  const fail = (what: string): never => {
    throw new StoreDamaged(`company "${company.name}": the checkpoint of size ${latest.size} ${what}`);
  };
  const signed = openSignedCheckpoint(company, latest.note) ?? fail('is not signed by the key file');
  if (signed.origin !== company.origin) fail('is of another log');
  if (signed.size !== latest.size || !equalBytes(signed.root, latest.root))
    fail('is not the one that is kept');
  const { size } = await at.events.head(company.company);
  if (signed.size > size) fail(`is ahead of the log, which holds ${size} events`);
  const read = (level: number, start: number, count: number) =>
    at.events.hashes(company.company, level, start, count);
  if (!equalBytes(await rootAt(signed.size, read, nativeSha256), signed.root))
    fail('does not describe the beginning of the log');
  return 1;
}
