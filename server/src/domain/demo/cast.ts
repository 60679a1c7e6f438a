/** Who can act when: the people of a company over the days of the demo. */
import type { Connection, User } from '../directory.ts';
import { DAY_MS } from './calendar.ts';
import type { DraftInput } from './types.ts';

/** Days of history that the demo tells. */
export const DAYS = 90;

export interface Cast {
  company: string;
  /** Midnight; everything happens before it. */
  today: number;
  /** Everybody, as they are at the beginning. */
  people: readonly User[];
  /** How people are from some time on, in milliseconds. */
  later: readonly { from: number; user: User }[];
  connections: readonly Connection[];
  /** When people stopped working here, in milliseconds. */
  left: ReadonlyMap<number, number>;
}

/** An event that is not yet placed among the others; `createdAt` is set. */
export type TimedDraft = DraftInput & { createdAt: string };

/** Everybody as they are at `at`, service accounts and leavers too. */
export function everybody(cast: Cast, at: number): User[] {
  return cast.people.map((user) => {
    const news = cast.later.findLast(({ from, user: { id } }) => id === user.id && from <= at);
    return news?.user ?? user;
  });
}

/** The people (no service accounts) who work here at `at`. */
export function working(cast: Cast, at: number): User[] {
  const gone = (id: number) => at >= (cast.left.get(id) ?? Number.POSITIVE_INFINITY);
  return everybody(cast, at).filter(({ id, firstName }) => firstName !== null && !gone(id));
}

/** The midnights of the days of the demo, oldest first. */
export function daysOf(today: number): number[] {
  return Array.from({ length: DAYS }, (_, index) => today - (DAYS - index) * DAY_MS);
}
