/** Lists of events: one query that filters and sorts, and counts where a total is asked for. */
import type pg from 'pg';
import type { EventFilter, EventFinder, EventSort } from '../../app/ports/finding.ts';
import type { StoredEvent } from '../../app/ports.ts';
import { countEvents, countFacets, countInTime } from './count-events.ts';
import { selectEvents, Values } from './event-conditions.ts';
import { entriesFrom, eventsAt } from './event-reader.ts';

type Order = Parameters<EventFinder['page']>[2];
type Window = Parameters<EventFinder['page']>[3];
type Walk = Parameters<EventFinder['after']>[2];

export function postgresEventFinder(pool: pg.Pool): EventFinder {
  return {
    async page(company, filter, order, window) {
      const { rows } = await pool.query<{ total: number; seqs: number[] }>(
        pageStatement(company, filter, order, window),
      );
      const { total, seqs } = rows[0] ?? { total: 0, seqs: [] };
      return { events: await readAll(pool, company, seqs), total };
    },
    async after(company, filter, walk) {
      const { rows } = await pool.query<{ seq: number }>(afterStatement(company, filter, walk));
      return readAll(
        pool,
        company,
        rows.map(({ seq }) => seq),
      );
    },
    async seqs(company, filter, { from: first, before, limit }) {
      const values = new Values();
      const { from, where, seq } = selectEvents(values, company, filter, before);
      const text = `SELECT e.seq FROM ${from} WHERE ${where} AND ${seq} >= ${values.bind(first)}
                     ORDER BY ${seq} LIMIT ${values.bind(limit)}`;
      const { rows } = await pool.query<{ seq: number }>({ text, values: values.list });
      return rows.map((row) => row.seq);
    },
    count: (company, filter, before) => countEvents(pool, company, filter, before),
    facets: (company, filter, members, limit) => countFacets(pool, company, filter, members, limit),
    histogram: (company, filter, stepMs) => countInTime(pool, company, filter, stepMs),
    entries: (company, seq, count) => entriesFrom(pool, company, seq, count),
  };
}

/** Events never change, so reading them after the statement that found them is still one state. */
async function readAll(
  pool: pg.Pool,
  company: number,
  seqs: readonly number[],
): Promise<readonly StoredEvent[]> {
  return seqs.length === 0 ? [] : eventsAt(pool, company, seqs);
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
  const values = new Values();
  const { from, where, createdAt, seq } = selectEvents(values, company, filter);
  const direction = order.descending ? 'DESC NULLS LAST' : 'ASC NULLS FIRST';
  const keys = [...SORT_KEYS[order.sort], createdAt, seq].map((key) => `${key} ${direction}`);
  const text = `
    SELECT (SELECT count(*) FROM ${from} WHERE ${where}) AS total,
           ARRAY(SELECT e.seq FROM ${from} ${SORT_JOINS[order.sort] ?? ''} WHERE ${where}
                  ORDER BY ${keys.join(', ')}
                 OFFSET ${values.bind(window.offset)} LIMIT ${values.bind(window.limit)}) AS seqs`;
  return { text, values: values.list };
}

function afterStatement(company: number, filter: EventFilter, walk: Walk): pg.QueryConfig {
  const { before, descending, after, limit } = walk;
  const values = new Values();
  const { from, where, createdAt, seq } = selectEvents(values, company, filter, before);
  const beyond =
    after === null
      ? ''
      : `AND (${createdAt}, ${seq}) ${descending ? '<' : '>'} (${values.bind(after.createdAt)}, ${values.bind(after.seq)})`;
  const direction = descending ? 'DESC' : 'ASC';
  const text = `SELECT e.seq FROM ${from} WHERE ${where} ${beyond}
                 ORDER BY ${createdAt} ${direction}, ${seq} ${direction} LIMIT ${values.bind(limit)}`;
  return { text, values: values.list };
}
