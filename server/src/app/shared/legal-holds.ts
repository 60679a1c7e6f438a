/** Legal holds: what must not go, whoever asks. */
import type { LegalHold } from '../../domain/directory.ts';
import { conflict } from '../../domain/errors.ts';
import type { LiveDirectory } from './live-directory.ts';

/** Throws Refused `conflict` when a hold forbids to take anything of the user away. */
export function requireNoHoldOnUser(live: LiveDirectory, userId: number): void {
  const hold = live.all('legalHold').find((one) => one.userId === userId);
  if (hold !== undefined) throw held(hold, `user ${userId} is under it`);
}

/** What an erasure of somebody is answered when `count` of the events that it would change are held. */
export function heldEvents(hold: LegalHold, count: number) {
  const which = hold.userId === null ? 'are of its period' : `are by or about user ${hold.userId} too`;
  return held(hold, `${count} of the events that mention them ${which}`);
}

/** Whether a hold keeps an event as it is: it is of the period that the hold names. */
export function holdsTime({ from, to }: LegalHold, createdAt: string): boolean {
  return from !== null && to !== null && from <= createdAt && createdAt < to;
}

function held({ id, reason }: LegalHold, why: string) {
  return conflict(`legal hold ${id} (${reason}) forbids it: ${why}. Lift the hold first`);
}
