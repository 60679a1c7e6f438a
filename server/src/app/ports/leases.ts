/**
 * Who does what only one of many instances need do. A lease says who is to do it, not that nobody else is at it: an
 * instance that stood still may go on after its lease has passed to another one.
 */
export interface Leases {
  /**
   * Takes the lease of a task for `ms` milliseconds by the store's clock, or prolongs it. Answers whether it is this
   * instance's now; rejects when the store cannot say.
   */
  take(task: string, ms: number): Promise<boolean>;
  /** Gives it back, if it is this instance's, so that nobody waits for its end. */
  release(task: string): Promise<void>;
}
