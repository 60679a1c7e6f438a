/** Finding events: filters, pages, counts. */
import type { Entry } from '@affidavit/verify';
import type { RunResult } from '../../domain/coverage.ts';
import type { StoredEvent } from '../ports.ts';

/**
 * What members of an event may be: any of the values listed for a member, in every member listed. Null stands for
 * events without one. An empty list matches nothing.
 */
export interface Members {
  type?: readonly string[];
  source?: readonly string[];
  category?: readonly string[];
  status?: readonly (string | null)[];
  /** Who acted. */
  userId?: readonly (number | null)[];
  connectionId?: readonly (number | null)[];
  workspaceId?: readonly (number | null)[];
  testId?: readonly (number | null)[];
  /** One of the event's controls. */
  controlId?: readonly number[];
}

export interface EventFilter extends Members {
  id?: string;
  /** Events that have any of these values, in any of these members, do not match. */
  not?: Members;
  /** Inclusive bounds. */
  createdFrom?: number;
  createdTo?: number;
  recordedFrom?: number;
  recordedTo?: number;
  /**
   * Words that all occur in the description, test name, request description, issues or metadata; case and accents do
   * not count, and a last word ending in `*` is a prefix (domain/words.ts says what a word is). Whatever was
   * acknowledged is found.
   */
  text?: string;
  /** Only the newest event, by createdAt and seq, of those that match the rest (and lie before `before`). */
  mostRecent?: boolean;
}

export type EventSort = 'CREATED' | 'DESCRIPTION' | 'TYPE' | 'CATEGORY' | 'USER' | 'CHECK_RESULTS_STATUS';

/** A place in the order by createdAt, then seq. */
export interface CreatedPlace {
  createdAt: number;
  seq: number;
}

export type FacetMember = Exclude<keyof Members, 'controlId'>;

export interface Facet {
  /** Null counts the events without one. */
  value: string | number | null;
  count: number;
}

export interface HistogramBar {
  /** Beginning of the interval. */
  from: number;
  status: string | null;
  count: number;
}

/** What the runs of one automated test came to. */
export interface TestRuns {
  testId: number;
  /** As the newest of the runs says now; null when it says none, or not any more. */
  testName: string | null;
  newest: CreatedPlace & { status: RunResult };
  /** Counts by createdAt in steps and by result, in the order of time, then of `runResults`; none is 0. */
  results: readonly { from: number; status: RunResult; count: number }[];
}

export interface FoundRuns {
  /** How many tests have runs among the matching events, and how many of them have bad ones. */
  tests: number;
  badTests: number;
  runs: readonly TestRuns[];
}

/** Scans: they run beside point reads and never delay them. */
export interface EventFinder {
  /**
   * One page by offset, with the exact number of matching events. Equal sort keys are ordered by createdAt and
   * seq in the same direction; missing keys come first ascending. USER sorts by last name, first name, id.
   */
  page(
    company: number,
    filter: EventFilter,
    order: { sort: EventSort; descending: boolean },
    window: { offset: number; limit: number },
  ): Promise<{ events: readonly StoredEvent[]; total: number }>;
  /** At most `limit` events with seq < `before` by createdAt and seq, beyond `after` (null: from the beginning). */
  after(
    company: number,
    filter: EventFilter,
    window: { before: number; descending: boolean; after: CreatedPlace | null; limit: number },
  ): Promise<readonly StoredEvent[]>;
  /** The seqs of matching events from `from` on and below `before`, ascending; at most `limit`. */
  seqs(
    company: number,
    filter: EventFilter,
    window: { from: number; before: number; limit: number },
  ): Promise<readonly number[]>;
  /** How many events with seq < `before` match. */
  count(company: number, filter: EventFilter, before: number): Promise<number>;
  /**
   * How often each value occurs among the matching events: most frequent first, at most `limit` a member. Values that
   * are equally frequent: null first, numbers ascending, words by their bytes. Erased actors are not counted.
   */
  facets(
    company: number,
    filter: EventFilter,
    members: readonly FacetMember[],
    limit: number,
  ): Promise<Readonly<Partial<Record<FacetMember, readonly Facet[]>>>>;
  /**
   * Counts by createdAt in steps of `stepMs` from the epoch, and by status; steps without events are left out. In the
   * order of time, then status (null first, then by bytes).
   */
  histogram(company: number, filter: EventFilter, stepMs: number): Promise<readonly HistogramBar[]>;
  /**
   * Runs: matching events of a test that came to one of `runResults`. By test, those with most bad ones first, then by testId: at most
   * `limit`, of those with bad ones only where `badOnly` says so. Steps of `stepMs` begin at the epoch.
   */
  testRuns(
    company: number,
    filter: EventFilter,
    window: { stepMs: number; limit: number; badOnly: boolean },
  ): Promise<FoundRuns>;
  /** What was sealed of seq, seq+1 … in order, without parts: at most `count`, fewer at the end of the log. */
  entries(company: number, seq: number, count: number): Promise<readonly Entry[]>;
}

/** The index behind `text`. It is derived from the log: it can be lost, and is made again. */
export interface Search {
  /**
   * Indexes some of what has been recorded, at most `limits.searchCatchUpEvents`; true when nothing is left. Finding by
   * text does so itself: this does it ahead of time.
   */
  catchUp(): Promise<boolean>;
  /**
   * Takes the words out of the index that these events do not say any more: for erasure, to be called after their
   * parts were removed or replaced. Once resolved, events are found by what they say now, and the other words are in no
   * file of the index, not even in free space (PostgreSQL: once the table was vacuumed and its index rebuilt, decision
   * 0007). Unknown seqs change nothing; to be called again when it rejects.
   */
  forget(company: number, seqs: readonly number[]): Promise<void>;
}
