/** Forms in which the events that a filter finds are taken away, by the ending of the file. */
export const exportFormats = ['csv', 'ndjson', 'parquet', 'pdf'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** Those that are made as they are read, however long. */
export type StreamedFormat = Exclude<ExportFormat, 'pdf'>;
