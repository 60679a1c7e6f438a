/** Employment as people change it: what contradicts itself is refused, and what was set by hand is remembered. */
import type { Personnel } from './directory.ts';
import { conflict, invalid } from './errors.ts';
import { isoTime, parseTime } from './time.ts';

/** What is to become of a person's employment; what is absent stays. Days are YYYY-MM-DD. */
export interface EmploymentWish {
  employmentStatus?: string;
  notHumanReason?: string;
  startDate?: string;
  separationDate?: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Members that a synchronisation leaves alone once they were set by hand. */
const PINNED = ['employmentStatus', 'startDate', 'separationDate'] as const;

export const isFormer = (status: string): boolean => status.includes('FORMER_');
export const isCurrent = (status: string): boolean => status.startsWith('CURRENT_');
/** Statuses that say why they are what they are. */
const hasReason = (status: string): boolean => status === 'OUT_OF_SCOPE' || status === 'SERVICE_ACCOUNT';

/** `CURRENT_EMPLOYEE` as a sentence says it. */
export function statusWords(status: string): string {
  return status.toLowerCase().replaceAll('_', ' ');
}

/** The day of a date or a time. Throws Refused `invalid` naming the member. */
export function dayOf(member: string, text: string): string {
  const at = parseTime(text);
  if (at === null) throw invalid(member, 'must be a date such as 2020-07-06');
  return isoTime(at).slice(0, 10);
}

/**
 * Employment as somebody wants it by hand. `by` is who says so, `now` in milliseconds. What cannot be true at once is
 * refused as a conflict: separated before having started, a former person who has yet to leave, a current one who
 * has left. A separation that lies behind ends with a status that is current again.
 */
export function reviseEmployment(
  before: Personnel,
  wish: EmploymentWish,
  by: number,
  now: number,
): Personnel {
  const status = wish.employmentStatus ?? before.employmentStatus;
  const startDate = wish.startDate ?? before.startDate;
  const separationDate = wish.separationDate ?? keptSeparation(before, wish, now);
  checkDates({ employmentStatus: status, startDate, separationDate }, now);
  const pinned = PINNED.filter((member) => wish[member] !== undefined);
  const restated = wish.employmentStatus !== undefined || wish.notHumanReason !== undefined;
  const notHumanReason = !hasReason(status)
    ? null
    : (wish.notHumanReason ?? (restated ? null : before.notHumanReason));
  const reasonStays = notHumanReason === before.notHumanReason && status === before.employmentStatus;
  return {
    ...before,
    employmentStatus: status,
    notHumanReason,
    reasonProviderId: reasonStays ? before.reasonProviderId : notHumanReason === null ? null : by,
    startDate,
    separationDate,
    statusUpdatedAt: status === before.employmentStatus ? before.statusUpdatedAt : isoTime(now),
    keptByHand: [...new Set([...before.keptByHand, ...pinned])].sort(),
  };
}

function keptSeparation(before: Personnel, wish: EmploymentWish, now: number): string | null {
  const returns = wish.employmentStatus !== undefined && isCurrent(wish.employmentStatus);
  if (returns && before.separationDate !== null && before.separationDate < dayAt(now)) return null;
  return before.separationDate;
}

/** A day of grace either way: it is not the same day everywhere. */
function checkDates(
  given: Pick<Personnel, 'employmentStatus' | 'startDate' | 'separationDate'>,
  now: number,
): void {
  const { employmentStatus, startDate, separationDate } = given;
  if (separationDate === null) return;
  if (startDate !== null && separationDate < startDate)
    throw conflict(`separationDate ${separationDate} lies before startDate ${startDate}`);
  if (isFormer(employmentStatus) && separationDate > dayAt(now + DAY_MS))
    throw conflict(`separationDate ${separationDate} lies ahead, but the status is ${employmentStatus}`);
  if (isCurrent(employmentStatus) && separationDate < dayAt(now - DAY_MS))
    throw conflict(`separationDate ${separationDate} lies behind, but the status is ${employmentStatus}`);
}

function dayAt(ms: number): string {
  return isoTime(ms).slice(0, 10);
}
