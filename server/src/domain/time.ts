/**
 * Times at the door. Inside, a time is milliseconds since 1970 UTC; outside it is ISO 8601 with milliseconds.
 * Finer input is truncated (design part 3).
 */
const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|z|[+-]\d{2}:?\d{2})?)?$/;
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Parses `2025-07-01T16:45:55.246Z`, the older `2020-07-06 12:00:00.000000`, an offset, or a plain date
 * (midnight). Without a zone it is UTC. Null when it is none of these, no date of the calendar, or past the year 9999
 * in UTC: nothing later can be printed in this form.
 */
export function parseTime(text: string): number | null {
  const m = PATTERN.exec(text);
  if (m === null) return null;
  const [year, month, day, hour, minute, second] = m.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ms = Number((m[7] ?? '').slice(0, 3).padEnd(3, '0'));
  if (hour > 23 || minute > 59 || second > 59) return null;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const back = new Date(utc);
  if (back.getUTCFullYear() !== year || back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day)
    return null;
  const offset = offsetMs(m[8]);
  return offset === null || utc - offset > LAST ? null : utc - offset;
}

/** Null when it is no offset of a clock. */
function offsetMs(zone: string | undefined): number | null {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
