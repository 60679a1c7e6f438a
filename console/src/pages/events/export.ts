/** All events that the filter finds, as lines of JSON or as a table, made here from the pages of the API. */
import type { Event, Events } from '@affidavit/client';
import { pageOf } from '../../api/events.ts';
import { getJson } from '../../api/http.ts';
import { actorOf, connectionName } from '../../parts/words.ts';

/** What a browser keeps in memory without trouble; more is for the API. */
export const EXPORT_EVENTS_MAX = 100_000;
const PAGE_EVENTS = 500;

export type Format = 'ndjson' | 'csv';

/** Answers the file; `onProgress` is told how many events are in it so far. */
export async function exportEvents(
  filter: string,
  format: Format,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (events: number) => void },
): Promise<Blob> {
  const pieces: string[] = format === 'csv' ? [csvLine(CSV.map(([title]) => title))] : [];
  let cursor: string | null = '';
  for (let done = 0; cursor !== null && done < EXPORT_EVENTS_MAX; onProgress(done)) {
    const page: Events = await getJson(pageOf(filter, { cursor, size: PAGE_EVENTS }), signal);
    pieces.push(page.data.map(format === 'csv' ? toCsv : toLine).join(''));
    done += page.data.length;
    cursor = page.pagination.cursor;
  }
  return new Blob(pieces, { type: format === 'csv' ? 'text/csv' : 'application/x-ndjson' });
}

const toLine = (event: Event) => `${JSON.stringify(event)}\n`;

const CSV: readonly [string, (event: Event) => string | number | null][] = [
  ['createdAt', ({ createdAt }) => createdAt],
  ['recordedAt', ({ recordedAt }) => recordedAt],
  ['seq', ({ seq }) => seq],
  ['id', ({ id }) => id],
  ['actor', (event) => actorOf(event)],
  ['userId', ({ userId }) => userId],
  ['category', ({ category }) => category],
  ['type', ({ type }) => type],
  ['source', ({ source }) => source],
  ['result', ({ status }) => status],
  ['connection', ({ connection }) => (connection === null ? null : connectionName(connection))],
  ['workspaceId', ({ workspaceId }) => workspaceId],
  ['test', ({ testName }) => testName],
  ['description', ({ description }) => description],
  ['issues', ({ issues }) => issues.length],
  ['leaf', ({ leaf }) => leaf],
];

function toCsv(event: Event): string {
  return csvLine(CSV.map(([, cell]) => cell(event)));
}

function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? quoted(cell) : (cell ?? ''))).join(',')}\r\n`;
}

/** A cell that a spreadsheet would run as a formula begins with an apostrophe, which it then shows as text. */
export function quoted(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
