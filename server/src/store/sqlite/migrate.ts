import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

const MIGRATIONS = new URL('migrations/sqlite/', import.meta.resolve('#package'));

interface Migration {
  name: string;
  sql: string;
  hash: string;
}

/** The schema of a store does not fit this program: one line that says which is older. */
export class SchemaMismatch extends Error {
  override name = 'SchemaMismatch';
}

export function listMigrations(): readonly Migration[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, MIGRATIONS), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Applies what is missing in one transaction, so that processes starting together apply it once. */
export function migrate(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT');
    const applied = db
      .prepare('SELECT name, hash FROM migrations ORDER BY name')
      .all()
      .map((row) => ({ name: String(row.name), hash: String(row.hash) }));
    const known = listMigrations();
    for (const { name, hash } of applied) {
      const mine = known.find((migration) => migration.name === name);
      if (mine === undefined)
        throw new SchemaMismatch(
          `the store has schema ${name}, which this version does not know: use a newer one`,
        );
      if (mine.hash !== hash)
        throw new SchemaMismatch(`migration ${name} differs from the one this store was made with`);
    }
    for (const { name, sql, hash } of known.slice(applied.length)) {
      db.exec(sql);
      db.prepare('INSERT INTO migrations (name, hash) VALUES (?, ?)').run(name, hash);
    }
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
