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
const OTHER_COMPANY = '00000000-0000-4000-8000-000000000000';
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
  const cases = [
    ...(await good()),
    ...(await alteredHeads()),
    ...(await alteredBlocks()),
    ...(await alteredLines()),
    ...(await packed()),
    ...(await forged()),
  ];
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

type Change = (value: JsonObject) => object;

function changed(line: string, change: Change): string {
  const value = JSON.parse(line);
  return `${canonicalJson(JSON.parse(JSON.stringify({ ...value, ...change(value) })))}\n`;
}

/** The head of the certificate of `plain` changed. */
async function alteredHeads(): Promise<Case[]> {
  const [first = '', ...rest] = await sampleLines(log, plain);
  const ahead = { ...period, from: iso(START + 5 * MINUTE) };
  const backwards = { from: period.to, to: period.from };
  const hash = (count: number) => toBase64(fixedBytes('hash', count));
  const changes: [string, Change, CertificateCheck, FailureReason?][] = [
    ['another version', () => ({ certificate: 'v2' }), 'format', 'unsupported'],
    ['a member more in the head', () => ({ more: 1 }), 'format'],
    ['a filter by nothing', () => ({ filter: { type: [] } }), 'format'],
    ['a value of a filter twice', () => ({ filter: { type: ['B', 'B'] } }), 'format'],
    ['a filter by a person without an opening', () => ({ filter: { userId: 1 } }), 'format'],
    ['a period that ends before it begins', () => ({ period: backwards }), 'format'],
    ['of another origin', () => ({ origin: `${ORIGIN.slice(0, -1)}a` }), 'signature', 'mismatch'],
    ['of another size', () => ({ size: entries.length + 1 }), 'signature', 'mismatch'],
    ['of another company', () => ({ company: OTHER_COMPANY }), 'boundary', 'mismatch'],
    ['a period from an earlier time', () => ({ period: ahead }), 'boundary', 'mismatch'],
    ['a hash of the frontier missing', ({ frontier }) => ({ frontier: list(frontier).slice(1) }), 'boundary'],
    ['a hash of the frontier of 31 bytes', () => ({ frontier: [hash(31)] }), 'boundary'],
    [
      'another frontier',
      ({ frontier }) => ({ frontier: list(frontier).map(() => hash(32)) }),
      'tree',
      'notIncluded',
    ],
    [
      'the entry before from elsewhere',
      ({ before }) => ({ before: { ...(before as JsonObject), path: [] } }),
      'boundary',
      'notIncluded',
    ],
  ];
  return changes.map(([name, change, check, reason]) =>
    fails(name, gzipped(changed(first, change) + rest.join('')), check, reason),
  );
}

/** The block changed. */
async function alteredBlocks(): Promise<Case[]> {
  const [first = '', block = '', foot = ''] = await sampleLines(log, plain);
  const column = (name: string, change: (items: JsonValue[]) => JsonValue[]): Change => {
    return (value) => ({ [name]: change(list(value[name])) });
  };
  const changes: [string, Change, CertificateCheck, FailureReason?][] = [
    ['a type reworded', column('words', (words) => words.with(0, 'C')), 'tree', 'notIncluded'],
    [
      'two entries swapped',
      column('type', (items) => [items[1]!, items[0]!, ...items.slice(2)]),
      'tree',
      'notIncluded',
    ],
    ['a column too short', column('type', (items) => items.slice(1)), 'entries'],
    ['a place beyond the dictionary', column('type', (items) => items.with(0, 99)), 'entries'],
    ['a place before the dictionary', column('type', (items) => items.with(0, -1)), 'entries'],
    ['a time that goes back', column('recordedAt', (items) => items.with(1, -1)), 'entries'],
    ['created too far ahead', column('createdAt', (items) => items.with(1, -300_001)), 'entries'],
    ['a time beyond all years', column('recordedAt', (items) => items.with(0, 2 ** 53 - 1)), 'entries'],
    ['no entries', () => ({ n: 0 }), 'entries'],
    [
      'bits in a mask beyond the entries',
      ({ test }) => ({ test: { ...(test as JsonObject), mask: '/w==' } }),
      'entries',
    ],
  ];
  return changes.map(([name, change, check, reason]) =>
    fails(name, gzipped(first + changed(block, change) + foot), check, reason),
  );
}

/** Lines left out, added or put elsewhere. */
async function alteredLines(): Promise<Case[]> {
  const [first = '', block = '', foot = ''] = await sampleLines(log, plain);
  const texts: [string, string[], CertificateCheck, FailureReason?][] = [
    ['a head that is not canonical', [first.replace(':', ': '), block, foot], 'format'],
    ['no line', [], 'format'],
    ['a block missing', [first, foot], 'entries'],
    ['an empty line', [first, '\n', block, foot], 'entries'],
    ['a block twice', [first, block, block, foot], 'counts'],
    ['another count', [first, block, changed(foot, () => ({ matching: 2 }))], 'counts', 'mismatch'],
    ['no foot', [first, block], 'counts'],
    ['a second foot', [first, block, foot, foot], 'counts'],
    ['the last line not ended', [first, block, foot.trimEnd()], 'counts'],
  ];
  return texts.map(([name, lines, check, reason]) => fails(name, gzipped(lines.join('')), check, reason));
}

function list(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
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
