/** Pages of lists that are in memory: v1 by number, v2 by cursor. */
import type { PageQueryV1, PageQueryV2 } from '../../domain/directory-queries.ts';
import type { Caller } from '../ports.ts';
import type { Cursors, Place } from './cursors.ts';
import { inDateStyle } from './date-style.ts';

/** Orders by `keys`, then by id. Texts in any case, false before true; what is not known comes last (DESC: first). */
export function sortBy<T extends { id: number }>(
  items: readonly T[],
  key: (item: T) => SortKey,
  direction: 'ASC' | 'DESC',
): T[] {
  const keyed = items.map((item) => ({ item, key: fold(key(item)) }));
  const sign = direction === 'ASC' ? 1 : -1;
  keyed.sort((a, b) => sign * (compareKeys(a.key, b.key) || a.item.id - b.item.id));
  return keyed.map(({ item }) => item);
}

export type SortKey = string | number | boolean | null;

const fold = (key: SortKey): SortKey => (typeof key === 'string' ? key.toLowerCase() : key);

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

/** The answer of a v1 list. `project` is asked for the page's items only. */
export function pageOfV1<T>(
  caller: Caller,
  items: readonly T[],
  { page, limit }: PageQueryV1,
  project: (item: T) => object,
) {
  const start = (page - 1) * limit;
  const data = items.slice(start, start + limit).map((item) => inDateStyle(caller, project(item)));
  return { data, page, limit, total: items.length };
}

/** What a v2 list sorts by. */
export interface Dated {
  id: number;
  createdAt: string;
  updatedAt: string;
}

/**
 * The answer of a v2 list: what comes beyond the cursor, by time and id. `list` names it with its filter: a cursor is
 * good for the same list, filter and order only. Documents that are changed while somebody pages by updatedAt move.
 */
export function pageOfV2<T extends Dated>(
  at: { cursors: Cursors; caller: Caller; list: string },
  items: readonly T[],
  { cursor, size, sort = 'createdAt', sortDir = 'DESC', includeTotalCount }: PageQueryV2,
  project: (item: T) => object,
) {
  const { cursors, caller, list } = at;
  const scope = `${list} ${sort} ${sortDir}`;
  const after = cursor === undefined || cursor === '' ? null : cursors.open(caller.company, scope, cursor);
  const sign = sortDir === 'ASC' ? 1 : -1;
  const ordered = items.toSorted((a, b) => sign * comparePlaces([a[sort], a.id], [b[sort], b.id]));
  const rest =
    after === null
      ? ordered
      : ordered.filter((item) => sign * comparePlaces([item[sort], item.id], after) > 0);
  const found = rest.slice(0, size);
  const last = found.at(-1);
  const more = rest.length > found.length && last !== undefined;
  return {
    data: found.map((item) => inDateStyle(caller, project(item))),
    pagination: {
      cursor: more ? cursors.seal(caller.company, scope, [last[sort], last.id]) : null,
      ...(includeTotalCount && after === null && { totalCount: items.length }),
    },
  };
}

function comparePlaces([at, id]: Place, [otherAt, otherId]: Place): number {
  const [a, b] = [String(at), String(otherAt)];
  return a === b ? Number(id) - Number(otherId) : a < b ? -1 : 1;
}

/** Whether any of the texts contains what is looked for, in any case. Nothing looked for is contained in everything. */
export function contains(wanted: string | undefined, ...texts: readonly (string | null)[]): boolean {
  if (wanted === undefined || wanted === '') return true;
  const folded = wanted.toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(folded));
}
