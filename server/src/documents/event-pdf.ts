/** The PDF of an event: what it says, who acted, what was found, how it is sealed, and the data as it is served. */
import type { EventView } from '@affidavit/verify';
import type { PrintableEvent, Seal } from '../app/ports/event-pdf.ts';
import { limits } from '../domain/limits.ts';
import { connection, fetching, issues } from './findings.ts';
import { printableJson } from './letters.ts';
import { ink, Paper, type Style, styles } from './paper.ts';
import { backgroundChecks, identities, userDocuments, who } from './people.ts';
import { fields, heading } from './tables.ts';
import { phrase } from './words.ts';

/** The same event makes the same bytes. */
export async function eventPdf(event: PrintableEvent): Promise<Uint8Array<ArrayBuffer>> {
  const { view, seal, companyName } = event;
  const { entry, person, test } = view;
  const title = phrase(entry.type);
  const paper = new Paper({
    title: `${title}: event ${entry.id}`,
    subject: `Compliance event of ${companyName}`,
    date: new Date(entry.recordedAt),
    footer: entry.id,
  });
  const cut = `Cut here: more than ${limits.pdfSectionPages} pages. The whole is in GET /public/events/${entry.id}.`;
  const section = (draw: () => void) => paper.atMost(limits.pdfSectionPages, cut, draw);
  section(() => head(paper, event, title));
  section(() => summary(paper, event));
  section(() => who(paper, view));
  if (person !== null) {
    section(() => identities(paper, person));
    section(() => backgroundChecks(paper, person.backgroundChecks));
    section(() => userDocuments(paper, person.documents));
  }
  section(() => connection(paper, view.connection, entry.connectionId));
  section(() => fetching(paper, view));
  if (test !== null && test.issues.length > 0) section(() => issues(paper, test.issues));
  sealed(paper, view, seal);
  if (event.affidavit !== null) carry(paper, entry.id, event.affidavit);
  section(() => appendix(paper, 'Appendix A: metadata', JSON.stringify(view.metadata ?? {}, null, 2)));
  const document = JSON.stringify(JSON.parse(event.v1), null, 2);
  section(() => appendix(paper, 'Appendix B: the event as GET /public/events/{id} answers it', document));
  return paper.finish();
}

function head(paper: Paper, { view, companyName }: PrintableEvent, title: string): void {
  const right = paper.left + paper.width - paper.widthOf(companyName, styles.small);
  paper.put('AFFIDAVIT', styles.brand, paper.left, paper.y, 1.6);
  paper.put(companyName, styles.small, right, paper.y);
  paper.y += 14;
  paper.rule(ink.accent, 0.8);
  paper.y += 22;
  paper.text(title, styles.title);
  paper.y += 6;
  paper.text(view.text?.description ?? 'The description is erased.', styles.lead);
  paper.y += 8;
}

function statusStyle(status: string | null): Style {
  if (status === 'PASSED') return { ...styles.strong, color: ink.good };
  return status === 'FAILED' || status === 'ERROR' ? { ...styles.strong, color: ink.bad } : styles.body;
}

function summary(paper: Paper, { view, companyName }: PrintableEvent): void {
  const { entry, test } = view;
  const { provenance } = entry;
  heading(paper, 'Summary');
  fields(paper, [
    { label: 'Type', value: entry.type, style: styles.mono },
    { label: 'Status', value: entry.status ?? 'none', style: statusStyle(entry.status) },
    { label: 'Category', value: entry.category },
    { label: 'Source', value: entry.source },
    { label: 'Created', value: entry.createdAt },
    { label: 'Recorded', value: entry.recordedAt },
    { label: 'Event ID', value: entry.id, style: styles.mono },
    { label: 'Company', value: companyName },
    { label: 'Company ID', value: entry.company, style: styles.mono },
    { label: 'Workspace ID', value: entry.workspaceId === null ? null : String(entry.workspaceId) },
    { label: 'Test ID', value: entry.testId === null ? null : String(entry.testId) },
    { label: 'Issues', value: test === null ? null : String(test.issues.length) },
    { label: 'Control IDs', value: entry.controlIds.join(', '), wide: true },
    { label: 'Imported from', value: provenance?.system ?? null },
    { label: 'Fetched', value: provenance?.fetchedAt ?? null },
    {
      label: 'SHA-256 of the source',
      value: provenance?.sourceDigest ?? null,
      style: styles.mono,
      wide: true,
    },
  ]);
}

function sealed(paper: Paper, { entry }: EventView, seal: Seal): void {
  const { checkpoint } = seal;
  heading(paper, 'Seal');
  const hash = (label: string, value: string | null) => ({ label, value, style: styles.mono, wide: true });
  fields(paper, [
    hash('Log', seal.origin),
    hash('Key of the log', seal.vkey),
    { label: 'Leaf index', value: String(seal.index) },
    {
      label: 'Tree size of the checkpoint',
      value: checkpoint === null ? 'no checkpoint yet' : String(checkpoint.size),
    },
    hash('Leaf hash: SHA-256 of 0x00 and the sealed entry', seal.leafHash),
    hash('Root of the tree', checkpoint?.root ?? null),
    ...Object.entries(entry.parts).map(([part, digest]) => hash(`Digest of ${part}`, digest)),
  ]);
  code(paper, 'Sealed entry (canonical JSON)', seal.entry);
  if (checkpoint !== null)
    code(paper, 'Proof of inclusion and signed checkpoint (c2sp.org/tlog-proof)', checkpoint.proof);
  paper.gap(6);
  paper.text(
    'Whoever has this entry, this proof and the key from a source they trust can check without this server that the ' +
      'event is in the log: the entry gives the leaf hash, the proof leads from it to the root, and the key signed the root.',
    styles.small,
  );
}

function carry(paper: Paper, id: string, affidavit: string): void {
  const name = `event-${id}.affidavit.json`;
  paper.attach(name, affidavit, 'application/json', 'The affidavit of the event, for a verifier');
  paper.gap(6);
  paper.text(
    `This document carries the affidavit of the event as an attachment, ${name}: save it from your reader, and check it with a ` +
      'verifier that you got elsewhere: npx @affidavit/verify FILE --key KEY. What is printed here proves nothing by itself.',
    styles.small,
  );
}

function code(paper: Paper, label: string, text: string): void {
  paper.gap(4);
  paper.need(40);
  paper.text(label, styles.label);
  paper.y += 2;
  paper.lines(codeLines(paper, text), styles.code);
}

const ESCAPES =
  'Letters that no font of this document has are written as JSON escapes here, such as \\u4e2d; before, \ufffd stands for each.';

/** JSON set in a face of one width. What it has no letter for is written as JSON writes it: `\\u4e2d`. */
function appendix(paper: Paper, title: string, json: string): void {
  paper.newPage();
  heading(paper, title);
  paper.text(ESCAPES, styles.small);
  paper.y += 6;
  paper.lines(codeLines(paper, json), styles.code);
}

function* codeLines(paper: Paper, text: string): Generator<string> {
  const letters = paper.letters('mono');
  const perLine = Math.floor(paper.width / paper.widthOf('0', styles.code));
  for (const line of text.split('\n')) {
    const indent = Math.min(/^ */.exec(line)?.[0].length ?? 0, 40);
    for (let at = 0; at === 0 || at < line.length; ) {
      const hang = at === 0 ? '' : ' '.repeat(indent + 2);
      const piece = line.slice(at, at + perLine - hang.length);
      at += Math.max(1, piece.length);
      yield hang + printableJson(piece, letters);
    }
  }
}
