/** The query behind a page of events. Values are always bound; the text of a query depends on its shape only. */
import type { SQLInputValue } from 'node:sqlite';
import type { EventFilter, EventSort, StoredEvent } from '../../app/ports.ts';
import type { Statements } from './connection.ts';
import { type EventRow, fromUuid, SELECT_EVENT, toStoredEvent } from './rows.ts';
import type { Symbols } from './symbols.ts';

export interface PageQuery {
  company: number;
  filter: EventFilter;
  order: { sort: EventSort; descending: boolean };
  window: { offset: number; limit: number };
}

export interface Page {
  events: readonly StoredEvent[];
  total: number;
}

export function findPage(sql: Statements, symbols: Symbols, query: PageQuery): Page {
  const { company, filter, order, window } = query;
  const condition = conditions(symbols, company, filter);
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
  // First which, then what: wide rows are read for one page only.
  const seqs = sql.all<{ seq: number }>(chosen, ...values, limit, window.offset);
  const events = seqs.map(({ seq }) => {
    const row = sql.get<EventRow>(`${SELECT_EVENT} WHERE e.company = ? AND e.seq = ?`, company, seq);
    if (row === undefined) throw new Error(`event ${seq} of company ${company} is missing`);
    return toStoredEvent(row, symbols);
  });
  return { events, total };
}

/** Null when nothing can match: no event of the company has such a type, source … */
function conditions(
  symbols: Symbols,
  company: number,
  filter: EventFilter,
): { where: string; values: SQLInputValue[] } | null {
  const parts = ['e.company = ?'];
  const values: SQLInputValue[] = [company];
  const add = (condition: string, ...bound: (SQLInputValue | undefined)[]) => {
    if (bound.some((value) => value === undefined)) return;
    parts.push(condition);
    values.push(...(bound as SQLInputValue[]));
  };
  add('e.id = ?', filter.id === undefined ? undefined : fromUuid(filter.id));
  for (const column of ['type', 'source', 'category', 'status'] as const) {
    const word = filter[column];
    if (word === undefined) continue;
    const code = symbols.code(company, word);
    if (code === null) return null;
    add(`e.${column} = ?`, code);
  }
  add('e.test_id = ?', filter.testId);
  add('e.workspace_id = ?', filter.workspaceId);
  add('e.created_at >= ?', filter.createdFrom);
  add('e.created_at <= ?', filter.createdTo);
  const { userId, controlId } = filter;
  if (userId !== undefined)
    add(
      "e.seq IN (SELECT seq FROM mentions WHERE company = ? AND user_id = ? AND role = 'actor')",
      company,
      userId,
    );
  if (controlId !== undefined)
    add('e.seq IN (SELECT seq FROM event_controls WHERE company = ? AND control_id = ?)', company, controlId);
  return { where: parts.join(' AND '), values };
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
