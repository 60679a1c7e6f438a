/** What a witness remembers, in a file of its own: one row per log, replaced only from the state that was judged. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RefusedCheckpoint, WitnessedCheckpoint, WitnessMemory } from '../../app/ports/witnessing.ts';
import { limits } from '../../domain/limits.ts';
import { requireDurable, Statements } from './connection.ts';

const FILE = 'witness.db';
const BUSY_MS = 10_000;
const VERSION = 1;

const SCHEMA = `
CREATE TABLE logs (
  origin TEXT PRIMARY KEY,
  origin_hash TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  root BLOB NOT NULL CHECK (length(root) = 32),
  note TEXT NOT NULL
) STRICT;
CREATE TABLE refused (
  origin TEXT NOT NULL,
  hash BLOB NOT NULL,
  at INTEGER NOT NULL,
  why TEXT NOT NULL,
  cosigned TEXT NOT NULL,
  refused TEXT NOT NULL,
  PRIMARY KEY (origin, hash)
) STRICT;
PRAGMA user_version = ${VERSION};
`;

/** Opens the memory in `folder`, made when it is missing. Throws when the file is of another version. */
export function openWitnessMemory(folder: string): WitnessMemory {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(join(folder, FILE), { timeout: BUSY_MS });
  requireDurable(db);
  const sql = new Statements(db);
  makeSchema(db);
  return {
    async latest(origin) {
      return plain(
        sql.get<WitnessedCheckpoint>('SELECT size, root, note FROM logs WHERE origin = ?', origin),
      );
    },
    async latestByHash(hash) {
      return plain(
        sql.get<WitnessedCheckpoint>('SELECT size, root, note FROM logs WHERE origin_hash = ?', hash),
      );
    },
    replace: async (origin, before, after) => replace(sql, origin, before, after) === 1,
    async refuse({ origin, at, why, cosigned, refused }) {
      sql.run(
        'INSERT INTO refused (origin, hash, at, why, cosigned, refused) SELECT ?, ?, ?, ?, ?, ? ' +
          'WHERE (SELECT count(*) FROM refused WHERE origin = ?) < ? ON CONFLICT DO NOTHING',
        origin,
        createHash('sha256').update(`${cosigned}\0${refused}`).digest(),
        at,
        why,
        cosigned,
        refused,
        origin,
        limits.refusedCheckpoints,
      );
    },
    async logs() {
      const rows = sql.all<WitnessedCheckpoint & { origin: string }>(
        'SELECT origin, size, root, note FROM logs ORDER BY origin',
      );
      return rows.map((row) => ({ ...row }));
    },
    async refused() {
      const rows = sql.all<RefusedCheckpoint>(
        'SELECT origin, at, why, cosigned, refused FROM refused ORDER BY at, origin',
      );
      return rows.map((row) => ({ ...row }));
    },
    async close() {
      db.close();
    },
  };
}

/** One statement, so one transaction: whoever comes second finds another row than the one that was judged. */
function replace(
  sql: Statements,
  origin: string,
  before: Pick<WitnessedCheckpoint, 'size' | 'root'> | null,
  { size, root, note }: WitnessedCheckpoint,
): number {
  if (before === null)
    return sql.run(
      'INSERT INTO logs (origin, origin_hash, size, root, note) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      origin,
      createHash('sha256').update(origin).digest('hex'),
      size,
      root,
      note,
    );
  return sql.run(
    'UPDATE logs SET size = ?, root = ?, note = ? WHERE origin = ? AND size = ? AND root = ?',
    size,
    root,
    note,
    origin,
    before.size,
    before.root,
  );
}

/** Processes that start together make it once. */
function makeSchema(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    const version = db.prepare('PRAGMA user_version').get()?.user_version;
    if (version === 0) db.exec(SCHEMA);
    else if (version !== VERSION)
      throw new Error(`${FILE} is of version ${String(version)}, this program knows version ${VERSION}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function plain(row: WitnessedCheckpoint | undefined): WitnessedCheckpoint | null {
  return row === undefined ? null : { size: row.size, root: row.root, note: row.note };
}
