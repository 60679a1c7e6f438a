/** How far retention has come, so that nothing is looked at twice. It can be lost: then all that is old is looked at again. */

/**
 * Of the events of one category that were created before `createdBefore` and recorded before `recordedBefore` (both in
 * milliseconds), none has parts that could go: those that have some are the system's own, or were kept by a hold of
 * `holds`. Whatever the rules say now, this stays true: parts never come back, and what is recorded later is not of them.
 */
export interface RetentionMark {
  createdBefore: number;
  recordedBefore: number;
  /** What kept events, each in words that change when it keeps others. */
  holds: readonly string[];
}

export interface Retention {
  /** Companies that have rules and record events. */
  companies(): Promise<readonly number[]>;
  mark(company: number, category: string): Promise<RetentionMark | null>;
  /** In the place of the one that was kept; durable once resolved. */
  keepMark(company: number, category: string, mark: RetentionMark): Promise<void>;
}
