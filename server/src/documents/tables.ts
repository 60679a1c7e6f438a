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

export interface Column {
  title: string;
  /** Share of the width. */
  share: number;
}

export interface TableRow {
  cells: readonly (readonly Piece[])[];
  /** Set smaller, below the cells, over the whole width. */
  details?: string;
}

/** Columns with a head that is repeated on every page, hairlines between rows. */
export function table(paper: Paper, columns: readonly Column[], rows: Iterable<TableRow>): void {
  const gutter = 10;
  const sum = columns.reduce((total, { share }) => total + share, 0);
  const free = paper.width - gutter * (columns.length - 1);
  let x = paper.left;
  const places = columns.map(({ share }) => {
    const place = { x, width: (free * share) / sum };
    x += place.width + gutter;
    return place;
  });
  const head = () => {
    paper.row(
      places.map((place, i) => ({
        ...place,
        pieces: [{ text: columns[i]?.title ?? '', style: styles.label }],
      })),
    );
    paper.y += 2;
    paper.rule();
    paper.y += 4;
  };
  paper.need(52);
  paper.repeating(head, () => {
    let isFirst = true;
    for (const { cells, details } of rows) {
      if (!isFirst) {
        paper.y += 3;
        paper.rule();
        paper.y += 4;
      }
      isFirst = false;
      paper.row(places.map((place, i) => ({ ...place, pieces: cells[i] ?? [] })));
      if (details !== undefined && details !== '') paper.text(details, styles.small);
    }
  });
  paper.y += 3;
}
