/** An event as PDF, through HTTP: asked for, made in the background, fetched by its link; also across a kill. */
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { extractText, getDocumentProxy } from 'unpdf';
import { type Answer, get, post } from './client.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
let server: RunningServer;
let key: string;
let otherKey: string;
let company: string;

before(async () => {
  ({ key, uuid: company } = await makeCompany(data.path));
  ({ key: otherKey } = await makeCompany(data.path, 'Other', 'other@example.com'));
  server = await startServer({ data: data.path });
});
after(async () => {
  await server.stop();
  data.remove();
});

const least = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description: 'Changed.' };

async function record(body: object, as = key): Promise<string> {
  const answer = await post(server.address, '/api/events', as, { ...least, ...body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
}

const jobsOf = (eventId: string) => `/public/v2/events/${eventId}/download-jobs`;

async function ask(eventId: string): Promise<{ jobId: string; createdAt: string }> {
  const answer = await post(server.address, jobsOf(eventId), key, '');
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

/** Asks until the job is in one of these states. */
async function until(eventId: string, jobId: string, states: readonly string[]): Promise<Answer['json']> {
  for (;;) {
    const answer = await get(server.address, `${jobsOf(eventId)}/${jobId}`, key);
    assert.equal(answer.status, 200, answer.text);
    if (states.includes(answer.json.status)) return answer.json;
  }
}

async function download(url: string): Promise<{ headers: Headers; bytes: Uint8Array<ArrayBuffer> }> {
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  return { headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

async function textOf(pdf: Uint8Array<ArrayBuffer>): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
}

/** What the store holds that is about an event, read beside the server. */
function stored(eventId: string): { jobs: number; files: number } {
  const db = new DatabaseSync(join(data.path, 'affidavit.db'), { readOnly: true });
  try {
    const count = (sql: string, ...values: string[]) => Number(db.prepare(sql).get(...values)?.count);
    return {
      jobs: count('SELECT count(*) AS count FROM jobs WHERE event_id = ?', eventId),
      files: count('SELECT count(*) AS count FROM files WHERE name = ?', `event-${eventId}.pdf`),
    };
  } finally {
    db.close();
  }
}

async function readings(eventId: string): Promise<Answer['json'][]> {
  const answer = await get(server.address, '/public/events?type=EVIDENCE_DOWNLOADED&limit=50', key);
  return answer.json.data.filter((event: Answer['json']) => event.metadata.targetEntity.eventId === eventId);
}

test('a job goes from Pending to Completed; its link gives the PDF to anybody, and the reading is recorded', async () => {
  const eventId = await record({ description: 'Grüße aus Łódź, от Ольги, από την Ελένη.', userId: 1 });
  const asked = await post(server.address, jobsOf(eventId), key, '');
  assert.equal(asked.status, 201, asked.text);
  const { jobId, createdAt } = asked.json;
  assert.deepEqual(asked.json, { jobId, status: 'Pending', result: null, createdAt, completedAt: null });
  assert.match(createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

  const job = await until(eventId, jobId, ['Completed', 'Failed']);
  assert.deepEqual(Object.keys(job), ['jobId', 'status', 'result', 'createdAt', 'completedAt']);
  assert.equal(job.status, 'Completed');
  assert.ok(job.completedAt >= createdAt);
  assert.ok(job.result.startsWith(`${server.address}/files/${company}/`), job.result);

  const { headers, bytes } = await download(job.result);
  assert.equal(headers.get('content-type'), 'application/pdf');
  assert.equal(headers.get('content-disposition'), `attachment; filename="event-${eventId}.pdf"`);
  assert.equal(headers.get('content-length'), String(bytes.length));
  assert.equal(headers.get('cache-control'), 'private, no-store');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  const text = await textOf(bytes);
  for (const fact of [
    'Grüße aus Łódź, от Ольги, από την Ελένη.',
    'owner@example.com',
    eventId,
    'c2sp.org/tlog-proof@v1',
  ])
    assert.ok(text.includes(fact), fact);

  const [reading, ...more] = await readings(eventId);
  assert.deepEqual(more, []);
  assert.equal(reading.source, 'PUBLIC_API');
  assert.equal(reading.user.email, 'owner@example.com');
  assert.equal(reading.metadata.request.jobId, jobId);
  assert.ok(job.result.includes(reading.metadata.fileKey));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  assert.deepEqual(reading.metadata.response, {
    name: `event-${eventId}.pdf`,
    mediaType: 'application/pdf',
    bytes: bytes.length,
    sha256,
  });

  const capitals = `${jobsOf(eventId.toUpperCase())}/${jobId.toUpperCase()}`;
  assert.equal((await get(server.address, capitals, key)).json.jobId, jobId);
  assert.equal((await post(server.address, jobsOf(eventId), key, {})).status, 201);
});

test('whatever the caller may not know of is the same 404', async () => {
  const eventId = await record({});
  const another = await record({});
  const { jobId } = await ask(eventId);
  const never = await get(server.address, `${jobsOf(randomUUID())}/${randomUUID()}`, otherKey);
  assert.equal(never.status, 404);
  for (const answer of [
    await get(server.address, `${jobsOf(eventId)}/${jobId}`, otherKey),
    await get(server.address, `${jobsOf(eventId)}/${randomUUID()}`, key),
    await get(server.address, `${jobsOf(another)}/${jobId}`, key),
    await post(server.address, jobsOf(eventId), otherKey, ''),
    await post(server.address, jobsOf(randomUUID()), key, ''),
  ]) {
    assert.equal(answer.status, 404);
    assert.equal(answer.text, never.text);
  }
  const malformed = await get(server.address, `${jobsOf(eventId)}/1`, key);
  assert.equal(malformed.status, 400);
  assert.match(malformed.json.message, /jobId must be a UUID/);
});

test('a key without the permission is refused', async () => {
  const made = await affidavit([
    ...['keys', 'create', '--company', company, '--user', 'owner@example.com'],
    ...['--permission', 'event-tracking-get', '--data', data.path],
  ]);
  const answer = await post(server.address, jobsOf(await record({})), made.stdout.trim(), '');
  assert.equal(answer.status, 403);
  assert.equal(answer.json.code, 12330);
});

test('an edited link is refused, whatever was edited', async () => {
  const eventId = await record({});
  const { jobId } = await ask(eventId);
  const { result } = await until(eventId, jobId, ['Completed']);
  const edits: [string, number][] = [
    [result.replace(/signature=./, (found: string) => `signature=${found.endsWith('A') ? 'B' : 'A'}`), 403],
    [result.replace(/expires=\d+/, 'expires=9999999999'), 403],
    [result.replace(/expires=\d+/, 'expires=1'), 403],
    [result.replace(company, randomUUID()), 403],
    [result.replace(/[^/]+\?/, `${randomUUID()}?`), 403],
    [result.replace(/signature=.*/, ''), 400],
    [result.replace(/\?.*/, ''), 400],
    [`${result}&signature=A`, 400],
  ];
  for (const [url, status] of edits) {
    const answer = await fetch(url);
    const text = await answer.text();
    assert.equal(answer.status, status, `${url}: ${text}`);
    assert.ok(!text.includes('%PDF'), url);
  }
  const fresh = await until(eventId, jobId, ['Completed']);
  await download(fresh.result);
  const head = await fetch(result, { method: 'HEAD' });
  assert.equal(head.status, 200);
});

test('a link begins as the request did, and a legacy key sees the older style of times', async () => {
  const eventId = await record({});
  const { jobId } = await ask(eventId);
  await until(eventId, jobId, ['Completed']);
  const made = await affidavit([
    ...['keys', 'create', '--company', company, '--user', 'owner@example.com', '--legacy-times'],
    ...['--permission', 'event-tracking-get-event', '--data', data.path],
  ]);
  const { json } = await get(server.address, `${jobsOf(eventId)}/${jobId}`, made.stdout.trim());
  assert.match(json.createdAt, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}000$/);
  assert.match(json.completedAt, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}000$/);
});

test('killed between beginning and completing, a job is completed after the restart, once', async () => {
  // Large enough that its making is still under way when the kill arrives.
  const metadata = {
    dto: { rows: Array.from({ length: 9_000 }, (_, i) => ({ row: i, text: `${i}`.repeat(12) })) },
  };
  const eventId = await record({ metadata });
  const { jobId } = await ask(eventId);
  const seen = await until(eventId, jobId, ['Running', 'Completed', 'Failed']);
  assert.equal(seen.status, 'Running');
  await server.kill();
  assert.deepEqual(stored(eventId), { jobs: 1, files: 0 });

  server = await startServer({ data: data.path });
  const job = await until(eventId, jobId, ['Completed', 'Failed']);
  assert.equal(job.status, 'Completed', job.errorMessage);
  assert.deepEqual(stored(eventId), { jobs: 1, files: 1 });
  assert.equal((await readings(eventId)).length, 1);
  const text = await textOf((await download(job.result)).bytes);
  assert.match(text, /Cut here: more than \d+ pages/);

  assert.equal(await server.stop(), 0);
  server = await startServer({ data: data.path, flags: ['--public-url', 'https://log.example.com/base/'] });
  const { result } = await until(eventId, jobId, ['Completed']);
  assert.ok(result.startsWith(`https://log.example.com/base/files/${company}/`), result);
  await download(result.replace('https://log.example.com/base', server.address));
  assert.deepEqual(stored(eventId), { jobs: 1, files: 1 });
});
