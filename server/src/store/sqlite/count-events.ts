/** Counting events by what they are: facets and the histogram. */
import type { EventFilter, Facet, FacetMember, HistogramBar } from '../../app/ports/finding.ts';
import { type Eyes, type Selection, selectionOf } from './event-conditions.ts';

export interface CountQuery {
  company: number;
  filter: EventFilter;
  before: number;
}

export interface FacetsQuery {
  company: number;
  filter: EventFilter;
  members: readonly FacetMember[];
  limit: number;
}

export interface HistogramQuery {
  company: number;
  filter: EventFilter;
  stepMs: number;
}

export type Facets = Partial<Record<FacetMember, readonly Facet[]>>;

export function countEvents(eyes: Eyes, { company, filter, before }: CountQuery): number {
  const selection = selectionOf(eyes, company, filter, before);
  if (selection === null) return 0;
  const { from, where, values } = selection;
  const row = eyes.sql.get<{ total: number }>(
    `SELECT count(*) AS total FROM ${from} WHERE ${where}`,
    ...values,
  );
  return row?.total ?? 0;
}

export function countFacets(eyes: Eyes, query: FacetsQuery): Facets {
  const { company, filter, members, limit } = query;
  const selection = selectionOf(eyes, company, filter);
  const groups = selection === null || members.length === 0 ? [] : countValues(eyes, selection, members);
  const facets: Facets = {};
  for (const member of members) {
    const mine = groups.filter((group) => group.member === member);
    facets[member] = facetsOf(eyes, company, member, mine).sort(mostFrequentFirst).slice(0, limit);
  }
  return facets;
}

const COLUMNS: Readonly<Record<FacetMember, string>> = {
  type: 'e.type',
  category: 'e.category',
  source: 'e.source',
  status: 'e.status',
  userId: 'e.actor',
  connectionId: 'e.connection_id',
  workspaceId: 'e.workspace_id',
  testId: 'e.test_id',
};

const WORDS: ReadonlySet<FacetMember> = new Set(['type', 'category', 'source', 'status']);

interface Group {
  member: FacetMember;
  value: number | null;
  count: number;
  /** Of one of its events. */
  seq: number;
}

/** The events are chosen once, whatever that costs, and then counted for each member. */
function countValues({ sql }: Eyes, selection: Selection, members: readonly FacetMember[]): Group[] {
  const { from, where, values } = selection;
  const columns = members.map((member) => `${COLUMNS[member]} AS ${member}`);
  const counts = members.map(
    (member) =>
      `SELECT '${member}' AS member, ${member} AS value, count(*) AS count, max(seq) AS seq FROM chosen GROUP BY ${member}`,
  );
  return sql.all<Group>(
    `WITH chosen AS MATERIALIZED (SELECT ${['e.seq', ...columns].join(', ')} FROM ${from} WHERE ${where}) ` +
      counts.join(' UNION ALL '),
    ...values,
  );
}

function facetsOf(eyes: Eyes, company: number, member: FacetMember, groups: readonly Group[]): Facet[] {
  if (member === 'userId') return byUser(eyes, company, groups);
  return groups.map(({ value, count }) => ({
    value: value !== null && WORDS.has(member) ? String(eyes.symbols.value(company, value)) : value,
    count,
  }));
}

/** The log holds pseudonyms: any event of one says whose it is, until that is erased. */
function byUser({ sql }: Eyes, company: number, groups: readonly Group[]): Facet[] {
  const counts = new Map<number | null, number>();
  for (const { value, count, seq } of groups) {
    const row = sql.get<{ actor: number | null }>(
      'SELECT actor_id AS actor FROM parts WHERE company = ? AND seq = ?',
      company,
      seq,
    );
    const user = value === null ? null : (row?.actor ?? 'erased');
    if (user !== 'erased') counts.set(user, (counts.get(user) ?? 0) + count);
  }
  return [...counts].map(([value, count]) => ({ value, count }));
}

function mostFrequentFirst(a: Facet, b: Facet): number {
  return b.count - a.count || compareValues(a.value, b.value);
}

function compareValues(a: Facet['value'], b: Facet['value']): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

/** % has the sign of what is divided: added twice, times before 1970 fall into the step that they lie in. */
const STEP = (createdAt: string) => `${createdAt} - (${createdAt} % ?1 + ?1) % ?1`;

export function countByTime(eyes: Eyes, { company, filter, stepMs }: HistogramQuery): HistogramBar[] {
  const selection = selectionOf(eyes, company, filter);
  if (selection === null) return [];
  const { from, where, values, createdAt } = selection;
  const bars = eyes.sql.all<{ start: number; status: number | null; count: number }>(
    `SELECT ${STEP(createdAt)} AS start, e.status, count(*) AS count FROM ${from} WHERE ${where} GROUP BY 1, 2`,
    stepMs,
    ...values,
  );
  return bars
    .map(({ start, status, count }) => ({
      from: start,
      status: status === null ? null : String(eyes.symbols.value(company, status)),
      count,
    }))
    .sort((a, b) => a.from - b.from || compareValues(a.status, b.status));
}
