/** Blocks of a population certificate: entries in columns, and back (docs/formats.md, "Blocks"). */
import { wrong } from './certificate-file.ts';
import type { Digest, Entry, Provenance } from './documents.ts';
import { CONTROL_IDS_MAX, CREATED_AHEAD_MS, isProvenance } from './entry.ts';
import { fromBase64, fromHex, HASH_BYTES, toBase64, toHex } from './hash.ts';
import { integer, listOf, orNull, shapeGuard, text } from './shape.ts';

export const BLOCK_ENTRIES_MAX = 1024;

const ID_BYTES = 16;
/** The times that have four digits of year: 0000-01-01 to the last millisecond of 9999. */
const [TIME_MIN, TIME_MAX] = [-62_167_219_200_000, 253_402_300_799_999];

/** A column of digests of which some are missing: bit i of the mask (lowest first) says whether entry i has one. */
interface Sparse {
  bytes: string;
  mask: string;
}

/** A block, its members in canonical order. Columns have one item an entry; base64 holds them one after the other. */
interface Block {
  /** Numbers in `digests`. */
  actor: (number | null)[];
  /** Number in `words`. */
  category: number[];
  connection: (number | null)[];
  connectionId: (number | null)[];
  controlIds: number[][];
  /** Milliseconds before `recordedAt`. */
  createdAt: number[];
  /** Digests that several entries share. */
  digests: string;
  id: string;
  metadata: Sparse;
  n: number;
  person: (number | null)[];
  provenance: (Provenance | null)[];
  /** Milliseconds since the entry before. */
  recordedAt: number[];
  source: number[];
  status: (number | null)[];
  test: Sparse;
  testId: (number | null)[];
  text: string;
  type: number[];
  words: string[];
  workspaceId: (number | null)[];
}

const isSparse = shapeGuard<Sparse>({ bytes: text, mask: text });
const integers = listOf(integer, BLOCK_ENTRIES_MAX);
const someIntegers = listOf(orNull(integer), BLOCK_ENTRIES_MAX);

const isBlock = shapeGuard<Block>({
  actor: someIntegers,
  category: integers,
  connection: someIntegers,
  connectionId: someIntegers,
  controlIds: listOf(listOf(integer, CONTROL_IDS_MAX), BLOCK_ENTRIES_MAX),
  createdAt: integers,
  digests: text,
  id: text,
  metadata: isSparse,
  n: integer,
  person: someIntegers,
  provenance: listOf(orNull(isProvenance), BLOCK_ENTRIES_MAX),
  recordedAt: integers,
  source: integers,
  status: someIntegers,
  test: isSparse,
  testId: someIntegers,
  text,
  type: integers,
  words: listOf((value) => typeof value === 'string' && value.isWellFormed()),
  workspaceId: someIntegers,
});

/** The line of a block of 1 to BLOCK_ENTRIES_MAX entries; `after` is the `recordedAt` of the entry before, in ms. */
export function encodeBlock(entries: readonly Entry[], after: number): string {
  const words = new Dictionary();
  const digests = new Dictionary();
  const orNone = (dictionary: Dictionary, value: string | null) =>
    value === null ? null : dictionary.number(value);
  const times = entries.map((entry) => Date.parse(entry.recordedAt));
  const block: Omit<Block, 'digests' | 'words'> = {
    actor: entries.map(({ actor }) => orNone(digests, actor)),
    category: entries.map(({ category }) => words.number(category)),
    connection: entries.map(({ parts }) => orNone(digests, parts.connection)),
    connectionId: entries.map(({ connectionId }) => connectionId),
    controlIds: entries.map(({ controlIds }) => [...controlIds]),
    createdAt: entries.map(({ createdAt }, i) => times[i]! - Date.parse(createdAt)),
    id: toBase64(fromHex(entries.map(({ id }) => id.replaceAll('-', '')).join(''))),
    metadata: sparse(entries.map(({ parts }) => parts.metadata)),
    n: entries.length,
    person: entries.map(({ parts }) => orNone(digests, parts.person)),
    provenance: entries.map(({ provenance }) => provenance),
    recordedAt: times.map((time, i) => time - (i === 0 ? after : times[i - 1]!)),
    source: entries.map(({ source }) => words.number(source)),
    status: entries.map(({ status }) => orNone(words, status)),
    test: sparse(entries.map(({ parts }) => parts.test)),
    testId: entries.map(({ testId }) => testId),
    text: toBase64(fromHex(entries.map(({ parts }) => parts.text).join(''))),
    type: entries.map(({ type }) => words.number(type)),
    workspaceId: entries.map(({ workspaceId }) => workspaceId),
  };
  return lineOf({ ...block, digests: toBase64(fromHex(digests.values.join(''))), words: words.values });
}

/**
 * The entries of a block of `company`; `after` is the `recordedAt` of the entry before, in ms. Throws VerifyError
 * unless the line is a block, written as canonical JSON, whose times follow the rules of the log.
 */
export function decodeBlock(line: string, company: string, after: number): Entry[] {
  const block = parseBlock(line);
  const { n } = block;
  const ids = hexes(block.id, ID_BYTES, n);
  const texts = hexes(block.text, HASH_BYTES, n);
  const metadata = dense(block.metadata, n);
  const test = dense(block.test, n);
  const digests = hexes(block.digests, HASH_BYTES, null);
  const digest = (number: number | null) => (number === null ? null : pick(digests, number));
  const entries: Entry[] = [];
  let recordedAt = after;
  for (let i = 0; i < n; i++) {
    const [step, lag] = [block.recordedAt[i]!, block.createdAt[i]!];
    if (step < 0) throw wrong(`event ${uuid(ids[i]!)} was recorded before the event it follows`);
    if (lag < -CREATED_AHEAD_MS)
      throw wrong(`event ${uuid(ids[i]!)} was created more than 5 minutes after it was recorded`);
    recordedAt += step;
    const status = block.status[i]!;
    entries.push({
      v: 1,
      company,
      id: uuid(ids[i]!),
      type: pick(block.words, block.type[i]!),
      category: pick(block.words, block.category[i]!),
      source: pick(block.words, block.source[i]!),
      status: status === null ? null : pick(block.words, status),
      createdAt: isoTime(recordedAt - lag),
      recordedAt: isoTime(recordedAt),
      actor: digest(block.actor[i]!),
      connectionId: block.connectionId[i]!,
      workspaceId: block.workspaceId[i]!,
      testId: block.testId[i]!,
      controlIds: block.controlIds[i]!,
      provenance: block.provenance[i]!,
      parts: {
        text: texts[i]!,
        metadata: metadata[i]!,
        test: test[i]!,
        person: digest(block.person[i]!),
        connection: digest(block.connection[i]!),
      },
    });
  }
  return entries;
}

function parseBlock(line: string): Block {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw wrong('a line is not JSON');
  }
  if (!isBlock(value)) throw wrong('a line has not the members of a block');
  // Written again and compared: what JSON.parse forgives (names twice, spaces, other spellings of numbers) is refused.
  if (lineOf(value) !== `${line}\n`) throw wrong('a block is not canonical JSON');
  const { n } = value;
  if (n < 1 || n > BLOCK_ENTRIES_MAX) throw wrong(`a block holds 1 to ${BLOCK_ENTRIES_MAX} entries`);
  for (const column of Object.values(value)) {
    if (Array.isArray(column) && column !== value.words && column.length !== n)
      throw wrong(`a column of a block of ${n} entries has ${column.length} items`);
  }
  return value;
}

/** Canonical JSON: members in order, numbers integers, strings escaped as ECMAScript does. */
function lineOf(block: Block): string {
  const { actor, category, connection, connectionId, controlIds, createdAt, digests, id, n, person } = block;
  const { recordedAt, source, status, testId, type, words, workspaceId } = block;
  const provenance = block.provenance.map((one) =>
    one === null ? null : { fetchedAt: one.fetchedAt, sourceDigest: one.sourceDigest, system: one.system },
  );
  const metadata = { bytes: block.metadata.bytes, mask: block.metadata.mask };
  const test = { bytes: block.test.bytes, mask: block.test.mask };
  const ordered: Block = {
    ...{ actor, category, connection, connectionId, controlIds, createdAt, digests, id, metadata, n, person },
    ...{ provenance, recordedAt, source, status, test, testId, text: block.text, type, words, workspaceId },
  };
  return `${JSON.stringify(ordered)}\n`;
}

/** Values by number, in the order of their first use. */
class Dictionary {
  readonly values: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(value: string): number {
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.values.length;
      this.#numbers.set(value, number);
      this.values.push(value);
    }
    return number;
  }
}

function pick(values: readonly string[], number: number): string {
  const value = values[number];
  if (value === undefined) throw wrong(`a block has no value number ${number}`);
  return value;
}

function sparse(digests: readonly (Digest | null)[]): Sparse {
  const mask = new Uint8Array(Math.ceil(digests.length / 8));
  digests.forEach((digest, i) => {
    if (digest !== null) mask[i >> 3]! |= 1 << (i & 7);
  });
  const there = digests.filter((digest) => digest !== null);
  return { bytes: toBase64(fromHex(there.join(''))), mask: toBase64(mask) };
}

function dense({ bytes, mask }: Sparse, n: number): (Digest | null)[] {
  const bits = fromBase64(mask);
  const digests = hexes(bytes, HASH_BYTES, null);
  if (bits.length !== Math.ceil(n / 8)) throw wrong('a mask has not one bit an entry');
  let next = 0;
  const column: (Digest | null)[] = [];
  for (let i = 0; i < bits.length * 8; i++) {
    const there = ((bits[i >> 3]! >> (i & 7)) & 1) === 1;
    if (i < n) column.push(there ? pick(digests, next) : null);
    else if (there) throw wrong('a mask has bits beyond its entries');
    if (there) next += 1;
  }
  if (next !== digests.length) throw wrong('a column has more digests than its mask says');
  return column;
}

/** Values of `size` bytes that stand one after the other, as hex; `count` of them unless that is null. */
function hexes(base64: string, size: number, count: number | null): string[] {
  const hex = toHex(fromBase64(base64));
  const found = hex.length / (2 * size);
  if (!Number.isInteger(found) || (count !== null && found !== count))
    throw wrong('a column of bytes has not the length that belongs to it');
  return Array.from({ length: found }, (_, i) => hex.slice(i * 2 * size, (i + 1) * 2 * size));
}

function uuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function isoTime(ms: number): string {
  if (ms < TIME_MIN || ms > TIME_MAX) throw wrong('a time is beyond the years that can be written');
  return new Date(ms).toISOString();
}
