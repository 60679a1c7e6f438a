/** Ports of an auditor who follows somebody's log. */

/** The files of a log, from a server or a folder. */
export interface LogSource {
  /** A file by its path under the log's address; null when there is none. Rejects with LogUnreachable. */
  read(path: string): Promise<Uint8Array | null>;
  close(): void;
}

/** The log could not be read: one line that says why. */
export class LogUnreachable extends Error {
  override name = 'LogUnreachable';
}

/** What an auditor keeps of one log between audits. */
export interface AuditFolder {
  /** The text of the state as it was kept last; null before the first audit. */
  state(): Promise<string | null>;
  /**
   * Replaces the state, durably and whole, and the last checkpoint beside it. Rejects, and keeps nothing, when the
   * state is not `before` any more: another audit ran meanwhile.
   */
  keep(before: string | null, state: string, checkpoint: string): Promise<void>;
  /** Keeps files of evidence under a new name, durably; answers the folder that they are in. */
  evidence(name: string, files: Readonly<Record<string, string>>): Promise<string>;
}
