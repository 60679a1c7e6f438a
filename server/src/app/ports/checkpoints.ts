/** A head that is to be signed. */
export interface Unsigned {
  company: number;
  size: number;
  root: Uint8Array;
}

/** Copies of the newest checkpoints beside the key file: they survive a store restored from a backup. */
export interface CheckpointCopies {
  /** The signed notes, one per log. */
  all(): Promise<readonly string[]>;
  /** Durable once resolved; replaces the log's earlier copy. */
  write(origin: string, note: string): Promise<void>;
}
