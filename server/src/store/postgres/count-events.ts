/** Counting events: how many match, and by what they are. */
import type { EventFilter, EventFinder, Facet, FacetMember, HistogramBar } from '../../app/ports/finding.ts';
import { NOBODY, scopeOf, selectEvents, Values } from './event-conditions.ts';
import type { Reads } from './sight.ts';
import type { Symbols } from './symbols.ts';

/** What a scan reads with. */
export interface Eyes {
  reads: Reads;
  symbols: Symbols;
}

export async function countEvents(
  { reads, symbols }: Eyes,
  company: number,
  filter: EventFilter,
  before: number,
): Promise<number> {
  const values = new Values();
  const { from, where } = selectEvents(values, await scopeOf(symbols, company, filter), filter, before);
  const text = `SELECT count(*) AS total FROM ${from} WHERE ${where}`;
  const { rows } = await reads.of(company).query<{ total: number }>({ text, values: values.list });
  return rows[0]?.total ?? 0;
}

/** What an event has for a member; for words their code. */
const FACET_COLUMNS: Record<FacetMember, string> = {
  type: 'e.type',
  source: 'e.source',
  category: 'e.category',
  status: 'e.status',
  userId: 'p.actor_id',
  connectionId: 'e.connection_id',
  workspaceId: 'e.workspace_id',
  testId: 'e.test_id',
};
const CODED: ReadonlySet<FacetMember> = new Set(['type', 'source', 'category', 'status']);

/** All members from one statement, hence from one snapshot. */
export async function countFacets(
  { reads, symbols }: Eyes,
  company: number,
  filter: EventFilter,
  members: readonly FacetMember[],
  limit: number,
): ReturnType<EventFinder['facets']> {
  if (members.length === 0) return {};
  const values = new Values();
  const scope = await scopeOf(symbols, company, filter);
  const { from, where, ofCompany } = selectEvents(values, scope, filter);
  const most = values.bind(limit);
  const columns = members.map((member) => `${FACET_COLUMNS[member]} AS "${member}"`);
  const ofUser = members.includes('userId');
  // Of an erased actor it is known only that there was one.
  if (ofUser) columns.push(`p.actor_id IS NULL AND NOT ${NOBODY} AS erased`);
  const parts = ofUser ? 'LEFT JOIN parts p ON p.company = e.company AND p.seq = e.seq' : '';
  const facets = members.map((member) => {
    const known = member === 'userId' ? 'WHERE NOT erased' : '';
    const counted = `SELECT "${member}" AS value, count(*) AS count FROM found ${known} GROUP BY 1`;
    return `(
      SELECT json_agg(json_build_array(value, count) ORDER BY count DESC, value NULLS FIRST)
        FROM (SELECT value, count FROM (${CODED.has(member) ? wordsOf(counted, ofCompany) : counted}) AS counted
               ORDER BY count DESC, value NULLS FIRST LIMIT ${most}) AS top) AS "${member}"`;
  });
  const text = `
    WITH found AS (SELECT ${columns.join(', ')} FROM ${from} ${parts} WHERE ${where})
    SELECT ${facets.join(', ')}`;
  const { rows } = await reads
    .of(company)
    .query<Partial<Record<FacetMember, [Facet['value'], number][] | null>>>({ text, values: values.list });
  return Object.fromEntries(
    members.map((member) => [member, (rows[0]?.[member] ?? []).map(([value, count]) => ({ value, count }))]),
  );
}

/** Counts by code as counts by word, whose order is that of its bytes. */
function wordsOf(counted: string, ofCompany: string): string {
  return `SELECT s.word COLLATE "C" AS value, count FROM (${counted}) AS coded
            LEFT JOIN symbols s ON s.company = ${ofCompany} AND s.code = coded.value`;
}

export async function countInTime(
  { reads, symbols }: Eyes,
  company: number,
  filter: EventFilter,
  stepMs: number,
): Promise<readonly HistogramBar[]> {
  const values = new Values();
  const scope = await scopeOf(symbols, company, filter);
  const { from, where, ofCompany } = selectEvents(values, scope, filter);
  const step = `${values.bind(stepMs)}::bigint`;
  // % has the sign of what is divided: added twice, times before 1970 fall into the step that they lie in.
  const text = `
    SELECT "from", s.word COLLATE "C" AS status, count
      FROM (SELECT e.created_at - (e.created_at % ${step} + ${step}) % ${step} AS "from", e.status AS code,
                   count(*) AS count
              FROM ${from} WHERE ${where} GROUP BY 1, 2) AS bars
      LEFT JOIN symbols s ON s.company = ${ofCompany} AND s.code = bars.code
     ORDER BY 1, 2 NULLS FIRST`;
  return (await reads.of(company).query<HistogramBar>({ text, values: values.list })).rows;
}
