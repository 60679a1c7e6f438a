import type { Readable } from 'node:stream';
import type { EventFilter } from '../../app/ports/finding.ts';
import type { Caller } from '../../app/ports.ts';
import type { StreamedFormat } from '../../domain/export-formats.ts';

/** The events that a filter finds, newest first, as a file that is made as it is read. That it was taken is recorded first. */
export type ExportEvents = (caller: Caller, filter: EventFilter, format: StreamedFormat) => Promise<Readable>;

/** The same as a printed list, with times in a zone of the IANA database. */
export type PrintEvents = (
  caller: Caller,
  filter: EventFilter,
  how: { timeZone: string; signal: AbortSignal },
) => Promise<Uint8Array>;
