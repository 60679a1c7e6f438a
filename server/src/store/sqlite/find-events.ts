/** The queries behind pages of events. */
import type { SQLInputValue } from 'node:sqlite';
import type { EventFilter, EventFinder, EventSort } from '../../app/ports/finding.ts';
import type { StoredEvent } from '../../app/ports.ts';
import { firstInOrder } from './columns/by-time.ts';
import { chosenOf, countChosen } from './columns/choosing.ts';
import { viewOf } from './columns/view.ts';
import type { Eyes } from './eyes.ts';
import { oneIndex, type Selection } from './one-index.ts';
import { type EventRow, SELECT_EVENT, toStoredEvent } from './rows.ts';
import { sortedSeqs } from './sort-events.ts';
import { stepAside } from './thread.ts';

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

interface Statement {
  text: string;
  values: SQLInputValue[];
}

export function findPage(eyes: Eyes, { company, filter, order, window }: PageQuery): Page {
  const view = viewOf(eyes, company, filter);
  const total = countChosen(view);
  const { offset } = window;
  const limit = Math.min(window.limit, total - offset);
  if (limit <= 0) return { events: [], total };
  const { sort, descending } = order;
  const statement = sort === 'CREATED' ? pageStatement(eyes, company, filter, descending) : null;
  const seqs =
    statement === null
      ? sortedSeqs(eyes, company, view, { sort, descending, offset, limit })
      : seqsOf(eyes, {
          text: `${statement.text} LIMIT ? OFFSET ?`,
          values: [...statement.values, limit, offset],
        });
  return { events: readEvents(eyes, company, seqs), total };
}

/** Events of one page in the order by createdAt: what `EventFinder.after` promises. */
export function findAfter(eyes: Eyes, query: AfterQuery): readonly StoredEvent[] {
  const { company, filter, window } = query;
  const statement = afterStatement(eyes, query);
  const seqs =
    statement === null
      ? firstInOrder(viewOf(eyes, company, filter, window.before), { ...window, ranks: null }).map(
          ({ seq }) => seq,
        )
      : seqsOf(eyes, statement);
  return readEvents(eyes, company, seqs);
}

/** What `EventFinder.seqs` promises. */
export function findSeqs(eyes: Eyes, { company, filter, window }: SeqsQuery): readonly number[] {
  const { from, before, limit } = window;
  const view = viewOf(eyes, company, filter, before);
  const seqs: number[] = [];
  for (const { chunk, count, places } of chosenOf({ ...view, from: Math.max(view.from, from) })) {
    for (let i = 0; i < count && seqs.length < limit; i++)
      seqs.push(chunk.first + (places === null ? i : places[i]!));
    if (seqs.length >= limit) break;
  }
  return seqs;
}

/** Null when no index answers it. */
export function afterStatement(eyes: Eyes, { company, filter, window }: AfterQuery): Statement | null {
  const { before, descending, after, limit } = window;
  const selection = oneIndex(eyes, company, filter, before);
  if (selection === null) return null;
  if (after !== null) {
    selection.where += ` AND (e.created_at, e.seq) ${descending ? '<' : '>'} (?, ?)`;
    selection.values.push(after.createdAt, after.seq);
  }
  const { text, values } = inOrder(selection, descending);
  return { text: `${text} LIMIT ?`, values: [...values, limit] };
}

function pageStatement(
  eyes: Eyes,
  company: number,
  filter: EventFilter,
  descending: boolean,
): Statement | null {
  const selection = oneIndex(eyes, company, filter);
  return selection && inOrder(selection, descending);
}

function inOrder({ from, where, values }: Selection, descending: boolean): Statement {
  const way = descending ? 'DESC' : 'ASC';
  return {
    text: `SELECT e.seq FROM ${from} WHERE ${where} ORDER BY e.created_at ${way}, e.seq ${way}`,
    values,
  };
}

const seqsOf = ({ sql }: Eyes, { text, values }: Statement): number[] =>
  sql.all<{ seq: number }>(text, ...values).map(({ seq }) => seq);

/** A quarter of a millisecond of an idle core. */
const ROWS_AT_ONCE = 16;

/** First which, then what: wide rows are read for one page only. */
function readEvents(
  { sql, symbols }: Eyes,
  company: number,
  seqs: readonly number[],
): readonly StoredEvent[] {
  return seqs.map((seq, i) => {
    if (i % ROWS_AT_ONCE === 0) stepAside();
    const row = sql.get<EventRow>(`${SELECT_EVENT} WHERE e.company = ? AND e.seq = ?`, company, seq);
    if (row === undefined) throw new Error(`event ${seq} of company ${company} is missing`);
    return toStoredEvent(row, symbols);
  });
}
