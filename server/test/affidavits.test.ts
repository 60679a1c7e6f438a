/** Affidavits, proofs and bundles over real HTTP, checked as an auditor does: offline, with a key that was pinned. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  canonicalJson,
  entryJson,
  leafHash,
  openNote,
  parseCheckpoint,
  parseProof,
  parseVkey,
  verifyAffidavit,
  verifyInclusion,
} from '@affidavit/verify';
import { extractText, getDocumentProxy } from 'unpdf';
import { nativeSha256 } from '../src/app/shared/secrets.ts';
import { Refused } from '../src/domain/errors.ts';
import { limits } from '../src/domain/limits.ts';
import { type ChangeKit, startChanges } from './change-kit.ts';
import { type Answer, get, post } from './client.ts';
import { affidavit, tempFolder } from './system.ts';

let kit: ChangeKit;
let vkey: string;
const ids: string[] = [];

const EVENTS = 40;

before(async () => {
  kit = await startChanges();
  const drafts = Array.from({ length: EVENTS }, (_, n) => ({
    type: n % 7 === 0 ? 'POLICY_VERSION_PUBLISHED' : 'COMPANY_DATA_UPDATED',
    category: n % 7 === 0 ? 'POLICY' : 'COMPANY',
    source: 'APP',
    description: n % 10 === 0 ? `Change ${n} of a zebra.` : `Change ${n}.`,
    userId: n % 2 === 0 ? 1 : n % 3 === 0 ? 2 : null,
    metadata: { dto: { n } },
    // The order of the log is another than that of createdAt.
    createdAt: new Date(Date.UTC(2026, 0, 1) - n * 1000).toISOString(),
  }));
  const recorded = await post(kit.address, '/api/events', kit.key, drafts);
  assert.equal(recorded.status, 201, recorded.text);
  for (const { id } of recorded.json) ids.push(id);
  vkey = (await get(kit.address, `/log/${kit.acme.uuid}/vkeys`, kit.key)).text.trim();
});
after(() => kit.close());

const affidavitOf = (id: string | undefined, key = kit.key, suffix = '') =>
  get(kit.address, `/api/events/${id}/affidavit${suffix}`, key);

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
    assert.deepEqual(answer.json.event, (await get(kit.address, `/public/events/${id}`, kit.key)).json);
  }
  const upper = await affidavitOf(ids[0]?.toUpperCase());
  assert.equal(verified(upper.text).entry?.id, ids[0]);
});

test('the proof of an event is a tlog-proof that stands alone', async () => {
  const answer = await affidavitOf(ids[5], kit.key, '.tlog-proof');
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

test('the page carries the affidavit; whoever fetched it with a browser keeps it as a file', async () => {
  const answer = await affidavitOf(ids[1], kit.key, '.html');
  assert.equal(answer.status, 200, answer.text);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
  assert.equal(
    answer.headers.get('content-disposition'),
    `attachment; filename="event-${ids[1]}.affidavit.html"`,
  );
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  const folder = tempFolder();
  const file = join(folder.path, 'event.html');
  writeFileSync(file, answer.text);
  const checked = await affidavit(['verify', file, '--key', vkey]);
  folder.remove();
  assert.equal(checked.code, 0, checked.stdout);
  assert.match(checked.stdout, new RegExp(`event ${ids[1]}`));
});

test('markup in an event cannot end the element that the page carries it in', async () => {
  const description = '</script><script>alert(1)</script>';
  const draft = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', description, userId: 1 };
  const { json } = await post(kit.address, '/api/events', kit.key, draft);
  const { text } = await affidavitOf(json.id, kit.key, '.html');
  assert.equal(text.split('</script>').length - 1, 2);
  const carried = /id="affidavit">([^<]*)<\/script>/.exec(text)?.[1] ?? '';
  verified(carried);
  assert.equal(JSON.parse(carried).event.description, description);
});

test('the PDF carries the affidavit', async () => {
  const response = await fetch(`${kit.address}/api/events/${ids[1]}/affidavit.pdf`, {
    headers: { authorization: `Bearer ${kit.key}` },
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/pdf');
  assert.equal(response.headers.get('content-disposition'), `attachment; filename="event-${ids[1]}.pdf"`);
  const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()));
  const attachments = Object.values(await pdf.getAttachments()) as {
    filename: string;
    content: Uint8Array;
  }[];
  assert.deepEqual(
    attachments.map(({ filename }) => filename),
    [`event-${ids[1]}.affidavit.json`],
  );
  const report = verified(Buffer.from(attachments[0]?.content ?? []).toString());
  assert.equal(report.entry?.id, ids[1]);
  const pages = await extractText(pdf, { mergePages: true });
  assert.match(pages.text, /carries the affidavit of the event as an attachment/);
});

test('only so many PDFs of a company are made at once', async () => {
  const caller = { company: kit.acme, userId: 1, dateStyle: 'iso' as const };
  const asked = Array.from({ length: limits.pdfsAtOnce + 2 }, () =>
    kit.system.affidavits.pdf(caller, ids[3] ?? '', AbortSignal.timeout(60_000)),
  );
  const outcomes = await Promise.allSettled(asked);
  const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  assert.equal(refused.length, 2);
  for (const { reason } of refused) assert.ok(reason instanceof Refused && reason.refusal.is === 'busy');
  assert.ok((await kit.system.affidavits.pdf(caller, ids[3] ?? '', AbortSignal.timeout(60_000))) !== null);
});

test('that an affidavit was taken is recorded, in which form and by whom', async () => {
  for (const [suffix, form] of [
    ['', 'JSON'],
    ['.html', 'HTML'],
    ['.pdf', 'PDF'],
  ] as const) {
    assert.equal((await affidavitOf(ids[4], kit.key, suffix)).status, 200);
    const { json } = await get(kit.address, '/api/events?type=EVIDENCE_DOWNLOADED&sortDir=DESC', kit.key);
    const [newest] = json.data;
    assert.equal(newest.userId, 1);
    assert.match(newest.description, new RegExp(`took the affidavit of event ${ids[4]}\\.$`));
    assert.deepEqual(newest.metadata.request, { form });
    assert.equal(newest.metadata.targetEntity.eventId, ids[4]);
  }
});

test('nobody gets evidence of what is not theirs', async () => {
  for (const suffix of ['', '.html', '.pdf', '.tlog-proof']) {
    assert.equal((await affidavitOf(ids[0], kit.otherKey, suffix)).status, 404);
    assert.equal((await affidavitOf('00000000-0000-0000-0000-000000000000', kit.key, suffix)).status, 404);
    assert.equal((await affidavitOf('x', kit.key, suffix)).status, 400);
  }
  const key = await kit.keyWithout('api-read-affidavits');
  for (const suffix of ['', '.html', '.pdf', '.tlog-proof'])
    assert.equal((await affidavitOf(ids[0], key, suffix)).status, 403);
  assert.equal((await bundle('', key)).status, 403);
  // What is theirs holds nothing of ours, whatever it is asked for.
  for (const query of ['', 'userId=1', 'q=zebra'])
    for (const line of linesOf((await bundle(query, kit.otherKey)).text))
      assert.ok(!ids.includes(JSON.parse(line).event.id));
});

function bundle(query: string, key = kit.key, coding = 'identity'): Promise<Answer> {
  return get(kit.address, `/api/events/affidavits.ndjson?${query}`, key, { 'accept-encoding': coding });
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
  const compressed = await bundle('q=zebra', kit.key, 'br, gzip;q=0.5');
  assert.equal(compressed.headers.get('content-encoding'), 'gzip');
  assert.equal(seqsOf(compressed.text).length, 4);
  const plain = await bundle('q=zebra', kit.key, 'br, gzip; q=0.0');
  assert.equal(plain.headers.get('content-encoding'), null);
});

test('taking a bundle is recorded, without the words that were looked for', async () => {
  await bundle('q=zebra&type=POLICY_VERSION_PUBLISHED');
  const { json } = await get(kit.address, '/api/events?type=EVIDENCE_DOWNLOADED&sortDir=DESC', kit.key);
  const [newest] = json.data;
  assert.equal(newest.userId, 1);
  assert.deepEqual(newest.metadata.request, { filter: { text: true, type: ['POLICY_VERSION_PUBLISHED'] } });
  assert.equal(newest.metadata.targetEntity.origin, parseVkey(vkey).name);
});

test('a wrong filter is refused before anything is sent or recorded', async () => {
  const before = (await get(kit.address, '/api/events?includeTotalCount=true', kit.key)).json.pagination;
  assert.equal((await bundle('type=NEVER')).status, 400);
  assert.equal((await bundle('createdFrom=soon')).status, 400);
  const now = (await get(kit.address, '/api/events?includeTotalCount=true', kit.key)).json.pagination;
  assert.equal(now.totalCount, before.totalCount);
});

test('only so many bundles of a company are written at once', async () => {
  const caller = { company: kit.acme, userId: 1, dateStyle: 'iso' as const };
  const take = () => kit.system.affidavits.bundle(caller, {});
  const open = await Promise.all(Array.from({ length: limits.bundlesAtOnce }, take));
  await assert.rejects(take(), (error) => error instanceof Refused && error.refusal.is === 'busy');
  for (const bundle of open) bundle.destroy();
  await Promise.all(open.map((bundle) => once(bundle, 'close')));
  (await take()).destroy();
});

test('after an erasure every affidavit holds, and says by which event what is gone', async () => {
  const request = { reason: 'They asked for it.', legalBasis: 'GDPR Art. 17 (1) (a)' };
  const mine = await post(kit.address, '/api/events', kit.key, [
    {
      type: 'COMPANY_DATA_UPDATED',
      category: 'COMPANY',
      source: 'APP',
      userId: 2,
      description: 'Ann did it.',
    },
    {
      ...{ type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', userId: 1 },
      ...{
        description: 'Sally wrote to ann@example.com.',
        metadata: { dto: { to: 'ann@example.com', n: 1 } },
      },
    },
  ]);
  assert.equal(mine.status, 201, mine.text);
  const [own, about] = mine.json;
  const before = verified((await affidavitOf(own.id)).text);
  assert.deepEqual(before.parts.erased, []);
  const erasure = await post(kit.address, '/api/users/2/erasure', kit.key, request);
  assert.equal(erasure.status, 200, erasure.text);
  const [by] = erasure.json.eventIds;

  const answer = await affidavitOf(own.id);
  const { parts } = verified(answer.text);
  assert.deepEqual(parts.erased.map((one) => [one.path, one.by.id, one.by.cause]).sort(), [
    ['actor', by, 'erasure'],
    ['person', by, 'erasure'],
    ['text', by, 'erasure'],
  ]);
  assert.deepEqual([answer.json.event.user, answer.json.event.description], [null, '[erased]']);
  assert.deepEqual(answer.json.event, (await get(kit.address, `/public/events/${own.id}`, kit.key)).json);

  const redacted = await affidavitOf(about.id);
  assert.deepEqual(
    verified(redacted.text).parts.redacted.map(({ path }) => path),
    ['text', 'metadata'],
  );
  assert.equal(redacted.text.includes('ann@example.com'), false);
  verified((await affidavitOf(by)).text);

  const lines = linesOf((await bundle('')).text);
  assert.ok(lines.length > EVENTS);
  assert.equal(
    lines.some((line) => line.includes('ann@example.com')),
    false,
  );
  const erased = lines.filter((line) => verified(line).parts.erased.length > 0);
  assert.ok(erased.length > EVENTS / 10);
});

test('an entry in the log is the one in the affidavit', async () => {
  const { json } = await affidavitOf(ids[2]);
  const entry = JSON.parse(Buffer.from(json.entry, 'base64').toString());
  assert.equal(canonicalJson(entry), entryJson(entry));
  const { json: found } = await get(kit.address, `/api/events/${ids[2]}`, kit.key);
  assert.equal(found.leaf, Buffer.from(leafHash(entryJson(entry))).toString('hex'));
});
