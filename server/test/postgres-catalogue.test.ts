/** What the catalogue of PostgreSQL says of the schema: one company is one shard, so every key begins with it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { openPostgresStore } from '../src/store/postgres/open.ts';
import { NoPostgres, type TestPostgres, tryPostgres } from './postgres.ts';

/** Tables that belong to no company, and why. */
const SHARED: Readonly<Record<string, string>> = {
  leases: 'which instance does a task: work on this database, not on a company',
  migrations: 'the schema of this database',
};

/** Keys and indexes that do not begin with the company, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  companies_uuid_key: 'the registry mints the numbers: it is small, and copied to every shard',
  companies_origin_key: 'the same: an origin is minted once',
  api_keys_hash: 'a request names its key and nothing else: the company follows from it. Not unique',
  jobs_waiting: 'workers look for work of every company at once. Not unique',
  search_words: 'its words carry their company (decision 0007). Not unique',
};

const server = await tryPostgres();
if (server instanceof NoPostgres) {
  test('the catalogue of PostgreSQL', (t) => t.skip(server.message));
} else {
  after(() => server.stop());
  describe('the catalogue of PostgreSQL', () => catalogueSuite(server));
}

function catalogueSuite(postgres: TestPostgres): void {
  let admin: pg.Pool;
  before(async () => {
    const url = await postgres.database();
    const store = await openPostgresStore({
      url,
      onFatal(error) {
        throw error;
      },
    });
    await store.close();
    admin = new pg.Pool({ connectionString: url, max: 1 });
  });
  after(() => admin.end());

  test('every table has a company, which is never null', async () => {
    const { rows } = await admin.query<{ name: string; has: boolean }>(
      `SELECT t.relname AS name,
              EXISTS (SELECT FROM pg_attribute a
                       WHERE a.attrelid = t.oid AND a.attname = 'company' AND a.attnotnull) AS has
         FROM pg_class t WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')
        ORDER BY t.relname`,
    );
    assert.deepEqual(
      rows.filter(({ has }) => !has).map(({ name }) => name),
      Object.keys(SHARED),
    );
    assert.ok(rows.length > 20);
  });

  test('every primary key, unique constraint and index begins with the company', async () => {
    const { rows } = await admin.query<{ name: string; unique: boolean }>(
      `SELECT i.relname AS name, x.indisunique AS unique
         FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
         LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
        WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> ALL ($1::text[])
          AND a.attname IS DISTINCT FROM 'company' ORDER BY i.relname`,
      [Object.keys(SHARED)],
    );
    assert.deepEqual(rows.map(({ name }) => name).sort(), Object.keys(OTHERWISE).sort());
    for (const { name, unique } of rows)
      assert.equal(unique, !OTHERWISE[name]?.endsWith('Not unique'), `${name} is unique: ${unique}`);
  });

  test('every table has a primary key', async () => {
    const { rows } = await admin.query(
      `SELECT t.relname AS name FROM pg_class t
        WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')
          AND NOT EXISTS (SELECT FROM pg_index x WHERE x.indrelid = t.oid AND x.indisprimary)`,
    );
    assert.deepEqual(rows, []);
  });
}
