/**
 * Walking events page by page in the order of createdAt. A walk sees the log as it was at its first page: its cursors
 * carry that size, so that pages neither skip nor repeat while others record, and the total agrees with them.
 */
import type { EventFilter, EventFinder } from '../ports/finding.ts';
import type { Company, EventReader, StoredEvent } from '../ports.ts';
import type { Cursors } from './cursors.ts';

export interface WalkQuery {
  filter: EventFilter;
  descending: boolean;
  size: number;
  /** What the page before gave; null for the first page. */
  cursor: string | null;
  /** Counts all matching events, on the first page only. */
  includeTotal: boolean;
}

export interface WalkPage {
  events: readonly StoredEvent[];
  /** Null at the end. */
  cursor: string | null;
  /** Absent when it was not asked for, and beyond the first page. */
  totalCount?: number;
}

/** `list` names the list in its cursors. Rejects with Refused `invalid` when the cursor is not of this very walk. */
export type WalkEvents = (company: Company, list: string, query: WalkQuery) => Promise<WalkPage>;

export function walkEvents(at: { events: EventReader; finder: EventFinder; cursors: Cursors }): WalkEvents {
  return async (company, list, { filter, descending, size, cursor, includeTotal }) => {
    const scope = JSON.stringify([list, filter, descending]);
    const place = cursor === null ? null : at.cursors.open(company, scope, cursor);
    const before = place === null ? (await at.events.head(company.company)).size : Number(place[0]);
    const after = place === null ? null : { createdAt: Number(place[1]), seq: Number(place[2]) };
    const window = { before, descending, after, limit: size + 1 };
    const found = await at.finder.after(company.company, filter, window);
    const events = found.slice(0, size);
    const last = events.at(-1);
    const next = found.length > size && last !== undefined ? placeOf(before, last) : null;
    const page: WalkPage = { events, cursor: next && at.cursors.seal(company, scope, next) };
    if (includeTotal && place === null)
      page.totalCount = await at.finder.count(company.company, filter, before);
    return page;
  };
}

function placeOf(before: number, { entry, seq }: StoredEvent) {
  return [before, Date.parse(entry.createdAt), seq];
}
