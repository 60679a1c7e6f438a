/** People as an upload lists them, whichever form it has: what each record must be, and where a fault is. */
import type { Fault } from './errors.ts';
import { Refused } from './errors.ts';
import { parseTime } from './time.ts';

export interface PersonRecord {
  /** Of the person in the system that the upload comes from: the key by which the next upload knows them. */
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  avatarUrl: string | null;
  isContractor: boolean;
  hasMfa: boolean;
  jobTitle: string | null;
  customerId: string | null;
  /** YYYY-MM-DD. */
  startDate: string | null;
}

export type RecordMember = keyof PersonRecord;

/** Where a member of the record at `index` stands in what was uploaded. */
export type Locate = (index: number, member: RecordMember) => string;

/** Longest text of each member. */
export const recordChars = {
  id: 191,
  firstName: 191,
  lastName: 191,
  email: 191,
  avatarUrl: 768,
  jobTitle: 191,
  customerId: 191,
} as const;

type TextMember = keyof typeof recordChars;
const TEXTS = Object.keys(recordChars) as TextMember[];
const REQUIRED: readonly TextMember[] = ['id', 'firstName', 'lastName', 'email'];
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const CONTROL = /\p{Cc}/u;
/** More than these help nobody. */
const FAULTS_SHOWN = 20;

/** Throws Refused `invalid` with every fault (the first ones, when there are many); `found`: those found before. */
export function requireRecords(
  records: readonly PersonRecord[],
  locate: Locate,
  found: readonly Fault[] = [],
): void {
  const faults = [
    ...found,
    ...records.flatMap((record, i) => faultsOf(record, (member) => locate(i, member))),
  ];
  for (const member of ['id', 'email'] as const) faults.push(...repeated(records, member, locate));
  if (faults.length === 0) return;
  const rest = faults.length - FAULTS_SHOWN;
  const more = rest > 0 ? [{ path: '', message: `and ${rest} more` }] : [];
  throw new Refused({ is: 'invalid', faults: [...faults.slice(0, FAULTS_SHOWN), ...more] });
}

function faultsOf(record: PersonRecord, path: (member: RecordMember) => string): Fault[] {
  const faults: Fault[] = [];
  for (const member of TEXTS) {
    const text = record[member] ?? '';
    const fault =
      text === '' && REQUIRED.includes(member)
        ? 'must not be empty'
        : text.length > recordChars[member]
          ? `must be at most ${recordChars[member]} characters`
          : CONTROL.test(text)
            ? 'must be one line of text'
            : null;
    if (fault !== null) faults.push({ path: path(member), message: fault });
  }
  if (record.email !== '' && !EMAIL.test(record.email))
    faults.push({ path: path('email'), message: 'must be an e-mail address' });
  if (record.avatarUrl !== null && !isWebUrl(record.avatarUrl))
    faults.push({ path: path('avatarUrl'), message: 'must be a URL such as https://example.com/a.png' });
  return faults;
}

function repeated(records: readonly PersonRecord[], member: 'id' | 'email', locate: Locate): Fault[] {
  const first = new Map<string, number>();
  return records.flatMap((record, i) => {
    const key = member === 'email' ? record.email.toLowerCase() : record.id;
    const before = first.get(key);
    if (before === undefined) first.set(key, i);
    return before === undefined || key === ''
      ? []
      : [{ path: locate(i, member), message: `is the same as at ${locate(before, member)}` }];
  });
}

/** Whether a text is an absolute URL of the web. */
export function isWebUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol);
}

const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** The day of `2024-10-18T01:28:40`, `2024-10-18` or `10/18/2024` (month first); null when it is none of these. */
export function startDay(text: string): string | null {
  const [, month = '', day = '', year = ''] = AMERICAN.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = parseTime(iso);
  return at === null ? null : new Date(at).toISOString().slice(0, 10);
}
