/** From a filter to the rows of a query. Values are always bound; the text depends on the filter's shape only. */
import type { SQLInputValue } from 'node:sqlite';
import type { EventFilter, Members } from '../../app/ports/finding.ts';
import type { Statements } from './connection.ts';
import { type Bounds, recordedBounds } from './recorded-bounds.ts';
import { fromUuid } from './rows.ts';
import { textCondition } from './search-text.ts';
import type { Symbols } from './symbols.ts';

/** What a scan reads with. */
export interface Eyes {
  sql: Statements;
  symbols: Symbols;
}

/** Events to choose from: `SELECT … FROM ${from} WHERE ${where}` with `values` bound. The event is `e`. */
export interface Selection {
  from: string;
  where: string;
  values: readonly SQLInputValue[];
  /** The columns to order by: where the chosen index has them. */
  createdAt: string;
  seq: string;
}

export interface Condition {
  where: string;
  values: readonly SQLInputValue[];
}

type Value = string | number | null;

const WORDS = ['type', 'source', 'category', 'status'] as const;
const NUMBERS = {
  connectionId: 'e.connection_id',
  workspaceId: 'e.workspace_id',
  testId: 'e.test_id',
} as const;

const ALL: Pick<Selection, 'from' | 'createdAt' | 'seq'> = {
  from: 'events e',
  createdAt: 'e.created_at',
  seq: 'e.seq',
};

/** SQLite cannot know how few a text finds. */
const BY_SEQ: typeof ALL = { ...ALL, from: 'events e INDEXED BY events_seq' };

/** Events with seq < `before` that match. Null when nothing can: no event of the company has such a type, source … */
export function selectionOf(
  eyes: Eyes,
  company: number,
  filter: EventFilter,
  before: number | null = null,
): Selection | null {
  const all = new Conjunction();
  const { userId, controlId, ...members } = filter;
  let source = ALL;
  const [user, control] = [onlyOne(userId), onlyOne(controlId)];
  if (user !== null) source = drivenBy(all, 'mentions', "role = 'actor' AND lead.user_id", company, user);
  else if (control !== null) source = drivenBy(all, 'event_controls', 'control_id', company, control);
  else all.add('e.company = ?', company);
  if (filter.id !== undefined) all.add('e.id = ?', fromUuid(filter.id));
  const asked: Members = { ...members };
  if (userId !== undefined && user === null) asked.userId = userId;
  if (controlId !== undefined && (user !== null || control === null)) asked.controlId = controlId;
  for (const { where, values } of memberConditions(eyes.symbols, company, asked)) {
    if (where === NOTHING) return null;
    all.add(where, ...values);
  }
  for (const { where, values } of memberConditions(eyes.symbols, company, filter.not ?? {}))
    if (where !== NOTHING) all.add(`NOT coalesce(${where}, 0)`, ...values);
  // With a plus no index is chosen by it: it cuts off the end of the log and little else.
  if (before !== null) all.add(`+${source.seq} < ?`, before);
  const recorded = recordedBounds(eyes.sql, company, filter);
  if (recorded !== null) addBounds(all, recorded, source.seq);
  const said = filter.text === undefined ? null : textCondition(eyes.sql, company, filter.text);
  if (said !== null) all.add(said.where, ...said.values);
  // To sort a few is better than to look for them in the order of the page.
  if (source === ALL && said?.narrow === true) source = BY_SEQ;
  else if (source === ALL && recorded?.narrow === true) source = { ...ALL, createdAt: '+e.created_at' };
  if (filter.createdFrom !== undefined) all.add(`${source.createdAt} >= ?`, filter.createdFrom);
  if (filter.createdTo !== undefined) all.add(`${source.createdAt} <= ?`, filter.createdTo);
  const selection = { ...source, ...all.condition() };
  return filter.mostRecent === true ? newestOf(selection, company) : selection;
}

function onlyOne(values: readonly (number | null)[] | undefined): number | null {
  return values?.length === 1 ? (values[0] ?? null) : null;
}

/** One person's or one control's events come from their own table, in the order by createdAt. */
function drivenBy(
  all: Conjunction,
  table: string,
  column: string,
  company: number,
  value: number,
): typeof ALL {
  all.add(`lead.company = ? AND lead.${column} = ?`, company, value);
  return {
    from: `${table} lead CROSS JOIN events e ON e.company = lead.company AND e.seq = lead.seq`,
    createdAt: 'lead.created_at',
    seq: 'lead.seq',
  };
}

function addBounds(all: Conjunction, { from, to, narrow }: Bounds, seq: string): void {
  const column = narrow ? seq : `+${seq}`;
  all.add(`${column} >= ? AND ${column} < ?`, from, to);
}

function newestOf({ from, where, values, createdAt, seq }: Selection, company: number): Selection {
  const newest = `SELECT ${seq} FROM ${from} WHERE ${where} ORDER BY ${createdAt} DESC, ${seq} DESC LIMIT 1`;
  return { ...ALL, where: `e.company = ? AND e.seq = (${newest})`, values: [company, ...values] };
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
