/** What the changes of an item meet, and what they leave: tried one after the other before anything is written. */

import { type AccountChange, changesAccounts } from '../../app/ports/accounts.ts';
import { removesRows } from '../../app/ports/erasing.ts';
import type { Job } from '../../app/ports/files.ts';
import type { LogKey } from '../../app/ports/log-keys.ts';
import type { Change, DirectoryRow, Outcome } from '../../app/ports.ts';

/**
 * What changes depend on, by the names below; a name that is missing or null stands for what does not exist. The
 * fact of an e-mail address is the id of its user, that of a user's address the address, that of a job its state,
 * that of a sign-in link that was not used when it ends; others are empty.
 */
export type Facts = Map<string, string | null>;

export const factOf = {
  row: ({ kind, id }: Pick<DirectoryRow, 'kind' | 'id'>) => `row ${kind} ${id}`,
  email: (address: string) => `email ${address}`,
  addressOf: (userId: number) => `address of ${userId}`,
  subject: ({ kind, id }: { kind: string; id: number }) => `subject ${kind} ${id}`,
  eventType: ({ name, version }: { name: string; version: number }) => `event type ${version} ${name}`,
  key: (id: string) => `key ${id}`,
  logKey: 'log key',
  file: (id: string) => `file ${id}`,
  job: (id: string) => `job ${id}`,
  link: (id: string) => `link ${id}`,
};

export function jobState({ status, claimedAt }: Pick<Job, 'status' | 'claimedAt'>): string {
  return `${status} ${claimedAt}`;
}

export function logKeyName({ origin, generation }: Pick<LogKey, 'origin' | 'generation'>): string {
  return `${origin} ${generation}`;
}

/** What changes would do. */
export interface Tried {
  /** Those that change something. */
  changes: readonly Change[];
  /** Facts that are no longer as known. */
  facts: Facts;
}

/** Tries the changes in order on what is known, which stays as it is; or tells why the item cannot be. */
export function tryChanges(known: Facts, changes: readonly Change[]): Tried | Outcome {
  const trial = new Trial(known);
  const effective: Change[] = [];
  for (const change of changes) {
    if (change.do === 'remove' && trial.find(factOf.row(change)) === null) continue;
    const refused = tryChange(trial, change);
    if (refused !== null) return refused;
    effective.push(change);
  }
  return { changes: effective, facts: trial.facts };
}

class Trial {
  readonly facts: Facts = new Map();
  readonly #known: Facts;

  constructor(known: Facts) {
    this.#known = known;
  }

  find(name: string): string | null {
    return (this.facts.has(name) ? this.facts.get(name) : this.#known.get(name)) ?? null;
  }

  set(name: string, fact: string | null): void {
    this.facts.set(name, fact);
  }

  /** Adds what must not exist yet; tells whether it did not. */
  add(name: string): boolean {
    if (this.find(name) !== null) return false;
    this.set(name, '');
    return true;
  }
}

/** What takes rows away depends on nothing, and is a flush of its own: nobody asks about the facts that it moves. */
function tryChange(trial: Trial, change: Change): Outcome | null {
  if (removesRows(change)) return null;
  if (changesAccounts(change)) return change.do === 'useLink' ? useLink(trial, change) : null;
  switch (change.do) {
    case 'put':
      trial.set(factOf.row(change.row), '');
      return change.row.kind === 'user' ? moveEmail(trial, change.row.id, change.row.email) : null;
    case 'remove':
      trial.set(factOf.row(change), null);
      return change.kind === 'user' ? moveEmail(trial, change.id, null) : null;
    case 'addSubject':
      return trial.add(factOf.subject(change.subject)) ? null : { is: 'stale' };
    case 'putEventType':
      return trial.add(factOf.eventType(change.eventType)) ? null : { is: 'stale' };
    case 'addKey':
      return trial.add(factOf.key(change.key.id)) ? null : { is: 'taken', what: 'key' };
    case 'revokeKey':
      return null;
    case 'turnLogKey':
      if (trial.find(factOf.logKey) !== logKeyName(change.replacing)) return { is: 'stale' };
      trial.set(factOf.logKey, logKeyName(change.key));
      return null;
    case 'addFile':
      return trial.add(factOf.file(change.file.id)) ? null : { is: 'taken', what: 'file' };
    case 'removeFile':
      trial.set(factOf.file(change.id), null);
      return null;
    case 'putJob': {
      const name = factOf.job(change.job.id);
      const expected = change.replacing === null ? null : jobState(change.replacing);
      if (trial.find(name) !== expected) return { is: 'stale' };
      trial.set(name, jobState(change.job));
      return null;
    }
  }
}

function useLink(trial: Trial, { id, at }: Extract<AccountChange, { do: 'useLink' }>): Outcome | null {
  const endsAt = trial.find(factOf.link(id));
  if (endsAt === null || Number(endsAt) <= at) return { is: 'stale' };
  trial.set(factOf.link(id), null);
  return null;
}

function moveEmail(trial: Trial, userId: number, email: string | null): Outcome | null {
  const before = trial.find(factOf.addressOf(userId));
  if (before === email) return null;
  if (email !== null && trial.find(factOf.email(email)) !== null) return { is: 'taken', what: 'email' };
  if (before !== null) trial.set(factOf.email(before), null);
  if (email !== null) trial.set(factOf.email(email), String(userId));
  trial.set(factOf.addressOf(userId), email);
  return null;
}
