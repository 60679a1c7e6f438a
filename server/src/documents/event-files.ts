/** Files of events, made as they are read. */
import type { EventFiles } from '../app/ports/event-files.ts';
import { eventCsv } from './event-csv.ts';
import { eventParquet } from './event-parquet.ts';

export const eventFiles: EventFiles = { csv: eventCsv, parquet: eventParquet };
