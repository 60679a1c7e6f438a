import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EventView, entryJson, eventV1, leafHash, toHex, viewEvent } from '@affidavit/verify';
import fc from 'fast-check';
import { extractText, getDocumentProxy } from 'unpdf';
import {
  jsonOf,
  ORIGIN,
  SAMPLE_INDEX,
  SAMPLE_SIZE,
  sampleEvent,
  sampleProof,
  signer,
} from '../../../verify/scripts/sample.ts';
import type { PrintableEvent } from '../app/ports/event-pdf.ts';
import { limits } from '../domain/limits.ts';
import { eventPdf } from './event-pdf.ts';

const sample = sampleEvent();
const jsonOfKind = (kind: string) => sample.documents.find((one) => one.kind === kind)?.json ?? null;
const sampleView = viewEvent(
  {
    entry: sample.entry,
    text: jsonOfKind('text'),
    metadata: jsonOfKind('metadata'),
    test: jsonOfKind('test'),
    actorId: 1,
  },
  (digest) => JSON.parse(sample.documents.find((one) => one.digest === digest)?.json ?? 'null'),
);
const proof = await sampleProof(sample.entry);

function printable(given: Partial<EventView> = {}): PrintableEvent {
  const view: EventView = { ...sampleView, ...given };
  return {
    companyName: 'Acme Inc.',
    view,
    v1: JSON.stringify(eventV1(view)),
    seal: {
      origin: ORIGIN,
      vkey: signer.vkey,
      index: SAMPLE_INDEX,
      entry: entryJson(view.entry),
      leafHash: toHex(leafHash(entryJson(view.entry))),
      checkpoint: { size: SAMPLE_SIZE, root: 'ab'.repeat(32), proof },
    },
    affidavit: '{"affidavit": "v1"}',
  };
}

async function pagesOf(event: PrintableEvent): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(await eventPdf(event)), { mergePages: false });
  return text;
}

/** Lines are broken where they end: facts are looked for without the spaces between. */
const squeeze = (text: string) => text.replaceAll(/\s/g, '');

function requireFacts(text: string, facts: readonly unknown[]): void {
  const squeezed = squeeze(text);
  for (const fact of facts)
    assert.ok(squeezed.includes(squeeze(String(fact))), `${String(fact)} is not printed`);
}

/** In columns, the lines of one text are not next to each other. */
const requireWords = (text: string, facts: readonly unknown[]) =>
  requireFacts(
    text,
    facts.flatMap((fact) => String(fact).split(' ')),
  );

/** Every text and number in a document, however deep. */
function scalars(value: unknown): (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(scalars) : [];
}

test('everything that is known of an event is on its pages, before the appendices too', async () => {
  const pages = await pagesOf(printable());
  const { entry, test: found, person, connection } = sampleView;
  const first = pages.findIndex((page) => page.includes('Appendix A'));
  const body = pages.slice(0, first).join('\n');
  requireFacts(body, scalars({ ...entry, v: null, actor: null }));
  requireFacts(body, [...scalars(found), 'MFA on identity provider', 'Company data updated']);
  requireFacts(body, scalars(person?.backgroundChecks));
  requireFacts(body, scalars(person?.documents));
  requireFacts(
    body,
    person?.identities.flatMap(({ identity }) => scalars({ ...identity, connection: null })) ?? [],
  );
  requireFacts(body, scalars({ ...person?.person, backgroundChecks: [], identities: [], documents: [] }));
  requireFacts(body, scalars({ ...connection?.connection, owner: null, workspaces: [] }));
  requireWords(body, [...scalars(connection?.workspaces), 'omar@example.com']);
  requireFacts(body, [ORIGIN, signer.vkey, proof, entryJson(entry), toHex(leafHash(entryJson(entry)))]);
  requireFacts(pages.slice(first).join('\n'), [
    ...scalars(sampleView.metadata).filter((one) => one !== '\u0007 "quoted" é €'),
  ]);
  requireFacts(pages.slice(first).join('\n'), ['\\u0007 \\"quoted\\" é €', '"jqlQuery":']);
});

test('every page says which it is, and of what', async () => {
  const pages = await pagesOf(printable());
  assert.ok(pages.length >= 3);
  pages.forEach((page, i) => {
    assert.ok(page.includes(`page ${i + 1} of ${pages.length}`));
    assert.ok(page.includes(sample.entry.id));
  });
});

test('the same event makes the same bytes', async () => {
  const [one, two] = [await eventPdf(printable()), await eventPdf(printable())];
  assert.ok(Buffer.from(one).equals(two));
});

test('what is erased or was never there is said to be', async () => {
  const bare = { ...sample.entry, actor: null, connectionId: null };
  const system = (
    await pagesOf(printable({ entry: bare, person: null, connection: null, test: null, metadata: null }))
  ).join('\n');
  assert.match(system, /Nobody: the event was recorded by a system/);
  assert.doesNotMatch(system, /Identities|Background checks|Connection\n/);
  const erased = (await pagesOf(printable({ person: null, connection: null, text: null }))).join('\n');
  requireFacts(erased, [
    'Known to the log by its pseudonym only: erased.',
    'Connection 22: what was known of it is erased.',
    'The description is erased.',
  ]);
});

test('letters of many scripts are printed; what no font has is seen to be missing, and escaped in the appendix', async () => {
  const description = 'Łódź, Ærø, Ολυμπία, Щёлково, ½ € — “quoted”';
  const issues = [{ note: `${description} 中文 \u202e\u0000`, more: 'x'.repeat(3_000) }];
  const pages = await pagesOf(
    printable({
      text: { description },
      test: { testName: null, requestDescription: null, issues },
    }),
  );
  const text = pages.join('\n');
  requireFacts(text, [
    description,
    `${description} \ufffd\ufffd \ufffd\ufffd`,
    '\\u4e2d\\u6587 \\u202e\\u0000',
  ]);
  requireFacts(text, ['x'.repeat(3_000)]);
});

test('no text breaks it', async () => {
  const word = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem());
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.array(fc.dictionary(word, fc.oneof(word, fc.jsonValue())), { minLength: 1, maxLength: 30 }),
      async (description, found) => {
        const issues = JSON.parse(jsonOf(JSON.parse(JSON.stringify(found))));
        const event = printable({
          text: { description },
          test: { testName: description, requestDescription: null, issues },
        });
        const pdf = await eventPdf(event);
        assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-');
      },
    ),
    { numRuns: 15 },
  );
});

test('what is too long is cut with a note, section by section', async () => {
  const person = sampleView.person;
  assert.ok(person !== null);
  const [one] = person.identities;
  assert.ok(one !== undefined);
  const identities = Array.from({ length: limits.identitiesPerPerson }, (_, id) => ({
    ...one,
    identity: { ...one.identity, id, username: `user ${id}` },
  }));
  const issues = Array.from({ length: 5_000 }, (_, i) => ({
    file: `src/${i}.ts`,
    line: i,
    message: 'Not encrypted.',
  }));
  const metadata = { dto: { all: 'y'.repeat(700_000) } };
  const pages = await pagesOf(
    printable({
      person: { ...person, identities },
      metadata,
      test: { testName: null, requestDescription: null, issues },
    }),
  );
  const cut = pages.filter((page) => page.includes(`Cut here: more than ${limits.pdfSectionPages} pages.`));
  assert.equal(cut.length, 4);
  assert.ok(pages.length <= 6 * limits.pdfSectionPages, `${pages.length} pages`);
  const heads = pages.filter((page) => page.includes('Message') && page.includes('File'));
  // The page on which there was no room for the heading any more counts too.
  assert.ok(heads.length >= limits.pdfSectionPages - 1 && heads.length <= limits.pdfSectionPages);
  requireFacts(pages.join('\n'), ['5000 issues', 'Appendix B', toHex(leafHash(entryJson(sample.entry)))]);
});

test('the affidavit is attached as it is; without a checkpoint there is none', async () => {
  const attachments = async (event: PrintableEvent) =>
    Object.values((await (await getDocumentProxy(await eventPdf(event))).getAttachments()) ?? {}) as {
      filename: string;
      content: Uint8Array;
    }[];
  const affidavit = '{"affidavit": "v1", "event": "…"}';
  const [file, ...others] = await attachments({ ...printable(), affidavit });
  assert.deepEqual(others, []);
  assert.equal(file?.filename, `event-${sampleView.entry.id}.affidavit.json`);
  assert.equal(Buffer.from(file.content).toString(), affidavit);
  assert.deepEqual(await attachments({ ...printable(), affidavit: null }), []);
});
