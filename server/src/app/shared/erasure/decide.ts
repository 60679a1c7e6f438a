/** One decision about a person: everything that has to go, searched to the end of the log. */
import { actorTag, type Digest, REMOVALS_MAX, type Removal } from '@affidavit/verify';
import type { LegalHold } from '../../../domain/directory.ts';
import type { Identifiers } from '../../../domain/erasing/identifiers.ts';
import { makeRedactor, type Redactor } from '../../../domain/erasing/redact.ts';
import { invalid } from '../../../domain/errors.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { Erasing } from '../../ports/erasing.ts';
import type { StoredFile } from '../../ports/files.ts';
import type { DirectoryHistory } from '../../ports/history.ts';
import type { Views } from '../../ports/views.ts';
import type {
  Access,
  Change,
  Company,
  Directory,
  EventReader,
  Subject,
  SubjectRef,
  World,
} from '../../ports.ts';
import { heldEvents, requireNoHoldOnUser } from '../legal-holds.ts';
import type { LiveDirectory } from '../live-directory.ts';
import { nativeSha256 } from '../secrets.ts';
import { readHolds } from './held-events.ts';
import {
  type DirectoryRemoval,
  DirectoryVersions,
  identifiersIn,
  removeFromDirectory,
} from './search-directory.ts';
import {
  emptyRemoval,
  eventsBetween,
  type LogRemoval,
  ownSnapshots,
  searchEvent,
  searchSnapshots,
  type Touched,
} from './search-log.ts';
import { searchViews, type ViewsRemoval } from './search-views.ts';

export interface SearchPorts {
  access: Access;
  accounts: Accounts;
  events: EventReader;
  erasing: Erasing;
  directory: Directory;
  history: DirectoryHistory;
  views: Views;
  world: World;
}

export interface ErasureCounts {
  searched: {
    events: number;
    snapshots: number;
    directoryVersions: number;
    keys: number;
    views: number;
    /** By their names: what they say inside is not read. */
    files: number;
    identifiers: number;
  };
  removed: {
    parts: number;
    snapshots: number;
    directoryRows: number;
    directoryVersions: number;
    actorOpenings: number;
    /** That nobody else saw. */
    views: number;
  };
  redacted: {
    parts: number;
    snapshots: number;
    directoryRows: number;
    keys: number;
    views: number;
    files: number;
  };
  events: number;
}

interface AccessRemoval {
  searched: number;
  renamed: Extract<Change, { do: 'renameKey' | 'renameLink' }>[];
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
  /** Sentences: what was not looked through, or cannot be taken out. */
  remains: string[];
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

  /**
   * Throws Refused when a hold forbids it, or when one of the texts that are to be sealed names somebody. `sealed` null:
   * neither is asked.
   */
  async plan(live: LiveDirectory, sealed: Readonly<Record<string, string>> | null): Promise<Plan> {
    const { company } = this.#company;
    const userId = this.#person.id;
    if (sealed !== null) requireNoHoldOnUser(live, userId);
    await this.#directory.follow(live.version);
    const own = await ownSnapshots(this.#at.erasing, company, userId);
    const identifiers = identifiersIn(this.#directory, userId, own, this.#more);
    const redactor = makeRedactor(userId, identifiers);
    for (const [member, text] of Object.entries(sealed ?? {})) {
      if (redactor.name(text) !== text)
        throw invalid(member, 'must not name the person: it is sealed, and stays');
      if (namesAnybody(live, text))
        throw invalid(member, 'must not name anybody: it is sealed, and stays when they are erased');
    }
    const head = await this.#at.events.head(company);
    await this.#searchLog(identifiers, redactor, head.size);
    const log: LogRemoval = {
      ...this.#log,
      leaves: new Map(this.#log.leaves),
      doubts: [...this.#log.doubts],
    };
    const snapshots = await searchSnapshots(log, this.#at, company, { userId, redactor });
    const touched = this.#touched(snapshots.affected);
    if (sealed !== null) await this.#requireNoHoldOnEvents(live, touched);
    const actor = actorTag(this.#person.tagSalt, userId, nativeSha256);
    log.leaves.set(actor, { digest: actor, kind: 'actor', replacement: null });
    const rows = await removeFromDirectory(this.#directory, userId, redactor);
    const keys = await this.#searchAccess(redactor);
    const views = searchViews(await this.#at.views.views(company), userId, redactor);
    const files = (await this.#at.erasing.files(company)).filter(({ subject }) => !isPerson(subject, userId));
    const renamedFiles = files.filter(({ name }) => redactor.name(name) !== name);
    const seqs = [...new Set(log.parts.map(({ seq }) => seq))];
    return {
      changes: [
        { do: 'removeParts', parts: log.parts },
        { do: 'forgetActors', seqs: log.actorSeqs },
        { do: 'forgetMentions', userId },
        { do: 'removeSnapshots', digests: snapshots.removed },
        { do: 'removeFilesOf', subject: { kind: 'person', id: userId } },
        { do: 'removeJobs', eventIds: touched.map(({ id }) => id), requestedBy: userId },
        { do: 'removeKeysOf', userId },
        ...renamedFiles.map(({ id, name }) => ({ do: 'renameFile' as const, id, name: redactor.name(name) })),
        ...keys.renamed,
        { do: 'removeViewsOf', userId },
        ...views.rewritten,
        { do: 'forgetReplies', seqs: touched.map(({ seq }) => seq), words: wordsOf(identifiers) },
        ...rows.changes,
        { do: 'removeSubject', subject: { kind: 'person', id: userId } },
      ],
      snapshots: snapshots.added,
      leaves: inEvents([...log.leaves.values()]),
      logSize: head.size,
      seqs,
      actor,
      counts: this.#counts({
        log,
        snapshots,
        rows,
        touched,
        identifiers,
        keys,
        views,
        files,
        renamedFiles,
      }),
      remains: remainsOf(files, log.sealed, [...log.doubts, ...rows.doubts, ...views.doubts]),
    };
  }

  #counts(found: {
    log: LogRemoval;
    snapshots: Awaited<ReturnType<typeof searchSnapshots>>;
    rows: DirectoryRemoval;
    touched: readonly Touched[];
    identifiers: Identifiers;
    keys: AccessRemoval;
    views: ViewsRemoval;
    files: readonly unknown[];
    renamedFiles: readonly unknown[];
  }): ErasureCounts {
    const { log, snapshots, rows, identifiers } = found;
    const replaced = log.parts.filter(({ replacement }) => replacement !== null).length;
    return {
      searched: {
        events: this.#size,
        snapshots: snapshots.searched,
        directoryVersions: this.#directory.count,
        keys: found.keys.searched,
        views: found.views.searched,
        files: found.files.length,
        identifiers: identifiers.exact.size + identifiers.names.size,
      },
      removed: {
        parts: log.parts.length - replaced,
        snapshots: snapshots.removed.length - snapshots.added.length,
        directoryRows: rows.ownRows,
        directoryVersions: rows.ownVersions,
        actorOpenings: log.actorSeqs.length,
        views: found.views.removed,
      },
      redacted: {
        parts: replaced,
        snapshots: snapshots.added.length,
        directoryRows: rows.otherRows,
        keys: found.keys.renamed.length,
        views: found.views.rewritten.length,
        files: found.renamedFiles.length,
      },
      events: found.touched.length,
    };
  }

  /** Keys of others, and links: both have names. */
  async #searchAccess({ name: say }: Redactor): Promise<AccessRemoval> {
    const { company } = this.#company;
    const others = ({ userId }: { userId: number | null }) => userId !== this.#person.id;
    const keys = (await this.#at.access.keys(company)).filter(others);
    const links = (await this.#at.accounts.links(company)).filter(others);
    const sayOrNull = (text: string | null) => (text === null ? null : say(text));
    return {
      searched: keys.length + links.length,
      renamed: [
        ...keys
          .filter(({ name }) => say(name) !== name)
          .map(({ id, name }) => ({ do: 'renameKey' as const, id, name: say(name) })),
        ...links
          .map(({ id, ...old }) => ({ id, old, name: sayOrNull(old.name), email: sayOrNull(old.email) }))
          .filter(({ old, name, email }) => name !== old.name || email !== old.email)
          .map(({ id, name, email }) => ({ do: 'renameLink' as const, id, name, email })),
      ],
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

  /** Throws Refused `conflict` when an event that would lose something is of a held period, or by or about somebody held. */
  async #requireNoHoldOnEvents(live: LiveDirectory, touched: readonly Touched[]): Promise<void> {
    if (live.all('legalHold').length === 0) return;
    const { company } = this.#company;
    const holds = await readHolds(this.#at, this.#company, live);
    const counts = new Map<LegalHold, number>();
    for (const { seq } of touched)
      for (const event of await this.#at.events.eventsFrom(company, seq, 1)) {
        const hold = holds.on(event);
        if (hold !== null) counts.set(hold, (counts.get(hold) ?? 0) + 1);
      }
    for (const [hold, count] of counts) throw heldEvents(hold, count);
  }

  #touched(affected: ReadonlySet<Digest>): Touched[] {
    const touched = new Map(this.#log.touched.map((event) => [event.seq, event]));
    for (const { document, event } of this.#eventsByDocument)
      if (affected.has(document)) touched.set(event.seq, event);
    return [...touched.values()];
  }
}

/** Addresses and whole names of everybody who is in the directory. */
function namesAnybody(live: LiveDirectory, text: string): boolean {
  const said = text.toLowerCase();
  return live
    .all('user')
    .flatMap(({ email, firstName, lastName }) => [
      email,
      ...(firstName !== null && lastName !== null ? [`${firstName} ${lastName}`] : []),
    ])
    .some((name) => name.trim().length > 2 && said.includes(name.trim().toLowerCase()));
}

function isPerson(subject: SubjectRef | null, userId: number): boolean {
  return subject?.kind === 'person' && subject.id === userId;
}

function remainsOf(
  files: readonly Pick<StoredFile, 'name'>[],
  sealed: readonly string[],
  doubts: readonly string[],
): string[] {
  const remains: string[] = [];
  if (files.length > 0)
    remains.push(`What ${files.length} files of others say inside was not read: only their names were.`);
  if (sealed.length > 0)
    remains.push(
      `These events name them where nothing can be taken out (the provenance, or why something was removed): ${some(sealed)}.`,
    );
  if (doubts.length > 0)
    remains.push(
      "Their name stands inside of longer words, such as logins and hosts, which may be somebody else's: " +
        `${some(doubts)}. What is theirs goes when alsoSearch names those words.`,
    );
  return remains;
}

function some(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const more = distinct.length - 10;
  return distinct.slice(0, 10).join(', ') + (more > 0 ? ` and ${more} more` : '');
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
