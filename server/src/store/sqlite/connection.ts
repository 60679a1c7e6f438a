import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** The file of the embedded store inside its folder. */
export const databaseFile = (folder: string) => join(folder, 'affidavit.db');

const BUSY_MS = 10_000;

/**
 * Pages in memory of the process, for each connection. The system keeps those of the file too, and there are four readers: over
 * 10,000,000 events a read by id costs less with 4 MB than with 16 or 64, and a page of 50 events 3 % more.
 */
const PAGES_MB = { write: 64, read: 4 };

/** WAL, and a flush before every COMMIT returns. SQLite's WAL default is weaker, so both are read back. */
export function requireDurable(db: DatabaseSync): void {
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  requireSetting(db, 'journal_mode', 'wal');
  requireSetting(db, 'synchronous', 2);
}

/**
 * Opens a connection that keeps the store's promise: what is committed is durable. Other processes may hold the
 * file: waits BUSY_MS for them.
 */
export function openDatabase(folder: string, access: 'write' | 'read'): DatabaseSync {
  if (access === 'write' && !existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(databaseFile(folder), { timeout: BUSY_MS });
  requireDurable(db);
  db.exec('PRAGMA secure_delete = ON');
  db.exec('PRAGMA foreign_keys = ON');
  // REPLACE fires the triggers that refuse to delete, too.
  db.exec('PRAGMA recursive_triggers = ON');
  db.exec(`PRAGMA cache_size = ${-1024 * PAGES_MB[access]}`);
  db.exec('PRAGMA mmap_size = 1073741824');
  if (access === 'read') db.exec('PRAGMA query_only = ON');
  return db;
}

function requireSetting(db: DatabaseSync, name: string, expected: string | number): void {
  const value = db.prepare(`PRAGMA ${name}`).get()?.[name];
  if (value !== expected)
    throw new Error(
      `SQLite runs with ${name} = ${String(value)} instead of ${expected}: commits would not be durable`,
    );
}

/** Prepares each statement once. */
export class Statements {
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();
  readonly #lists = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#of(sql).run(...values).changes);
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#of(sql).get(...values) as Row | undefined;
  }

  /** The values of one row in the order of its columns, for what is read most: an object with as many names costs more. */
  list<Row extends readonly unknown[]>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#of(sql, this.#lists).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#of(sql).all(...values) as Row[];
  }

  /** Row by row, without keeping them. */
  each<Row>(sql: string, ...values: SQLInputValue[]): Iterable<Row> {
    return this.#of(sql).iterate(...values) as Iterable<Row>;
  }

  #of(sql: string, prepared = this.#prepared): StatementSync {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      statement.setReturnArrays(prepared === this.#lists);
      prepared.set(sql, statement);
    }
    return statement;
  }
}
