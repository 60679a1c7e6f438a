/** Brings the schema up to date: numbered SQL files, each applied once and frozen by its hash. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { InDoubt, NotWritten, transact } from './transaction.ts';

const FOLDER = new URL('../../../migrations/postgres/', import.meta.url);
/** The advisory lock that instances starting together take; the number only has to be ours. */
const LOCK = 0x616666_6461;

export interface Migration {
  version: number;
  name: string;
  sql: string;
  /** SHA-256 of the file, lower-case hex. */
  hash: string;
}

/** The migrations of this release, in order. Throws when their numbers are not 1, 2, 3 …. */
export async function readMigrations(folder: URL = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, i) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      const version = Number(name.slice(0, 4));
      if (version !== i + 1) throw new Error(`migration ${name} should have the number ${i + 1}`);
      return { version, name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, in one transaction, while other instances wait. Refuses a schema that a newer release
 * has changed, and migrations that were changed after they had been applied.
 */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<void> {
  try {
    await transact(pool, async (client) => {
      // Ten instances may wait here for the one that migrates; the lock ends with the transaction.
      await client.query('SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0');
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const applied = await readApplied(client);
      check(migrations, applied);
      for (const migration of migrations.slice(applied.length)) {
        await client.query(migration.sql);
        await client.query('INSERT INTO schema_migrations (version, name, hash) VALUES ($1, $2, $3)', [
          migration.version,
          migration.name,
          migration.hash,
        ]);
      }
    });
  } catch (error) {
    throw error instanceof NotWritten || error instanceof InDoubt ? (error.cause ?? error) : error;
  }
}

type Applied = { version: number; name: string; hash: string };

async function readApplied(client: pg.PoolClient): Promise<readonly Applied[]> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS schema_migrations (
       version integer PRIMARY KEY,
       name text NOT NULL,
       hash text NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT now()
     )`,
  );
  const { rows } = await client.query<Applied>(
    'SELECT version, name, hash FROM schema_migrations ORDER BY version',
  );
  return rows;
}

function check(migrations: readonly Migration[], applied: readonly Applied[]): void {
  for (const [i, { version, name, hash }] of applied.entries()) {
    const ours = migrations[i];
    if (ours === undefined) {
      throw new Error(
        `the database has schema version ${applied.length} (${name}), this release knows ${migrations.length}: run a newer release`,
      );
    }
    if (ours.version !== version || ours.hash !== hash) {
      throw new Error(`migration ${ours.name} is not the one that was applied to the database as ${name}`);
    }
  }
}
