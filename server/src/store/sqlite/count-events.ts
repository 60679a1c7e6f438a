/** Counting events by what they are: facets and the histogram. */
import type { EventFilter, Facet, FacetMember, HistogramBar } from '../../app/ports/finding.ts';
import { type Chosen, chosenOf, countChosen, type View } from './columns/choosing.ts';
import type { Value } from './columns/chunk.ts';
import { viewOf } from './columns/view.ts';
import type { Eyes } from './eyes.ts';

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
  return countChosen(viewOf(eyes, company, filter, before));
}

export function countFacets(eyes: Eyes, query: FacetsQuery): Facets {
  const { company, filter, members, limit } = query;
  const tallies = tally(viewOf(eyes, company, filter), members);
  const facets: Facets = {};
  for (const member of members) {
    const counts = tallies.get(member) ?? new Map();
    const mine = member === 'userId' ? byUser(eyes, company, counts) : plain(counts);
    facets[member] = mine.sort(mostFrequentFirst).slice(0, limit);
  }
  return facets;
}

/** How many events have a value, and the seq of the last of them. */
export interface Tally {
  count: number;
  seq: number;
}

export type Tallies = Map<Value, Tally>;

/** The values of each member among the chosen events. The seqs are those of `userId` only. */
export function tally(view: View, members: readonly FacetMember[]): Map<FacetMember, Tallies> {
  const tallies = new Map<FacetMember, Tallies>(members.map((member) => [member, new Map()]));
  for (const chosen of chosenOf(view))
    for (const [member, known] of tallies) {
      const { values } = chosen.chunk.column(member);
      const { counts, last } = countCodes(chosen, member);
      for (const [code, value] of values.entries()) {
        const count = counts[code]!;
        if (count === 0) continue;
        const seq = chosen.chunk.first + (last?.[code] ?? 0);
        const before = known.get(value)?.count ?? 0;
        known.set(value, { count: before + count, seq });
      }
    }
  return tallies;
}

function countCodes({ chunk, places, count }: Chosen, member: FacetMember) {
  const column = chunk.column(member);
  // Chunks know how often they have each value.
  if (places === null && member !== 'userId') return { counts: column.counts, last: null };
  const codes = column.read();
  const counts = new Uint32Array(column.values.length);
  const last = new Uint16Array(column.values.length);
  for (let i = 0; i < count; i++) {
    const place = places === null ? i : places[i]!;
    const code = codes[place]!;
    counts[code]!++;
    last[code] = place;
  }
  return { counts, last };
}

const plain = (tallies: Tallies): Facet[] => [...tallies].map(([value, { count }]) => ({ value, count }));

function byUser(eyes: Eyes, company: number, tallies: Tallies): Facet[] {
  const counts = new Map<number | null, number>();
  for (const [pseudonym, { count, seq }] of tallies) {
    const user = pseudonym === null ? null : userOf(eyes, company, seq);
    if (pseudonym === null || user !== null) counts.set(user, (counts.get(user) ?? 0) + count);
  }
  return [...counts].map(([value, count]) => ({ value, count }));
}

/** The log holds pseudonyms: any event of one says whose it is, until that is erased; then null. */
export function userOf({ sql }: Eyes, company: number, seq: number): number | null {
  const row = sql.get<{ actor: number | null }>(
    'SELECT actor_id AS actor FROM parts WHERE company = ? AND seq = ?',
    company,
    seq,
  );
  return row?.actor ?? null;
}

function mostFrequentFirst(a: Facet, b: Facet): number {
  return b.count - a.count || compareValues(a.value, b.value);
}

/** Null first, numbers ascending, words by their bytes. */
export function compareValues(a: Value, b: Value): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareWords(String(a), String(b));
}

/** As their UTF-8 bytes compare, without making them. */
function compareWords(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const difference = unitRank(a.charCodeAt(i)) - unitRank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Halves of characters beyond U+FFFF stand before U+E000 to U+FFFF in UTF-16, and behind them in UTF-8. */
const unitRank = (unit: number) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

export function countByTime(eyes: Eyes, { company, filter, stepMs }: HistogramQuery): HistogramBar[] {
  const bars = new Map<number, Map<Value, number>>();
  for (const chosen of chosenOf(viewOf(eyes, company, filter)))
    for (const [step, counts] of countSteps(chosen, stepMs)) {
      const known = bars.get(step) ?? new Map<Value, number>();
      bars.set(step, known);
      for (const [code, status] of chosen.chunk.column('status').values.entries())
        if (counts[code] !== 0) known.set(status, (known.get(status) ?? 0) + counts[code]!);
    }
  return [...bars]
    .flatMap(([step, counts]) =>
      [...counts].map(([status, count]) => ({ from: step * stepMs, status: status as string | null, count })),
    )
    .sort((a, b) => a.from - b.from || compareValues(a.status, b.status));
}

/** By step from 1970, how many of the chosen events have each status, by its code. */
function countSteps({ chunk, places, count }: Chosen, stepMs: number): Map<number, Uint32Array> {
  const status = chunk.column('status');
  const step = Math.floor(chunk.oldest / stepMs);
  if (places === null && step === Math.floor(chunk.newest / stepMs))
    return new Map([[step, Uint32Array.from(status.counts)]]);
  const { base, offsets } = chunk.readOffsets();
  const codes = status.read();
  const steps = new Map<number, Uint32Array>();
  let last = Number.NaN;
  let counts: Uint32Array = new Uint32Array(0);
  for (let i = 0; i < count; i++) {
    const place = places === null ? i : places[i]!;
    const at = Math.floor((base + offsets[place]!) / stepMs);
    if (at !== last) {
      last = at;
      counts = steps.get(at) ?? new Uint32Array(status.values.length);
      steps.set(at, counts);
    }
    counts[codes[place]!]!++;
  }
  return steps;
}
