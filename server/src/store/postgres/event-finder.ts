/** Lists of events: one query that filters, counts and sorts. */
import { isUuid } from '@affidavit/verify';
import type pg from 'pg';
import type { EventFilter, EventFinder, EventSort } from '../../app/ports/finding.ts';
import { eventsAt } from './event-reader.ts';
import { isStorable } from './types.ts';

type Order = Parameters<EventFinder['page']>[2];
type Window = Parameters<EventFinder['page']>[3];

export function postgresEventFinder(pool: pg.Pool): EventFinder {
  return {
    async page(company, filter, order, window) {
      if (!canMatch(filter)) return { events: [], total: 0 };
      const { rows } = await pool.query<{ total: number; seqs: number[] }>(
        pageStatement(company, filter, order, window),
      );
      const { total, seqs } = rows[0] ?? { total: 0, seqs: [] };
      // Events never change, so reading them after the statement that found them is still one state.
      return { events: seqs.length === 0 ? [] : await eventsAt(pool, company, seqs), total };
    },
    after: () => Promise.reject(new Error('pages by cursor are not there yet')),
    count: () => Promise.reject(new Error('counts are not there yet')),
    facets: () => Promise.reject(new Error('facets are not there yet')),
    histogram: () => Promise.reject(new Error('the histogram is not there yet')),
  };
}

/** Whether PostgreSQL could hold such values at all: what it cannot hold matches nothing. */
function canMatch({ id, text, not: _, ...filter }: EventFilter): boolean {
  const holdable = (value: unknown): boolean =>
    typeof value === 'string' ? isStorable(value) : typeof value !== 'number' || Number.isSafeInteger(value);
  return (
    (id === undefined || isUuid(id)) &&
    (text === undefined || isStorable(text)) &&
    Object.values(filter).flat().every(holdable)
  );
}

/** What each sort compares before createdAt and seq. Text is compared by bytes, whatever the database's locale. */
const SORT_KEYS: Record<EventSort, readonly string[]> = {
  CREATED: [],
  DESCRIPTION: [`(p.text::json ->> 'description') COLLATE "C"`],
  TYPE: ['e.type COLLATE "C"'],
  CATEGORY: ['e.category COLLATE "C"'],
  USER: [
    `(u.json::json ->> 'lastName') COLLATE "C"`,
    `(u.json::json ->> 'firstName') COLLATE "C"`,
    'p.actor_id',
  ],
  CHECK_RESULTS_STATUS: ['e.status COLLATE "C"'],
};

/** The tables behind the sort keys. */
const SORT_JOINS: Partial<Record<EventSort, string>> = {
  DESCRIPTION: 'LEFT JOIN parts p ON p.company = e.company AND p.seq = e.seq',
  USER: `LEFT JOIN parts p ON p.company = e.company AND p.seq = e.seq
         LEFT JOIN directory u ON u.company = e.company AND u.kind = 'user' AND u.id = p.actor_id`,
};

/** Both answers come from one statement, hence from one snapshot: the total fits the page. */
function pageStatement(company: number, filter: EventFilter, order: Order, window: Window): pg.QueryConfig {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [`e.company = ${bind(company)}`, ...filterConditions(filter, bind)].join(' AND ');
  const newest = `SELECT e.* FROM events e WHERE ${conditions} ORDER BY e.created_at DESC, e.seq DESC LIMIT 1`;
  const found = filter.mostRecent === true ? `(${newest})` : 'events';
  const where = filter.mostRecent === true ? '' : `WHERE ${conditions}`;
  const direction = order.descending ? 'DESC NULLS LAST' : 'ASC NULLS FIRST';
  const keys = [...SORT_KEYS[order.sort], 'e.created_at', 'e.seq'].map((key) => `${key} ${direction}`);
  const text = `
    SELECT (SELECT count(*) FROM ${found} e ${where}) AS total,
           ARRAY(SELECT e.seq FROM ${found} e ${SORT_JOINS[order.sort] ?? ''} ${where}
                  ORDER BY ${keys.join(', ')} OFFSET ${bind(window.offset)} LIMIT ${bind(window.limit)}) AS seqs`;
  return { text, values };
}

function filterConditions(filter: EventFilter, bind: (value: unknown) => string): string[] {
  const conditions: string[] = [];
  const add = (value: unknown, condition: (placeholder: string) => string): void => {
    if (value !== undefined) conditions.push(condition(bind(value)));
  };
  add(filter.id, (v) => `e.id = ${v}`);
  add(filter.type?.[0], (v) => `e.type = ${v}`);
  add(filter.source?.[0], (v) => `e.source = ${v}`);
  add(filter.category?.[0], (v) => `e.category = ${v}`);
  add(filter.status?.[0], (v) => `e.status = ${v}`);
  add(filter.testId?.[0], (v) => `e.test_id = ${v}`);
  add(filter.workspaceId?.[0], (v) => `e.workspace_id = ${v}`);
  add(filter.createdFrom, (v) => `e.created_at >= ${v}`);
  add(filter.createdTo, (v) => `e.created_at <= ${v}`);
  add(
    filter.userId?.[0],
    (v) => `EXISTS (SELECT FROM mentions m
                     WHERE m.company = e.company AND m.user_id = ${v} AND m.role = 'actor' AND m.created_at = e.created_at AND m.seq = e.seq)`,
  );
  add(
    filter.controlId?.[0],
    (v) => `EXISTS (SELECT FROM event_controls c
                     WHERE c.company = e.company AND c.control_id = ${v} AND c.seq = e.seq)`,
  );
  return conditions;
}
