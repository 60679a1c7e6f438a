/** Pages of chosen events in every order. */
import type { EventSort } from '../../app/ports/finding.ts';
import { firstInOrder } from './columns/by-time.ts';
import type { View } from './columns/choosing.ts';
import type { Value } from './columns/chunk.ts';
import { hasOneOf } from './columns/conditions.ts';
import { compareValues, type Tallies, tally, userOf } from './count-events.ts';
import type { Eyes } from './eyes.ts';
import { byDescription } from './sort-by-description.ts';

export interface Sorted {
  sort: EventSort;
  descending: boolean;
  offset: number;
  limit: number;
}

const BY_MEMBER = {
  TYPE: 'type',
  CATEGORY: 'category',
  CHECK_RESULTS_STATUS: 'status',
  USER: 'userId',
} as const;

export function sortedSeqs(eyes: Eyes, company: number, view: View, order: Sorted): readonly number[] {
  const { sort, descending, offset, limit } = order;
  if (sort === 'DESCRIPTION') return byDescription(eyes, company, view, order);
  if (sort !== 'CREATED') return byMember(eyes, company, view, order, BY_MEMBER[sort]);
  const found = firstInOrder(view, { descending, after: null, limit: offset + limit, ranks: null });
  return found.slice(offset).map(({ seq }) => seq);
}

/** Events that are equal in a member: how many, and the values that make them equal. */
interface Group {
  values: Value[];
  count: number;
}

/** Groups that lie before the page need not be looked at again, nor those behind it. */
function byMember(
  eyes: Eyes,
  company: number,
  view: View,
  { descending, offset, limit }: Sorted,
  member: 'type' | 'category' | 'status' | 'userId',
): readonly number[] {
  const tallies = tally(view, [member]).get(member) ?? new Map();
  const groups = member === 'userId' ? usersInOrder(eyes, company, tallies) : wordsInOrder(tallies);
  if (descending) groups.reverse();
  const ranks = new Map<Value, number>();
  let [before, skipped] = [0, 0];
  for (const [n, { values, count }] of groups.entries()) {
    if (before + count <= offset) skipped += count;
    else if (before < offset + limit) for (const value of values) ranks.set(value, descending ? -n : n);
    before += count;
  }
  const among = { ...view, conditions: [...view.conditions, hasOneOf(member, [...ranks.keys()], true)] };
  const found = firstInOrder(among, {
    descending,
    after: null,
    limit: offset - skipped + limit,
    ranks: new Set(ranks.values()).size === 1 ? null : { member, of: ranks },
  });
  return found.slice(offset - skipped).map(({ seq }) => seq);
}

function wordsInOrder(tallies: Tallies): Group[] {
  return [...tallies]
    .map(([value, { count }]) => ({ values: [value], count }))
    .sort((a, b) => compareValues(a.values[0] ?? null, b.values[0] ?? null));
}

interface UserGroup extends Group {
  keys: (string | number | null)[];
}

/** Erased actors are nobody, as those are who never were. */
function usersInOrder(eyes: Eyes, company: number, tallies: Tallies): Group[] {
  const users = new Map<number | null, UserGroup>();
  for (const [pseudonym, { count, seq }] of tallies) {
    const id = pseudonym === null ? null : userOf(eyes, company, seq);
    const group = users.get(id) ?? { values: [], count: 0, keys: sortKeysOf(eyes, company, id) };
    group.values.push(pseudonym);
    group.count += count;
    users.set(id, group);
  }
  return [...users.values()].sort((a, b) => compareKeys(a.keys, b.keys));
}

function sortKeysOf({ sql }: Eyes, company: number, id: number | null): UserGroup['keys'] {
  const row = sql.get<{ last: string | null; first: string | null }>(
    "SELECT json_extract(json, '$.lastName') AS last, json_extract(json, '$.firstName') AS first " +
      "FROM directory WHERE company = ? AND kind = 'user' AND id = ?",
    company,
    id,
  );
  return [row?.last ?? null, row?.first ?? null, id];
}

function compareKeys(a: readonly Value[], b: readonly Value[]): number {
  for (const [i, key] of a.entries()) {
    const difference = compareValues(key, b[i] ?? null);
    if (difference !== 0) return difference;
  }
  return 0;
}
