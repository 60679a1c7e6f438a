/** Committing, with the store's failures turned into refusals that a client can act on. */
import { type Refusal, Refused } from '../../domain/errors.ts';
import {
  type Change,
  type Company,
  type Item,
  type Ledger,
  type Outcome,
  type Recorded,
  StoreBusy,
  UnknownOutcome,
  type World,
} from '../ports.ts';

export async function commitOrRefuse(ledger: Ledger, items: readonly Item[]): Promise<readonly Outcome[]> {
  return items.length === 0 ? [] : orRefused(ledger.commit(items));
}

/** What a write of the store resolves to. */
export async function orRefused<T>(written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (error instanceof StoreBusy)
      throw new Refused({ is: 'busy', message: error.message, retryAfterS: 1 }, { cause: error });
    if (error instanceof UnknownOutcome) throw new Refused({ is: 'unknownOutcome' }, { cause: error });
    throw error;
  }
}

/** Changes of a company that depend on nothing, without events. Rejects with Refused `busy` for a `stale` outcome too. */
export async function commitChanges(
  at: { ledger: Ledger; world: World },
  company: Company,
  changes: readonly Change[],
): Promise<void> {
  const [outcome] = await commitOrRefuse(at.ledger, [changeItem(company, at.world.now(), changes)]);
  if (outcome !== undefined) recordedBy(outcome);
}

export function changeItem(company: Company, now: number, changes: readonly Change[]): Item {
  return {
    company: company.company,
    now,
    directoryVersion: null,
    changes,
    snapshots: [],
    events: [],
    idempotency: null,
  };
}

/** What an outcome recorded. Throws Refused when it recorded nothing; `stale` is the caller's to handle first. */
export function recordedBy(outcome: Outcome): readonly Recorded[] {
  switch (outcome.is) {
    case 'committed':
    case 'replayed':
      return outcome.events;
    case 'keyReused':
      throw new Refused({ is: 'keyReused' });
    case 'idTaken':
      throw new Refused({
        is: 'conflict',
        message: `event ${outcome.id} is already recorded with other content`,
      });
    case 'taken':
      throw new Refused({ is: 'conflict', message: `${outcome.what} is already taken` });
    case 'closed':
      throw companyMoves();
    case 'stale':
      throw directoryMoves();
  }
}

export function companyMoves(): Refused {
  return new Refused({
    is: 'busy',
    message: 'this company is being moved to another store: retry there, or here when it stays',
    retryAfterS: 30,
  });
}

/** Items are prepared against the directory; when it changes without pause, the client is asked to come back. */
export function directoryMoves(): Refused {
  return new Refused({ is: 'busy', message: 'the directory is changing too fast', retryAfterS: 1 });
}

/** The refusal behind an error; anything else is a defect and goes on. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  throw error;
}
