/** Grids of fields, tables and headings on paper. */
import { type Cell, type Paper, type Piece, type Style, styles } from './paper.ts';

/** A name and what it says; null says nothing and is left out. */
export interface Field {
  label: string;
  value: string | null;
  style?: Style;
  /** Takes the whole width: hashes, URLs, long texts. */
  wide?: boolean;
}

export function heading(paper: Paper, title: string): void {
  paper.gap(18);
  // With the first lines of what it is about.
  paper.need(90);
  paper.bookmark(title);
  paper.rule();
  paper.y += 9;
  paper.text(title, styles.heading);
  paper.y += 4;
}

/** Two fields a line, their labels above them. */
export function fields(paper: Paper, all: readonly Field[]): void {
  const gutter = 16;
  const half = (paper.width - gutter) / 2;
  const cellOf = ({ label, value, style = styles.body }: Field, column: number, width: number): Cell => ({
    x: paper.left + column * (half + gutter),
    width,
    pieces: [
      { text: label, style: styles.label },
      { text: value ?? '', style },
    ],
  });
  let waiting: Field | null = null;
  const flush = () => {
    if (waiting !== null) row([cellOf(waiting, 0, half)]);
    waiting = null;
  };
  const row = (cells: readonly Cell[]) => {
    paper.row(cells);
    paper.y += 4.5;
  };
  for (const field of all) {
    if (field.value === null || field.value === '') continue;
    if (field.wide === true) {
      flush();
      row([cellOf(field, 0, paper.width)]);
    } else if (waiting === null) waiting = field;
    else {
      row([cellOf(waiting, 0, half), cellOf(field, 1, half)]);
      waiting = null;
    }
  }
  flush();
}

export interface TableRow {
  cells: readonly (readonly Piece[])[];
  /** Set smaller, below the cells, over the whole width. */
  details?: string;
}

const GUTTER = 11;
/** Rows that decide how wide columns are. */
const MEASURED_ROWS = 300;

/**
 * Columns under a head that is repeated on every page, hairlines between rows. Each column is as wide as what it holds;
 * where that is too much together, the widest give way.
 */
export function table(paper: Paper, titles: readonly string[], rows: readonly TableRow[]): void {
  const places = placesOf(paper, titles, rows);
  const head = () => {
    paper.row(
      places.map((place, i) => ({ ...place, pieces: [{ text: titles[i] ?? '', style: styles.label }] })),
    );
    paper.y += 2;
    paper.rule();
    paper.y += 4;
  };
  paper.need(52);
  paper.repeating(head, () => {
    rows.forEach(({ cells, details = '' }, i) => {
      const below = { x: paper.left, width: paper.width, pieces: [{ text: details, style: styles.small }] };
      paper.row(
        places.map((place, column) => ({ ...place, pieces: cells[column] ?? [] })),
        { isSeparated: i > 0, ...(details === '' ? {} : { below }) },
      );
    });
  });
  paper.y += 3;
}

function placesOf(paper: Paper, titles: readonly string[], rows: readonly TableRow[]) {
  const widths = titles.map((title) => paper.widthOf(title, styles.label));
  for (const { cells } of rows.slice(0, MEASURED_ROWS))
    cells.forEach((pieces, i) => {
      widths[i] = Math.max(
        widths[i] ?? 0,
        ...pieces.map(({ text, style }) => longestLine(paper, text, style)),
      );
    });
  const free = paper.width - GUTTER * (titles.length - 1);
  const widest = widestOf(widths, free);
  const spare = Math.max(0, free - widths.reduce((sum, width) => sum + width, 0)) / titles.length;
  let x = paper.left;
  return widths.map((width) => {
    // What rounds the sum up must not break a line that just fits.
    const place = { x, width: Math.min(width, widest) + spare + 0.01 };
    x += place.width + GUTTER;
    return place;
  });
}

function longestLine(paper: Paper, text: string, style: Style): number {
  return Math.max(
    ...text
      .slice(0, 2_000)
      .split('\n')
      .map((line) => paper.widthOf(line, style)),
  );
}

/** The width to which the widest are cut, so that all together are no wider than `free`. */
function widestOf(widths: readonly number[], free: number): number {
  let left = free;
  let columns = widths.length;
  for (const width of widths.toSorted((a, b) => a - b)) {
    if (width > left / columns) return left / columns;
    left -= width;
    columns -= 1;
  }
  return Number.POSITIVE_INFINITY;
}
