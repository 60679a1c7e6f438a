/** Forms in which the events that a filter finds are taken away, by the ending of the file. */
export const exportFormats = ['csv', 'ndjson', 'parquet'] as const;

export type ExportFormat = (typeof exportFormats)[number];
