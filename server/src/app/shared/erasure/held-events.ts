/** Which events a legal hold keeps as they are: those of a period, and those by or about a user. */
import type { LegalHold } from '../../../domain/directory.ts';
import type { Identifiers } from '../../../domain/erasing/identifiers.ts';
import { makeRedactor, type Redactor } from '../../../domain/erasing/redact.ts';
import type { Erasing, PartKind } from '../../ports/erasing.ts';
import type { DirectoryHistory } from '../../ports/history.ts';
import type { Company, StoredEvent } from '../../ports.ts';
import { holdsTime } from '../legal-holds.ts';
import type { LiveDirectory } from '../live-directory.ts';
import { DirectoryVersions, identifiersIn } from './search-directory.ts';
import { ownSnapshots } from './search-log.ts';

const PARTS: readonly PartKind[] = ['text', 'metadata', 'test'];

export interface Holds {
  /** A hold that keeps the event; null when none does. */
  on(event: StoredEvent): LegalHold | null;
  /** All that says which events a hold keeps, as text: another text when it may keep others. Names the held person. */
  extent(hold: LegalHold): string;
}

export async function readHolds(
  at: { erasing: Erasing; history: DirectoryHistory },
  { company }: Company,
  live: LiveDirectory,
): Promise<Holds> {
  const holds = live.all('legalHold');
  const redactors = new Map<number, Redactor>();
  const named = new Map<number, Identifiers>();
  const directory = new DirectoryVersions(at.history, company);
  for (const { userId } of holds) {
    if (userId === null || redactors.has(userId)) continue;
    await directory.follow(live.version);
    const own = await ownSnapshots(at.erasing, company, userId);
    const identifiers = identifiersIn(directory, userId, own, []);
    redactors.set(userId, makeRedactor(userId, identifiers));
    named.set(userId, identifiers);
  }
  const on = ({ entry, actorId, parts }: StoredEvent) => {
    const names = (redactor: Redactor | undefined) =>
      PARTS.some((kind) => parts[kind] !== null && redactor?.part(kind, parts[kind].json) != null);
    const keeps = (hold: LegalHold) =>
      hold.userId === null
        ? holdsTime(hold, entry.createdAt)
        : actorId === hold.userId || names(redactors.get(hold.userId));
    return holds.find(keeps) ?? null;
  };
  const extent = ({ userId, from, to }: LegalHold) =>
    JSON.stringify([from, to, userId, userId === null ? null : sorted(named.get(userId))]);
  return { on, extent };
}

/** In whatever order documents were read: the same. */
function sorted(identifiers: Identifiers | undefined): unknown {
  if (identifiers === undefined) return null;
  const { exact, names, hints, records } = identifiers;
  const members = records.map(({ id, members }) => [id, ...members].join(' '));
  return [[...exact], [...names], [...hints], members].map((words) => words.sort());
}
