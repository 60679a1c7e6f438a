import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { entryJson, eventV1, viewEvent } from '@affidavit/verify';
import { smallEvent } from '../../../verify/scripts/sample.ts';
import { PdfFailed, type PrintableEvent } from '../app/ports/event-pdf.ts';
import { eventPdf } from './event-pdf.ts';
import { pdfThreads } from './pdf-threads.ts';

const threads = pdfThreads();
after(() => threads.close());

const { entry, documents } = smallEvent();
const json = (kind: string) => documents.find((one) => one.kind === kind)?.json ?? null;
const parts = { entry, text: json('text'), metadata: null, test: null, actorId: null };
const view = viewEvent(parts, () => null);
const event: PrintableEvent = {
  companyName: 'Acme Inc.',
  view,
  v1: JSON.stringify(eventV1(view)),
  seal: { origin: 'o', vkey: 'k', index: 0, entry: entryJson(entry), leafHash: '00', checkpoint: null },
  affidavit: null,
};
const never = new AbortController().signal;

test('a thread makes the same bytes, several side by side and one after the other', async () => {
  const expected = Buffer.from(await eventPdf(event));
  for (const made of await Promise.all([threads.make(event, never), threads.make(event, never)]))
    assert.ok(expected.equals(made));
  assert.ok(expected.equals(await threads.make(event, never)));
});

test('an aborted signal ends the work with its reason; the next document is made', async () => {
  const reason = new Error('the server is stopping');
  await assert.rejects(threads.make(event, AbortSignal.abort(reason)), reason);
  const stopping = new AbortController();
  const made = threads.make(event, stopping.signal);
  stopping.abort(reason);
  await assert.rejects(made, reason);
  assert.ok((await threads.make(event, never)).length > 0);
});

test('a defect in the thread is told as it is', async () => {
  const broken = { ...event, v1: 'no JSON' };
  await assert.rejects(threads.make(broken, never), SyntaxError);
  assert.ok((await threads.make(event, never)).length > 0);
});

test('closing ends what is being made', async () => {
  const others = pdfThreads();
  const made = others.make(event, never);
  await others.close();
  await assert.rejects(made, /the thread that made the PDF ended/);
});

test('a document that takes too long, or too much memory, is given up with the limit in the message', async () => {
  for (const [most, message] of [
    [{ pdfMs: 1, pdfHeapMb: 512 }, 'The PDF takes longer than 0.001 seconds to make.'],
    [{ pdfMs: 60_000, pdfHeapMb: 8 }, 'The PDF takes more than 8 MB to make.'],
  ] as const) {
    const narrow = pdfThreads(most);
    await assert.rejects(narrow.make(event, never), new PdfFailed(message));
    await narrow.close();
  }
});
