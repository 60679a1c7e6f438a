import type { SignedCheckpoint } from '../ports.ts';

/** A head that is to be signed. */
export interface Unsigned {
  company: number;
  size: number;
  root: Uint8Array;
}

/** A newest checkpoint that not all witnesses of its company have cosigned. */
export interface Unwitnessed {
  company: number;
  /** As Checkpoints.latest answers it. */
  checkpoint: SignedCheckpoint;
  /** The document `logWitnesses` of the directory, as JSON, of the same moment. */
  settings: string;
}

/** Copies of the newest checkpoints beside the key file: they survive a store restored from a backup. */
export interface CheckpointCopies {
  /** The signed notes, one per log. */
  all(): Promise<readonly string[]>;
  /** Durable once resolved; replaces the log's earlier copy. */
  write(origin: string, note: string): Promise<void>;
}
