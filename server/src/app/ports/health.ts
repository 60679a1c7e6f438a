/**
 * What is missing while the rest is served. `recording`: no server takes writes, reads come from a standby, which may be
 * a little behind. `servers`: one of those that were named cannot be reached, so there is less to fall back on.
 */
export type Degraded = 'recording' | 'servers';

export interface Health {
  /** What the store cannot do at the moment, empty when it can do everything. Throws the reason when it cannot serve. */
  health(): Promise<readonly Degraded[]>;
  epoch: ReadEpoch;
}

/**
 * A number that changes when another server begins to answer reads. What the former one told may be beyond what the new
 * one has, and may never become true: whatever was kept by version or place has to be forgotten.
 */
export type ReadEpoch = () => number;
