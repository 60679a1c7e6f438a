import type { EventFilter, Facet, FacetMember } from '../../app/ports/finding.ts';
import type { Company } from '../../app/ports.ts';

/** Finding and following events, as `/api` offers it. Events are JSON text of our own document. */
export interface Finding {
  /** {data, pagination} as JSON text. Rejects with Refused when the cursor is of another list. */
  page(company: Company, query: WalkQuery): Promise<string>;
  /** Null when the company has no such event. */
  one(company: Company, id: string): Promise<string | null>;
  facets(
    company: Company,
    filter: EventFilter,
    members: readonly FacetMember[],
    limit: number,
  ): Promise<Partial<Record<FacetMember, readonly Facet[]>>>;
  /** A null interval leaves the choice. */
  histogram(company: Company, filter: EventFilter, interval: string | null): Promise<object>;
  /** Events with seq > `after` in order; waits at the end of the log. */
  follow(company: Company, query: FollowQuery): Promise<Followed>;
}

/**
 * What automated tests came to on days of UTC, both inclusive (null: today, and 29 days before). Rejects with Refused
 * when the days are none, in the wrong order or too many.
 */
export type ReadCoverage = (
  company: Company,
  query: { from: string | null; to: string | null; limit: number; badOnly: boolean },
) => Promise<object>;

/** One page in the order of createdAt. */
export interface WalkQuery {
  filter: EventFilter;
  descending: boolean;
  size: number;
  /** What the page before gave; null for the first page. */
  cursor: string | null;
  includeTotal: boolean;
}

export interface FollowQuery {
  /** The last seq that is known; -1 from the beginning. */
  after: number;
  filter: Omit<EventFilter, 'text' | 'mostRecent'>;
  limit: number;
  /** How long to wait at the end of the log when nothing was found; 0 not at all. */
  waitMs: number;
  signal: AbortSignal;
}

export interface Followed {
  events: { seq: number; json: string }[];
  /** What to give as `after` next. */
  next: number;
}
