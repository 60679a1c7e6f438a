/** The key of a log on one page, to be handed over in person. */
import type { KeySheet } from '../app/ports/key-sheet.ts';
import { type Cell, ink, Paper, type Style, styles } from './paper.ts';
import { qrCode } from './qr-code.ts';
import { heading } from './tables.ts';

const word: Style = { face: 'bold', size: 15, color: ink.text, leading: 24 };
const COLUMNS = 3;
const CODE_POINTS = 106;
/** Longer names are cut, so that one page holds the sheet. */
const NAME_LETTERS = 100;

/** The same sheet makes the same bytes. */
export async function keySheetPdf(sheet: KeySheet): Promise<Uint8Array<ArrayBuffer>> {
  const name = shortened(sheet.companyName.replaceAll(/\s+/g, ' '));
  const date = new Date(sheet.printedAt);
  const paper = new Paper({
    title: `Key of the log of ${name}`,
    subject: sheet.origin,
    date,
    footer: sheet.origin,
  });
  head(paper, name, date.toISOString().slice(0, 10));
  words(paper, sheet.words.split(' '));
  key(paper, sheet);
  checking(paper, sheet);
  handedOver(paper);
  return paper.finish();
}

function shortened(name: string): string {
  const letters = [...name];
  return letters.length > NAME_LETTERS ? `${letters.slice(0, NAME_LETTERS).join('')}…` : name;
}

function head(paper: Paper, name: string, date: string): void {
  paper.put('AFFIDAVIT', styles.brand, paper.left, paper.y, 1.6);
  const printed = `printed on ${date}`;
  paper.put(printed, styles.small, paper.left + paper.width - paper.widthOf(printed, styles.small), paper.y);
  paper.y += 14;
  paper.rule(ink.accent, 0.8);
  paper.y += 18;
  paper.text('Key of the log', styles.title);
  paper.text(name, styles.lead);
  paper.y += 5;
  paper.text(
    'Whoever checks what a company has recorded must know the key that signs it from another source than the files. This ' +
      'sheet is that source: take it from a person of whom you know that they speak for the company, and keep it.',
    styles.body,
  );
}

function words(paper: Paper, all: readonly string[]): void {
  heading(paper, 'The key in twelve words');
  paper.y += 4;
  const width = paper.width / COLUMNS;
  all.forEach((one, i) => {
    const x = paper.left + (i % COLUMNS) * width;
    const number = String(i + 1);
    paper.put(number, styles.small, x + 14 - paper.widthOf(number, styles.small), paper.y + 6);
    paper.put(one, word, x + 21, paper.y);
    if (i % COLUMNS === COLUMNS - 1) paper.y += word.leading;
  });
  paper.text(
    'From left to right, line by line. They stand for the name of the log and its key together. They are no secret: nothing ' +
      'can be opened or signed with them.',
    styles.small,
  );
}

function key(paper: Paper, { company, origin, vkey }: KeySheet): void {
  heading(paper, 'The key itself');
  const top = paper.y;
  const label = (text: string) => ({ text, style: styles.label });
  const gap = { text: ' ', style: { ...styles.label, leading: 4 } };
  const cell: Cell = {
    x: paper.left,
    width: paper.width - CODE_POINTS - 16,
    pieces: [
      label('ID of the company, as it stands in the address of the log'),
      { text: company, style: styles.mono },
      gap,
      label('Log'),
      { text: origin, style: styles.mono },
      gap,
      label('Key (vkey), also in the code on the right'),
      { text: vkey, style: styles.mono },
    ],
  };
  qrCode(paper, vkey, paper.left + paper.width - CODE_POINTS, top - 6, CODE_POINTS);
  paper.row([cell]);
  paper.y = Math.max(paper.y, top + CODE_POINTS - 12);
}

function checking(paper: Paper, { company }: KeySheet): void {
  heading(paper, 'How to check with it');
  const command = (text: string) => {
    paper.y += 2;
    paper.text(text, styles.mono, 14);
    paper.y += 5;
  };
  paper.text('A file that you were given, with a verifier that came another way than the file:', styles.body);
  command('npx @affidavit/verify FILE --words "WORD WORD …"');
  paper.text('The whole log, today and again on any later day:', styles.body);
  command(`affidavit audit FOLDER --log https://…/log/${company} --words "WORD WORD …"`);
  paper.text(
    'Type the words as they stand above; capitals do not matter. Instead of --words "…", --key takes the key itself. VERIFIED, or ' +
      '“A pinned key signed it”, means that this key signed. When the program shows other words than this sheet, somebody ' +
      'else signed: believe neither the file nor whoever brought it, and ask the company.',
    styles.body,
  );
}

const LINES = ['Name', 'Signature', 'Place, date'] as const;
const LABEL_WIDTH = 46;

function handedOver(paper: Paper): void {
  heading(paper, 'Handed over');
  const gutter = 24;
  const width = (paper.width - gutter) / 2;
  const columns = ['by, for the company', 'to'].map((title, i) => ({
    title,
    x: paper.left + i * (width + gutter),
  }));
  for (const { title, x } of columns) paper.put(title, styles.body, x, paper.y);
  paper.y += 10;
  for (const line of LINES) {
    paper.y += 25;
    for (const { x } of columns) paper.put(line, styles.label, x, paper.y - 7);
    paper.fill(
      columns.map(({ x }) => ({ x: x + LABEL_WIDTH, y: paper.y, width: width - LABEL_WIDTH, height: 0.5 })),
    );
  }
}
