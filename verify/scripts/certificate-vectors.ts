import { crc32 } from 'node:zlib';
import {
  actorTag,
  type CertificateCheck,
  type CertificateReport,
  canonicalJson,
  concatBytes,
  ed25519Signer,
  type FailureReason,
  type JsonObject,
  type JsonValue,
  parseStrictJson,
  toBase64,
  utf8Bytes,
} from '../src/index.ts';
import {
  fixedDigest,
  plainEntry,
  type SampleQuestion,
  sampleLines,
  sampleLog,
  tagSaltOfUser,
} from './certificate-sample.ts';
import { fixedBytes, ORIGIN, signer } from './sample.ts';

interface Case {
  name: string;
  vkeys: string[];
  outcome: CertificateReport['outcome'];
  check: CertificateCheck | null;
  reason: FailureReason | null;
  counts?: CertificateReport['counts'];
  file: Uint8Array;
}

const START = Date.parse('2026-01-01T00:00:00.000Z');
const MINUTE = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();

const entries = Array.from({ length: 9 }, (_, n) => {
  const at = START + 4 * n * MINUTE;
  return plainEntry(n, {
    recordedAt: iso(at),
    createdAt: iso(n === 4 ? at + 5 * MINUTE : at),
    type: n % 3 === 0 ? 'A "quoted" €' : 'B',
    status: n % 2 === 0 ? 'PASSED' : null,
    testId: n % 4 === 0 ? n : null,
    controlIds: n === 5 ? [1, 2] : [],
    actor: n % 3 === 1 ? actorTag(tagSaltOfUser(1), 1) : null,
    provenance: n === 6 ? { system: 'old €', fetchedAt: iso(at), sourceDigest: fixedDigest('source') } : null,
  });
});
const log = sampleLog(entries);
const period = { from: iso(START + 13 * MINUTE), to: iso(START + 24 * MINUTE) };
const plain: SampleQuestion = { period, filter: {}, opening: null };

/** Files in base64 with the keys that the reader pins and the outcome, as in affidavits.json (no
 * check: any of them); `counts` when it holds. */
export async function certificateVectors(): Promise<JsonValue> {
  const cases = [...(await good()), ...(await altered()), ...(await packed()), ...(await forged())];
  return cases.map(({ file, counts, ...rest }) => ({
    ...rest,
    ...(counts === undefined ? {} : { counts: { ...counts } }),
    file: toBase64(file),
  }));
}

async function good(): Promise<Case[]> {
  const opening = { userId: 1, tagSalt: tagSaltOfUser(1) };
  const questions: [string, SampleQuestion, number][] = [
    ['a period', plain, 3],
    ['a filter', { ...plain, filter: { type: ['B'], status: [null, 'FAILED'] } }, 1],
    ['by a person', { ...plain, filter: { userId: 1 }, opening }, 1],
    ['the whole log', { ...plain, period: { from: iso(0), to: iso(START + 100 * MINUTE) } }, 9],
    [
      'after the last event',
      { ...plain, period: { from: iso(START + 999 * MINUTE), to: iso(START + 1e9) } },
      0,
    ],
  ];
  return Promise.all(
    questions.map(async ([name, question, matching]) => {
      const lines = await sampleLines(log, question);
      const { first, size } = head(lines);
      return {
        name,
        vkeys: name === 'a filter' ? [] : [signer.vkey],
        outcome: name === 'a filter' ? 'consistent' : 'verified',
        check: null,
        reason: null,
        counts: { matching, others: Number(size) - Number(first) - matching },
        file: gzipped(lines.join('')),
      };
    }),
  );
}

function head(lines: readonly string[]): JsonObject {
  return JSON.parse(lines[0]!);
}

const fails = (
  name: string,
  file: Uint8Array,
  check: CertificateCheck,
  reason: FailureReason = 'malformed',
  vkeys = [signer.vkey],
): Case => ({ name, vkeys, outcome: 'failed', check, reason, file });

/** One line of the certificate of `plain` changed: head, block or foot. */
async function altered(): Promise<Case[]> {
  const lines = await sampleLines(log, plain);
  const [first, block, foot] = lines as [string, string, string];
  const changed = (line: string, change: (value: JsonObject) => object): string =>
    `${canonicalJson(parseStrictJson(JSON.stringify({ ...JSON.parse(line), ...change(JSON.parse(line)) })))}\n`;
  const withHead = (change: (value: JsonObject) => object) => gzipped(changed(first, change) + block + foot);
  const withBlock = (change: (value: JsonObject) => object) => gzipped(first + changed(block, change) + foot);
  const column = (name: string, change: (items: JsonValue[]) => JsonValue[]) =>
    withBlock((value) => ({ [name]: change(value[name] as JsonValue[]) }));
  const text = (...parts: string[]) => gzipped(parts.join(''));
  return [
    fails(
      'another version',
      withHead(() => ({ certificate: 'v2' })),
      'format',
      'unsupported',
    ),
    fails(
      'a member more in the head',
      withHead(() => ({ more: 1 })),
      'format',
    ),
    fails(
      'a filter by nothing',
      withHead(() => ({ filter: { type: [] } })),
      'format',
    ),
    fails(
      'a value of a filter twice',
      withHead(() => ({ filter: { type: ['B', 'B'] } })),
      'format',
    ),
    fails(
      'a filter by a person without an opening',
      withHead(() => ({ filter: { userId: 1 } })),
      'format',
    ),
    fails(
      'a period that ends before it begins',
      withHead(() => ({ period: { from: period.to, to: period.from } })),
      'format',
    ),
    fails('a head that is not canonical', text(first.replace(':', ': '), block, foot), 'format'),
    fails(
      'of another origin',
      withHead(() => ({ origin: `${ORIGIN.slice(0, -1)}a` })),
      'signature',
      'mismatch',
    ),
    fails(
      'of another size',
      withHead(() => ({ size: entries.length + 1 })),
      'signature',
      'mismatch',
    ),
    fails(
      'of another company',
      withHead(() => ({ company: '00000000-0000-4000-8000-000000000000' })),
      'boundary',
      'mismatch',
    ),
    fails(
      'a later period',
      withHead(() => ({ period: { ...period, from: iso(START + 5 * MINUTE) } })),
      'boundary',
      'mismatch',
    ),
    fails(
      'a hash of the frontier missing',
      withHead((value) => ({ frontier: (value.frontier as JsonValue[]).slice(1) })),
      'boundary',
    ),
    fails(
      'a hash of the frontier of 31 bytes',
      withHead(() => ({ frontier: [toBase64(fixedBytes('x', 31))] })),
      'boundary',
    ),
    fails(
      'another frontier',
      withHead((value) => ({
        frontier: (value.frontier as JsonValue[]).map(() => toBase64(fixedBytes('x', 32))),
      })),
      'tree',
      'notIncluded',
    ),
    fails(
      'the entry before from elsewhere',
      withHead((value) => ({ before: { ...(value.before as JsonObject), path: [] } })),
      'boundary',
      'notIncluded',
    ),
    fails(
      'a type reworded',
      column('words', (words) => words.with(0, 'C')),
      'tree',
      'notIncluded',
    ),
    fails(
      'two entries swapped',
      column('type', (items) => [items[1]!, items[0]!, ...items.slice(2)]),
      'tree',
      'notIncluded',
    ),
    fails(
      'a column too short',
      column('type', (items) => items.slice(1)),
      'entries',
    ),
    fails(
      'a place beyond the dictionary',
      column('type', (items) => items.with(0, 99)),
      'entries',
    ),
    fails(
      'a place before the dictionary',
      column('type', (items) => items.with(0, -1)),
      'entries',
    ),
    fails(
      'a time that goes back',
      column('recordedAt', (items) => items.with(1, -1)),
      'entries',
    ),
    fails(
      'created more than five minutes ahead',
      column('createdAt', (items) => items.with(1, -300_001)),
      'entries',
    ),
    fails(
      'a time beyond all years',
      column('recordedAt', (items) => items.with(0, 2 ** 53 - 1)),
      'entries',
    ),
    fails(
      'no entries',
      withBlock(() => ({ n: 0 })),
      'entries',
    ),
    fails(
      'bits in a mask beyond the entries',
      withBlock((value) => ({ test: { ...(value.test as JsonObject), mask: '/w==' } })),
      'entries',
    ),
    fails('a block twice', text(first, block, block, foot), 'counts'),
    fails('a block missing', text(first, foot), 'entries'),
    fails(
      'another count',
      text(
        first,
        block,
        changed(foot, () => ({ matching: 2 })),
      ),
      'counts',
      'mismatch',
    ),
    fails('no foot', text(first, block), 'counts'),
    fails('a second foot', text(first, block, foot, foot), 'counts'),
    fails('an empty line', text(first, '\n', block, foot), 'entries'),
    fails('the last line not ended', text(first, block, foot.trimEnd()), 'counts'),
    fails('no line', text(''), 'format'),
  ];
}

/** The compression around it. When damage at the end is noticed depends on how the file is read: no check is named. */
async function packed(): Promise<Case[]> {
  const file = gzipped((await sampleLines(log, plain)).join(''));
  const damaged = (name: string, bytes: Uint8Array): Case => ({
    ...fails(name, bytes, 'format'),
    check: null,
  });
  return [
    damaged('something after the gzip member', concatBytes(file, Uint8Array.of(0))),
    damaged('a second gzip member', concatBytes(file, gzipped(''))),
    damaged('a wrong check sum', file.with(file.length - 8, file[file.length - 8]! ^ 1)),
    damaged('the end cut off', file.slice(0, -1)),
    fails('not gzip', utf8Bytes('{}\n'), 'format'),
    fails('an empty file', new Uint8Array(), 'format'),
  ];
}

async function forged(): Promise<Case[]> {
  const impostor = ed25519Signer(ORIGIN, fixedBytes('impostor', 32));
  const file = gzipped((await sampleLines(sampleLog(entries, impostor), plain)).join(''));
  const fewer = sampleLog(entries.toSpliced(5, 1));
  const [first] = await sampleLines(log, plain);
  const [, ...rest] = await sampleLines(fewer, plain);
  return [
    fails('signed by a key that is not pinned', file, 'key', 'notPinned'),
    fails('an event left out', gzipped([first, ...rest].join('')), 'entries'),
  ];
}

/** One gzip member of stored blocks: the same bytes whatever the version of zlib. */
function gzipped(text: string): Uint8Array {
  const bytes = utf8Bytes(text);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 0xffff) {
    const piece = bytes.subarray(at, at + 0xffff);
    const isLast = at + 0xffff >= bytes.length;
    const header = Uint8Array.of(
      isLast ? 1 : 0,
      ...little(piece.length, 2),
      ...little(piece.length ^ 0xffff, 2),
    );
    blocks.push(header, piece);
  }
  const start = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
  return concatBytes(start, ...blocks, little(crc32(bytes), 4), little(bytes.length, 4));
}

function little(value: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => (value >>> (8 * i)) & 0xff);
}
