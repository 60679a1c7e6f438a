/**
 * The page that an affidavit is in: checks the affidavit it carries, and any other that is dropped on it. It asks nothing
 * of a network (its policy forbids it).
 */
import { parseAffidavit } from '../../src/affidavit-file.ts';
import { type Affidavit, parseVkey, VerifyError, verifyAffidavit } from '../../src/index.ts';
import { element, save, section } from './dom.ts';
import { readFile } from './files.ts';
import { showChecks, showEvent, showParts, showVerdict } from './show.ts';

interface Shown {
  /** Of the file it came from; null: the one that the page carries. */
  name: string | null;
  json: string;
}

const page = document.querySelector('main') as HTMLElement;
const carried = document.querySelector('#affidavit')?.textContent?.trim() ?? '';

let shown: Shown | null = carried === '' ? null : { name: null, json: carried };
/** What the reader typed as a key, as it was typed. */
let typed = '';
/** What could not be read, in a sentence. */
let complaint = '';

function draw(): void {
  const found = keyOf(typed);
  const vkeys = found.vkey === null ? [] : [found.vkey];
  const report = shown === null ? null : verifyAffidavit(shown.json, { vkeys });
  const affidavit = shown === null ? null : read(shown.json);
  document.title = report?.entry ? `Affidavit of ${report.entry.type}` : 'Affidavit';
  page.replaceChildren(
    ...[
      complaint === '' ? null : element('p', { class: 'complaint', role: 'alert' }, complaint),
      shown?.name ? element('p', 'file', shown.name) : null,
      report === null ? element('h1', '', 'Drop an affidavit here.') : showVerdict(report),
      keyForm(found.complaint),
      ...(report === null
        ? []
        : [showEvent(affidavit, report), showChecks(report), showParts(report), stated(affidavit)]),
      otherFile(),
      ownVerifier(),
    ].filter((part) => part !== null),
  );
}

function read(json: string): Affidavit | null {
  try {
    return parseAffidavit(json);
  } catch {
    return null;
  }
}

function keyOf(text: string): { vkey: string | null; complaint: string } {
  const vkey = text.trim();
  if (vkey === '') return { vkey: null, complaint: '' };
  try {
    parseVkey(vkey);
    return { vkey, complaint: '' };
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    return { vkey: null, complaint: `This is no key of a log: ${error.message}.` };
  }
}

function keyForm(wrong: string): HTMLElement {
  const input = element('input', {
    id: 'key',
    name: 'key',
    value: typed,
    placeholder: 'affidavit.log/…+…+…',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const form = element(
    'form',
    'key',
    element('label', { for: 'key' }, 'The log key, as you were given it another way than with this file'),
    element('div', '', input, element('button', '', 'Check with it')),
    wrong === '' ? null : element('p', { class: 'complaint', role: 'alert' }, wrong),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    typed = input.value;
    draw();
  });
  return form;
}

function stated(affidavit: Affidavit | null): HTMLElement | null {
  if (affidavit === null) return null;
  return section(
    'What it is checked against',
    element('p', '', 'The key that the file states, and the state of the log that it signed:'),
    element('pre', '', affidavit.vkey),
    element('pre', '', affidavit.proof),
  );
}

function otherFile(): HTMLElement {
  const input = element('input', { id: 'file', type: 'file' });
  input.addEventListener('change', () => void open(input.files?.[0]));
  return section(
    'Another affidavit',
    element(
      'label',
      { for: 'file' },
      'Drop any .affidavit.json or affidavit page on this page, or choose it:',
    ),
    input,
  );
}

function ownVerifier(): HTMLElement {
  const keep = element('button', { type: 'button' }, 'Save the affidavit as a file');
  keep.addEventListener('click', () => {
    if (shown !== null) save('event.affidavit.json', shown.json, 'application/json');
  });
  return section(
    'This page cannot vouch for itself',
    element(
      'p',
      '',
      'Whoever sent you this page could have written a page that says “holds” whatever is in it. Take it for a ' +
        'preview. To be sure, check the file with a verifier that you got elsewhere, and with a key that you got elsewhere:',
    ),
    element('pre', '', 'npx @affidavit/verify event.affidavit.json --key KEY'),
    element(
      'p',
      '',
      'or with the second implementation, in Python, from the source of Affidavit (verify/python), or with one of ' +
        'your own: docs/formats.md describes every byte.',
    ),
    shown === null ? null : keep,
  );
}

async function open(file: File | undefined): Promise<void> {
  if (file === undefined) return;
  try {
    shown = { name: file.name, json: await readFile(file) };
    complaint = '';
  } catch (error) {
    complaint = `${file.name} cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
  }
  draw();
}

document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  void open(event.dataTransfer?.files[0]);
});
draw();
