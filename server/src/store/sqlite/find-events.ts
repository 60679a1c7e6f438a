/** The queries behind pages and counts of events. */

import type { EventFilter, EventFinder, EventSort } from '../../app/ports/finding.ts';
import type { StoredEvent } from '../../app/ports.ts';
import type { Statements } from './connection.ts';
import { conditionOf } from './event-conditions.ts';
import { type EventRow, SELECT_EVENT, toStoredEvent } from './rows.ts';
import type { Symbols } from './symbols.ts';

export interface PageQuery {
  company: number;
  filter: EventFilter;
  order: { sort: EventSort; descending: boolean };
  window: { offset: number; limit: number };
}

export interface AfterQuery {
  company: number;
  filter: EventFilter;
  window: Parameters<EventFinder['after']>[2];
}

export interface CountQuery {
  company: number;
  filter: EventFilter;
  before: number;
}

export interface Page {
  events: readonly StoredEvent[];
  total: number;
}

export function findPage(sql: Statements, symbols: Symbols, query: PageQuery): Page {
  const { company, filter, order, window } = query;
  const condition = conditionOf(symbols, company, filter);
  if (condition === null) return { events: [], total: 0 };
  const { where, values } = condition;
  const { total: matching } = sql.get<{ total: number }>(
    `SELECT count(*) AS total FROM events e WHERE ${where}`,
    ...values,
  ) ?? { total: 0 };
  const total = filter.mostRecent ? Math.min(1, matching) : matching;
  if (window.offset >= total) return { events: [], total };
  const limit = Math.min(window.limit, total - window.offset);
  const chosen = filter.mostRecent
    ? `SELECT e.seq FROM events e WHERE ${where} ORDER BY e.created_at DESC, e.seq DESC LIMIT ? OFFSET ?`
    : `SELECT e.seq FROM events e ${joins(order.sort)} WHERE ${where} ORDER BY ${ordering(order)} LIMIT ? OFFSET ?`;
  const seqs = sql.all<{ seq: number }>(chosen, ...values, limit, window.offset);
  return { events: readEvents(sql, symbols, company, seqs), total };
}

/** Events of one page in the order by createdAt: what `EventFinder.after` promises. */
export function findAfter(sql: Statements, symbols: Symbols, query: AfterQuery): readonly StoredEvent[] {
  const { company, filter, window } = query;
  const condition = conditionOf(symbols, company, filter);
  if (condition === null) return [];
  const { before, descending, after, limit } = window;
  const values = [...condition.values, before];
  let where = `${condition.where} AND e.seq < ?`;
  if (after !== null) {
    where += ` AND (e.created_at, e.seq) ${descending ? '<' : '>'} (?, ?)`;
    values.push(after.createdAt, after.seq);
  }
  const order = ordering({ sort: 'CREATED', descending });
  const seqs = sql.all<{ seq: number }>(
    `SELECT e.seq FROM events e WHERE ${where} ORDER BY ${order} LIMIT ?`,
    ...values,
    limit,
  );
  return readEvents(sql, symbols, company, seqs);
}

export function countEvents(sql: Statements, symbols: Symbols, query: CountQuery): number {
  const { company, filter, before } = query;
  const condition = conditionOf(symbols, company, filter);
  if (condition === null) return 0;
  const row = sql.get<{ total: number }>(
    `SELECT count(*) AS total FROM events e WHERE ${condition.where} AND e.seq < ?`,
    ...condition.values,
    before,
  );
  return row?.total ?? 0;
}

/** First which, then what: wide rows are read for one page only. */
function readEvents(
  sql: Statements,
  symbols: Symbols,
  company: number,
  seqs: readonly { seq: number }[],
): readonly StoredEvent[] {
  return seqs.map(({ seq }) => {
    const row = sql.get<EventRow>(`${SELECT_EVENT} WHERE e.company = ? AND e.seq = ?`, company, seq);
    if (row === undefined) throw new Error(`event ${seq} of company ${company} is missing`);
    return toStoredEvent(row, symbols);
  });
}

function joins(sort: EventSort): string {
  if (sort === 'DESCRIPTION') return 'LEFT JOIN parts p ON p.company = e.company AND p.seq = e.seq';
  if (sort === 'USER')
    return (
      'LEFT JOIN parts p ON p.company = e.company AND p.seq = e.seq ' +
      "LEFT JOIN directory d ON d.company = e.company AND d.kind = 'user' AND d.id = p.actor_id"
    );
  return '';
}

const word = (column: string) =>
  `(SELECT value FROM symbols WHERE company = e.company AND code = e.${column})`;

const keys: Readonly<Record<EventSort, readonly string[]>> = {
  CREATED: [],
  DESCRIPTION: ["json_extract(p.text, '$.description')"],
  TYPE: [word('type')],
  CATEGORY: [word('category')],
  USER: ["json_extract(d.json, '$.lastName')", "json_extract(d.json, '$.firstName')", 'p.actor_id'],
  CHECK_RESULTS_STATUS: [word('status')],
};

/** NULL is the smallest value of SQLite: missing keys come first ascending, last descending. */
function ordering({ sort, descending }: PageQuery['order']): string {
  const direction = descending ? 'DESC' : 'ASC';
  return [...keys[sort], 'e.created_at', 'e.seq'].map((key) => `${key} ${direction}`).join(', ');
}
