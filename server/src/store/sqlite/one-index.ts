/** Filters that one index answers in the order of pages: no more is read than a page has. */
import type { SQLInputValue } from 'node:sqlite';
import type { EventFilter, Members } from '../../app/ports/finding.ts';
import type { Eyes } from './eyes.ts';
import { recordedBounds } from './recorded-bounds.ts';

/** Events to choose from, as `e`: `SELECT … FROM ${from} WHERE ${where}` with `values` bound. */
export interface Selection {
  from: string;
  where: string;
  values: SQLInputValue[];
}

const WORDS: Partial<Record<keyof Members, string>> = {
  type: 'e.type',
  source: 'e.source',
  category: 'e.category',
  status: 'e.status',
};
const NUMBERS: Partial<Record<keyof Members, string>> = {
  connectionId: 'e.connection_id',
  workspaceId: 'e.workspace_id',
  testId: 'e.test_id',
};
/** One person's or one control's events come from their own table, which is in the order by createdAt. */
const TABLES: Partial<Record<keyof Members, readonly [table: string, condition: string]>> = {
  userId: ['mentions', "role = 'actor' AND e.user_id"],
  controlId: ['event_controls', 'control_id'],
};
const MEMBERS = [...Object.keys(WORDS), ...Object.keys(NUMBERS), ...Object.keys(TABLES)] as (keyof Members)[];
const SPAN: ReadonlySet<string> = new Set(['createdFrom', 'createdTo', 'recordedFrom', 'recordedTo']);

/**
 * Null when the filter asks for more than one value of one member within times, or for a time of recording so short that
 * few of what the index has are in it.
 */
export function oneIndex(
  eyes: Eyes,
  company: number,
  filter: EventFilter,
  before: number | null = null,
): Selection | null {
  const asked = Object.entries(filter).filter(([name, value]) => value !== undefined && !SPAN.has(name));
  const [[member, values] = [], ...more] = asked;
  if (more.length > 0) return null;
  const selection =
    member === undefined
      ? { from: 'events e', where: 'e.company = ?', values: [company] }
      : ofMember(eyes, company, member as keyof Members, values);
  const recorded = selection && recordedBounds(eyes.sql, company, filter);
  if (selection === null || recorded?.narrow === true) return null;
  const add = (condition: string, value: SQLInputValue | undefined) => {
    if (value === undefined || value === null) return;
    selection.where += ` AND ${condition}`;
    selection.values.push(value);
  };
  // With a plus no index is chosen by it: it cuts off the end of the log and little else.
  add('+e.seq < ?', before);
  add('+e.seq >= ?', recorded?.from);
  add('+e.seq < ?', recorded?.to);
  add('e.created_at >= ?', filter.createdFrom);
  add('e.created_at <= ?', filter.createdTo);
  return selection;
}

function ofMember(eyes: Eyes, company: number, member: string, listed: unknown): Selection | null {
  const [value, ...more] = Array.isArray(listed) ? (listed as (string | number | null)[]) : [];
  if (!MEMBERS.includes(member as keyof Members) || more.length > 0 || value === undefined || value === null)
    return null;
  const name = member as keyof Members;
  const [table, condition] = TABLES[name] ?? ['events', WORDS[name] ?? NUMBERS[name]];
  // No event of the company has an unknown word: no code is -1.
  const wanted = name in WORDS ? (eyes.symbols.code(company, String(value)) ?? -1) : value;
  return {
    from: `${table} e`,
    where: `e.company = ? AND ${condition} = ?`,
    values: [company, wanted],
  };
}
