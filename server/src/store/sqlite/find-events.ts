/** The queries behind pages of events. */
import type { SQLInputValue } from 'node:sqlite';
import type { EventFilter, EventFinder, EventSort } from '../../app/ports/finding.ts';
import type { StoredEvent } from '../../app/ports.ts';
import { type Eyes, selectionOf } from './event-conditions.ts';
import { type EventRow, SELECT_EVENT, toStoredEvent } from './rows.ts';

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

export interface SeqsQuery {
  company: number;
  filter: EventFilter;
  window: Parameters<EventFinder['seqs']>[2];
}

export interface Page {
  events: readonly StoredEvent[];
  total: number;
}

export function findPage(eyes: Eyes, { company, filter, order, window }: PageQuery): Page {
  const selection = selectionOf(eyes, company, filter);
  if (selection === null) return { events: [], total: 0 };
  const { from, where, values, createdAt, seq } = selection;
  const { total } = eyes.sql.get<{ total: number }>(
    `SELECT count(*) AS total FROM ${from} WHERE ${where}`,
    ...values,
  ) ?? { total: 0 };
  if (window.offset >= total) return { events: [], total };
  const sorted = [...sortKeys[order.sort], createdAt, seq];
  const seqs = eyes.sql.all<{ seq: number }>(
    `SELECT e.seq FROM ${from} ${joins(order.sort)} WHERE ${where} ORDER BY ${ordering(sorted, order.descending)} LIMIT ? OFFSET ?`,
    ...values,
    Math.min(window.limit, total - window.offset),
    window.offset,
  );
  return { events: readEvents(eyes, company, seqs), total };
}

/** Events of one page in the order by createdAt: what `EventFinder.after` promises. */
export function findAfter(eyes: Eyes, query: AfterQuery): readonly StoredEvent[] {
  const statement = afterStatement(eyes, query);
  if (statement === null) return [];
  const seqs = eyes.sql.all<{ seq: number }>(statement.text, ...statement.values);
  return readEvents(eyes, query.company, seqs);
}

/** What `EventFinder.seqs` promises. */
export function findSeqs(eyes: Eyes, { company, filter, window }: SeqsQuery): readonly number[] {
  const selection = selectionOf(eyes, company, filter, window.before);
  if (selection === null) return [];
  const { from, where, values, seq } = selection;
  return eyes.sql
    .all<{ seq: number }>(
      `SELECT e.seq FROM ${from} WHERE ${where} AND ${seq} >= ? ORDER BY ${seq} LIMIT ?`,
      ...values,
      window.from,
      window.limit,
    )
    .map((row) => row.seq);
}

/** Null when nothing can match. */
export function afterStatement(
  eyes: Eyes,
  { company, filter, window }: AfterQuery,
): { text: string; values: SQLInputValue[] } | null {
  const { before, descending, after, limit } = window;
  const selection = selectionOf(eyes, company, filter, before);
  if (selection === null) return null;
  const { from, createdAt, seq } = selection;
  const values = [...selection.values];
  let { where } = selection;
  if (after !== null) {
    where += ` AND (${createdAt}, ${seq}) ${descending ? '<' : '>'} (?, ?)`;
    values.push(after.createdAt, after.seq);
  }
  const order = ordering([createdAt, seq], descending);
  return {
    text: `SELECT e.seq FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT ?`,
    values: [...values, limit],
  };
}

/** First which, then what: wide rows are read for one page only. */
function readEvents(
  { sql, symbols }: Eyes,
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

const sortKeys: Readonly<Record<EventSort, readonly string[]>> = {
  CREATED: [],
  DESCRIPTION: ["json_extract(p.text, '$.description')"],
  TYPE: [word('type')],
  CATEGORY: [word('category')],
  USER: ["json_extract(d.json, '$.lastName')", "json_extract(d.json, '$.firstName')", 'p.actor_id'],
  CHECK_RESULTS_STATUS: [word('status')],
};

/** NULL is the smallest value of SQLite: missing keys come first ascending, last descending. */
function ordering(keys: readonly string[], descending: boolean): string {
  return keys.map((key) => `${key} ${descending ? 'DESC' : 'ASC'}`).join(', ');
}
