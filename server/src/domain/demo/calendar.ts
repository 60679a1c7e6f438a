/** Days and hours of the demo, all UTC, all derived from one `today` (midnight). */
import { isoTime } from '../time.ts';
import type { Dice } from './dice.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;
export const HOUR_MS = 60 * 60 * 1000;
export const MINUTE_MS = 60 * 1000;

/** Midnight of the day that `ms` lies in. */
export function dayStart(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}

export function isWeekend(ms: number): boolean {
  const weekday = new Date(ms).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** The time `days` (whole or not) before `today`, as ISO 8601. */
export function ago(today: number, days: number): string {
  return isoTime(Math.round(today - days * DAY_MS));
}

/** The calendar date of a time, YYYY-MM-DD. */
export function dateOf(ms: number): string {
  return isoTime(ms).slice(0, 10);
}

/** Midnight of the last working day that is at least `days` days before `today`. */
export function workday(today: number, days: number): number {
  let day = dayStart(today) - days * DAY_MS;
  while (isWeekend(day)) day -= DAY_MS;
  return day;
}

/** A moment of office work: mostly morning and afternoon, now and then the evening. */
export function officeMoment(dice: Dice, day: number): number {
  const hour = dice.chance(0.06)
    ? 18 + dice.roll() * 4.5
    : dice.chance(0.5)
      ? 8 + dice.roll() * 4
      : 13 + dice.roll() * 5;
  return Math.floor(day + hour * HOUR_MS);
}
