/** The PDF of a list of events: what was asked, under which checkpoint of the log, and the events in a table. */
import type { Asked, ListedEvent, PrintableList } from '../app/ports/event-list-pdf.ts';
import { limits } from '../domain/limits.ts';
import { ink, Paper, type Style, styles } from './paper.ts';
import { type Field, fields, heading, type TableRow, table } from './tables.ts';
import { phrase } from './words.ts';
import { type ShowTime, timesIn } from './zoned-times.ts';

/** The same list makes the same bytes. */
export async function eventListPdf(list: PrintableList): Promise<Uint8Array<ArrayBuffer>> {
  const { companyName, timeZone, printedAt, checkpoint, rows } = list;
  const time = timesIn(timeZone);
  const paper = new Paper({
    title: `Events of ${companyName}`,
    subject: `Compliance events of ${companyName}`,
    date: new Date(printedAt),
    footer: checkpoint.origin,
    isAcross: true,
  });
  head(paper, companyName);
  asked(paper, list, time);
  underCheckpoint(paper, checkpoint);
  heading(paper, rows.length === 0 ? 'No events' : 'Events');
  if (rows.length > 0)
    table(
      paper,
      COLUMNS,
      rows.map((row) => rowOf(row, time)),
    );
  return paper.finish();
}

function head(paper: Paper, companyName: string): void {
  paper.put('AFFIDAVIT', styles.brand, paper.left, paper.y, 1.6);
  paper.y += 14;
  paper.rule(ink.accent, 0.8);
  paper.y += 18;
  paper.text('Events', styles.title);
  paper.text(companyName, styles.lead);
}

const MEMBERS: Readonly<Record<Asked['member'], string>> = {
  type: 'Type',
  category: 'Category',
  status: 'Result',
  source: 'Source',
  userId: 'Person',
  connectionId: 'Connection',
  workspaceId: 'Workspace',
  testId: 'Test',
  controlId: 'Control',
};

/** Members whose values are words of the vocabulary. */
const VOCABULARY: ReadonlySet<Asked['member']> = new Set(['type', 'category', 'status', 'source']);

const BOUNDS = {
  createdFrom: 'Created from',
  createdTo: 'Created until',
  recordedFrom: 'Recorded from',
  recordedTo: 'Recorded until',
} as const;

function asked(paper: Paper, list: PrintableList, time: ShowTime): void {
  heading(paper, 'What was asked');
  const filters = [
    ...list.asked.map(
      (one): Field => ({
        label: `${MEMBERS[one.member]}${one.excludes ? ' is none of' : ' is'}`,
        value: valuesOf(one),
        wide: true,
      }),
    ),
    ...Object.entries(BOUNDS).map(([name, label]): Field => {
      const at = list.bounds[name as keyof typeof BOUNDS];
      return { label, value: at === undefined ? null : time(new Date(at).toISOString()).join(' ') };
    }),
    { label: 'Words', value: list.text, wide: true },
  ].filter(({ value }) => value !== null);
  fields(paper, [
    ...(filters.length === 0 ? [{ label: 'Filters', value: 'none: every event', wide: true }] : filters),
    { label: 'Found', value: `${list.rows.length} ${list.rows.length === 1 ? 'event' : 'events'}` },
    { label: 'Order', value: 'by when they were created, newest first' },
    { label: 'Time zone of this document', value: list.timeZone },
    { label: 'Made', value: time(new Date(list.printedAt).toISOString()).join(' ') },
  ]);
}

function valuesOf({ member, values }: Asked): string {
  const words = values.map((value) => {
    if (value === null) return member === 'userId' ? 'nobody' : 'none';
    return VOCABULARY.has(member) ? `${phrase(value)} (${value})` : value;
  });
  return words.join(', ');
}

function underCheckpoint(
  paper: Paper,
  { origin, vkey, size, root, note }: PrintableList['checkpoint'],
): void {
  heading(paper, 'Checkpoint of the log');
  const exactly = (label: string, value: string): Field => ({ label, value, style: styles.mono, wide: true });
  fields(paper, [
    exactly('Log', origin),
    exactly('Key of the log', vkey),
    { label: 'Tree size: the list is of the events with a smaller seq', value: String(size) },
    exactly('Root of the tree', root),
    exactly('Signed checkpoint (c2sp.org/tlog-checkpoint)', note.trimEnd()),
  ]);
  paper.text(
    'This list is for reading and proves nothing by itself. That an event is in the log is proven by its affidavit, that none was ' +
      'left out by a certificate: both are files from the same server, which a verifier that you got elsewhere checks offline. ' +
      `Texts of more than ${limits.pdfCellChars} characters are cut here (…).`,
    styles.small,
  );
}

const COLUMNS = ['Time', 'Seq', 'Actor', 'Type', 'Result', 'Connection', 'Description'];

function rowOf(row: ListedEvent, time: ShowTime): TableRow {
  const [at, offset] = time(row.createdAt ?? '');
  const cell = (text: string | null, style: Style = styles.body) => [{ text: oneLine(text ?? '–'), style }];
  return {
    cells: [
      [...cell(at ?? null), ...(offset === undefined ? [] : cell(offset, styles.small))],
      cell(String(row.seq)),
      cell(row.actor),
      cell(phrase(row.type ?? '')),
      cell(row.result, resultStyle(row.result)),
      cell(row.connection),
      cell(row.description ?? 'The description is erased.'),
    ],
    details: `${row.id} · leaf ${row.leaf}`,
  };
}

function resultStyle(result: string | null): Style {
  if (result === 'PASSED') return { ...styles.strong, color: ink.good };
  return result === 'FAILED' || result === 'ERROR' ? { ...styles.strong, color: ink.bad } : styles.body;
}

/** Lines that somebody else broke would let one event fill pages. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
