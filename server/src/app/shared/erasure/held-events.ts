/** Which events a legal hold keeps as they are: those of a period, and those by or about a user. */
import type { LegalHold } from '../../../domain/directory.ts';
import { makeRedactor, type Redactor } from '../../../domain/erasing/redact.ts';
import type { Erasing, PartKind } from '../../ports/erasing.ts';
import type { DirectoryHistory } from '../../ports/history.ts';
import type { Company, StoredEvent } from '../../ports.ts';
import { holdsTime } from '../legal-holds.ts';
import type { LiveDirectory } from '../live-directory.ts';
import { DirectoryVersions, identifiersIn } from './search-directory.ts';
import { ownSnapshots } from './search-log.ts';

const PARTS: readonly PartKind[] = ['text', 'metadata', 'test'];

/** Answers, for an event, a hold that keeps it; null when none does. */
export async function holdOnEvents(
  at: { erasing: Erasing; history: DirectoryHistory },
  { company }: Company,
  live: LiveDirectory,
): Promise<(event: StoredEvent) => LegalHold | null> {
  const holds = live.all('legalHold');
  const redactors = new Map<number, Redactor>();
  const directory = new DirectoryVersions(at.history, company);
  for (const { userId } of holds) {
    if (userId === null || redactors.has(userId)) continue;
    await directory.follow(live.version);
    const own = await ownSnapshots(at.erasing, company, userId);
    redactors.set(userId, makeRedactor(userId, identifiersIn(directory, userId, own, [])));
  }
  return ({ entry, actorId, parts }) => {
    const names = (redactor: Redactor | undefined) =>
      PARTS.some((kind) => parts[kind] !== null && redactor?.part(kind, parts[kind].json) != null);
    const keeps = (hold: LegalHold) =>
      hold.userId === null
        ? holdsTime(hold, entry.createdAt)
        : actorId === hold.userId || names(redactors.get(hold.userId));
    return holds.find(keeps) ?? null;
  };
}
