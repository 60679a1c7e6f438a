/** Brings the schema up to date: numbered SQL files, each applied once and frozen by its hash. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { NotWritten, transact } from './transaction.ts';

const MIGRATIONS = new URL('migrations/postgres/', import.meta.resolve('#package'));
/** The advisory lock that instances starting together take; the number only has to be ours. */
const LOCK = 0x6166_6664;

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, lower-case hex. */
  hash: string;
}

/** The schema of a store does not fit this program: one line that says which is older. */
export class SchemaMismatch extends Error {
  override name = 'SchemaMismatch';
}

/** The migrations of this version, in order. */
export async function listMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, MIGRATIONS), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing in one transaction, with `also` at its end; instances that start together wait for the one that
 * does. Rejects with SchemaMismatch when the schema was made by a newer version, or by other migrations of the same names.
 * Without `migrations`, those of this version.
 */
export async function migrate(
  pool: pg.Pool,
  migrations?: readonly Migration[],
  also: (client: pg.PoolClient) => Promise<void> = async () => {},
): Promise<void> {
  const known = migrations ?? (await listMigrations());
  try {
    await transact(pool, [], async (client) => {
      // Whatever the role's settings are: this instance and those that wait for it take the time it needs.
      await client.query(
        `SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;
         SET LOCAL idle_in_transaction_session_timeout = 0`,
      );
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      await client.query(
        `CREATE TABLE IF NOT EXISTS migrations (
           name text PRIMARY KEY,
           hash text NOT NULL,
           applied_at timestamptz NOT NULL DEFAULT now()
         )`,
      );
      const applied = await readApplied(client);
      refuseUnknown(known, applied);
      for (const { name, sql, hash } of missingFrom(known, applied)) {
        await client.query(sql);
        await client.query('INSERT INTO migrations (name, hash) VALUES ($1, $2)', [name, hash]);
      }
      await also(client);
    });
  } catch (error) {
    throw error instanceof NotWritten ? error.cause : error;
  }
}

/** For whoever may not change the schema: rejects with SchemaMismatch unless it is that of this version. */
export async function requireMigrated(pool: pg.Pool): Promise<void> {
  const known = await listMigrations();
  const { rows } = await pool.query<{ user: string; there: boolean }>(
    `SELECT current_user AS user, to_regclass('migrations') IS NOT NULL AS there`,
  );
  const applied = rows[0]?.there === true ? await readApplied(pool) : [];
  refuseUnknown(known, applied);
  const [missing] = missingFrom(known, applied);
  if (missing !== undefined)
    throw new SchemaMismatch(
      `the store lacks schema ${missing.name}, and role ${rows[0]?.user} may not change it: run "affidavit database prepare"`,
    );
}

type Applied = { name: string; hash: string };

async function readApplied(on: pg.Pool | pg.PoolClient): Promise<readonly Applied[]> {
  const { rows } = await on.query<Applied>('SELECT name, hash FROM migrations ORDER BY name');
  return rows;
}

function missingFrom(known: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  const names = new Set(applied.map(({ name }) => name));
  return known.filter(({ name }) => !names.has(name));
}

function refuseUnknown(known: readonly Migration[], applied: readonly Applied[]): void {
  for (const { name, hash } of applied) {
    const mine = known.find((migration) => migration.name === name);
    if (mine === undefined) {
      throw new SchemaMismatch(
        `the store has schema ${name}, which this version does not know: use a newer one`,
      );
    }
    if (mine.hash !== hash) {
      throw new SchemaMismatch(`migration ${name} differs from the one this store was made with`);
    }
  }
}
