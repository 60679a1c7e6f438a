/** What is told of a log beside its newest checkpoint: earlier ones, and when all of it was checked. */
import type { SignedCheckpoint } from '../ports.ts';

/** A checkpoint as it was signed, its note without lines of witnesses. */
export interface PastCheckpoint extends SignedCheckpoint {
  /** Milliseconds since 1970, by the clock of whoever signed. */
  signedAt: number;
  /** What witnesses signed of it: lines, each ending in a newline. */
  lines: string;
}

/** A company's log, read again and recomputed from its first event on. */
export interface FullCheck {
  /** Milliseconds since 1970. */
  beganAt: number;
  endedAt: number;
  /** Events, from the first one on, that were found to be what was sealed. */
  size: number;
  /** Of the tree over them, computed from them; null when there is a problem. */
  root: Uint8Array | null;
  /** Of the program that checked. */
  version: string;
  /** The first thing that was wrong, in one line; null when all was well. */
  problem: string | null;
}

export interface LogHistory {
  /**
   * Of all sizes below `below` (null: of any), the largest first. Every checkpoint of the last minute is there; of what is older
   * (looked at once a minute, when something is signed) one an hour: of those that most witnesses cosigned, the newest.
   */
  checkpoints(company: number, below: number | null, limit: number): Promise<readonly PastCheckpoint[]>;
  /** The newest first; at most limits.fullChecksKept. */
  fullChecks(company: number): Promise<readonly FullCheck[]>;
  /** Durable once resolved. The oldest beyond limits.fullChecksKept are forgotten. */
  keepFullCheck(company: number, check: FullCheck): Promise<void>;
}
