/** The thread in which PDFs are made, one at a time. */
import { parentPort } from 'node:worker_threads';
import type { PrintableList } from '../app/ports/event-list-pdf.ts';
import type { PrintableEvent } from '../app/ports/event-pdf.ts';
import type { KeySheet } from '../app/ports/key-sheet.ts';
import { eventListPdf } from './event-list-pdf.ts';
import { eventPdf } from './event-pdf.ts';
import { keySheetPdf } from './key-sheet.ts';

export type ToPdfThread = { event: PrintableEvent } | { keySheet: KeySheet } | { eventList: PrintableList };

export type FromPdfThread = { pdf: Uint8Array } | { defect: unknown };

const port = parentPort;
if (port === null) throw new Error('pdf-thread.ts runs as a worker thread');

port.on('message', (wanted: ToPdfThread) => {
  make(wanted).then(
    (pdf) => port.postMessage({ pdf } satisfies FromPdfThread, [pdf.buffer]),
    (defect: unknown) => port.postMessage({ defect } satisfies FromPdfThread),
  );
});

function make(wanted: ToPdfThread): Promise<Uint8Array<ArrayBuffer>> {
  if ('event' in wanted) return eventPdf(wanted.event);
  return 'keySheet' in wanted ? keySheetPdf(wanted.keySheet) : eventListPdf(wanted.eventList);
}
