/** A backup: a folder with a store of the embedded kind, and a manifest that says what must be in it. */

export interface BackedUpCompany {
  uuid: string;
  name: string;
  origin: string;
  /** How many events its log holds. */
  events: number;
  /** Of all of them; hex. */
  root: string;
  /** The newest signed note that the backup holds; null before the first. */
  checkpoint: string | null;
}

export interface BackedUpFile {
  /** In the folder. */
  name: string;
  bytes: number;
  /** Hex. */
  sha256: string;
}

/** `manifest.json`. */
export interface Manifest {
  backup: 'affidavit/v1';
  /** ISO 8601: when it was begun. */
  madeAt: string;
  /** Of the program that made it. */
  version: string;
  companies: readonly BackedUpCompany[];
  files: readonly BackedUpFile[];
}

export interface BackupFolder {
  /** Makes the folder. Rejects with Refused when there is something in it. */
  prepare(): Promise<void>;
  /** Flushes these files, then writes the manifest: a backup without one is not finished. */
  finish(manifest: Omit<Manifest, 'files'>, names: readonly string[]): Promise<Manifest>;
  /** Rejects with Refused naming the first file that is missing, or is not the one that was written. */
  read(): Promise<Manifest>;
}
