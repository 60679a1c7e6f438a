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

export function countFacets(eyes: Eyes, { company, filter, members, limit }: FacetsQuery): Facets {
  const selection = selectionOf(eyes, company, filter);
  const facets: Facets = {};
  for (const member of members) {
    const counted = selection === null ? [] : countValues(eyes, company, selection, member);
    facets[member] = counted.sort(mostFrequentFirst).slice(0, limit);
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

function countValues(eyes: Eyes, company: number, selection: Selection, member: FacetMember): Facet[] {
  const { from, where, values } = selection;
  const column = COLUMNS[member];
  const groups = eyes.sql.all<{ value: number | null; count: number; seq: number }>(
    `SELECT ${column} AS value, count(*) AS count, max(e.seq) AS seq FROM ${from} WHERE ${where} GROUP BY ${column}`,
    ...values,
  );
  if (member === 'userId') return byUser(eyes, company, groups);
  return groups.map(({ value, count }) => ({
    value: value !== null && WORDS.has(member) ? String(eyes.symbols.value(company, value)) : value,
    count,
  }));
}

/** The log holds pseudonyms: any event of one says whose it is, until that is erased. */
function byUser(
  { sql }: Eyes,
  company: number,
  groups: readonly { value: number | null; count: number; seq: number }[],
): Facet[] {
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
