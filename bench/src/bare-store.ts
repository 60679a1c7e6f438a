/**
 * The bare loop over the same tables: rows that a server recorded, written again into an empty store of the same
 * schema with the same durability, `batch` events a transaction; or read by id with prepared statements. Nothing is
 * validated, sealed, answered or projected. `insert FOLDER BATCH SECONDS` or `read FOLDER SECONDS`; prints events a second.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

const [, , mode, folder = '', ...rest] = process.argv;
const from = new DatabaseSync(join(folder, 'affidavit.db'), { readOnly: true });
const TABLES = ['events', 'parts', 'mentions', 'event_controls'];

function insert(batch: number, seconds: number): number {
  const home = mkdtempSync(join(tmpdir(), 'affidavit-bare-'));
  const db = new DatabaseSync(join(home, 'bare.db'));
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536',
  );
  const schema = from
    .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index')")
    .all();
  for (const { sql } of schema) db.exec(String(sql));
  const size = Number(from.prepare('SELECT max(seq) AS n FROM events').get()?.n);
  const rows = TABLES.map((table) => readRows(db, table));
  const started = performance.now();
  let seq = 0;
  while (performance.now() - started < seconds * 1000) {
    db.exec('BEGIN IMMEDIATE');
    for (let i = 0; i < batch; i++, seq++)
      for (const { statement, bySeq, seqAt, idAt } of rows)
        for (const row of bySeq.get(seq % size) ?? []) {
          const values = [...row];
          values[seqAt] = seq;
          if (idAt !== -1) values[idAt] = newId(seq);
          statement.run(...values);
        }
    db.exec('COMMIT');
  }
  const rate = seq / ((performance.now() - started) / 1000);
  db.close();
  rmSync(home, { recursive: true });
  return rate;
}

interface Rows {
  statement: StatementSync;
  bySeq: Map<number, SQLInputValue[][]>;
  seqAt: number;
  idAt: number;
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
  return { statement, bySeq, seqAt, idAt: table === 'events' ? columns.indexOf('id') : -1 };
}

/** In the order of time, as the ids of a server are. */
function newId(seq: number): Uint8Array {
  const id = Buffer.alloc(16);
  id.writeBigUInt64BE(BigInt(seq), 0);
  return id;
}

function read(seconds: number): number {
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
  return done / ((performance.now() - started) / 1000);
}

console.log(mode === 'insert' ? insert(Number(rest[0]), Number(rest[1])) : read(Number(rest[0])));
