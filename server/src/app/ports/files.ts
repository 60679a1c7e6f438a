/** Documents kept whole, and the jobs that make some of them. */
import type { SubjectRef } from '../ports.ts';

/** An uploaded or a generated document, whole. */
export interface StoredFile {
  /** UUID in lower case. */
  id: string;
  /** Whose erasure removes it; null when it is about nobody in particular. */
  subject: SubjectRef | null;
  name: string;
  /** Media type, for example application/pdf. */
  mediaType: string;
  bytes: Uint8Array;
  createdAt: number;
}

export type JobStatus = 'Pending' | 'Running' | 'Completed' | 'Failed';

/** Work that outlives its request: making the PDF of an event. */
export interface Job {
  /** UUID in lower case. */
  id: string;
  kind: 'eventPdf';
  eventId: string;
  /** Who asked: acts in the event that records the reading. */
  requestedBy: number;
  status: JobStatus;
  /** When somebody last began it; a Running job whose worker died is begun again. */
  claimedAt: number | null;
  /** The result, once Completed. */
  fileId: string | null;
  error: string | null;
  createdAt: number;
  completedAt: number | null;
}

export interface Files {
  file(company: number, id: string): Promise<StoredFile | null>;
}

export interface Jobs {
  job(company: number, id: string): Promise<Job | null>;
  /** Oldest first, at most `count`, of all companies that record here: Pending ones, and Running ones claimed before `claimedBefore`. */
  waiting(claimedBefore: number, count: number): Promise<readonly { company: number; job: Job }[]>;
}
