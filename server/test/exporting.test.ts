/** Exports of the events found, in every form, over real HTTP. On both stores. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { extractText, getDocumentProxy } from 'unpdf';
import { eventColumns } from '../src/app/ports/event-files.ts';
import { printEvents } from '../src/app/print-events.ts';
import { makeInclusion } from '../src/app/shared/inclusion.ts';
import { removalEpochs } from '../src/app/shared/removal-epochs.ts';
import { makeRenderer } from '../src/app/shared/render.ts';
import { world } from '../src/compose.ts';
import { pdfThreads } from '../src/documents/pdf-threads.ts';
import { Refused } from '../src/domain/errors.ts';
import { limits } from '../src/domain/limits.ts';
import { testOnBothStores } from './both-stores.ts';
import { startChanges } from './change-kit.ts';
import { get, post, put } from './client.ts';

type Found = ReturnType<typeof JSON.parse>;

const EVENTS = limits.parquetGroupRows + 50;
const HOSTILE = '=HYPERLINK("http://x","y"),\r\n"quoted" \u202e\u0007 <script>';

const drafts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => {
    const n = from + i;
    return {
      type: n % 7 === 0 ? 'POLICY_VERSION_PUBLISHED' : 'COMPANY_DATA_UPDATED',
      category: n % 7 === 0 ? 'POLICY' : 'COMPANY',
      source: 'APP',
      description: n % 10 === 0 ? `Change ${n} of a zebra.` : n === 1 ? HOSTILE : `Change ${n}.`,
      userId: n % 2 === 0 ? 1 : null,
      ...(n % 3 === 0 && { metadata: { dto: { n, text: HOSTILE } } }),
      // The order of the log is another than that of createdAt.
      createdAt: new Date(Date.UTC(2026, 0, 1) - n * 1000).toISOString(),
    };
  });

/** Every event that a filter finds, as the list answers them. */
async function listed(address: string, key: string, filter: string): Promise<Found[]> {
  const found: Found[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { json } = await get(address, `/api/events?size=500&cursor=${cursor}&${filter}`, key);
    found.push(...json.data);
    cursor = json.pagination.cursor;
  }
  return found;
}

/** A row as the event says it, times and numbers as text. */
function rowOf(event: Found): Record<string, string | null> {
  const { user } = event;
  const row = {
    ...Object.fromEntries(Object.keys(eventColumns).map((name) => [name, event[name]])),
    result: event.status,
    actor: user === null ? 'Nobody' : `${user.firstName} ${user.lastName}`,
    connection: null,
    test: event.testName,
    issues: event.issues.length,
    metadata: event.metadata === null ? null : JSON.stringify(event.metadata),
  };
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]),
  );
}

async function parquetOf(address: string, key: string, filter: string): Promise<ArrayBuffer> {
  const response = await fetch(`${address}/api/events/export?format=parquet&${filter}`, {
    headers: { authorization: `Bearer ${key}`, 'accept-encoding': 'gzip' },
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/vnd.apache.parquet');
  assert.equal(response.headers.get('content-encoding'), null);
  assert.equal(response.headers.get('content-disposition'), 'attachment; filename="events.parquet"');
  return response.arrayBuffer();
}

async function pdfOf(address: string, key: string, filter: string): Promise<string> {
  const response = await fetch(`${address}/api/events/export?format=pdf&${filter}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/pdf');
  assert.equal(response.headers.get('content-disposition'), 'attachment; filename="events.pdf"');
  const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()));
  const { text } = await extractText(pdf, { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
}

async function rowsOf(file: ArrayBuffer): Promise<Record<string, string | null>[]> {
  const rows = (await parquetReadObjects({ file })) as Record<string, unknown>[];
  const text = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value === null ? null : text(value)]),
    ),
  );
}

const harmless = (text: string | null) =>
  text !== null && /^[=+\-@\t\r]/.test(text) ? `'${text}` : (text ?? '');

testOnBothStores(
  'what the list finds is exported in each form, in its order',
  async (_t, { server, key }) => {
    const { address } = server;
    const owner = { id: 1, email: 'owner@example.com', firstName: 'Zoë', lastName: 'Ω', roles: ['ADMIN'] };
    assert.equal((await put(address, '/api/users', key, owner)).status, 200);
    for (const [from, to] of [
      [0, 600],
      [600, EVENTS],
    ] as const) {
      const recorded = await post(address, '/api/events', key, drafts(from, to));
      assert.equal(recorded.status, 201, recorded.text);
    }

    const till = 'createdTo=2026-01-01T00:00:00.000Z';
    const all = await listed(address, key, till);
    assert.equal(all.length, EVENTS);
    const file = await parquetOf(address, key, till);
    assert.deepEqual(
      parquetMetadata(file).row_groups.map(({ num_rows }) => Number(num_rows)),
      [limits.parquetGroupRows, 50],
    );
    assert.deepEqual(await rowsOf(file), all.map(rowOf));

    for (const filter of [till, `${till}&q=zebra&not.type=COMPANY_DATA_UPDATED`, 'type=POLICY_DELETED']) {
      const found = await listed(address, key, filter);
      const rows = found.map(rowOf);
      assert.deepEqual(await rowsOf(await parquetOf(address, key, filter)), rows, filter);
      const csv = await get(address, `/api/events/export?format=csv&${filter}`, key);
      assert.match(csv.headers.get('content-type') ?? '', /^text\/csv; charset=utf-8$/);
      const [head, ...lines] = parse(csv.text, { record_delimiter: '\r\n' }) as string[][];
      assert.deepEqual(head, Object.keys(eventColumns));
      assert.deepEqual(
        lines,
        rows.map((row) => (head ?? []).map((name) => harmless(row[name] ?? null))),
      );
      const ndjson = await get(address, `/api/events/export?format=ndjson&${filter}`, key);
      assert.equal(ndjson.headers.get('content-disposition'), 'attachment; filename="events.ndjson"');
      assert.deepEqual(
        ndjson.text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
        found,
      );
    }
    await printed(address, key);
  },
);

/** A list of some of the events, on paper. */
async function printed(address: string, key: string): Promise<void> {
  const filter = 'q=zebra&not.type=POLICY_VERSION_PUBLISHED&userId=1&timeZone=Asia/Kolkata';
  const found = await listed(address, key, filter.replace(/&timeZone.*/, ''));
  assert.ok(found.length > 20);
  const text = await pdfOf(address, key, filter);
  const { json: log } = await get(address, '/api/log', key);
  const facts = [
    'Acme',
    'Type is none of Policy version published (POLICY_VERSION_PUBLISHED)',
    'Person is Zoë Ω (1)',
    'Words zebra',
    `${found.length} events`,
    'Asia/Kolkata',
    'UTC+05:30',
    log.vkeys[0],
    ...found.map(({ id, leaf }) => `${id} · leaf ${leaf}`),
    ...found.map(({ seq, description }) => `${seq} Zoë Ω Company data updated – – ${description}`),
  ];
  for (const fact of facts) assert.ok(text.includes(fact), `${fact} is not printed: ${text.slice(0, 1_500)}`);
  const all = found.map(({ seq }) => text.indexOf(` ${seq} Zoë`));
  assert.deepEqual(
    all.toSorted((a, b) => a - b),
    all,
    'newest first',
  );
}

test('an export is recorded, in which form and without the words that were looked for', async (t) => {
  const kit = await startChanges();
  t.after(() => kit.close());
  const path = '/api/events/export?format=csv&q=zebra&type=COMPANY_DATA_UPDATED';
  const before = await kit.size();
  assert.equal((await get(kit.address, path, kit.key)).status, 200);
  const { json } = await get(kit.address, '/api/events?type=EVIDENCE_DOWNLOADED', kit.key);
  const [event] = json.data;
  assert.equal(event.userId, 1);
  assert.equal(
    event.description,
    `sally@example.com exported events as csv, out of the ${before} recorded by then.`,
  );
  assert.deepEqual(event.metadata.request, {
    filter: { text: true, type: ['COMPANY_DATA_UPDATED'] },
    form: 'csv',
  });
});

test('what is refused is refused before anything is sent or recorded', async (t) => {
  const kit = await startChanges();
  t.after(() => kit.close());
  const refuse = (status: number, message: RegExp, query: string, key = kit.key) =>
    kit.refuse(status, message, 'GET', `/api/events/export?${query}`, undefined, { key });
  await refuse(400, /format/, '');
  await refuse(400, /format/, 'format=xlsx');
  await refuse(400, /type must be/, 'format=parquet&type=NEVER');
  await refuse(400, /createdFrom/, 'format=parquet&createdFrom=soon');
  await refuse(400, /timeZone must|timeZone: must/, 'format=pdf&timeZone=Mars/Olympus');
  await refuse(400, /type must be/, 'format=pdf&type=NEVER');
  await refuse(403, /./, 'format=pdf', await kit.keyWithout('api-find-events'));
  await refuse(403, /./, 'format=parquet', await kit.keyWithout('api-find-events'));
  await refuse(401, /./, 'format=parquet', 'nobody');
  const ours = await listed(kit.address, kit.key, '');
  const theirs = await get(kit.address, '/api/events/export?format=ndjson&userId=1', kit.otherKey);
  for (const { id } of ours) assert.ok(!theirs.text.includes(id));
});

test('only so many exports of a company are written at once; who goes away makes room, and asks for no more events', async (t) => {
  const kit = await startChanges();
  t.after(() => kit.close());
  const caller = { company: kit.acme, userId: 1, dateStyle: 'iso' as const };
  const take = () => kit.system.exportEvents(caller, {}, 'parquet');
  const open = await Promise.all(Array.from({ length: limits.exportsAtOnce }, take));
  await assert.rejects(take(), (error) => error instanceof Refused && error.refusal.is === 'busy');
  for (const file of open) file.destroy();
  await Promise.all(open.map((file) => once(file, 'close')));
  (await take()).destroy();
});

test('a list that is too long for paper is refused with the way out; one that fits is printed and recorded', async (t) => {
  const kit = await startChanges();
  t.after(() => kit.close());
  const many = Array.from({ length: limits.eventsPerArray }, (_, n) => ({
    type: 'COMPANY_DATA_UPDATED',
    category: n === 0 ? 'POLICY' : 'COMPANY',
    source: 'APP',
    description: n === 0 ? 'x'.repeat(10_000) : 'Again.',
  }));
  for (let n = 0; n <= limits.pdfEvents; n += many.length) await kit.system.record.all(kit.acme, many);
  const total = await kit.size();
  const path = '/api/events/export?format=pdf';
  await kit.refuse(
    400,
    new RegExp(
      `pdf prints at most 5000 events, and these filters find ${total}: narrow the filters, or take csv`,
    ),
    'GET',
    path,
  );
  const text = await pdfOf(kit.address, kit.key, 'category=POLICY');
  assert.ok(text.includes('6 events'));
  const long = /x+…/.exec(text.replaceAll(' ', ''))?.[0];
  assert.equal(long?.length, limits.pdfCellChars + 1);
  const { json } = await get(kit.address, '/api/events?type=EVIDENCE_DOWNLOADED', kit.key);
  assert.deepEqual(json.data[0].metadata.request, { filter: { category: ['POLICY'] }, form: 'pdf' });
  assert.equal(json.data.length, 1);
});

test('a list that takes too long to print is refused with the way out, recorded as nothing, and makes room', async (t) => {
  const kit = await startChanges();
  const pdfs = pdfThreads({ pdfMs: 1, pdfHeapMb: 512 });
  t.after(async () => {
    await pdfs.close();
    await kit.close();
  });
  const { store, readLive, change } = kit.system;
  const ports = { ...store, readLive, change, pdfs, world };
  const removals = removalEpochs(ports);
  const renderer = makeRenderer({ ...ports, removals });
  const print = printEvents({ ...ports, removals, renderer, inclusion: makeInclusion(ports) });
  const caller = { company: kit.acme, userId: 1, dateStyle: 'iso' as const };
  const size = await kit.size();
  for (let n = 0; n <= limits.pdfsAtOnce; n++)
    await assert.rejects(
      print(caller, {}, { timeZone: 'UTC', signal: new AbortController().signal }),
      (error) =>
        error instanceof Refused &&
        error.message ===
          'format: The PDF takes longer than 0.001 seconds to make. Instead, narrow the filters, or take csv or parquet.',
    );
  assert.equal(await kit.size(), size);
});

test('who goes away is not printed for, and makes room', async (t) => {
  const kit = await startChanges();
  t.after(() => kit.close());
  const caller = { company: kit.acme, userId: 1, dateStyle: 'iso' as const };
  const print = (signal: AbortSignal) => kit.system.printEvents(caller, {}, { timeZone: 'UTC', signal });
  const leaving = new AbortController();
  const waiting = Array.from({ length: limits.pdfsAtOnce + 1 }, () => print(leaving.signal));
  const outcomes = Promise.allSettled(waiting);
  leaving.abort(new Error('gone'));
  const reasons = (await outcomes).map((one) => one.status === 'rejected' && String(one.reason));
  assert.deepEqual(reasons.filter((reason) => reason === 'Error: gone').length, limits.pdfsAtOnce);
  assert.match(String(reasons.find((reason) => reason !== 'Error: gone')), /other PDFs are being made/);
  assert.ok((await print(AbortSignal.timeout(60_000))).length > 0);
  const { json } = await get(kit.address, '/api/events?type=EVIDENCE_DOWNLOADED', kit.key);
  assert.equal(json.data.length, 1);
});
