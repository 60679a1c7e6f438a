/** From a filter to the rows of a query. Values are always bound; the text depends on the filter's shape only. */
import { isUuid } from '@affidavit/verify';
import type { EventFilter, Members } from '../../app/ports/finding.ts';
import { textConditions } from './search-text.ts';
import type { Symbols } from './symbols.ts';
import { isStorable } from './types.ts';

/** The parameters of a statement, in order. */
export class Values {
  readonly list: unknown[] = [];

  /** The placeholder of a value. */
  bind(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}

/** Whose events, and the codes of the words that a filter names; words without one are of no event. */
export interface Scope {
  company: number;
  codes: ReadonlyMap<string, number>;
}

const WORDS = ['type', 'source', 'category', 'status'] as const;

/** Reads what `selectEvents` has to know beforehand: with codes as values, PostgreSQL sees how common each is. */
export async function scopeOf(symbols: Symbols, company: number, filter: EventFilter): Promise<Scope> {
  const named = [filter, filter.not ?? {}].flatMap((members) =>
    WORDS.flatMap((member): readonly unknown[] => members[member] ?? []),
  );
  const words = named.filter((word) => typeof word === 'string' && isStorable(word)) as string[];
  return { company, codes: await symbols.codes(company, words) };
}

/** Events to choose from: `FROM ${from} WHERE ${where}`. The event is `e`. */
export interface Selection {
  from: string;
  where: string;
  /** The parameter that holds the company. */
  ofCompany: string;
  /** The columns to order by: where the index has them that gives the events in order. */
  createdAt: string;
  seq: string;
}

/** The events with seq < `before` (null: all) that match. */
export function selectEvents(
  values: Values,
  { company, codes }: Scope,
  filter: EventFilter,
  before: number | null = null,
): Selection {
  const bind: Bind = (value) => values.bind(value);
  const ofCompany = bind(company);
  const { userId, controlId, ...columns } = filter;
  const [user, control] = [onlyOne(userId), onlyOne(controlId)];
  const where = [`e.company = ${ofCompany}`];
  const { from, createdAt, seq } = sourceOf(ofCompany, user, control, bind);
  const among: NamedMembers = columns;
  if (user === null) among.userId = userId;
  if (control === null) among.controlId = controlId;
  where.push(...memberConditions(among, ofCompany, codes, bind));
  for (const condition of memberConditions(filter.not ?? {}, ofCompany, codes, bind))
    where.push(`(${condition}) IS NOT TRUE`);
  if (filter.id !== undefined) where.push(isUuid(filter.id) ? `e.id = ${bind(filter.id)}` : 'FALSE');
  where.push(...timeConditions(createdAt, filter.createdFrom, filter.createdTo, bind));
  where.push(...timeConditions('e.recorded_at', filter.recordedFrom, filter.recordedTo, bind));
  if (before !== null) where.push(`e.seq < ${bind(before)}`);
  if (filter.text !== undefined) where.push(...textConditions(company, filter.text, bind));
  const selection = { from, where: where.join(' AND '), ofCompany, createdAt, seq };
  return filter.mostRecent === true ? newestOf(selection) : selection;
}

const OF_EVENTS = { createdAt: 'e.created_at', seq: 'e.seq' };

/** One person's or one control's events come from another table, which names each of them once, in order. */
function sourceOf(
  ofCompany: string,
  user: number | null,
  control: number | null,
  bind: Bind,
): Pick<Selection, 'from' | 'createdAt' | 'seq'> {
  const joins: string[] = [];
  const join = (table: string, name: string, condition: string): void => {
    joins.push(
      ` JOIN ${table} ${name} ON ${name}.company = ${ofCompany} AND ${name}.seq = e.seq AND ${condition}`,
    );
  };
  if (user !== null) join('parts', 'm', `m.actor_id = ${bind(user)}`);
  if (control !== null) join('event_controls', 'c', `c.control_id = ${bind(control)}`);
  const from = `events e${joins.join('')}`;
  if (user !== null) return { from, createdAt: 'm.created_at', seq: 'm.seq' };
  return control === null ? { from, ...OF_EVENTS } : { from, createdAt: 'c.created_at', seq: 'c.seq' };
}

function newestOf({ from, where, ofCompany, createdAt, seq }: Selection): Selection {
  const newest = `SELECT e.* FROM ${from} WHERE ${where} ORDER BY ${createdAt} DESC, ${seq} DESC LIMIT 1`;
  return { from: `(${newest}) e`, where: 'TRUE', ofCompany, ...OF_EVENTS };
}

type Bind = (value: unknown) => string;

type NamedMembers = { [Name in keyof Members]: Members[Name] | undefined };

/** One condition for each member that is named: the event has one of the values. */
function memberConditions(
  members: NamedMembers,
  ofCompany: string,
  codes: Scope['codes'],
  bind: Bind,
): string[] {
  const conditions: string[] = [];
  const add = <T>(values: readonly T[] | undefined, condition: (values: readonly T[]) => string): void => {
    if (values !== undefined) conditions.push(condition(values));
  };
  const oneOf = (column: string, type: string) => (values: readonly (string | number | null)[]) =>
    either([...isAmong(column, type, values, bind), ...(values.includes(null) ? [`${column} IS NULL`] : [])]);
  const coded = (word: string | null) => (word === null ? null : (codes.get(word) ?? NO_CODE));
  for (const member of WORDS)
    add<string | null>(members[member], (words) => oneOf(`e.${member}`, 'integer')(words.map(coded)));
  add(members.connectionId, oneOf('e.connection_id', 'bigint'));
  add(members.workspaceId, oneOf('e.workspace_id', 'bigint'));
  add(members.testId, oneOf('e.test_id', 'bigint'));
  add(members.userId, (values) => {
    const acted = isAmong('m.actor_id', 'bigint', values, bind).map(
      (among) => `EXISTS (SELECT FROM parts m WHERE ${isOf('m', ofCompany)} AND ${among})`,
    );
    return either([...acted, ...(values.includes(null) ? [NOBODY] : [])]);
  });
  add(members.controlId, (values) =>
    either(
      isAmong('c.control_id', 'bigint', values, bind).map(
        (among) => `EXISTS (SELECT FROM event_controls c WHERE ${isOf('c', ofCompany)} AND ${among})`,
      ),
    ),
  );
  return conditions;
}

/** Nobody acted. The entry says so, whoever has been erased since. */
export const NOBODY = 'e.actor IS NULL';

/** Codes begin at 1. */
const NO_CODE = 0;

/** The row of another table belongs to the event. */
function isOf(table: string, ofCompany: string): string {
  return `${table}.company = ${ofCompany} AND ${table}.created_at = e.created_at AND ${table}.seq = e.seq`;
}

/** What PostgreSQL cannot hold equals nothing. */
function isAmong(
  column: string,
  type: string,
  values: readonly (string | number | null)[],
  bind: Bind,
): string[] {
  const some = values.filter((value) => isHoldable(value));
  if (some.length === 0) return [];
  return [some.length === 1 ? `${column} = ${bind(some[0])}` : `${column} = ANY (${bind(some)}::${type}[])`];
}

function isHoldable(value: string | number | null): boolean {
  return typeof value === 'string' ? isStorable(value) : Number.isSafeInteger(value);
}

function onlyOne(values: readonly (number | null)[] | undefined): number | null {
  const [value = null] = values ?? [];
  return values?.length === 1 && isHoldable(value) ? value : null;
}

function either(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'FALSE' : `(${conditions.join(' OR ')})`;
}

function timeConditions(
  column: string,
  from: number | undefined,
  to: number | undefined,
  bind: Bind,
): string[] {
  const conditions: string[] = [];
  if (from !== undefined) conditions.push(`${column} >= ${bind(within(Math.ceil(from)))}`);
  if (to !== undefined) conditions.push(`${column} <= ${bind(within(Math.floor(to)))}`);
  return conditions;
}

/** Bounds beyond all times stay beyond them. */
function within(time: number): number {
  return Math.min(Math.max(time, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}
