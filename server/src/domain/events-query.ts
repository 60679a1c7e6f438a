/** The query of the v1 events list after parsing (contract section 2.1). */
export type EventSortName = 'CREATED' | 'DESCRIPTION' | 'TYPE' | 'CATEGORY' | 'USER' | 'CHECK_RESULTS_STATUS';

export interface EventsQuery {
  page: number;
  limit: number;
  sort: EventSortName;
  sortDir: 'ASC' | 'DESC';
  /** An event id; anything else matches nothing. */
  q?: string;
  type?: string;
  source?: string;
  category?: string;
  status?: string;
  userId?: number;
  controlId?: number;
  testId?: number;
  workspaceId?: number;
  /** Only together with testId. */
  mostRecent?: boolean;
  eventErrorStatus?: boolean;
  /** Milliseconds, inclusive. */
  createdAtStart?: number;
  createdAtEnd?: number;
}
