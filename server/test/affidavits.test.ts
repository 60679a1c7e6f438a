/** Affidavits, proofs and bundles over real HTTP, checked as an auditor does: offline, with a key that was pinned. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  canonicalJson,
  entryJson,
  type JsonObject,
  leafHash,
  openNote,
  parseCheckpoint,
  parseProof,
  parseVkey,
  type Removal,
  removalCommitment,
  verifyAffidavit,
  verifyInclusion,
} from '@affidavit/verify';
import { nativeSha256 } from '../src/app/shared/secrets.ts';
import { openSqliteStore } from '../src/store/sqlite/open.ts';
import { type Answer, get, post } from './client.ts';
import { makeKit } from './contract/kit.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const data = tempFolder();
let server: RunningServer;
let ours: { uuid: string; key: string };
let theirs: { uuid: string; key: string };
let vkey: string;
const ids: string[] = [];

const EVENTS = 40;

before(async () => {
  ours = await makeCompany(data.path);
  theirs = await makeCompany(data.path, 'Other', 'other@example.com');
  server = await startServer({ data: data.path });
  const drafts = Array.from({ length: EVENTS }, (_, n) => ({
    type: n % 7 === 0 ? 'POLICY_VERSION_PUBLISHED' : 'COMPANY_DATA_UPDATED',
    category: n % 7 === 0 ? 'POLICY' : 'COMPANY',
    source: 'APP',
    description: n % 10 === 0 ? `Change ${n} of a zebra.` : `Change ${n}.`,
    userId: n % 2 === 0 ? 1 : null,
    metadata: { dto: { n } },
    // The order of the log is another than that of createdAt.
    createdAt: new Date(Date.UTC(2026, 0, 1) - n * 1000).toISOString(),
  }));
  const recorded = await post(server.address, '/api/events', ours.key, drafts);
  assert.equal(recorded.status, 201, recorded.text);
  for (const { id } of recorded.json) ids.push(id);
  vkey = (await get(server.address, `/log/${ours.uuid}/vkeys`, ours.key)).text.trim();
});
after(async () => {
  await server.stop();
  data.remove();
});

const affidavitOf = (id: string | undefined, key = ours.key, suffix = '') =>
  get(server.address, `/api/events/${id}/affidavit${suffix}`, key);

function verified(file: string) {
  const report = verifyAffidavit(file, { vkeys: [vkey] }, nativeSha256);
  assert.equal(report.failure, null, JSON.stringify(report.failure));
  assert.equal(report.outcome, 'verified');
  return report;
}

test('the affidavit of an event verifies offline, and shows the event', async () => {
  for (const id of [ids[0], ids[1], ids[39]]) {
    const answer = await affidavitOf(id);
    assert.equal(answer.status, 200, answer.text);
    assert.equal(
      answer.headers.get('content-disposition'),
      `attachment; filename="event-${id}.affidavit.json"`,
    );
    const report = verified(answer.text);
    assert.equal(report.entry?.id, id);
    assert.deepEqual(answer.json.event, (await get(server.address, `/public/events/${id}`, ours.key)).json);
  }
  const upper = await affidavitOf(ids[0]?.toUpperCase());
  assert.equal(verified(upper.text).entry?.id, ids[0]);
});

test('the proof of an event is a tlog-proof that stands alone', async () => {
  const answer = await affidavitOf(ids[5], ours.key, '.tlog-proof');
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
  const proof = parseProof(answer.text);
  const { size, root, origin } = parseCheckpoint(openNote(proof.checkpoint, [parseVkey(vkey)]).text);
  const { json } = await affidavitOf(ids[5]);
  const entry = Buffer.from(json.entry, 'base64');
  const { index, path } = proof;
  assert.ok(verifyInclusion({ leaf: leafHash(entry), index, size, root, path }));
  assert.equal(origin, parseVkey(vkey).name);
});

test('nobody gets evidence of what is not theirs', async () => {
  for (const suffix of ['', '.tlog-proof']) {
    assert.equal((await affidavitOf(ids[0], theirs.key, suffix)).status, 404);
    assert.equal((await affidavitOf('00000000-0000-0000-0000-000000000000', ours.key, suffix)).status, 404);
    assert.equal((await affidavitOf('x', ours.key, suffix)).status, 400);
  }
  const made = await affidavit([
    ...['keys', 'create', '--company', ours.uuid, '--user', 'owner@example.com', '--name', 'weak'],
    ...['--permission', 'api-find-events', '--data', data.path, '--json'],
  ]);
  assert.equal(made.code, 0, made.stderr);
  const { key } = JSON.parse(made.stdout) as { key: string };
  for (const suffix of ['', '.tlog-proof'])
    assert.equal((await affidavitOf(ids[0], key, suffix)).status, 403);
  assert.equal((await bundle('', key)).status, 403);
  // What is theirs holds nothing of ours, whatever it is asked for.
  for (const query of ['', 'userId=1', 'q=zebra'])
    for (const line of linesOf((await bundle(query, theirs.key)).text))
      assert.ok(!ids.includes(JSON.parse(line).event.id));
});

function bundle(query: string, key = ours.key, coding = 'identity'): Promise<Answer> {
  return get(server.address, `/api/events/affidavits.ndjson?${query}`, key, { 'accept-encoding': coding });
}

const linesOf = (text: string): string[] => {
  const lines = text.split('\n');
  assert.equal(lines.pop(), '');
  return lines;
};
const seqsOf = (text: string) => linesOf(text).map((line) => parseProof(JSON.parse(line).proof).index);

const all = Array.from({ length: EVENTS }, (_, n) => n);

test('a bundle holds what a filter finds, in the order of the log', async () => {
  const whole = await bundle('createdTo=2026-01-01');
  assert.equal(whole.status, 200, whole.text);
  assert.match(whole.headers.get('content-type') ?? '', /^application\/x-ndjson/);
  assert.equal(whole.headers.get('content-encoding'), null);
  for (const line of linesOf(whole.text)) verified(line);
  const first = seqsOf(whole.text)[0] ?? 0;
  assert.deepEqual(
    seqsOf(whole.text),
    all.map((n) => n + first),
  );
  const places = async (query: string) => seqsOf((await bundle(query)).text).map((seq) => seq - first);
  assert.deepEqual(
    await places('type=POLICY_VERSION_PUBLISHED'),
    all.filter((n) => n % 7 === 0),
  );
  assert.deepEqual(
    await places('q=zebra&userId=1'),
    all.filter((n) => n % 10 === 0),
  );
  assert.deepEqual(await places('not.type=COMPANY_DATA_UPDATED&q=zebra'), [0]);
  assert.deepEqual(await places('type=POLICY_DELETED'), []);
  // Users of another company are none of this one.
  assert.deepEqual(await places('userId=77'), []);
});

test('a bundle is compressed for whoever takes it so', async () => {
  const compressed = await bundle('q=zebra', ours.key, 'br, gzip;q=0.5');
  assert.equal(compressed.headers.get('content-encoding'), 'gzip');
  assert.equal(seqsOf(compressed.text).length, 4);
  const plain = await bundle('q=zebra', ours.key, 'br, gzip; q=0.0');
  assert.equal(plain.headers.get('content-encoding'), null);
});

test('taking a bundle is recorded, without the words that were looked for', async () => {
  await bundle('q=zebra&type=POLICY_VERSION_PUBLISHED');
  const { json } = await get(server.address, '/api/events?type=EVIDENCE_DOWNLOADED&sortDir=DESC', ours.key);
  const [newest] = json.data;
  assert.equal(newest.userId, 1);
  assert.deepEqual(newest.metadata.request, { filter: { text: true, type: ['POLICY_VERSION_PUBLISHED'] } });
  assert.equal(newest.metadata.targetEntity.origin, parseVkey(vkey).name);
});

test('a wrong filter is refused before anything is sent or recorded', async () => {
  const before = (await get(server.address, '/api/events?includeTotalCount=true', ours.key)).json.pagination;
  assert.equal((await bundle('type=NEVER')).status, 400);
  assert.equal((await bundle('createdFrom=soon')).status, 400);
  const now = (await get(server.address, '/api/events?includeTotalCount=true', ours.key)).json.pagination;
  assert.equal(now.totalCount, before.totalCount);
});

test('after a removal the affidavit says by which event, alone and in a bundle', async () => {
  const { text: untouched } = await affidavitOf(ids[3]);
  const { entry, log } = verified(untouched);
  assert.ok(entry && log);
  await removeText(log.index, entry.parts.text);
  const answer = await affidavitOf(ids[3]);
  const report = verified(answer.text);
  assert.equal(answer.json.event.description, '[erased]');
  assert.deepEqual(
    report.parts.erased.map(({ path }) => path),
    ['text'],
  );
  assert.ok((report.parts.erased[0]?.by.index ?? 0) > EVENTS);
  assert.equal(JSON.stringify(answer.json).includes('Change 3.'), false);
  const { text } = await bundle('createdTo=2026-01-01');
  const erased = linesOf(text).filter((line) => JSON.parse(line).erasures.length > 0);
  assert.deepEqual(
    erased.map((line) => verified(line).entry?.id),
    [ids[3]],
  );
});

/** What an erasure does, from another process. */
async function removeText(seq: number, digest: string): Promise<void> {
  const store = await openSqliteStore({ folder: data.path, onFatal: (error) => assert.fail(error) });
  const company = (await store.access.companies()).find(({ uuid }) => uuid === ours.uuid);
  assert.ok(company);
  const removal: Removal[] = [{ kind: 'text', digest, replacement: null }];
  const metadata: JsonObject = { dto: {}, removal: { ...removalCommitment('erasure', removal) } };
  const kit = makeKit(1);
  const event = kit.event(company, { type: 'PERSONAL_DATA_ERASED', description: 'Removed.', metadata });
  const [outcome] = await store.ledger.commit([
    kit.item(company, {
      now: Date.now(),
      changes: [{ do: 'removeParts', parts: [{ seq, kind: 'text', replacement: null }] }],
      events: [{ ...event, removal }],
    }),
  ]);
  assert.equal(outcome?.is, 'committed');
  await store.close();
}

test('an entry in the log is the one in the affidavit', async () => {
  const { json } = await affidavitOf(ids[2]);
  const entry = JSON.parse(Buffer.from(json.entry, 'base64').toString());
  assert.equal(canonicalJson(entry), entryJson(entry));
  const { json: found } = await get(server.address, `/api/events/${ids[2]}`, ours.key);
  assert.equal(found.leaf, Buffer.from(leafHash(entryJson(entry))).toString('hex'));
});
