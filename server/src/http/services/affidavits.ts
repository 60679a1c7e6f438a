import type { Readable } from 'node:stream';
import type { EventFilter } from '../../app/ports/finding.ts';
import type { Caller, Company } from '../../app/ports.ts';

/** Evidence of events. Null when the company has no such event. That it was taken is recorded first. */
export interface AffidavitServices {
  /** The affidavit as JSON text, waiting for a checkpoint that covers the event (at most limits.checkpointWaitMs). */
  one(caller: Caller, id: string): Promise<string | null>;
  /** The affidavit in an HTML page that checks it. */
  page(caller: Caller, id: string): Promise<string | null>;
  /** The printed event with the affidavit attached. */
  pdf(caller: Caller, id: string, signal: AbortSignal): Promise<Uint8Array | null>;
  /** The tlog-proof as text; taking it is not recorded. */
  proof(company: Company, id: string): Promise<string | null>;
  /** One affidavit a line of JSON, in the order of the log, made as it is read. */
  bundle(caller: Caller, filter: EventFilter): Promise<Readable>;
}
