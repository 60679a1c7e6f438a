/** The demo companies: invented people and events, the same for everybody who starts on the same day. */
import { acme } from './acme.ts';
import { dayStart } from './calendar.ts';
import { globex } from './globex.ts';
import type { DemoCompany } from './types.ts';

/**
 * Two companies with the history of the 90 days before the day of `now` (milliseconds, UTC). Pure: the same
 * day gives the same data, to the byte; every createdAt lies before `now`.
 */
export function demoData(now: number): DemoCompany[] {
  const today = dayStart(now);
  return [acme(today), globex(today)];
}
