import type { Readable } from 'node:stream';
import type { CertificateFilter } from '@affidavit/verify';
import type { Company } from '../../app/ports.ts';

export interface CertificateQuestion {
  /** Bounds of createdAt, both inclusive, in milliseconds. */
  from: number;
  to: number;
  filter: CertificateFilter;
}

export interface CertificateFile {
  name: string;
  /** How many events the log held: what is recorded later is not in it. */
  size: number;
  /** gzip, made as it is read. */
  bytes: Readable;
}

/**
 * The population certificate of a question, once a checkpoint covers what is recorded now. That `reader` (null: whoever
 * runs the server) was given it is recorded before its first byte. Rejects with Refused when the question is at fault,
 * nobody has the user's id, or too many are being written.
 */
export type CertifyEvents = (
  company: Company,
  question: CertificateQuestion,
  reader: number | null,
) => Promise<CertificateFile>;
