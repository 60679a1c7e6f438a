/** The directory as it was: what instances catch up with, and what `asOf` reads. */
import type { DirectoryKind, DirectoryRow } from '../ports.ts';

/** A row as one version of the directory left it. A null `json`: removed. */
export interface HistoryRow extends Omit<DirectoryRow, 'json'> {
  json: string | null;
  /** The directory version that wrote it. */
  version: number;
  /** When, in milliseconds: the recordedAt of the events of its item. Never decreases along versions. */
  at: number;
}

/** Every version of every directory row: what an instance catches up with, and the directory as it was then. */
export interface DirectoryHistory {
  /** Rows written by versions beyond `version`, oldest first; at most `count`, but a version is never split. */
  changedSince(company: number, version: number, count: number): Promise<readonly HistoryRow[]>;
  /** The row of a kind as the last change at or before `at` left it; null when it was not there (yet, or any more). */
  rowAsOf(company: number, kind: DirectoryKind, id: number, at: number): Promise<DirectoryRow | null>;
  /** Rows of a kind that belonged to a user then, by id. */
  rowsOfUserAsOf(
    company: number,
    kind: DirectoryKind,
    userId: number,
    at: number,
  ): Promise<readonly DirectoryRow[]>;
}
