/** From a filter to the condition of a query. Values are always bound; the text depends on the filter's shape only. */
import type { SQLInputValue } from 'node:sqlite';
import type { EventFilter, Members } from '../../app/ports/finding.ts';
import { fromUuid } from './rows.ts';
import type { Symbols } from './symbols.ts';

export interface Condition {
  where: string;
  values: SQLInputValue[];
}

type Value = string | number | null;

const WORDS = ['type', 'source', 'category', 'status'] as const;
const NUMBERS = {
  connectionId: 'e.connection_id',
  workspaceId: 'e.workspace_id',
  testId: 'e.test_id',
} as const;

/** Null when nothing can match: no event of the company has such a type, source … */
export function conditionOf(symbols: Symbols, company: number, filter: EventFilter): Condition | null {
  const all = new Conjunction();
  all.add('e.company = ?', company);
  if (filter.id !== undefined) all.add('e.id = ?', fromUuid(filter.id));
  for (const { where, values } of memberConditions(symbols, company, filter)) {
    if (where === NOTHING) return null;
    all.add(where, ...values);
  }
  for (const { where, values } of memberConditions(symbols, company, filter.not ?? {}))
    if (where !== NOTHING) all.add(`NOT coalesce(${where}, 0)`, ...values);
  if (filter.createdFrom !== undefined) all.add('e.created_at >= ?', filter.createdFrom);
  if (filter.createdTo !== undefined) all.add('e.created_at <= ?', filter.createdTo);
  if (filter.recordedFrom !== undefined) all.add('e.recorded_at >= ?', filter.recordedFrom);
  if (filter.recordedTo !== undefined) all.add('e.recorded_at <= ?', filter.recordedTo);
  return all.condition();
}

const NOTHING = '0';

/** One condition for each member that the filter names: the event has one of the values. */
function memberConditions(symbols: Symbols, company: number, members: Members): Condition[] {
  const conditions: Condition[] = [];
  for (const member of WORDS) {
    const words: readonly Value[] | undefined = members[member];
    if (words === undefined) continue;
    const codes = words.map((word) => (word === null ? null : symbols.code(company, String(word))));
    conditions.push(
      oneOf(
        `e.${member}`,
        codes.filter((code, i) => code !== null || words[i] === null),
      ),
    );
  }
  for (const [member, column] of Object.entries(NUMBERS)) {
    const values = members[member as keyof typeof NUMBERS];
    if (values !== undefined) conditions.push(oneOf(column, values));
  }
  if (members.userId !== undefined) conditions.push(actedBy(company, members.userId));
  if (members.controlId !== undefined)
    conditions.push(among('event_controls', 'control_id', company, members.controlId));
  return conditions;
}

function oneOf(column: string, values: readonly Value[]): Condition {
  const some = values.filter((value) => value !== null);
  const parts = some.length === 0 ? [] : [`${column} IN (${some.map(() => '?').join(', ')})`];
  if (some.length === 1) parts[0] = `${column} = ?`;
  if (some.length < values.length) parts.push(`${column} IS NULL`);
  return { where: either(parts), values: some };
}

function actedBy(company: number, userIds: readonly (number | null)[]): Condition {
  const some = userIds.filter((id) => id !== null);
  const found = among('mentions', "role = 'actor' AND user_id", company, some);
  const parts = some.length === 0 ? [] : [found.where];
  if (some.length < userIds.length) parts.push('e.actor IS NULL');
  return { where: either(parts), values: some.length === 0 ? [] : found.values };
}

function among(table: string, column: string, company: number, values: readonly number[]): Condition {
  if (values.length === 0) return { where: NOTHING, values: [] };
  const places = values.map(() => '?').join(', ');
  return {
    where: `e.seq IN (SELECT seq FROM ${table} WHERE company = ? AND ${column} IN (${places}))`,
    values: [company, ...values],
  };
}

function either(parts: readonly string[]): string {
  if (parts.length === 0) return NOTHING;
  return parts.length === 1 ? String(parts[0]) : `(${parts.join(' OR ')})`;
}

class Conjunction {
  readonly #parts: string[] = [];
  readonly #values: SQLInputValue[] = [];

  add(where: string, ...values: readonly SQLInputValue[]): void {
    this.#parts.push(where);
    this.#values.push(...values);
  }

  condition(): Condition {
    return { where: this.#parts.join(' AND '), values: this.#values };
  }
}
