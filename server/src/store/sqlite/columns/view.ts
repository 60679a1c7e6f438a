/** From a filter to what is looked for in the columns. */
import type { EventFilter, Members } from '../../../app/ports/finding.ts';
import type { Statements } from '../connection.ts';
import { recordedBounds } from '../recorded-bounds.ts';
import { fromUuid } from '../rows.ts';
import { matchQuery, rowOf } from '../search-text.ts';
import { firstInOrder } from './by-time.ts';
import type { View } from './choosing.ts';
import type { Columns } from './columns.ts';
import { type Condition, createdWithin, hasOneOf, isMarked, markedIn, markedOrNobody } from './conditions.ts';

const BY_COLUMN = ['type', 'category', 'source', 'status', 'connectionId', 'workspaceId', 'testId'] as const;

/** Events with seq < `before` that match, in the transaction that `sql` is in. */
export function viewOf(
  { sql, columns }: { sql: Statements; columns: Columns },
  company: number,
  filter: EventFilter,
  before: number | null = null,
): View {
  const chunks = columns.chunksOf(company);
  const last = chunks.at(-1);
  const size = last === undefined ? 0 : last.first + last.size;
  const { from, to } = boundsOf(sql, company, filter, Math.min(size, before ?? size));
  const conditions = [
    ...memberConditions(sql, company, size, filter, true),
    ...memberConditions(sql, company, size, filter.not ?? {}, false),
  ];
  const { createdFrom, createdTo, text } = filter;
  if (createdFrom !== undefined || createdTo !== undefined)
    conditions.push(
      createdWithin(createdFrom ?? Number.NEGATIVE_INFINITY, createdTo ?? Number.POSITIVE_INFINITY),
    );
  const query = text === undefined ? null : matchQuery(text);
  if (query !== null) conditions.push(says(sql, company, query, size));
  const view = { chunks, from, to, conditions };
  return filter.mostRecent === true ? newestOf(view) : view;
}

function boundsOf(
  sql: Statements,
  company: number,
  filter: EventFilter,
  end: number,
): { from: number; to: number } {
  let [from, to] = [0, end];
  const recorded = recordedBounds(sql, company, filter);
  if (recorded !== null) [from, to] = [recorded.from, Math.min(recorded.to, end)];
  if (filter.id === undefined) return { from, to };
  const row = sql.get<{ seq: number }>(
    'SELECT seq FROM events WHERE company = ? AND id = ?',
    company,
    fromUuid(filter.id),
  );
  const seq = row?.seq ?? end;
  return { from: Math.max(from, seq), to: Math.min(to, seq + 1) };
}

function newestOf(view: View): View {
  const [newest] = firstInOrder(view, { descending: true, after: null, limit: 1, ranks: null });
  const from = newest?.seq ?? 0;
  return { chunks: view.chunks, from, to: newest === undefined ? 0 : from + 1, conditions: [] };
}

function memberConditions(
  sql: Statements,
  company: number,
  size: number,
  members: Members,
  is: boolean,
): Condition[] {
  const conditions: Condition[] = [];
  for (const member of BY_COLUMN) {
    const values = members[member];
    if (values !== undefined) conditions.push(hasOneOf(member, values, is));
  }
  const { userId, controlId } = members;
  if (userId !== undefined) {
    const marks = marksOf(sql, "mentions WHERE role = 'actor' AND user_id", company, userId, size);
    conditions.push((userId.includes(null) ? markedOrNobody : isMarked)(marks, is));
  }
  if (controlId !== undefined)
    conditions.push(isMarked(marksOf(sql, 'event_controls WHERE control_id', company, controlId, size), is));
  return conditions;
}

/** Who acted can be erased, so no column says it. */
function marksOf(
  sql: Statements,
  tableAndColumn: string,
  company: number,
  values: readonly (number | null)[],
  size: number,
): Uint8Array {
  return marked(
    sql,
    `SELECT json_group_array(seq) AS seqs FROM ${tableAndColumn} IN (SELECT value FROM json_each(?)) AND company = ?`,
    [JSON.stringify(values), company],
    size,
  );
}

/** Chunk by chunk, since a page may need few of them. The index looks up a prefix for the whole log or not at all. */
function says(sql: Statements, company: number, query: string, size: number): Condition {
  const saying = (from: number, count: number) => {
    const start = rowOf(company, from);
    return marked(
      sql,
      'SELECT json_group_array(rowid - ?2) AS seqs FROM search.words WHERE words MATCH ?1 AND rowid >= ?2 AND rowid < ?3',
      [query, start, start + BigInt(count)],
      count,
    );
  };
  return query.endsWith('*')
    ? isMarked(saying(0, size), true)
    : markedIn((chunk) => saying(chunk.first, chunk.size), true);
}

/** As JSON a million of them come over in a fifth of the time that rows take. */
function marked(
  sql: Statements,
  statement: string,
  values: readonly (string | number | bigint)[],
  size: number,
): Uint8Array {
  const row = sql.get<{ seqs: string }>(statement, ...values);
  const marks = new Uint8Array(size);
  for (const seq of JSON.parse(row?.seqs ?? '[]') as number[]) marks[seq] = 1;
  return marks;
}
