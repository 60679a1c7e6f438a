/** What checking a whole log says (docs/formats.md, "Export"). */

import type { Chunks, Gunzip } from './certificate-lines.ts';
import { type Sha256, toHex } from './hash.ts';

/** The checks, in the order in which they are made. */
export type LogCheck =
  /** `checkpoint` is a signed note about an Affidavit log. */
  | 'checkpoint'
  /** A key of the file `vkeys` signed it. Not made where there is no such file and no key was pinned. */
  | 'signature'
  /** A key that the reader pinned signed it. Not made when none is pinned. */
  | 'key'
  /** Every entry is canonical, of one company, in the order of time, and hashes to its place in tile 0. */
  | 'entries'
  /** Every tile above holds the roots of the subtrees below, and the root of them all is the signed one. */
  | 'tree'
  /** The log begins with the tree of the reader's last checkpoint. Not made without one. */
  | 'last'
  /** Every removal event commits to exactly the removals given for it. Made for whole exports, like the next one. */
  | 'removals'
  /** Every digest is opened by a document, or a removal event says what became of it. */
  | 'documents';

export interface LogReport {
  /** As of an affidavit: `consistent` when all holds but the reader pinned no key. */
  outcome: 'verified' | 'consistent' | 'failed';
  passed: LogCheck[];
  /** The first check that failed; later ones were not made. `message` is one line for people. */
  failure: { check: LogCheck; message: string; event: EventPlace | null } | null;
  /** What was read, for display: to be believed only as far as `outcome` says. */
  log: { origin: string; size: number; root: string; checkpoint: string } | null;
  company: string | null;
  counts: LogCounts;
}

/** An event of the log. The id is null where the entry cannot be read. */
export interface EventPlace {
  seq: number;
  id: string | null;
}

export interface LogCounts {
  entries: number;
  tiles: number;
  documents: number;
  /** Digests for which a redacted document stands. */
  redacted: number;
  /** Digests of documents and actors that removal events took away. */
  erased: number;
  removalEvents: number;
}

/** A file of the log by its path below the prefix (`tile/0/x001/234`); null when it is not there. */
export type ReadLogFile = (path: string) => Promise<Uint8Array | null>;

export interface LogOptions {
  /** Keys that the reader trusts, known from another source than the log. Empty or absent: none pinned. */
  vkeys?: readonly string[];
  /** A checkpoint (signed note) that the reader has kept from before. */
  last?: string | null;
  /** Whether this is a whole export: documents and removals are checked too. */
  whole?: boolean;
  /** Undoes gzip; by default what the platform has. */
  gunzip?: Gunzip;
  /** Told how many of the entries were read; a whole export reads them twice. */
  onProgress?: (done: number, total: number) => void;
}

/** What the parts of the checker share. */
export interface LogReading {
  read: ReadLogFile;
  gunzip: (chunks: Chunks) => AsyncIterable<Uint8Array>;
  hash: Sha256;
  counts: LogCounts;
}

/** Something does not hold, at an event or in the log as such. */
export class LogFault extends Error {
  override name = 'LogFault';
  readonly event: EventPlace | null;

  constructor(message: string, event: EventPlace | null = null, options?: { cause: unknown }) {
    super(message, options);
    this.event = event;
  }
}

/** The beginning of a hash, as people compare it. */
export function shortHex(hash: Uint8Array): string {
  return `${toHex(hash).slice(0, 16)}…`;
}
