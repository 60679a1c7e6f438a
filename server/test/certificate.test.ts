/** Population certificates over HTTP and on the command line, against a look at every event. */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type CertificateReport, verifyCertificate } from '@affidavit/verify';
import { get } from './client.ts';
import { affidavit, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
let server: RunningServer;
let acme: string;
let globex: string;
let vkey: string;
let events: Found[];

interface Found {
  seq: number;
  id: string;
  type: string;
  status: string | null;
  createdAt: string;
  userId: number | null;
  connectionId: number | null;
  testId: number | null;
}

before(async () => {
  server = await startServer({ command: 'demo', data: data.path });
  acme = readFileSync(join(data.path, 'demo.key'), 'utf8').trim();
  globex = readFileSync(join(data.path, 'demo-other.key'), 'utf8').trim();
  events = await everyEvent();
  vkey = headOf(await fetchFile('from=2020-01-01&to=2020-01-01')).vkey;
});
after(async () => {
  await server.stop();
  data.remove();
});

async function everyEvent(): Promise<Found[]> {
  const found: Found[] = [];
  let after = -1;
  for (;;) {
    const { json, text } = await get(server.address, `/api/events/feed?after=${after}&limit=500`, acme);
    assert.ok(Array.isArray(json.data), text);
    found.push(...json.data);
    if (json.data.length === 0) return found;
    after = json.next;
  }
}

async function fetchFile(query: string, key = acme): Promise<Buffer> {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${server.address}/api/events/certificate?${query}`, { headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, bytes.toString());
  assert.equal(response.headers.get('content-type'), 'application/gzip');
  assert.match(response.headers.get('content-disposition') ?? '', /events-\w+-\w+\.certificate/);
  return bytes;
}

function headOf(file: Buffer) {
  return JSON.parse(gunzipSync(file).toString().split('\n')[0] ?? '');
}

async function verify(file: Buffer): Promise<{ report: CertificateReport; ids: string[] }> {
  const ids: string[] = [];
  const onMatch = ({ entry }: { entry: { id: string } }) => ids.push(entry.id);
  const native = (data: Uint8Array) => hash('sha256', data, 'buffer');
  const report = await verifyCertificate([file], { vkeys: [vkey], onMatch }, native);
  return { report, ids };
}

const middle = () => events[Math.floor(events.length / 2)]!;
const filters: Readonly<Record<string, (event: Found) => boolean>> = {
  '': () => true,
  'status=FAILED': ({ status }) => status === 'FAILED',
  'status=null': ({ status }) => status === null,
  'status=FAILED&status=PASSED&testId=null': ({ status, testId }) =>
    (status === 'FAILED' || status === 'PASSED') && testId === null,
  'connectionId=1&connectionId=2': ({ connectionId }) => connectionId === 1 || connectionId === 2,
  'userId=1': ({ userId }) => userId === 1,
};

for (const [filter, fits] of Object.entries(filters)) {
  test(`the certificate of ${filter || 'everything'} names what a look at every event finds`, async () => {
    const periods = [
      [middle().createdAt, events.at(-1)!.createdAt],
      [events[0]!.createdAt, middle().createdAt],
      ['2000-01-01T00:00:00.000Z', '2000-01-02T00:00:00.000Z'],
    ] as const;
    for (const [from, to] of filter === '' ? periods : periods.slice(0, 1)) {
      const { report, ids } = await verify(await fetchFile(`from=${from}&to=${to}&${filter}`));
      assert.deepEqual([report.outcome, report.failure], ['verified', null]);
      const expected = events.filter(
        (event) => fits(event) && event.createdAt >= from && event.createdAt <= to,
      );
      const known = new Set(events.map(({ id }) => id));
      // The readings of this test are events too.
      assert.deepEqual(
        ids.filter((id) => known.has(id)),
        expected.map(({ id }) => id),
      );
      assert.ok(report.log !== null && report.log.size >= events.length);
    }
  });
}

test('a reading is recorded, after the size that the file is complete for', async () => {
  const { size } = headOf(await fetchFile('from=2026-01-01&to=2026-02-01&type=COMPANY_DATA_UPDATED'));
  const { json } = await get(server.address, `/api/events/feed?after=${size - 1}&limit=1`, acme);
  const [reading] = json.data;
  assert.deepEqual([reading.seq, reading.type, reading.source], [size, 'EVIDENCE_DOWNLOADED', 'PUBLIC_API']);
  assert.ok(reading.userId !== null);
  assert.deepEqual(reading.metadata.request, {
    period: { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' },
    filter: { type: ['COMPANY_DATA_UPDATED'] },
  });
  assert.equal(reading.metadata.targetEntity.size, size);
});

test('wrong questions are answered with what would be right', async () => {
  const wrong: readonly [string, number, RegExp][] = [
    ['', 400, /from/],
    ['from=2026-01-01', 400, /to/],
    ['from=yesterday&to=2026-01-01', 400, /from must be a time/],
    ['from=2026-01-02&to=2026-01-01', 400, /to must not be before `from`/],
    ['from=1969-01-01&to=2026-01-01', 400, /from must lie between/],
    ['from=2026-01-01&to=2026-01-02&type=NO_TYPE', 400, /type/],
    ['from=2026-01-01&to=2026-01-02&status=FINE', 400, /status/],
    ['from=2026-01-01&to=2026-01-02&userId=x', 400, /userId/],
    ['from=2026-01-01&to=2026-01-02&userId=990001', 404, /Nobody with this user id/],
  ];
  for (const [query, status, message] of wrong) {
    const answer = await get(server.address, `/api/events/certificate?${query}`, acme);
    assert.equal(answer.status, status, `${query}: ${answer.text}`);
    assert.match(answer.json.message, message);
  }
});

test('ids of another company are answered like ids of nobody, and its log stays its own', async () => {
  const users = new Set(events.map(({ userId }) => userId).filter((id) => id !== null));
  const ask = (id: number) =>
    get(server.address, `/api/events/certificate?from=2026-01-01&to=2026-01-02&userId=${id}`, globex);
  const theirs = Math.max(...users);
  const [foreign, nobody] = [await ask(theirs), await ask(990_001)];
  assert.deepEqual([foreign.status, foreign.text], [nobody.status, nobody.text]);
  const file = gunzipSync(await fetchFile('from=2000-01-01&to=2100-01-01', globex)).toString();
  assert.ok(!file.includes(headOf(await fetchFile('from=2020-01-01&to=2020-01-01')).origin));
});

test('a reader that goes away in the middle harms nobody', async () => {
  const headers = { authorization: `Bearer ${acme}` };
  const url = `${server.address}/api/events/certificate?from=2000-01-01&to=2100-01-01`;
  for (let i = 0; i < 6; i++) {
    const gone = new AbortController();
    const response = await fetch(url, { headers, signal: gone.signal });
    assert.equal(response.status, 200);
    gone.abort();
  }
  // Each of them was one of the few that may be written at once.
  const { report } = await verify(await fetchFile('from=2000-01-01&to=2100-01-01'));
  assert.equal(report.outcome, 'verified');
});

test('the command line writes the same, beside a running server, and never over a file', async () => {
  const out = join(data.path, 'out.certificate');
  const { company } = headOf(await fetchFile('from=2020-01-01&to=2020-01-01'));
  const args = ['certificate', '--data', data.path, '--company', company, '--from', '2000-01-01'];
  const rest = ['--to', '2100-01-01', '--status', 'FAILED', 'null', '--user', '1', '--out', out];
  const made = await affidavit([...args, ...rest]);
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stderr, /complete as of \d+ events/);
  const { report, ids } = await verify(readFileSync(out));
  assert.deepEqual([report.outcome, report.filter], ['verified', { status: ['FAILED', null], userId: 1 }]);
  const expected = events.filter(
    ({ status, userId }) => userId === 1 && (status === 'FAILED' || status === null),
  );
  const known = new Set(events.map(({ id }) => id));
  assert.deepEqual(
    ids.filter((id) => known.has(id)),
    expected.map(({ id }) => id),
  );
  const checked = await affidavit(['verify', out, '--key', vkey]);
  assert.deepEqual([checked.code, checked.stderr], [0, '']);
  assert.match(checked.stdout, new RegExp(`${ids.length} matching events`));
  const again = await affidavit([...args, ...rest]);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /out: EEXIST/);
});
