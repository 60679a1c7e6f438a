/** Pages of A4 and what is put on them from top to bottom. Nothing here knows what an event is. */
import PDFDocument from 'pdfkit';
import { type Face, faces, fontFile, type Letters, printable, wrap } from './letters.ts';

export const ink = {
  text: '#1b1f24',
  muted: '#69727d',
  faint: '#d3d8de',
  accent: '#1d3d63',
  good: '#1d6f42',
  bad: '#a8281e',
} as const;

export interface Style {
  face: Face;
  size: number;
  color: string;
  /** From one baseline to the next. */
  leading: number;
}

const style = (face: Face, size: number, color: string, leading: number): Style => ({
  face,
  size,
  color,
  leading,
});

export const styles = {
  brand: style('bold', 7.5, ink.accent, 10),
  title: style('light', 21, ink.text, 27),
  lead: style('text', 10.5, ink.text, 15.5),
  heading: style('bold', 10.5, ink.accent, 15),
  body: style('text', 8.75, ink.text, 12.5),
  strong: style('bold', 8.75, ink.text, 12.5),
  small: style('text', 7.5, ink.muted, 10.75),
  label: style('text', 7, ink.muted, 10.5),
  mono: style('mono', 7.5, ink.text, 12.5),
  smallMono: style('mono', 6.75, ink.muted, 10.75),
  code: style('mono', 6.75, ink.text, 9.25),
} as const;

/** A piece of text in one style; line feeds in it end lines. */
export interface Piece {
  text: string;
  style: Style;
}

/** A column of a row: where it begins, how wide it is, what stands in it from top to bottom. */
export interface Cell {
  x: number;
  width: number;
  pieces: readonly Piece[];
}

/** In points from the upper left corner of the page. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = { side: 58, top: 62, bottom: 66 };

/** Thrown by a section that has used up its pages, and caught where it began. */
class Cut extends Error {
  override name = 'Cut';
}

export interface PaperInfo {
  title: string;
  subject: string;
  /** Stands for the time of making, so that the same content makes the same bytes. */
  date: Date;
  /** Left at the foot of every page, beside the page number. */
  footer: string;
  /** Wider than high. */
  isAcross?: boolean;
}

export class Paper {
  readonly left = MARGIN.side;
  readonly width: number;
  y = MARGIN.top;
  readonly #height: number;
  readonly #bottom: number;
  readonly #doc: PDFKit.PDFDocument;
  readonly #letters: Readonly<Record<Face, Letters>>;
  readonly #info: PaperInfo;
  #page = 1;
  #lastPage = Number.POSITIVE_INFINITY;
  #onNewPage: (() => void) | null = null;

  constructor(info: PaperInfo) {
    const { isAcross = false } = info;
    this.#info = info;
    this.width = (isAcross ? A4.height : A4.width) - 2 * MARGIN.side;
    this.#height = isAcross ? A4.width : A4.height;
    this.#bottom = this.#height - MARGIN.bottom;
    this.#doc = new PDFDocument({
      size: 'A4',
      layout: isAcross ? 'landscape' : 'portrait',
      margin: 0,
      bufferPages: true,
      lang: 'en',
      pdfVersion: '1.7',
      displayTitle: true,
      info: { Title: info.title, Subject: info.subject, Creator: 'Affidavit', CreationDate: info.date },
    });
    for (const face of faces) this.#doc.registerFont(face, fontFile(face));
    const load = (face: Face) => lettersOf(this.#doc, face);
    this.#letters = { text: load('text'), bold: load('bold'), light: load('light'), mono: load('mono') };
  }

  letters(face: Face): Letters {
    return this.#letters[face];
  }

  /** Whether anything has been put on this page yet. */
  get isFresh(): boolean {
    return this.y === MARGIN.top;
  }

  gap(points: number): void {
    if (!this.isFresh) this.y += points;
  }

  /** Goes to the next page unless so much room is left. */
  need(points: number): void {
    if (!this.isFresh && this.y + points > this.#bottom) this.newPage();
  }

  newPage(): void {
    if (this.#page >= this.#lastPage) throw new Cut();
    this.#doc.addPage();
    this.#page += 1;
    this.y = MARGIN.top;
    this.#onNewPage?.();
  }

  /** Names the place in the outline that readers show beside the pages. */
  bookmark(title: string): void {
    this.#doc.outline.addItem(title);
  }

  rule(color: string = ink.faint, thickness = 0.5): void {
    this.#doc
      .moveTo(this.left, this.y)
      .lineTo(this.left + this.width, this.y)
      .lineWidth(thickness)
      .strokeColor(color)
      .stroke();
  }

  /** Black rectangles where they are told, which moves nothing. */
  fill(boxes: readonly Box[]): void {
    for (const { x, y, width, height } of boxes) this.#doc.rect(x, y, width, height);
    this.#doc.fill('#000000');
  }

  /** One line where it is told, which moves nothing. */
  put(text: string, { face, size, color }: Style, x: number, y: number, spacing = 0): void {
    if (text === '') return;
    this.#doc
      .font(face)
      .fontSize(size)
      .fillColor(color)
      .text(text, x, y, { lineBreak: false, characterSpacing: spacing });
  }

  widthOf(text: string, { face, size }: Style): number {
    let width = 0;
    for (const letter of text) width += this.#letters[face].width(letter);
    return (width * size) / 1000;
  }

  /** Text over the whole width, over as many pages as it takes. */
  text(text: string, style: Style, indent = 0): void {
    this.row([{ x: this.left + indent, width: this.width - indent, pieces: [{ text, style }] }]);
  }

  /**
   * Columns side by side, and what stands `below` them. Kept on one page when it is short, otherwise it goes on where
   * the page ends. `isSeparated`: a hairline above, unless it is the first on its page.
   */
  row(
    cells: readonly Cell[],
    { below, isSeparated = false }: { below?: Cell; isSeparated?: boolean } = {},
  ): void {
    const bands = [cells, below === undefined ? [] : [below]].map((band) => this.#begin(band));
    const isShort = bands.every((band) => band.every(({ waiting }) => waiting.length <= KEPT_LINES));
    const separation = isSeparated ? SEPARATION : 0;
    const height = bands.reduce((sum, band) => sum + heightOf(band), separation);
    const page = this.#page;
    this.need(isShort ? height : separation + 2 * styles.body.leading);
    if (isSeparated && page === this.#page) {
      this.y += SEPARATION / 2;
      this.rule();
      this.y += SEPARATION / 2;
    }
    for (const band of bands) this.#print(band);
  }

  #begin(cells: readonly Cell[]): Begun[] {
    return cells.map((cell) => {
      const lines = this.#linesOf(cell);
      return { x: cell.x, lines, waiting: take(lines, KEPT_LINES + 1) };
    });
  }

  #print(columns: readonly Begun[]): void {
    for (;;) {
      const line = columns.map(({ x, lines, waiting }) => ({ x, piece: waiting.shift() ?? next(lines) }));
      const height = Math.max(0, ...line.map(({ piece }) => piece?.style.leading ?? 0));
      if (height === 0) return;
      this.need(height);
      for (const { x, piece } of line) if (piece !== null) this.put(piece.text, piece.style, x, this.y);
      this.y += height;
    }
  }

  *#linesOf({ width, pieces }: Cell): Generator<Piece> {
    for (const { text, style } of pieces) {
      const letters = this.#letters[style.face];
      for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/))
        for (const part of wrap(printable(line, letters), style.size, width, letters))
          yield { text: part, style };
    }
  }

  /** Lines as they are, already measured and printable. */
  lines(lines: Iterable<string>, style: Style): void {
    for (const line of lines) {
      this.need(style.leading);
      this.put(line, style, this.left, this.y);
      this.y += style.leading;
    }
  }

  /** While `draw` runs, `head` is put at the top of every new page too. */
  repeating(head: () => void, draw: () => void): void {
    const outer = this.#onNewPage;
    head();
    this.#onNewPage = head;
    try {
      draw();
    } finally {
      this.#onNewPage = outer;
    }
  }

  /** Runs `draw`, which may use `pages` pages, this one included: what does not fit is left out, and `note` says so. */
  atMost(pages: number, note: string, draw: () => void): void {
    const outer = this.#lastPage;
    this.#lastPage = Math.min(outer, this.#page + pages - 1);
    try {
      draw();
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
      // The foot of every page leaves room for it.
      this.put(note, { ...styles.small, color: ink.bad }, this.left, this.#bottom + 4);
    } finally {
      this.#lastPage = outer;
    }
  }

  /** Puts a file into the document, which readers list as an attachment. */
  attach(name: string, text: string, type: string, description: string): void {
    this.#doc.file(Buffer.from(text), { name, type, description });
  }

  /** Numbers the pages and ends the document. */
  async finish(): Promise<Uint8Array<ArrayBuffer>> {
    const chunks: Buffer[] = [];
    const ended = Promise.withResolvers<void>();
    this.#doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    this.#doc.on('end', () => ended.resolve());
    this.#doc.on('error', ended.reject);
    for (let page = 0; page < this.#page; page++) {
      this.#doc.switchToPage(page);
      this.y = this.#height - 44;
      this.rule();
      this.put(this.#info.footer, styles.smallMono, this.left, this.y + 8);
      const number = `page ${page + 1} of ${this.#page}`;
      const right = this.left + this.width - this.widthOf(number, styles.small);
      this.put(number, styles.small, right, this.y + 7.5);
    }
    this.#doc.end();
    await ended.promise;
    return new Uint8Array(Buffer.concat(chunks));
  }
}

/** A column of which the first lines have been taken, to see how long it is. */
interface Begun {
  x: number;
  lines: Generator<Piece>;
  waiting: Piece[];
}

/** Between two rows of a table, a hairline in the middle. */
const SEPARATION = 8;

/** Rows of at most so many lines are not parted by the end of a page. */
const KEPT_LINES = 12;

function next(lines: Generator<Piece>): Piece | null {
  const { value, done } = lines.next();
  return done === true ? null : value;
}

function take(lines: Generator<Piece>, count: number): Piece[] {
  const taken: Piece[] = [];
  for (let piece = next(lines); piece !== null; piece = next(lines)) {
    taken.push(piece);
    if (taken.length === count) break;
  }
  return taken;
}

function heightOf(columns: readonly Begun[]): number {
  const sum = (pieces: readonly Piece[]) => pieces.reduce((height, piece) => height + piece.style.leading, 0);
  return Math.max(0, ...columns.map(({ waiting }) => sum(waiting)));
}

/** pdfkit measures text, but does not say which letters a font has: the font that it loaded does. */
function lettersOf(doc: PDFKit.PDFDocument, face: Face): Letters {
  doc.font(face);
  const font: unknown = Reflect.get(Object(Reflect.get(doc, '_font')), 'font');
  const has: unknown = Reflect.get(Object(font), 'hasGlyphForCodePoint');
  if (typeof has !== 'function') throw new Error('this pdfkit hides which letters a font has');
  const widths = new Map<string, number>();
  return {
    has: (codePoint) => has.call(font, codePoint) === true,
    width(letter) {
      let width = widths.get(letter);
      if (width === undefined) {
        width = doc.font(face).fontSize(1000).widthOfString(letter);
        widths.set(letter, width);
      }
      return width;
    },
  };
}
