/** Files of events as rows of one table, whatever the form of the file. */

/** The columns in order, by what stands in them. Every cell may be null. */
export const eventColumns = {
  createdAt: 'time',
  recordedAt: 'time',
  seq: 'whole',
  id: 'text',
  actor: 'text',
  userId: 'whole',
  category: 'text',
  type: 'text',
  source: 'text',
  result: 'text',
  connection: 'text',
  connectionId: 'whole',
  workspaceId: 'whole',
  test: 'text',
  testId: 'whole',
  description: 'text',
  /** How many were found. */
  issues: 'whole',
  /** As JSON text. */
  metadata: 'text',
  /** In hex. */
  leaf: 'text',
} as const;

export type EventColumn = keyof typeof eventColumns;

/** A time is ISO 8601 in UTC. */
export type EventRow = {
  [C in EventColumn]: (typeof eventColumns)[C] extends 'whole' ? number | null : string | null;
};

/** They are made as they are read, and hold no more than a batch of rows: ending the reading ends the rows. */
export interface EventFiles {
  /** RFC 4180 with a head; a cell that a spreadsheet would run as a formula begins with an apostrophe. */
  csv(rows: AsyncIterable<EventRow>): AsyncIterable<string>;
  /** Apache Parquet: row groups of at most limits.parquetGroupRows rows, times as TIMESTAMP of milliseconds in UTC. */
  parquet(rows: AsyncIterable<EventRow>): AsyncIterable<Uint8Array>;
}
