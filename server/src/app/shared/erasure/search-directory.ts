/** What the directory holds of a person: all versions of all rows. */
import type { JsonObject } from '@affidavit/verify';
import { type Identifiers, identifiersOf, type OwnDocument } from '../../../domain/erasing/identifiers.ts';
import type { Redactor } from '../../../domain/erasing/redact.ts';
import type { RewrittenVersion } from '../../ports/erasing.ts';
import type { DirectoryHistory, HistoryRow } from '../../ports/history.ts';
import type { Change, DirectoryKind, DirectoryRow } from '../../ports.ts';
import { breathe } from '../breath.ts';

/** Kinds whose rows are a user's own. */
const OWNED: ReadonlySet<DirectoryKind> = new Set<DirectoryKind>([
  'backgroundCheck',
  'identity',
  'userDocument',
  'personnel',
  'device',
  'assignedPolicy',
]);
const PIECE_ROWS = 1_000;

type Version = HistoryRow & { json: string };

/** The history of a company, read once and then followed. */
export class DirectoryVersions {
  readonly #history: DirectoryHistory;
  readonly #company: number;
  readonly #rows = new Map<string, HistoryRow[]>();
  #version = 0;

  constructor(history: DirectoryHistory, company: number) {
    this.#history = history;
    this.#company = company;
  }

  async follow(version: number): Promise<void> {
    while (this.#version < version) {
      const piece = await this.#history.changedSince(this.#company, this.#version, PIECE_ROWS);
      for (const row of piece) {
        const name = `${row.kind} ${row.id}`;
        const versions = this.#rows.get(name);
        if (versions === undefined) this.#rows.set(name, [row]);
        else versions.push(row);
      }
      this.#version = piece.at(-1)?.version ?? version;
    }
  }

  get count(): number {
    return [...this.#rows.values()].reduce((sum, versions) => sum + versions.length, 0);
  }

  /** Versions of rows that are the person's, or were it when they were removed. */
  own(userId: number): Version[][] {
    const rows = [...this.#rows.values()].map((versions) => versions.filter(says));
    const direct = rows.filter((versions) => {
      const last = versions.at(-1);
      if (last === undefined) return false;
      return last.kind === 'user' ? last.id === userId : OWNED.has(last.kind) && last.userId === userId;
    });
    const accounts = new Set(direct.flat().flatMap(({ kind, id }) => (kind === 'identity' ? [id] : [])));
    const access = rows.filter(([first]) => first?.kind === 'identityAccess' && accounts.has(first.id));
    return [...direct, ...access];
  }

  /** Rows of anybody and anything else, each with its versions; a live row is the last of them. */
  others(own: readonly Version[][]): { versions: Version[]; live: Version | null }[] {
    const mine = new Set(own.map(([first]) => first && `${first.kind} ${first.id}`));
    return [...this.#rows].flatMap(([name, versions]) => {
      if (mine.has(name)) return [];
      const last = versions.at(-1);
      return [{ versions: versions.filter(says), live: last !== undefined && says(last) ? last : null }];
    });
  }

  /** First and last names, in lower case, of everybody who is in the directory but the person. */
  namesOfOthers(userId: number): Set<string> {
    const names = new Set<string>();
    for (const versions of this.#rows.values()) {
      const last = versions.at(-1);
      if (last?.kind !== 'user' || last.id === userId || last.json === null) continue;
      const { firstName, lastName } = JSON.parse(last.json) as {
        firstName: string | null;
        lastName: string | null;
      };
      for (const name of [firstName, lastName]) if (name !== null) names.add(name.trim().toLowerCase());
    }
    return names;
  }
}

function says(row: HistoryRow): row is Version {
  return row.json !== null;
}

export function identifiersIn(
  directory: DirectoryVersions,
  userId: number,
  snapshots: readonly OwnDocument[],
  more: readonly string[],
): Identifiers {
  const documents = directory
    .own(userId)
    .flatMap((versions) => versions.map(({ json }) => JSON.parse(json) as OwnDocument));
  return identifiersOf([...documents, ...snapshots], directory.namesOfOthers(userId), more);
}

export interface DirectoryRemoval {
  changes: Change[];
  ownRows: number;
  ownVersions: number;
  otherRows: number;
  /** Rows that may name the person inside of longer words. */
  doubts: string[];
}

/** The person's rows go with all their versions; what others say of them is said otherwise, in every version. */
export async function removeFromDirectory(
  directory: DirectoryVersions,
  userId: number,
  redactor: Redactor,
): Promise<DirectoryRemoval> {
  const own = directory.own(userId);
  const changes: Change[] = own.flatMap(([first]) =>
    first === undefined ? [] : [{ do: 'forgetRow', kind: first.kind, id: first.id }],
  );
  const rewritten: RewrittenVersion[] = [];
  const doubts: string[] = [];
  let otherRows = 0;
  for (const [i, { versions, live }] of directory.others(own).entries()) {
    await breathe(i);
    const said = versions.flatMap((row) => rewrite(row, redactor) ?? []);
    rewritten.push(...said);
    if (versions.some(({ json }) => redactor.doubts(JSON.stringify(redactor.document(json)) ?? json)))
      doubts.push(
        versions
          .slice(0, 1)
          .map(({ kind, id }) => `${kind} ${id}`)
          .join(),
      );
    const put = live === null ? null : withoutPerson(live, userId, redactor);
    if (put !== null) changes.push({ do: 'put', row: put });
    if (put !== null || said.length > 0) otherRows += 1;
  }
  if (rewritten.length > 0) changes.push({ do: 'rewriteHistory', versions: rewritten });
  return { changes, ownRows: own.length, ownVersions: own.flat().length, otherRows, doubts };
}

function rewrite({ kind, id, version, email, json }: Version, redactor: Redactor): RewrittenVersion | null {
  const document = redactor.document(json);
  return document === null ? null : { kind, id, version, email, json: JSON.stringify(document) };
}

/** Members that name whoever is responsible, and may be null. */
const RESPONSIBLE = [
  'ownerId',
  'approverId',
  'reasonProviderId',
  'serviceAccountDesignatorId',
  'createdById',
  'userId',
];

/** Null when nothing of the live row has to change. */
function withoutPerson(row: Version, userId: number, redactor: Redactor): DirectoryRow | null {
  const redacted = redactor.document(row.json);
  const document = redacted ?? (JSON.parse(row.json) as JsonObject);
  const theirs = RESPONSIBLE.filter((member) => document[member] === userId);
  if (redacted === null && theirs.length === 0 && row.userId !== userId) return null;
  for (const member of theirs) document[member] = null;
  return {
    kind: row.kind,
    id: row.id,
    userId: row.userId === userId ? null : row.userId,
    connectionId: row.connectionId,
    email: row.email,
    json: JSON.stringify(document),
  };
}
