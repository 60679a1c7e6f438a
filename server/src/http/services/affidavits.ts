import type { Readable } from 'node:stream';
import type { EventFilter } from '../../app/ports/finding.ts';
import type { Caller, Company } from '../../app/ports.ts';

/** Evidence of events. Null when the company has no such event. */
export interface AffidavitServices {
  /** The affidavit as JSON text, waiting for a checkpoint that covers the event (at most limits.checkpointWaitMs). */
  one(company: Company, id: string): Promise<string | null>;
  /** The tlog-proof as text. */
  proof(company: Company, id: string): Promise<string | null>;
  /** One affidavit a line of JSON, in the order of the log, made as it is read. The reading is recorded first. */
  bundle(caller: Caller, filter: EventFilter): Promise<Readable>;
}
