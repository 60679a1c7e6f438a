/** Where an export goes, and what it needs beyond the log. */
/** A folder of files that any web server can serve. */
export interface ExportFolder {
  /** Null when there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
  has(path: string): Promise<boolean>;
  /** Durable once resolved: the whole new file, or what was there before. Paths are divided by `/`. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** A file, or a folder with all that is in it; what is not there is no fault. */
  remove(path: string): Promise<void>;
  /** Names in a folder, those of folders with a `/` behind them; none where there is no such folder. */
  list(path: string): Promise<readonly string[]>;
}
