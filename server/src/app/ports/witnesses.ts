/** Ports of a log that asks witnesses for cosignatures. */

export type WitnessReply =
  /** Signature lines, as the witness sent them: not verified. */
  | { is: 'cosigned'; lines: string }
  /** The witness cosigned this size last, not the one that was named. */
  | { is: 'otherSize'; size: number }
  /** The witness holds that the log does not extend what it cosigned. */
  | { is: 'conflict'; message: string }
  /** No answer, or one that says that it will not cosign. One line. */
  | { is: 'failed'; message: string };

export interface WitnessClient {
  /** Sends one `add-checkpoint` request. Never rejects for what the other side does. */
  ask(url: string, request: string, signal: AbortSignal): Promise<WitnessReply>;
  /** Why this URL can never be asked; null when nothing stands against it. */
  objection(url: string): string | null;
}

/** What witnesses signed of a checkpoint. */
export interface Cosigned {
  /** Signature lines, each ending in a newline. */
  lines: string;
  /** Whether as many witnesses cosigned as the company asks for. */
  complete: boolean;
}
