/** The printed form of a log's key, for whoever hands it to an auditor in person. */

/** Everything that is printed: nothing else (no clock, no setting) has a part in it. */
export interface KeySheet {
  companyName: string;
  /** The UUID in the address of the log. */
  company: string;
  origin: string;
  /** The key that signs now. */
  vkey: string;
  /** The key's twelve words, a space between two. */
  words: string;
  /** When the sheet is printed, in milliseconds since 1970. */
  printedAt: number;
}

export interface KeySheetPdfs {
  /**
   * One page of A4; the same sheet makes the same bytes. Made off the main thread. Rejects with PdfFailed as
   * EventPdfs.make does, and with the signal's reason when that is aborted.
   */
  keySheet(sheet: KeySheet, signal: AbortSignal): Promise<Uint8Array>;
}
