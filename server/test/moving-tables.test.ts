/** Every table of both stores goes with a company that moves, or is made again by the store it comes to: none is forgotten. */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import pg from 'pg';
import { MOVED_TABLES } from '../src/app/ports/moving.ts';
import { openPostgresStore } from '../src/store/postgres/open.ts';
import { databaseFile } from '../src/store/sqlite/connection.ts';
import { NoPostgres, tryPostgres } from './postgres.ts';
import { sqliteFolder } from './sqlite-folder.ts';

/** Tables whose rows do not go as they are, and why. */
const notAsRows: Readonly<Record<string, string>> = {
  companies: 'Moving.arrive',
  heads: 'Moving.putEvents and Moving.complete',
  log_keys: 'Moving.arrive',
  events: 'Moving.putEvents',
  parts: 'Moving.putEvents',
  event_controls: 'made from the entries by Moving.putEvents',
  tree_hashes: 'computed again by Moving.putEvents',
  mentions: 'of the actor, from the event by Moving.putEvents; nobody asks for the others',
  symbols: 'codes of one store, given again',
  search: 'the text index of PostgreSQL, made again by Moving.putEvents',
  sessions: 'people sign in again',
  moves: 'what moves are doing in this store',
  migrations: 'the schema of this store',
  writers: 'who writes to this store',
  retention_marks: 'found again by retention',
  full_checks: 'of this store; the other one was not checked',
  leases: 'who does what on this store',
};

function compare(tables: ReadonlyMap<string, readonly string[]>): void {
  for (const [name, columns] of tables) {
    if (name in notAsRows) continue;
    const moved = MOVED_TABLES.find((table) => table.name === name);
    assert.ok(moved, `table ${name}: add it to MOVED_TABLES, or say here who makes it again`);
    assert.deepEqual([...columns].sort(), ['company', ...Object.keys(moved.columns)].sort(), name);
  }
  for (const { name, key, columns } of MOVED_TABLES) {
    assert.ok(tables.has(name), name);
    for (const column of key) assert.ok(columns[column] !== undefined && columns[column] !== 'bytes', name);
  }
}

test('SQLite: tables and columns', async (t) => {
  const folder = sqliteFolder(t);
  await folder.open();
  const db = new DatabaseSync(databaseFile(folder.path));
  folder.onEnd(() => db.close());
  const columns = db
    .prepare(
      'SELECT t.name AS "table", c.name AS "column" FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = \'table\'',
    )
    .all();
  compare(byTable(columns.map((row) => [String(row.table), String(row.column)])));
});

const postgres = await tryPostgres();
if (!(postgres instanceof NoPostgres)) after(() => postgres.stop());

test('PostgreSQL: tables and columns', async (t) => {
  if (postgres instanceof NoPostgres) return t.skip(postgres.message);
  const url = await postgres.database();
  const store = await openPostgresStore({
    url,
    onFatal(error) {
      throw error;
    },
  });
  await store.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT table_name AS "table", column_name AS "column"
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  await client.end();
  compare(byTable(rows.map((row) => [row.table, row.column])));
});

function byTable(columns: readonly (readonly [string, string])[]): Map<string, string[]> {
  const tables = new Map<string, string[]>();
  for (const [table, column] of columns) tables.set(table, [...(tables.get(table) ?? []), column]);
  return tables;
}
