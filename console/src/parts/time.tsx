/** Times as people read them: to the second, in UTC or in the zone of the browser. */
import { usePreference } from './preferences.ts';

const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface Zone {
  isUtc: boolean;
  /** IANA name. */
  name: string;
  toggle: () => void;
}

export function useZone(): Zone {
  const [value, setValue] = usePreference('zone', 'utc');
  const isUtc = value === 'utc';
  return { isUtc, name: isUtc ? 'UTC' : localZone, toggle: () => setValue(isUtc ? 'local' : 'utc') };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    // Of all locales, this one writes 2026-01-31 and 23:59:59.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return format;
}

/** `2026-01-31 23:59:59` in the zone. */
export function timeIn(zone: string, time: string | number): string {
  return formatIn(zone).format(new Date(time));
}

const DATE_CHARS = '2026-01-31'.length;

/** An absolute time, or a date; how long ago it was, on pointing at it. */
export function Time({ at }: { at: string }) {
  const { name } = useZone();
  return (
    <time dateTime={at} title={`${ago(Date.parse(at), Date.now())} (${at})`}>
      {at.length === DATE_CHARS ? at : timeIn(name, at)}
    </time>
  );
}

const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** “3 days ago”. */
export function ago(time: number, now: number): string {
  const unit = UNITS.find(([, ms]) => Math.abs(now - time) >= ms);
  if (unit === undefined) return 'just now';
  return relative.format(Math.round((time - now) / unit[1]), unit[0]);
}
