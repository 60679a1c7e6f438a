/** The printed form of an event. */
import type { EventView } from '@affidavit/verify';

/** Everything that is printed: nothing else (no clock, no setting) has a part in it. */
export interface PrintableEvent {
  companyName: string;
  view: EventView;
  /** The v1 document as JSON text. */
  v1: string;
  seal: Seal;
  /** The affidavit as JSON text, attached to the document; null when no checkpoint covered the event yet. */
  affidavit: string | null;
}

/** Where the log holds the event. Hashes are lower-case hex. */
export interface Seal {
  origin: string;
  /** The key that signs the log, as a verifier pins it. */
  vkey: string;
  index: number;
  /** The canonical JSON that was sealed. */
  entry: string;
  leafHash: string;
  /** Null when no checkpoint covered the event yet. */
  checkpoint: { size: number; root: string; proof: string } | null;
}

export interface EventPdfs {
  /**
   * An A4 document; the same event makes the same bytes. Characters that no font has are shown as such, what exceeds
   * limits.pdfPages is cut with a note that says so. Made off the main thread. Rejects with PdfFailed when it takes
   * longer or more memory than limits.pdfMs and pdfHeapMb allow, and with the signal's reason when that is aborted.
   */
  make(event: PrintableEvent, signal: AbortSignal): Promise<Uint8Array>;
}

/** Why a document could not be made: one line for whoever asked for it. */
export class PdfFailed extends Error {
  override name = 'PdfFailed';
}
