/** The directory as an item will leave it: what its events name are the documents after its own changes. */
import type { EventType } from '../ports/event-types.ts';
import type { Change, Directory, DirectoryKind, DirectoryRow, Snapshot, Subject } from '../ports.ts';

/** Reads `directory` with `changes` applied and snapshots `added` (by version), for one item. Its version, its lists and its ids are still those before. */
export function overlay(
  directory: Directory,
  changes: readonly Change[],
  added: readonly Snapshot[] = [],
): Directory {
  const rows = new Map<string, DirectoryRow | null>();
  const subjects = new Map<string, Subject | null>();
  const snapshots = new Map(added.map((one) => [`${one.kind} ${one.id}`, one]));
  const types = new Map<string, EventType>();
  for (const change of changes) {
    if (change.do === 'put') rows.set(`${change.row.kind} ${change.row.id}`, change.row);
    else if (change.do === 'remove' || change.do === 'forgetRow')
      rows.set(`${change.kind} ${change.id}`, null);
    else if (change.do === 'addSubject')
      subjects.set(`${change.subject.kind} ${change.subject.id}`, change.subject);
    else if (change.do === 'removeSubject') subjects.set(`${change.subject.kind} ${change.subject.id}`, null);
    else if (change.do === 'putEventType') types.set(change.eventType.name, change.eventType);
  }
  const changed = (kind: DirectoryKind, id: number) => rows.get(`${kind} ${id}`);
  const put = [...rows.values()].filter((row) => row !== null);
  const users = new Map(put.filter(({ kind }) => kind === 'user').map((row) => [row.email, row]));
  return {
    ...directory,
    async row(company, kind, id) {
      const row = changed(kind, id);
      return row === undefined ? directory.row(company, kind, id) : row;
    },
    async userByEmail(company, email) {
      const row = users.get(email);
      if (row !== undefined) return row;
      const stored = await directory.userByEmail(company, email);
      return stored === null || changed('user', stored.id) !== undefined ? null : stored;
    },
    async rowsOfUser(company, kind, userId) {
      const stored = await directory.rowsOfUser(company, kind, userId);
      const kept = stored.filter(({ id }) => changed(kind, id) === undefined);
      const added = put.filter((one) => one.kind === kind && one.userId === userId);
      return [...kept, ...added].sort((a, b) => a.id - b.id);
    },
    async subject(company, ref) {
      const changedTo = subjects.get(`${ref.kind} ${ref.id}`);
      return changedTo === undefined ? directory.subject(company, ref) : changedTo;
    },
    async latestSnapshot(company, kind, id) {
      return snapshots.get(`${kind} ${id}`) ?? directory.latestSnapshot(company, kind, id);
    },
    async eventType(company, name) {
      return types.get(name) ?? directory.eventType(company, name);
    },
  };
}
