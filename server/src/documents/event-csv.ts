/** Events as a table of text, for spreadsheets. */
import { type EventColumn, type EventRow, eventColumns } from '../app/ports/event-files.ts';

const columns = Object.keys(eventColumns) as EventColumn[];

/** RFC 4180: a head, then a line a row. */
export async function* eventCsv(rows: AsyncIterable<EventRow>): AsyncGenerator<string> {
  yield line(columns);
  for await (const row of rows) yield line(columns.map((column) => row[column]));
}

function line(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? quoted(cell) : (cell ?? ''))).join(',')}\r\n`;
}

/** A cell that a spreadsheet would run as a formula begins with an apostrophe, which it then shows as text. */
function quoted(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
