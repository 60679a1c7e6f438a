/**
 * The log by columns: closed chunks from columns.db, what follows them from the rows. A chunk is closed where the tree
 * has a root over it, and is looked up by this root.
 */
import { equalBytes } from '@affidavit/verify';
import { limits } from '../../../domain/limits.ts';
import type { Statements } from '../connection.ts';
import { removeDerived } from '../derived-file.ts';
import type { Symbols } from '../symbols.ts';
import type { Chunk } from './chunk.ts';
import { ColumnFile, columnFile } from './column-file.ts';
import { CHUNK_ROW, type ChunkRow, GrowingChunk } from './growing-chunk.ts';

/** Rows taken in before anybody else gets a turn. */
const STEP_EVENTS = 8_192;

/** The level of the tree whose roots are over the events of one chunk. */
const CHUNK_LEVEL = 2;

/** A chunk that grows, and the leaf of its last event: another log has another one. */
interface Open {
  chunk: GrowingChunk;
  leaf: Uint8Array | null;
}

export class Columns {
  readonly #folder: string;
  readonly #log: Statements;
  readonly #symbols: Symbols;
  readonly #level: number;
  readonly #chunkEvents: number;
  #file: ColumnFile | null = null;
  /** By company; the least recently used first. */
  readonly #open = new Map<number, Open>();
  #openBytes = 0;

  /** `log`: a connection to the store of the folder for reading. */
  constructor(folder: string, log: Statements, symbols: Symbols, level = CHUNK_LEVEL) {
    this.#folder = folder;
    this.#log = log;
    this.#symbols = symbols;
    this.#level = level;
    this.#chunkEvents = 256 ** level;
  }

  /** All events of a company in the order of the log, as it is in the transaction that `log` is in. */
  chunksOf(company: number): readonly Chunk[] {
    this.#file?.takeBack();
    const size = this.#headOf(company);
    const chunks: Chunk[] = this.#rootsOf(company, size).map((root, n) => {
      const first = n * this.#chunkEvents;
      return (
        this.#stored().chunk(root, first, this.#chunkEvents) ??
        this.#grown(company, first, first + this.#chunkEvents)
      );
    });
    const closed = chunks.length * this.#chunkEvents;
    if (closed < size) chunks.push(this.#grown(company, closed, size));
    return chunks;
  }

  /** Companies that have chunks which are not stored. */
  behind(): number[] {
    return this.#log
      .all<{ company: number }>('SELECT company FROM heads WHERE size >= ?', this.#chunkEvents)
      .map(({ company }) => company)
      .filter((company) => this.#firstMissing(company) !== null);
  }

  /**
   * Takes in some rows of the first chunk that is not stored, and stores it when it is whole. True when nothing is
   * missing.
   */
  follow(company: number): boolean {
    const missing = this.#firstMissing(company);
    if (missing === null) return true;
    const { root, first } = missing;
    const last = first + this.#chunkEvents;
    const chunk = this.#grown(company, first, last, STEP_EVENTS);
    if (chunk.size < this.#chunkEvents) return false;
    this.#stored().put(root, chunk);
    this.#forget(company);
    return false;
  }

  /** Removes the file, which will be made again. */
  makeAgain(): void {
    this.close();
    removeDerived(columnFile(this.#folder));
  }

  close(): void {
    this.#file?.close();
    this.#file = null;
  }

  #stored(): ColumnFile {
    this.#file ??= new ColumnFile(this.#folder);
    return this.#file;
  }

  #firstMissing(company: number): { root: Uint8Array; first: number } | null {
    const roots = this.#rootsOf(company, this.#headOf(company));
    const n = roots.findIndex((root) => !this.#stored().has(root));
    const root = roots[n];
    return root === undefined ? null : { root, first: n * this.#chunkEvents };
  }

  #rootsOf(company: number, size: number): Uint8Array[] {
    return this.#log
      .all<{ hash: Uint8Array }>(
        'SELECT hash FROM tree_hashes WHERE company = ? AND level = ? AND idx < ? ORDER BY idx',
        company,
        this.#level,
        Math.floor(size / this.#chunkEvents),
      )
      .map(({ hash }) => hash);
  }

  /** The chunk from `first` on, with the rows up to `end`, or with at most `most` of those that it has not taken in. */
  #grown(company: number, first: number, end: number, most = Number.POSITIVE_INFINITY): GrowingChunk {
    const known = this.#open.get(company);
    this.#forget(company);
    const open =
      known?.chunk.first === first && this.#isOfThisLog(company, known)
        ? known
        : {
            chunk: new GrowingChunk(first, (member, raw) => this.#meaning(company, member, raw)),
            leaf: null,
          };
    const { chunk } = open;
    const from = first + chunk.size;
    if (from < end) {
      const rows = this.#log.all<ChunkRow>(
        `SELECT ${CHUNK_ROW} FROM events WHERE company = ? AND seq >= ? AND seq < ? ORDER BY seq`,
        company,
        from,
        Math.min(end, from + most),
      );
      for (const row of rows) chunk.add(row);
      open.leaf = this.#leaf(company, first + chunk.size - 1);
    }
    this.#remember(company, open);
    return chunk;
  }

  #meaning(company: number, member: keyof ChunkRow, raw: number) {
    switch (member) {
      case 'type':
      case 'category':
      case 'source':
      case 'status':
      case 'userId':
        return this.#symbols.text(company, raw);
      default:
        return raw;
    }
  }

  #isOfThisLog(company: number, { chunk, leaf }: Open): boolean {
    if (leaf === null) return false;
    const found = this.#leaf(company, chunk.first + chunk.size - 1);
    return found !== null && equalBytes(found, leaf);
  }

  #leaf(company: number, seq: number): Uint8Array | null {
    const row = this.#log.get<{ leaf: Uint8Array }>(
      'SELECT leaf FROM events WHERE company = ? AND seq = ?',
      company,
      seq,
    );
    return row?.leaf ?? null;
  }

  #headOf(company: number): number {
    return this.#log.get<{ size: number }>('SELECT size FROM heads WHERE company = ?', company)?.size ?? 0;
  }

  #remember(company: number, open: Open): void {
    this.#open.set(company, open);
    this.#openBytes += open.chunk.bytes;
    for (const oldest of this.#open.keys()) {
      if (this.#openBytes <= limits.openColumnsBytes) return;
      this.#forget(oldest);
    }
  }

  /** Its bytes are those that it was remembered with: it grows in nobody else's hands. */
  #forget(company: number): void {
    const open = this.#open.get(company);
    if (open === undefined) return;
    this.#openBytes -= open.chunk.bytes;
    this.#open.delete(company);
  }
}
