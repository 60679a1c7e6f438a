/**
 * columns.db beside the store: closed chunks, each named by the root of the tree over its events. What a chunk says
 * follows from these alone, so it is true of whichever log has this root: a store that was restored, copied or moved finds
 * what is its own and makes what is missing. Nothing depends on the file: whoever deletes it gets it back.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { FacetMember } from '../../../app/ports/finding.ts';
import { Statements } from '../connection.ts';
import { DamagedFile } from '../derived-file.ts';
import {
  CHUNK_MAX_EVENTS,
  type Chunk,
  type Codes,
  type Column,
  memberNames,
  type Places,
  type Value,
} from './chunk.ts';
import type { GrowingChunk } from './growing-chunk.ts';

export const columnFile = (folder: string) => join(folder, 'columns.db');

const BUSY_MS = 10_000;
const FORMAT = '2';

const TABLES = `
  DROP TABLE IF EXISTS chunks;
  DROP TABLE IF EXISTS columns;
  DROP TABLE IF EXISTS controls;
  DROP TABLE IF EXISTS about;
  -- created_at of each event from the oldest on, 4 bytes each, or 8 where one of them needs it.
  CREATE TABLE chunks (
    id INTEGER PRIMARY KEY,
    root BLOB NOT NULL UNIQUE,
    oldest INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    head_sum INTEGER NOT NULL,
    offsets_sum INTEGER NOT NULL,
    offsets BLOB NOT NULL
  ) STRICT;
  -- said: JSON of the values and of how many events have each. codes: which of them each event has, a byte or two an
  -- event; null where all have the same.
  CREATE TABLE columns (
    chunk INTEGER NOT NULL,
    member TEXT NOT NULL,
    said TEXT NOT NULL,
    said_sum INTEGER NOT NULL,
    codes_sum INTEGER NOT NULL,
    codes BLOB,
    PRIMARY KEY (chunk, member)
  ) STRICT;
  -- The events that have a control: two bytes each, ascending. Which controls there are says the column of CONTROLS.
  CREATE TABLE controls (
    chunk INTEGER NOT NULL,
    control INTEGER NOT NULL,
    places_sum INTEGER NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (chunk, control)
  ) STRICT;
  CREATE TABLE about (format TEXT NOT NULL) STRICT;
  INSERT INTO about (format) VALUES ('${FORMAT}');
`;

const CONTROLS = 'controlId';

/** Values, each once, and how many events have each. */
type Said = readonly [values: readonly Value[], counts: readonly number[]];

interface ChunkHead {
  id: number;
  oldest: number;
  newest: number;
  sum: number;
}

/** Disks that forget are found out by CRC-32: SQLite would not notice that what it holds has changed. */
const headSum = (root: Uint8Array, { oldest, newest }: { oldest: number; newest: number }) =>
  crc32(`${oldest} ${newest}`, crc32(root));

export class ColumnFile {
  readonly #db: DatabaseSync;
  readonly #sql: Statements;
  /** What was read of one chunk, and which: given back as soon as it is not needed, for V8 lets 64 MB of it gather. */
  #lent: Uint8Array<ArrayBuffer>[] = [];
  #lentOf: number | null = null;

  /** Throws when the file is damaged. */
  constructor(folder: string) {
    this.#db = new DatabaseSync(columnFile(folder), { timeout: BUSY_MS });
    this.#sql = new Statements(this.#db);
    try {
      this.#db.exec('PRAGMA journal_mode = WAL');
      // Losing the end of it costs nothing but doing it again.
      this.#db.exec('PRAGMA synchronous = NORMAL');
      this.#db.exec('PRAGMA cache_size = -1024');
      this.#db.exec('PRAGMA mmap_size = 1073741824');
      this.#write(() => {
        if (!this.#isOfThisFormat()) this.#db.exec(TABLES);
      });
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }

  has(root: Uint8Array): boolean {
    return this.#sql.get('SELECT 1 FROM chunks WHERE root = ?', root) !== undefined;
  }

  /** The chunk of `size` events from `first` on over which the tree has this root. Null when it is not here. */
  chunk(root: Uint8Array, first: number, size: number): Chunk | null {
    const head = this.#sql.get<ChunkHead>(
      'SELECT id, oldest, newest, head_sum AS sum FROM chunks WHERE root = ?',
      root,
    );
    if (head === undefined) return null;
    requireSum(headSum(root, head), head.sum);
    const { id, oldest, newest } = head;
    return {
      first,
      size,
      oldest,
      newest,
      column: (member) => this.#column(id, member),
      control: (control) => this.#control(id, control),
      readOffsets: () => ({ base: oldest, offsets: this.#offsets(id, size) }),
    };
  }

  /** A new question: what was read for the last one is not valid any more. */
  takeBack(): void {
    for (const { buffer } of this.#lent) buffer.transfer(0);
    this.#lent = [];
    this.#lentOf = null;
  }

  put(root: Uint8Array, chunk: GrowingChunk): void {
    this.#write(() => {
      if (this.has(root)) return;
      const { base, offsets } = chunk.readOffsets();
      const wide = chunk.newest - chunk.oldest >= 2 ** 32;
      const fromOldest = new (wide ? Float64Array : Uint32Array)(chunk.size);
      for (let i = 0; i < chunk.size; i++) fromOldest[i] = offsets[i]! + base - chunk.oldest;
      const bytes = bytesOf(fromOldest);
      const row = this.#sql.get<{ id: number }>(
        'INSERT INTO chunks (root, oldest, newest, head_sum, offsets_sum, offsets) ' +
          'VALUES (?, ?, ?, ?, ?, ?) RETURNING id',
        root,
        chunk.oldest,
        chunk.newest,
        headSum(root, chunk),
        crc32(bytes),
        bytes,
      );
      for (const member of memberNames) this.#putColumn(row!.id, member, chunk.column(member), chunk.size);
      this.#putControls(row!.id, chunk.controls);
    });
  }

  #putColumn(id: number, member: FacetMember, column: Column, size: number): void {
    const { values } = column;
    const codes = column.read().subarray(0, size);
    const packed =
      values.length === 1 ? null : bytesOf(values.length <= 256 ? Uint8Array.from(codes) : codes);
    this.#putSaid(id, member, [values, Array.from(column.counts)], packed);
  }

  #putControls(id: number, controls: ReadonlyMap<number, Places>): void {
    const counts = [...controls.values()].map(({ count }) => count);
    this.#putSaid(id, CONTROLS, [[...controls.keys()], counts], null);
    for (const [control, places] of controls) {
      const bytes = bytesOf(places.read());
      this.#sql.run(
        'INSERT INTO controls (chunk, control, places_sum, places) VALUES (?, ?, ?, ?)',
        id,
        control,
        crc32(bytes),
        bytes,
      );
    }
  }

  #putSaid(id: number, member: string, values: Said, codes: Uint8Array | null): void {
    const said = JSON.stringify(values);
    this.#sql.run(
      'INSERT INTO columns (chunk, member, said, said_sum, codes_sum, codes) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      member,
      said,
      crc32(said),
      crc32(codes ?? ''),
      codes,
    );
  }

  #column(id: number, member: FacetMember): Column {
    const [values, counts] = this.#said(id, member);
    return { values, counts, read: () => (values.length === 1 ? SAME : this.#codes(id, member, values)) };
  }

  #control(id: number, control: number): Places | null {
    const [values, counts] = this.#said(id, CONTROLS);
    const n = values.indexOf(control);
    return n === -1 ? null : { count: counts[n]!, read: () => this.#places(id, control) };
  }

  #said(id: number, member: string): Said {
    const row =
      this.#sql.get<{ said: string; sum: number }>(
        'SELECT said, said_sum AS sum FROM columns WHERE chunk = ? AND member = ?',
        id,
        member,
      ) ?? missing();
    requireSum(crc32(row.said), row.sum);
    return JSON.parse(row.said) as Said;
  }

  #places(id: number, control: number): Uint16Array {
    const bytes = this.#read(
      id,
      'SELECT places AS bytes, places_sum AS sum FROM controls WHERE chunk = ? AND control = ?',
      control,
    );
    return new Uint16Array(bytes.buffer);
  }

  #codes(id: number, member: FacetMember, values: readonly Value[]): Codes {
    const bytes = this.#read(
      id,
      'SELECT codes AS bytes, codes_sum AS sum FROM columns WHERE chunk = ? AND member = ?',
      member,
    );
    return values.length <= 256 ? bytes : new Uint16Array(bytes.buffer);
  }

  #offsets(id: number, size: number): Uint32Array | Float64Array {
    const { buffer } = this.#read(id, 'SELECT offsets AS bytes, offsets_sum AS sum FROM chunks WHERE id = ?');
    return new (buffer.byteLength > 4 * size ? Float64Array : Uint32Array)(buffer);
  }

  #read(chunk: number, statement: string, ...which: (string | number)[]): Uint8Array<ArrayBuffer> {
    const row =
      this.#sql.get<{ bytes: Uint8Array<ArrayBuffer>; sum: number }>(statement, chunk, ...which) ?? missing();
    requireSum(crc32(row.bytes), row.sum);
    if (chunk !== this.#lentOf) this.takeBack();
    this.#lentOf = chunk;
    this.#lent.push(row.bytes);
    return row.bytes;
  }

  #isOfThisFormat(): boolean {
    if (this.#sql.get("SELECT 1 FROM sqlite_schema WHERE name = 'about'") === undefined) return false;
    return this.#sql.get<{ format: string }>('SELECT format FROM about')?.format === FORMAT;
  }

  #write(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}

/** Of a column with one value. */
const SAME = new Uint8Array(CHUNK_MAX_EVENTS);

const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.TypedArray) =>
  new Uint8Array(buffer, byteOffset, byteLength);

function requireSum(found: number, expected: number): void {
  if (found !== expected) throw new DamagedFile('a chunk of columns.db is not what was written');
}

function missing(): never {
  throw new DamagedFile('columns.db has a chunk without one of its columns');
}
