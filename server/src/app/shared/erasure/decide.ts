/** One decision about a person: everything that has to go, searched to the end of the log. */
import { actorTag, type Digest, REMOVALS_MAX, type Removal } from '@affidavit/verify';
import type { Identifiers } from '../../../domain/erasing/identifiers.ts';
import { makeRedactor, type Redactor } from '../../../domain/erasing/redact.ts';
import { invalid } from '../../../domain/errors.ts';
import type { Erasing } from '../../ports/erasing.ts';
import type {
  Access,
  Change,
  Company,
  Directory,
  DirectoryHistory,
  EventReader,
  Subject,
  World,
} from '../../ports.ts';
import { requireNoHoldOnEvents } from '../legal-holds.ts';
import type { LiveDirectory } from '../live-directory.ts';
import { nativeSha256 } from '../secrets.ts';
import { DirectoryVersions, identifiersIn, removeFromDirectory } from './search-directory.ts';
import {
  emptyRemoval,
  eventsBetween,
  type LogRemoval,
  ownSnapshots,
  searchEvent,
  searchSnapshots,
  type Touched,
} from './search-log.ts';

export interface SearchPorts {
  access: Access;
  events: EventReader;
  erasing: Erasing;
  directory: Directory;
  history: DirectoryHistory;
  world: World;
}

export interface ErasureCounts {
  searched: {
    events: number;
    snapshots: number;
    directoryVersions: number;
    keys: number;
    identifiers: number;
  };
  removed: {
    parts: number;
    snapshots: number;
    directoryRows: number;
    directoryVersions: number;
    actorOpenings: number;
  };
  redacted: { parts: number; snapshots: number; directoryRows: number; keys: number };
  events: number;
}

export interface Plan {
  changes: Change[];
  snapshots: Awaited<ReturnType<typeof searchSnapshots>>['added'];
  /** Of each removal event: by digest ascending. */
  leaves: Removal[][];
  logSize: number;
  seqs: number[];
  actor: Digest;
  counts: ErasureCounts;
}

/** Remembers how far it has searched: to be asked again when the log or the directory moved. */
export class PersonSearch {
  readonly #at: SearchPorts;
  readonly #company: Company;
  readonly #person: Subject;
  readonly #more: readonly string[];
  readonly #alsoRemoved: ReadonlySet<Digest>;
  readonly #directory: DirectoryVersions;
  #log: LogRemoval = emptyRemoval();
  #size = 0;
  #known = '';
  #eventsByDocument: { document: Digest; event: Touched }[] = [];

  constructor(
    at: SearchPorts,
    company: Company,
    person: Subject,
    options: { more: readonly string[]; alsoRemoved: readonly Digest[] },
  ) {
    this.#at = at;
    this.#company = company;
    this.#person = person;
    this.#more = options.more;
    this.#alsoRemoved = new Set(options.alsoRemoved);
    this.#directory = new DirectoryVersions(at.history, company.company);
  }

  /** Throws Refused when a hold forbids it, or when a text that is to be sealed names the person. */
  async plan(live: LiveDirectory, sealed: Readonly<Record<string, string>>): Promise<Plan> {
    const { company } = this.#company;
    const userId = this.#person.id;
    await this.#directory.follow(live.version);
    const own = await ownSnapshots(this.#at.erasing, company, userId);
    const identifiers = identifiersIn(this.#directory, userId, own, this.#more);
    const redactor = makeRedactor(userId, identifiers);
    for (const [member, text] of Object.entries(sealed))
      if (redactor.name(text) !== text)
        throw invalid(member, 'must not name the person: it is sealed, and stays');
    const head = await this.#at.events.head(company);
    await this.#searchLog(identifiers, redactor, head.size);
    const log: LogRemoval = { ...this.#log, leaves: new Map(this.#log.leaves) };
    const snapshots = await searchSnapshots(log, this.#at, company, { userId, redactor });
    const touched = this.#touched(snapshots.affected);
    requireNoHoldOnEvents(live, touched);
    const actor = actorTag(this.#person.tagSalt, userId, nativeSha256);
    log.leaves.set(actor, { digest: actor, kind: 'actor', replacement: null });
    const rows = await removeFromDirectory(this.#directory, userId, redactor);
    const keys = (await this.#at.access.keys(company)).filter((key) => key.userId !== userId);
    const renamed = keys.filter(({ name }) => redactor.name(name) !== name);
    const seqs = [...new Set(log.parts.map(({ seq }) => seq))];
    const replaced = log.parts.filter(({ replacement }) => replacement !== null).length;
    return {
      changes: [
        { do: 'removeParts', parts: log.parts },
        { do: 'forgetActors', seqs: log.actorSeqs },
        { do: 'forgetMentions', userId },
        { do: 'removeSnapshots', digests: snapshots.removed },
        { do: 'removeFilesOf', subject: { kind: 'person', id: userId } },
        { do: 'removeJobs', eventIds: touched.map(({ id }) => id), requestedBy: userId },
        { do: 'removeKeysOf', userId },
        ...renamed.map(({ id, name }) => ({ do: 'renameKey' as const, id, name: redactor.name(name) })),
        { do: 'forgetReplies', seqs: touched.map(({ seq }) => seq), words: wordsOf(identifiers) },
        ...rows.changes,
        { do: 'removeSubject', subject: { kind: 'person', id: userId } },
      ],
      snapshots: snapshots.added,
      leaves: inEvents([...log.leaves.values()]),
      logSize: head.size,
      seqs,
      actor,
      counts: {
        searched: {
          events: head.size,
          snapshots: snapshots.searched,
          directoryVersions: this.#directory.count,
          keys: keys.length,
          identifiers: identifiers.exact.size + identifiers.names.size,
        },
        removed: {
          parts: log.parts.length - replaced,
          snapshots: snapshots.removed.length - snapshots.added.length,
          directoryRows: rows.ownRows,
          directoryVersions: rows.ownVersions,
          actorOpenings: log.actorSeqs.length,
        },
        redacted: {
          parts: replaced,
          snapshots: snapshots.added.length,
          directoryRows: rows.otherRows,
          keys: renamed.length,
        },
        events: touched.length,
      },
    };
  }

  /** From where it stopped; from the beginning when the person has been given another name since. */
  async #searchLog(identifiers: Identifiers, redactor: Redactor, size: number): Promise<void> {
    // Retention, or the erasure of somebody else, may have taken parts away that were found here.
    const removed = await this.#at.erasing.lastRemoval(this.#company.company);
    const known = JSON.stringify([removed, ...identifiers.exact, ...identifiers.names, ...identifiers.hints]);
    if (known !== this.#known) {
      this.#known = known;
      this.#log = emptyRemoval();
      this.#size = 0;
      this.#eventsByDocument = [];
    }
    const person = { userId: this.#person.id, redactor, removed: this.#alsoRemoved };
    for await (const event of eventsBetween(this.#at.events, this.#company.company, this.#size, size)) {
      const { id, createdAt, parts } = event.entry;
      const place: Touched = { seq: event.seq, id, createdAt };
      if (searchEvent(this.#log, this.#at.world, event, person)) this.#log.touched.push(place);
      for (const document of [parts.person, parts.connection])
        if (document !== null) this.#eventsByDocument.push({ document, event: place });
    }
    this.#size = size;
  }

  #touched(affected: ReadonlySet<Digest>): Touched[] {
    const touched = new Map(this.#log.touched.map((event) => [event.seq, event]));
    for (const { document, event } of this.#eventsByDocument)
      if (affected.has(document)) touched.set(event.seq, event);
    return [...touched.values()];
  }
}

function wordsOf({ exact, names }: Identifiers): string[] {
  return [...exact, ...names];
}

function inEvents(leaves: Removal[]): Removal[][] {
  leaves.sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const events: Removal[][] = [];
  for (let i = 0; i < leaves.length; i += REMOVALS_MAX) events.push(leaves.slice(i, i + REMOVALS_MAX));
  return events;
}
