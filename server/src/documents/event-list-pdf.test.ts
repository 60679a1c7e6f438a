import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { extractText, getDocumentProxy } from 'unpdf';
import type { ListedEvent, PrintableList } from '../app/ports/event-list-pdf.ts';
import { limits } from '../domain/limits.ts';
import { eventListPdf } from './event-list-pdf.ts';

const row = (n: number, more: Partial<ListedEvent> = {}): ListedEvent => ({
  createdAt: new Date(Date.UTC(2026, 2, 29, 2) - n * 3_600_000).toISOString(),
  seq: 1_000 - n,
  id: `0190a0a0-0000-7000-8000-${String(n).padStart(12, '0')}`,
  actor: 'Sally Smith',
  type: 'COMPANY_DATA_UPDATED',
  result: n % 2 === 0 ? 'FAILED' : null,
  connection: null,
  description: `Change ${n}.`,
  leaf: String(n).padStart(64, 'a'),
  ...more,
});

const list = (given: Partial<PrintableList> = {}): PrintableList => ({
  companyName: 'Acme Inc.',
  asked: [],
  bounds: {},
  text: null,
  timeZone: 'UTC',
  printedAt: Date.UTC(2026, 5, 1, 12),
  checkpoint: {
    origin: 'affidavit.log/abc',
    vkey: 'affidavit.log/abc+00000000+AAAA',
    size: 1_001,
    root: 'ab'.repeat(32),
    note: 'affidavit.log/abc\n1001\nq6s=\n\n— affidavit.log/abc AAAAAAAA\n',
  },
  rows: Array.from({ length: 40 }, (_, n) => row(n)),
  ...given,
});

async function pagesOf(given: PrintableList): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(await eventListPdf(given)), {
    mergePages: false,
  });
  return text.map((page) => page.replaceAll(/\s+/g, ' '));
}

function requireAll(text: string, facts: readonly string[]): void {
  for (const fact of facts)
    assert.ok(text.includes(fact), `${fact} is not printed in ${text.slice(0, 2_000)}`);
}

test('every event is listed, under what was asked and the checkpoint, on numbered pages', async () => {
  const given = list({
    asked: [
      { member: 'type', excludes: false, values: ['COMPANY_DATA_UPDATED'] },
      { member: 'status', excludes: true, values: ['ERROR', null] },
      { member: 'userId', excludes: false, values: ['Sally Smith (1)', null] },
    ],
    bounds: { createdFrom: Date.UTC(2026, 0, 1), recordedTo: Date.UTC(2026, 5, 1) },
    text: 'zebra*',
  });
  const pages = await pagesOf(given);
  assert.ok(pages.length > 2);
  for (const [i, page] of pages.entries())
    requireAll(page, [`page ${i + 1} of ${pages.length}`, 'affidavit.log/abc']);
  const text = pages.join(' ');
  requireAll(text, [
    'Acme Inc.',
    'Type is Company data updated (COMPANY_DATA_UPDATED)',
    'Result is none of Error (ERROR), none',
    'Person is Sally Smith (1), nobody',
    'Created from',
    'Recorded until',
    '2026-01-01 00:00:00',
    '2026-06-01 00:00:00',
    'zebra*',
    '40 events',
    'UTC',
    '2026-06-01 12:00:00',
    given.checkpoint.vkey,
    given.checkpoint.root,
    '1001 q6s=',
  ]);
  for (const { seq, id, leaf, description } of given.rows)
    requireAll(text, [
      `${seq} Sally Smith Company data updated`,
      `${id} · leaf ${leaf}`,
      String(description),
    ]);
  for (const page of pages.slice(2)) requireAll(page, ['Time Seq Actor Type Result Connection Description']);
});

test('times are in the zone that is named, each with its offset where that changes', async () => {
  const text = (await pagesOf(list({ timeZone: 'Europe/Berlin' }))).join(' ');
  // The clock was put forward at 01:00 UTC.
  requireAll(text, [
    'Europe/Berlin',
    '2026-06-01 14:00:00 UTC+02:00',
    '2026-03-29 04:00:00',
    'UTC+02:00',
    '2026-03-29 01:00:00',
    'UTC+01:00',
  ]);
  assert.doesNotMatch((await pagesOf(list())).join(' '), /UTC[+-]/);
});

test('nothing found is said, and so are no filters and what is erased', async () => {
  requireAll((await pagesOf(list({ rows: [] }))).join(' '), ['none: every event', '0 events', 'No events']);
  requireAll((await pagesOf(list({ rows: [row(0, { description: null })] }))).join(' '), [
    '1 event',
    'The description is erased.',
  ]);
});

test('the same list makes the same bytes', async () => {
  assert.deepEqual(await eventListPdf(list()), await eventListPdf(list()));
});

test('what reorders, hides or breaks text is shown to be there, and takes no more room than one line', async () => {
  const hostile = `a\u202eb\u0007c${'\n'.repeat(limits.pdfCellChars)}中d`;
  const rows = Array.from({ length: 30 }, (_, n) => row(n, { description: hostile, actor: hostile }));
  const pages = await pagesOf(list({ rows, companyName: 'A\u202ecme', text: 'x\u2066y' }));
  assert.ok(pages.length < 10, `${pages.length} pages`);
  const text = pages.join(' ');
  requireAll(text, ['a\ufffdb\ufffdc \ufffdd', 'A\ufffdcme', 'x\ufffdy']);
  for (const hidden of ['\u202e', '\u2066', '\u0007']) assert.ok(!text.includes(hidden));
});

test('no text breaks it', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem());
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text, text), { maxLength: 20 }), text, async (texts, name) => {
      const rows = texts.map(([actor, connection, description], n) =>
        row(n, { actor, connection, description, type: actor.slice(0, 40) }),
      );
      const pdf = await eventListPdf(list({ rows, companyName: name, text: name }));
      assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-');
    }),
    { numRuns: 15 },
  );
});
