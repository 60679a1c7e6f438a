/** The printed list of the events that a filter finds. */
import type { EventRow } from './event-files.ts';
import type { EventFilter, Members } from './finding.ts';

/** Everything that is printed: nothing else (no clock, no setting) has a part in it. */
export interface PrintableList {
  companyName: string;
  /** What was asked for, name by name: ids stand beside the names of what they name. */
  asked: readonly Asked[];
  bounds: Pick<EventFilter, 'createdFrom' | 'createdTo' | 'recordedFrom' | 'recordedTo'>;
  /** Words that were looked for. */
  text: string | null;
  /** Of the IANA database; all times are printed in it. */
  timeZone: string;
  /** In milliseconds since 1970. */
  printedAt: number;
  /** The list is of the events below its size. The root is lower-case hex. */
  checkpoint: { origin: string; vkey: string; size: number; root: string; note: string };
  /** In the order in which they are printed. */
  rows: readonly ListedEvent[];
}

/** One of the values, or none of them. Null stands for events without one. */
export interface Asked {
  member: keyof Members;
  excludes: boolean;
  values: readonly (string | null)[];
}

export type ListedEvent = Pick<
  EventRow,
  'createdAt' | 'seq' | 'id' | 'actor' | 'type' | 'result' | 'connection' | 'description' | 'leaf'
>;

export interface EventListPdfs {
  /**
   * Pages of A4, across; the same list makes the same bytes. Made off the main thread. Rejects with PdfFailed as
   * EventPdfs.make does, and with the signal's reason when that is aborted.
   */
  eventList(list: PrintableList, signal: AbortSignal): Promise<Uint8Array>;
}
