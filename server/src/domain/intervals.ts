/** Intervals of a histogram: of a fixed length counted from 1970, weeks that begin on Monday, months; all in UTC. */

export interface Interval {
  /** As it is asked for, for example `day` or `15m`. */
  name: string;
  /** Begins and ends with intervals: what is counted in such steps adds up to them. */
  stepMs: number;
  /** The beginning of the interval that holds a time. */
  start(at: number): number;
  /** How many intervals there are from the one that holds `first` to the one that holds `last`. */
  between(first: number, last: number): number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const FIRST_MONDAY = 4 * DAY;
const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };

export const namedIntervals: readonly Interval[] = [
  regular('minute', MINUTE),
  regular('hour', HOUR),
  regular('day', DAY),
  regular('week', WEEK, FIRST_MONDAY, DAY),
  monthly(),
];

export const INTERVALS = 'minute, hour, day, week, month, or a step such as 15m, 6h or 2d';

/** Null when the text is none of INTERVALS. */
export function parseInterval(text: string): Interval | null {
  const named = namedIntervals.find(({ name }) => name === text);
  if (named !== undefined) return named;
  const [, count, unit] = /^([1-9]\d{0,3})([mhd])$/.exec(text) ?? [];
  const unitMs = UNITS[unit ?? ''];
  return unitMs === undefined ? null : regular(text, Number(count) * unitMs);
}

/** The finest named interval of which at most `most` cover the time between two events. */
export function finestInterval(first: number, last: number, most: number): Interval | null {
  return namedIntervals.find((interval) => interval.between(first, last) <= most) ?? null;
}

function regular(name: string, lengthMs: number, origin = 0, stepMs = lengthMs): Interval {
  const start = (at: number) => Math.floor((at - origin) / lengthMs) * lengthMs + origin;
  return { name, stepMs, start, between: (first, last) => (start(last) - start(first)) / lengthMs + 1 };
}

function monthly(): Interval {
  const month = (at: number) => new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth();
  return {
    name: 'month',
    stepMs: DAY,
    start: (at) => Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth()),
    between: (first, last) => month(last) - month(first) + 1,
  };
}
