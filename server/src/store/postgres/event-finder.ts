/** Lists of events: one query that filters and sorts, and counts where a total is asked for. */
import type pg from 'pg';
import type { EventFilter, EventFinder, EventSort } from '../../app/ports/finding.ts';
import type { StoredEvent } from '../../app/ports.ts';
import { countEvents, countFacets, countInTime } from './count-events.ts';
import { countRuns } from './count-runs.ts';
import { type Scope, scopeOf, selectEvents, Values } from './event-conditions.ts';
import { entriesFrom, eventsAt } from './event-reader.ts';
import type { Reads } from './sight.ts';
import type { Symbols } from './symbols.ts';

type Order = Parameters<EventFinder['page']>[2];
type Window = Parameters<EventFinder['page']>[3];
type Walk = Parameters<EventFinder['after']>[2];

export function postgresEventFinder(reads: Reads, symbols: Symbols): EventFinder {
  return {
    async page(company, filter, order, window) {
      const { rows } = await reads
        .of(company)
        .query<{ total: number; seqs: number[] }>(
          pageStatement(await scopeOf(symbols, company, filter), filter, order, window),
        );
      const { total, seqs } = rows[0] ?? { total: 0, seqs: [] };
      return { events: await readAll(reads, symbols, company, seqs), total };
    },
    async after(company, filter, walk) {
      const statement = afterStatement(await scopeOf(symbols, company, filter), filter, walk);
      const { rows } = await reads.of(company).query<{ seq: number }>(statement);
      return readAll(
        reads,
        symbols,
        company,
        rows.map(({ seq }) => seq),
      );
    },
    async seqs(company, filter, { from: first, before, limit }) {
      const values = new Values();
      const scope = await scopeOf(symbols, company, filter);
      const { from, where, seq } = selectEvents(values, scope, filter, before);
      const text = `SELECT e.seq FROM ${from} WHERE ${where} AND ${seq} >= ${values.bind(first)}
                     ORDER BY ${seq} LIMIT ${values.bind(limit)}`;
      const { rows } = await reads.of(company).query<{ seq: number }>({ text, values: values.list });
      return rows.map((row) => row.seq);
    },
    count: (company, filter, before) => countEvents({ reads, symbols }, company, filter, before),
    facets: (company, filter, members, limit) =>
      countFacets({ reads, symbols }, company, filter, members, limit),
    histogram: (company, filter, stepMs) => countInTime({ reads, symbols }, company, filter, stepMs),
    testRuns: (company, filter, window) => countRuns({ reads, symbols }, company, filter, window),
    entries: (company, seq, count) => entriesFrom(reads, symbols, company, seq, count),
  };
}

/** Events never change, so reading them after the statement that found them is still one state. */
async function readAll(
  reads: Reads,
  symbols: Symbols,
  company: number,
  seqs: readonly number[],
): Promise<readonly StoredEvent[]> {
  return seqs.length === 0 ? [] : eventsAt(reads, symbols, company, seqs);
}

/** What each sort compares before createdAt and seq. Text is compared by bytes, whatever the database's locale. */
const SORT_KEYS: Record<EventSort, readonly string[]> = {
  CREATED: [],
  DESCRIPTION: [`(p.text::json ->> 'description') COLLATE "C"`],
  TYPE: ['sorted.word COLLATE "C"'],
  CATEGORY: ['sorted.word COLLATE "C"'],
  USER: [
    `(u.json::json ->> 'lastName') COLLATE "C"`,
    `(u.json::json ->> 'firstName') COLLATE "C"`,
    'p.actor_id',
  ],
  CHECK_RESULTS_STATUS: ['sorted.word COLLATE "C"'],
};

const wordsOf = (column: string) =>
  `LEFT JOIN symbols sorted ON sorted.company = e.company AND sorted.code = e.${column}`;

/** The tables behind the sort keys. */
const SORT_JOINS: Partial<Record<EventSort, string>> = {
  DESCRIPTION: 'LEFT JOIN parts p ON p.company = e.company AND p.seq = e.seq',
  TYPE: wordsOf('type'),
  CATEGORY: wordsOf('category'),
  CHECK_RESULTS_STATUS: wordsOf('status'),
  USER: `LEFT JOIN parts p ON p.company = e.company AND p.seq = e.seq
         LEFT JOIN directory u ON u.company = e.company AND u.kind = 'user' AND u.id = p.actor_id`,
};

/** Both answers come from one statement, hence from one snapshot: the total fits the page. */
function pageStatement(scope: Scope, filter: EventFilter, order: Order, window: Window): pg.QueryConfig {
  const values = new Values();
  const { from, where, createdAt, seq } = selectEvents(values, scope, filter);
  const direction = order.descending ? 'DESC NULLS LAST' : 'ASC NULLS FIRST';
  const keys = [...SORT_KEYS[order.sort], createdAt, seq].map((key) => `${key} ${direction}`);
  const text = `
    SELECT (SELECT count(*) FROM ${from} WHERE ${where}) AS total,
           ARRAY(SELECT e.seq FROM ${from} ${SORT_JOINS[order.sort] ?? ''} WHERE ${where}
                  ORDER BY ${keys.join(', ')}
                 OFFSET ${values.bind(window.offset)} LIMIT ${values.bind(window.limit)}) AS seqs`;
  return { text, values: values.list };
}

function afterStatement(scope: Scope, filter: EventFilter, walk: Walk): pg.QueryConfig {
  const { before, descending, after, limit } = walk;
  const values = new Values();
  const { from, where, createdAt, seq } = selectEvents(values, scope, filter, before);
  const beyond =
    after === null
      ? ''
      : `AND (${createdAt}, ${seq}) ${descending ? '<' : '>'} (${values.bind(after.createdAt)}, ${values.bind(after.seq)})`;
  const direction = descending ? 'DESC' : 'ASC';
  const text = `SELECT e.seq FROM ${from} WHERE ${where} ${beyond}
                 ORDER BY ${createdAt} ${direction}, ${seq} ${direction} LIMIT ${values.bind(limit)}`;
  return { text, values: values.list };
}
