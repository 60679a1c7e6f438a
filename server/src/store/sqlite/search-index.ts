/**
 * The text index: an FTS5 table of its own in search.db, a follower of the log. It holds words and where they occur, not
 * texts (`content=''`, `detail=none`), and is derived: whoever deletes the file gets it back. What is deleted from it is
 * overwritten (FTS5's secure-delete and SQLite's).
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { equalBytes } from '@affidavit/verify';
import { wordsOfParts } from '../../domain/words.ts';
import { unpackPart } from '../packed-part.ts';
import { Statements } from './connection.ts';
import { rowOf } from './search-text.ts';

export const searchFile = (folder: string) => join(folder, 'search.db');

/** Several processes may follow with one index, and one that forgets may take long. */
const BUSY_MS = 60_000;

/** Words depend on the Unicode tables of the runtime: an index made with others is made again. */
const FORMAT = `1, Unicode ${process.versions.unicode}`;

/** What is indexed in one transaction: little enough for memory, enough for speed. */
export const PIECE_EVENTS = 1_000;
const PIECE_BYTES = 8 * 1024 * 1024;

const TABLES = `
  CREATE VIRTUAL TABLE words USING fts5(said, content='', detail=none, columnsize=0, tokenize='ascii');
  INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
  -- How far each company's log is indexed, and the leaf of the last event: another log has another one.
  CREATE TABLE progress (company INTEGER PRIMARY KEY, size INTEGER NOT NULL, leaf BLOB NOT NULL) STRICT;
  CREATE TABLE about (format TEXT NOT NULL) STRICT;
`;

interface PartsRow {
  seq: number;
  text: string | null;
  metadata: Uint8Array | null;
  test: Uint8Array | null;
}

interface Progress {
  size: number;
  leaf: Uint8Array;
}

export class SearchIndex {
  readonly #db: DatabaseSync;
  readonly #sql: Statements;
  readonly #log: Statements;

  /** `log`: a connection to the store for reading, to which the index is attached as `search`. Throws when the file is damaged. */
  constructor(folder: string, log: Statements) {
    this.#log = log;
    this.#db = new DatabaseSync(searchFile(folder), { timeout: BUSY_MS });
    this.#sql = new Statements(this.#db);
    try {
      this.#db.exec('PRAGMA journal_mode = WAL');
      // Losing the end of it costs nothing but doing it again.
      this.#db.exec('PRAGMA synchronous = NORMAL');
      this.#db.exec('PRAGMA secure_delete = ON');
      this.#db.exec('PRAGMA cache_size = -32768');
      this.#write(() => this.#prepare());
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }

  /** Companies of whose log something is not indexed. */
  behind(): number[] {
    const rows = this.#log.all<{ company: number }>(
      'SELECT h.company FROM heads h LEFT JOIN search.progress p ON p.company = h.company WHERE h.size <> coalesce(p.size, 0)',
    );
    return rows.map(({ company }) => company);
  }

  /** Indexes the next piece of a log. True when the index has come to the head. */
  follow(company: number): boolean {
    if (this.#isAtHead(company)) return true;
    return this.#write(() => {
      // Read under the lock of this index: parts that were removed before somebody forgot them are not read again.
      const { size } = this.#progress(company);
      if (!this.#isOfThisLog(company)) {
        this.#makeAgain();
        return false;
      }
      const end = this.#addPiece(company, size, this.#headOf(company));
      const leaf = this.#leaf(company, end - 1);
      if (leaf !== null)
        this.#sql.run(
          'INSERT OR REPLACE INTO progress (company, size, leaf) VALUES (?, ?, ?)',
          company,
          end,
          leaf,
        );
      return end === this.#headOf(company);
    });
  }

  /** Takes the words that events do not say any more out of the index and of its files. */
  forget(company: number, seqs: readonly number[]): void {
    const words = this.#write(() => {
      const gone = this.#deleteWords(company, seqs);
      const { size } = this.#progress(company);
      for (const seq of seqs) if (seq < size) this.#addAgain(company, seq);
      return gone;
    });
    if (this.#leaveTrace(words)) this.#rewrite();
    const { busy } = this.#sql.get<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)') ?? { busy: 1 };
    if (busy !== 0)
      throw new Error('others are reading the text index: its journal still holds what was forgotten');
  }

  #prepare(): void {
    const made = this.#sql.get("SELECT 1 FROM sqlite_schema WHERE name = 'about'") !== undefined;
    if (!made) this.#db.exec(TABLES);
    const { format } = this.#sql.get<{ format: string }>('SELECT format FROM about') ?? { format: null };
    if (format === FORMAT) return;
    this.#makeAgain();
    this.#sql.run('DELETE FROM about');
    this.#sql.run('INSERT INTO about (format) VALUES (?)', FORMAT);
  }

  #makeAgain(): void {
    this.#sql.run("INSERT INTO words (words) VALUES ('delete-all')");
    this.#sql.run('DELETE FROM progress');
  }

  #isAtHead(company: number): boolean {
    return this.#progress(company).size === this.#headOf(company) && this.#isOfThisLog(company);
  }

  #isOfThisLog(company: number): boolean {
    const { size, leaf } = this.#progress(company);
    if (size === 0) return true;
    const found = this.#leaf(company, size - 1);
    return found !== null && equalBytes(found, leaf);
  }

  #progress(company: number): Progress {
    const row = this.#sql.get<Progress>('SELECT size, leaf FROM progress WHERE company = ?', company);
    return row ?? { size: 0, leaf: new Uint8Array(0) };
  }

  #headOf(company: number): number {
    return this.#log.get<{ size: number }>('SELECT size FROM heads WHERE company = ?', company)?.size ?? 0;
  }

  #leaf(company: number, seq: number): Uint8Array | null {
    const where = 'WHERE company = ? AND seq = ?';
    return (
      this.#log.get<{ leaf: Uint8Array }>(`SELECT leaf FROM events ${where}`, company, seq)?.leaf ?? null
    );
  }

  /** Indexes events from `from` on and answers where it stopped. */
  #addPiece(company: number, from: number, head: number): number {
    const end = Math.min(head, from + PIECE_EVENTS);
    const rows = this.#log.each<PartsRow>(
      'SELECT seq, text, metadata, test FROM parts WHERE company = ? AND seq >= ? AND seq < ? ORDER BY seq',
      company,
      from,
      end,
    );
    let bytes = 0;
    for (const row of rows) {
      bytes += this.#add(company, row);
      if (bytes >= PIECE_BYTES) return row.seq + 1;
    }
    return end;
  }

  /** What is left of an event whose words were deleted. */
  #addAgain(company: number, seq: number): void {
    const row = this.#log.get<PartsRow>(
      'SELECT seq, text, metadata, test FROM parts WHERE company = ? AND seq = ?',
      company,
      seq,
    );
    if (row !== undefined) this.#add(company, row);
  }

  /** Answers how long what it says is. */
  #add(company: number, { seq, text, metadata, test }: PartsRow): number {
    const json = [text, unpackPart(metadata), unpackPart(test)];
    this.#sql.run(
      'INSERT INTO words (rowid, said) VALUES (?, ?)',
      rowOf(company, seq),
      wordsOfParts(json).join(' '),
    );
    return json.reduce((sum, part) => sum + (part?.length ?? 0), 0);
  }

  /** FTS5 has to be told what an event said. Its texts are gone, so all words are asked for its events. */
  #deleteWords(company: number, seqs: readonly number[]): string[] {
    this.#db.exec(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.places USING fts5vocab('main', 'words', 'instance')",
    );
    this.#db.exec('CREATE TABLE IF NOT EXISTS temp.forgotten (id INTEGER PRIMARY KEY)');
    this.#sql.run('DELETE FROM temp.forgotten');
    for (const seq of seqs)
      this.#sql.run('INSERT OR IGNORE INTO temp.forgotten (id) VALUES (?)', rowOf(company, seq));
    const said = this.#sql.all<{ seq: number; words: string }>(
      'SELECT doc - ? AS seq, group_concat(term, char(32)) AS words FROM temp.places ' +
        'WHERE doc IN (SELECT id FROM temp.forgotten) GROUP BY doc',
      rowOf(company, 0),
    );
    for (const { seq, words } of said)
      this.#sql.run(
        "INSERT INTO words (words, rowid, said) VALUES ('delete', ?, ?)",
        rowOf(company, seq),
        words,
      );
    return [...new Set(said.flatMap(({ words }) => words.split(' ')))];
  }

  /**
   * The beginning of a word may separate two pages of the index, and stays there when the word is deleted. It says
   * nothing when other words begin like it.
   */
  #leaveTrace(words: readonly string[]): boolean {
    const rows = this.#sql.all<{ term: Uint8Array }>('SELECT DISTINCT term FROM words_idx');
    // The first byte tells indexes of FTS5 apart.
    const separators = new Set(rows.map(({ term }) => Buffer.from(term).subarray(1).toString()));
    return words
      .flatMap((word) => [...word].map((_, i, chars) => chars.slice(0, i + 1).join('')))
      .some((beginning) => separators.has(beginning) && !this.#hasWord(`"${beginning}"*`));
  }

  /** All pages anew. FTS5 merges only what is in more than one segment: a row of no company makes another. */
  #rewrite(): void {
    this.#sql.run("INSERT INTO words (rowid, said) VALUES (0, 'nothing')");
    this.#sql.run("INSERT INTO words (words) VALUES ('optimize')");
    this.#sql.run("INSERT INTO words (words, rowid, said) VALUES ('delete', 0, 'nothing')");
  }

  #hasWord(query: string): boolean {
    return this.#sql.get('SELECT 1 FROM words WHERE words MATCH ? LIMIT 1', query) !== undefined;
  }

  #write<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}
