/** Ports of a witness: what it remembers of others' logs. */

/** The last checkpoint of a log that a witness cosigned. */
export interface WitnessedCheckpoint {
  size: number;
  root: Uint8Array;
  /** The signed note: the signatures of the log that the witness trusts, and its own cosignature. */
  note: string;
}

/** A checkpoint that a log signed and that does not extend what the witness had cosigned. */
export interface RefusedCheckpoint {
  origin: string;
  /** Milliseconds since 1970: when it was first refused. */
  at: number;
  /** `root`: the same size with another root, which proves a fork. `proof`: no proof that it extends the last one. */
  why: 'root' | 'proof';
  /** What was cosigned then, and what was refused: signed notes. */
  cosigned: string;
  refused: string;
}

/** One witness's memory, which may be shared by several processes. */
export interface WitnessMemory {
  /** The last cosigned checkpoint of the log of this name; null when there is none. */
  latest(origin: string): Promise<WitnessedCheckpoint | null>;
  /** The same by the lower-case hex of SHA-256 of the name. */
  latestByHash(originHash: string): Promise<WitnessedCheckpoint | null>;
  /**
   * Puts `after` in the place of `before`, durably once resolved. False, and nothing changed, when the last checkpoint
   * is not `before` (any more): compared by size and root; null stands for none.
   */
  replace(
    origin: string,
    before: Pick<WitnessedCheckpoint, 'size' | 'root'> | null,
    after: WitnessedCheckpoint,
  ): Promise<boolean>;
  /** Keeps evidence, durably: each refused note once, at most limits.refusedCheckpoints of a log (the first stay). */
  refuse(refused: RefusedCheckpoint): Promise<void>;
  /** Every log that was ever cosigned, by name. */
  logs(): Promise<readonly (WitnessedCheckpoint & { origin: string })[]>;
  refused(): Promise<readonly RefusedCheckpoint[]>;
  close(): Promise<void>;
}

/** What a witness answers to a checkpoint. */
export type WitnessAnswer =
  /** Signature lines, once the witness cannot forget them. */
  | { is: 'cosigned'; lines: string }
  | { is: 'malformed'; message: string }
  | { is: 'unknownLog' }
  /** No key that the witness trusts for this log has signed, or a signature of one is wrong. */
  | { is: 'untrusted'; message: string }
  /** The witness cosigned another size last: `size`. */
  | { is: 'otherSize'; size: number }
  /** The witness cosigned another root of this size. */
  | { is: 'otherRoot' }
  /** The proof does not show that the checkpoint extends the last one. */
  | { is: 'unproven'; message: string };
