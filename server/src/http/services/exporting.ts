import type { Readable } from 'node:stream';
import type { EventFilter } from '../../app/ports/finding.ts';
import type { Caller } from '../../app/ports.ts';
import type { ExportFormat } from '../../domain/export-formats.ts';

/** The events that a filter finds, newest first, as a file that is made as it is read. That it was taken is recorded first. */
export type ExportEvents = (caller: Caller, filter: EventFilter, format: ExportFormat) => Promise<Readable>;
