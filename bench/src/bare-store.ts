/**
 * The bare loop over the same tables: rows that a server recorded, written again into an empty store of the same tables
 * and indexes, on a connection like that of the server, `batch` events a transaction; or read by id with prepared
 * statements. Nothing is validated, sealed, answered or projected. `insert FOLDER BATCH SECONDS`, `import` likewise with
 * the times of events in no order, or `read FOLDER SECONDS`; prints what it saw as JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { openDatabase } from '../../server/src/store/sqlite/connection.ts';
import { createdAtRandom } from './data.ts';

export interface BareStoreSeen {
  /** Events a second. */
  rate: number;
  /** Milliseconds a transaction; 0 for reads. */
  p50: number;
}

const [, , mode, folder = '', ...rest] = process.argv;
const from = new DatabaseSync(join(folder, 'affidavit.db'), { readOnly: true });
const TABLES = ['events', 'parts', 'mentions', 'event_controls'];

function insert(batch: number, seconds: number): BareStoreSeen {
  const home = mkdtempSync(join(tmpdir(), 'affidavit-bare-'));
  const db = openDatabase(home, 'write');
  const schema = from
    .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index')")
    .all();
  for (const { sql } of schema) db.exec(String(sql));
  const size = Number(from.prepare('SELECT max(seq) AS n FROM events').get()?.n);
  const rows = TABLES.map((table) => readRows(db, table));
  const times: number[] = [];
  const started = performance.now();
  let seq = 0;
  for (let now = started; now - started < seconds * 1000; ) {
    db.exec('BEGIN IMMEDIATE');
    for (let i = 0; i < batch; i++, seq++) for (const each of rows) insertRows(each, seq % size, seq);
    db.exec('COMMIT');
    const then = now;
    now = performance.now();
    times.push(now - then);
  }
  const rate = seq / ((performance.now() - started) / 1000);
  db.close();
  rmSync(home, { recursive: true });
  times.sort((a, b) => a - b);
  return { rate, p50: times[Math.floor(times.length / 2)] ?? 0 };
}

/** The rows of the event `like` once more, as those of the event `seq`. */
function insertRows({ statement, bySeq, seqAt, idAt, createdAt }: Rows, like: number, seq: number): void {
  for (const row of bySeq.get(like) ?? []) {
    const values = [...row];
    values[seqAt] = seq;
    if (idAt !== -1) values[idAt] = newId(seq);
    if (mode === 'import' && createdAt !== -1) values[createdAt] = createdAtRandom(seq);
    statement.run(...values);
  }
}

interface Rows {
  statement: StatementSync;
  bySeq: Map<number, SQLInputValue[][]>;
  seqAt: number;
  idAt: number;
  createdAt: number;
}

function readRows(db: DatabaseSync, table: string): Rows {
  const select = from.prepare(`SELECT * FROM ${table} WHERE company = 1`);
  const columns = select.columns().map(({ name }) => name);
  select.setReturnArrays(true);
  const bySeq = new Map<number, SQLInputValue[][]>();
  const seqAt = columns.indexOf('seq');
  for (const row of select.all() as unknown[] as SQLInputValue[][]) {
    const seq = Number(row[seqAt]);
    bySeq.set(seq, [...(bySeq.get(seq) ?? []), row]);
  }
  const statement = db.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`);
  const idAt = table === 'events' ? columns.indexOf('id') : -1;
  return { statement, bySeq, seqAt, idAt, createdAt: columns.indexOf('created_at') };
}

/** In the order of time, as the ids of a server are. */
function newId(seq: number): Uint8Array {
  const id = Buffer.alloc(16);
  id.writeBigUInt64BE(BigInt(seq), 0);
  return id;
}

function read(seconds: number): BareStoreSeen {
  const ids = from
    .prepare('SELECT id FROM events WHERE company = 1')
    .all()
    .map(({ id }) => id as Uint8Array);
  const event = from.prepare('SELECT * FROM events WHERE company = 1 AND id = ?');
  const parts = from.prepare('SELECT * FROM parts WHERE company = 1 AND seq = ?');
  const started = performance.now();
  let done = 0;
  while (performance.now() - started < seconds * 1000)
    for (let i = 0; i < 500; i++, done++) parts.get(Number(event.get(ids[done % ids.length] ?? null)?.seq));
  return { rate: done / ((performance.now() - started) / 1000), p50: 0 };
}

const seen = mode === 'read' ? read(Number(rest[0])) : insert(Number(rest[0]), Number(rest[1]));
console.log(JSON.stringify(seen));
