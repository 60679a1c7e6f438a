/** Certificates that ask for too much, spell numbers in other ways, or are long: refused, or checked in little memory. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { plainEntry, type SampleQuestion, sampleLines, sampleLog } from '../scripts/certificate-sample.ts';
import { signer } from '../scripts/sample.ts';
import { verifyCertificate } from './certificate.ts';
import { BLOCK_ENTRIES_MAX, decodeBlock, encodeBlock } from './certificate-block.ts';
import { certificateLines } from './certificate-build.ts';
import { LINE_BYTES_MAX, scanStart } from './certificate-file.ts';
import type { Chunks } from './certificate-lines.ts';
import type { Entry } from './documents.ts';
import { VerifyError } from './error.ts';
import { utf8Bytes } from './hash.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const iso = (ms: number) => new Date(ms).toISOString();
const question: SampleQuestion = {
  period: { from: iso(START), to: iso(START + 3_600_000) },
  filter: {},
  opening: null,
};
const someEntries = (count: number): Entry[] =>
  Array.from({ length: count }, (_, n) => plainEntry(n, { recordedAt: iso(START + n) }));

async function failureOf(file: Chunks): Promise<string | undefined> {
  const { failure } = await verifyCertificate(file, { vkeys: [signer.vkey] });
  return failure === null ? undefined : `${failure.check} ${failure.reason}`;
}
const packed = (text: string) => [gzipSync(text)];

/** Whatever is read, unpacked already. */
async function* asItIs(chunks: Chunks): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

test('a number has one spelling', async () => {
  const [head, block, foot] = await sampleLines(sampleLog(someEntries(3)), question);
  const spellings: readonly [string, string][] = [
    ['"n":3', '"n":3.0'],
    ['"n":3', '"n":3e0'],
    ['"n":3', '"n":03'],
    ['"n":3', '"n":"3"'],
    ['"n":3', '"n":null'],
    ['"n":3', '"n":3,"n":3'],
    ['"n":3', '"n":4'],
    ['"n":3', '"n":1e999'],
    ['"createdAt":[0,', '"createdAt":[-0,'],
    ['"createdAt":[0,', '"createdAt":[9007199254740993,'],
    ['"createdAt":[0,', '"createdAt":[-300001,'],
    ['"createdAt":[0,', '"createdAt":[0.5,'],
    ['"recordedAt":[300000,', '"recordedAt":[9007199254740991,'],
    ['"recordedAt":[300000,', '"recordedAt":[-1,'],
    ['"type":[', '"type":[-1,'],
    ['"n":3', '"__proto__":{},"n":3'],
    [',', ', '],
  ];
  for (const [from, to] of spellings) {
    assert.ok(block!.includes(from), from);
    const edited = head + block!.replace(from, to) + foot;
    assert.equal(await failureOf(packed(edited)), 'entries malformed', to);
  }
  for (const [from, to] of [
    ['"others":0', '"others":-0'],
    ['"others":0', '"others":0.0'],
    ['"others":0', '"others":null'],
    ['"others":0', '"more":0,"others":0'],
  ] as const)
    assert.equal(await failureOf(packed(head! + block + foot!.replace(from, to))), 'counts malformed', to);
  for (const [from, to] of [
    ['"first":0', '"first":-0'],
    ['"first":0', '"first":-1'],
    ['"first":0', '"first":4'],
    ['"size":3', '"size":9007199254740992'],
    ['"size":3', '"size":3.5'],
  ] as const)
    assert.equal(await failureOf(packed(head!.replace(from, to) + block + foot)), 'format malformed', to);
});

test('dictionaries and byte columns say no more and no less than their entries', () => {
  const entries = someEntries(9);
  const line = encodeBlock(entries, START).trimEnd();
  const company = entries[0]!.company;
  assert.deepEqual(decodeBlock(line, company, START), entries);
  const block = JSON.parse(line);
  const longer = (base64: string) =>
    Buffer.concat([Buffer.from(base64, 'base64'), Buffer.alloc(32)]).toString('base64');
  for (const edited of [
    { ...block, words: ['\ud800', ...block.words] },
    { ...block, id: longer(block.id) },
    { ...block, id: `${block.id} ` },
    { ...block, text: longer(block.text) },
    { ...block, metadata: { ...block.metadata, bytes: longer(block.metadata.bytes) } },
    { ...block, metadata: { ...block.metadata, mask: '/w==' } },
    { ...block, metadata: { ...block.metadata, mask: '////' } },
    { ...block, test: { ...block.test, bytes: block.metadata.bytes } },
    { ...block, actor: block.actor.with(0, 99) },
    { ...block, provenance: block.provenance.with(0, {}) },
    { ...block, controlIds: block.controlIds.with(0, Array(201).fill(1)) },
    { ...block, n: 10 },
  ])
    assert.throws(() => decodeBlock(JSON.stringify(edited), company, START), VerifyError);
});

test('an entry longer than an entry can be is refused', async () => {
  const entries = someEntries(2).map((entry) => ({ ...entry, type: 'X'.repeat(8192) }));
  assert.equal(
    await failureOf(packed((await sampleLines(sampleLog(entries), question)).join(''))),
    'entries malformed',
  );
});

test('a line without an end is given up when it is longer than any, not when memory is full', async () => {
  const [head] = await sampleLines(sampleLog(someEntries(3)), question);
  let read = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield utf8Bytes(head!);
    for (;;) {
      read += 65_536;
      yield new Uint8Array(65_536).fill(0x20);
    }
  }
  const { failure } = await verifyCertificate(endless(), { gunzip: asItIs });
  assert.match(failure?.message ?? '', /too long/);
  assert.ok(read <= LINE_BYTES_MAX + 65_536, `${read} bytes were read`);
  // 64 MiB that gzip to 64 KiB: unpacking stops as early.
  assert.equal(await failureOf([gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20))]), 'format malformed');
});

test('lengths that no file can keep are refused where they are said, not where they would end', async () => {
  const log = sampleLog(someEntries(3));
  const [head, block, foot] = await sampleLines(log, question);
  const many = JSON.stringify(Array(100_000).fill(0));
  for (const edited of [
    block!.replace('"createdAt":[', `"createdAt":[${many.slice(1, -1)},`),
    block!.replace('"controlIds":[[]', `"controlIds":[${many}`),
    `${'['.repeat(500_000)}\n`,
  ])
    assert.equal(await failureOf(packed(head + edited + foot)), 'entries malformed');
  const filter = JSON.stringify({
    ...JSON.parse(head!),
    filter: { testId: Array.from({ length: 1001 }, (_, i) => i) },
  });
  assert.equal(await failureOf(packed(`${filter}\n${block}${foot}`)), 'format malformed');
});

test('what reading throws is passed on: it says nothing about the certificate', async () => {
  const [file] = packed((await sampleLines(sampleLog(someEntries(3)), question)).join(''));
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield file!.subarray(0, 20);
    throw new Error('the disk is gone');
  }
  await assert.rejects(verifyCertificate(broken()), /the disk is gone/);
  const stop = () => {
    throw new Error('enough');
  };
  await assert.rejects(verifyCertificate([file!], { onMatch: stop }), /enough/);
});

test('a long log is written and checked with no more than two blocks of entries in memory', async () => {
  const entries = someEntries(20 * BLOCK_ENTRIES_MAX + 5);
  const log = sampleLog(entries);
  const [head] = await sampleLines(log, question);
  let produced = 0;
  let written = 0;
  let checked = 0;
  let most = 0;
  function* pages(): Generator<readonly Entry[]> {
    for (let at = 0; at < entries.length; at += 300) {
      const page = entries.slice(at, at + 300);
      produced += page.length;
      most = Math.max(most, produced - written, produced - checked);
      yield page;
    }
  }
  async function* file(): AsyncGenerator<Uint8Array> {
    for await (const line of certificateLines(JSON.parse(head!), pages())) {
      yield utf8Bytes(line);
      written += JSON.parse(line).n ?? 0;
    }
  }
  const report = await verifyCertificate(file(), {
    vkeys: [signer.vkey],
    gunzip: asItIs,
    onMatch: () => {
      checked += 1;
    },
  });
  assert.deepEqual([report.failure, report.counts], [null, { matching: entries.length, others: 0 }]);
  assert.ok(most <= 2 * BLOCK_ENTRIES_MAX, `${most} entries were held`);
});

test('a block ends early where its line would become too long', async () => {
  const entries = someEntries(1500).map((entry, n) => ({ ...entry, type: `${n} ${'€'.repeat(2300)}` }));
  const log = sampleLog(entries);
  const lines = await sampleLines(log, question);
  assert.ok(lines.length > 4 && lines.every((line) => utf8Bytes(line).length <= LINE_BYTES_MAX + 1));
  assert.equal(await failureOf(packed(lines.join(''))), undefined);
});

test('without events, with all of them before the period, and with the first on the bound itself', async () => {
  const early = { ...question, period: { from: iso(START + 300_002), to: iso(START + 300_003) } };
  for (const [count, asked, first] of [
    [0, question, 0],
    [3, { ...question, period: { from: iso(START + 1e9), to: iso(START + 1e9) } }, 3],
    [3, early, 2],
  ] as const) {
    const lines = await sampleLines(sampleLog(someEntries(count)), asked);
    const report = await verifyCertificate(packed(lines.join('')), { vkeys: [signer.vkey] });
    assert.deepEqual([report.failure, report.log?.first], [null, first]);
  }
  assert.equal(scanStart(early.period), START + 2);
});

test('a certificate says what it proves, and what it does not', async () => {
  const log = sampleLog(someEntries(3));
  const opening = { userId: 7, tagSalt: new Uint8Array(16) };
  const asked = { ...question, filter: { userId: 7, type: ['A', 'B'] }, opening };
  const report = await verifyCertificate(packed((await sampleLines(log, asked)).join('')));
  assert.equal(report.outcome, 'consistent');
  assert.match(
    report.proven[0] ?? '',
    /^0 events among entries 0 to 2 .* type A or B and userId 7; 3 others do not/,
  );
  // Anybody can make up a pseudonym under which nothing was done.
  assert.ok(report.notProven.some((one) => /no event in the file bears it/.test(one)));
  assert.ok(report.notProven.some((one) => /no key was pinned/.test(one)));
  const failed = await verifyCertificate(packed('{}\n'));
  assert.deepEqual([failed.proven, failed.notProven], [[], []]);
});
