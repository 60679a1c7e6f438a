/** From a filter to what is looked for in the columns. */
import type { EventFilter, Members } from '../../../app/ports/finding.ts';
import type { Statements } from '../connection.ts';
import type { Eyes } from '../eyes.ts';
import { recordedBounds } from '../recorded-bounds.ts';
import { fromUuid } from '../rows.ts';
import { matchQuery, rowOf } from '../search-text.ts';
import { firstInOrder } from './by-time.ts';
import type { View } from './choosing.ts';
import { CHUNK_MAX_EVENTS } from './chunk.ts';
import { type Condition, createdWithin, hasOneControl, hasOneOf, isMarked } from './conditions.ts';

const BY_COLUMN = ['type', 'category', 'source', 'status', 'connectionId', 'workspaceId', 'testId'] as const;

/** Events with seq < `before` that match, in the transaction that `sql` is in. */
export function viewOf(eyes: Eyes, company: number, filter: EventFilter, before: number | null = null): View {
  const { sql, columns } = eyes;
  const chunks = columns.chunksOf(company);
  const last = chunks.at(-1);
  const size = last === undefined ? 0 : last.first + last.size;
  const { from, to } = boundsOf(sql, company, filter, Math.min(size, before ?? size));
  const conditions = [
    ...memberConditions(eyes, company, filter, true),
    ...memberConditions(eyes, company, filter.not ?? {}, false),
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

function memberConditions(eyes: Eyes, company: number, members: Members, is: boolean): Condition[] {
  const conditions: Condition[] = [];
  for (const member of BY_COLUMN) {
    const values = members[member];
    if (values !== undefined) conditions.push(hasOneOf(member, values, is));
  }
  const { userId, controlId } = members;
  if (userId !== undefined) {
    const actors = userId.map((id) => (id === null ? null : pseudonymOf(eyes, company, id)));
    const known = actors.filter((actor) => actor !== undefined);
    conditions.push(hasOneOf('userId', known, is));
  }
  if (controlId !== undefined) conditions.push(hasOneControl(controlId, is));
  return conditions;
}

/**
 * What the log calls a person, which is one name as long as they can be found (docs/formats.md, "Actor tag"). Undefined when they
 * never acted or were erased: no column says who it was.
 */
function pseudonymOf({ sql, symbols }: Eyes, company: number, userId: number): string | undefined {
  const row = sql.get<{ actor: number }>(
    'SELECT e.actor FROM mentions m JOIN events e ON e.company = m.company AND e.seq = m.seq ' +
      "WHERE m.company = ? AND m.user_id = ? AND m.role = 'actor' LIMIT 1",
    company,
    userId,
  );
  return row && symbols.text(company, row.actor);
}

/** Marks of the events of one chunk that say what is looked for: a view has one text at most. */
const room = new Uint8Array(CHUNK_MAX_EVENTS);

/**
 * Chunk by chunk, since a page may need few of them. The index looks up a prefix for the whole log or not at all. As JSON a
 * million places come over in a fifth of the time that rows take.
 */
function says(sql: Statements, company: number, query: string, size: number): Condition {
  const saying = (from: number, marks: Uint8Array): Uint8Array => {
    const start = rowOf(company, from);
    const row = sql.get<{ places: string }>(
      'SELECT json_group_array(rowid - ?2) AS places FROM search.words WHERE words MATCH ?1 AND rowid >= ?2 AND rowid < ?3',
      query,
      start,
      start + BigInt(marks.length),
    );
    for (const place of JSON.parse(row?.places ?? '[]') as number[]) marks[place] = 1;
    return marks;
  };
  if (!query.endsWith('*'))
    return isMarked(({ first, size }) => saying(first, room.subarray(0, size).fill(0)));
  const marks = saying(0, new Uint8Array(size));
  return isMarked(({ first, size }) => marks.subarray(first, first + size));
}
