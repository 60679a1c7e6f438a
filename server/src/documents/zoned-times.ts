/** Times in a zone, for paper. */

/** The time to the second, and its offset from UTC: `2026-01-31 23:59:59`, `UTC+01:00`. In UTC there is no offset. */
export type ShowTime = (iso: string) => readonly [time: string, offset?: string];

export function timesIn(timeZone: string): ShowTime {
  // Of all locales, this one writes 2026-01-31 and 23:59:59.
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  if (timeZone === 'UTC') return (iso) => [time.format(new Date(iso))];
  const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (iso) => {
    const at = new Date(iso);
    const part = zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return [time.format(at), part.replace(/^GMT$/, 'GMT+00:00').replace(/^GMT/, 'UTC')];
  };
}
