/** How the PostgreSQL store records: by keys, however its tables have grown since its statements were first planned. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { openPostgresStore } from '../src/store/postgres/open.ts';
import { makeKit } from './contract/kit.ts';
import { commitAll } from './contract/suite-ledger.ts';
import { NoPostgres, tryPostgres } from './postgres.ts';

const server = await tryPostgres();
const skip = server instanceof NoPostgres ? server.message : false;
after(async () => {
  if (!(server instanceof NoPostgres)) await server.stop();
});

/** As often as PostgreSQL plans a prepared statement anew before it keeps a plan, and once more. */
const UNTIL_KEPT = 6;
const GROWN = 2_000;

test('what is recorded reads no table as a whole', { skip }, async () => {
  const url = await (server as Exclude<typeof server, NoPostgres>).database();
  const admin = new pg.Client({ connectionString: url });
  const store = await openPostgresStore({
    url,
    onFatal(error) {
      throw error;
    },
  });
  try {
    await admin.connect();
    // Statistics of empty tables, and none that come later: the planner goes on believing that they are small.
    await admin.query(`DO $$ DECLARE r record; BEGIN
      FOR r IN SELECT oid::regclass AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      LOOP EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', r.name); END LOOP; END $$; ANALYZE`);
    const kit = makeKit(1);
    const company = await kit.company(store);
    const record = (count: number) => {
      const events = Array.from({ length: count }, (_, i) =>
        kit.event(company, { description: `Event ${i}`, controlIds: [i] }),
      );
      const idempotency = { key: kit.random.uuid(), fingerprint: kit.random.bytes(32) };
      return commitAll(store, [kit.item(company, { events, idempotency })]);
    };
    for (let i = 0; i < UNTIL_KEPT; i++) await record(1);
    for (let i = 0; i < GROWN; i += 100) await record(100);
    for (let i = 0; i < 20; i++) await record(1);
  } finally {
    // Its sessions say what they have read when they end.
    await store.close();
  }
  const { rows } = await admin.query<{ table: string; rows: string; read: string }>(
    `SELECT relname AS table, n_tup_ins AS rows, seq_tup_read AS read FROM pg_stat_user_tables WHERE n_tup_ins >= $1`,
    [GROWN],
  );
  await admin.end();
  assert.ok(rows.some(({ table }) => table === 'events'));
  for (const { table, rows: all, read } of rows)
    assert.ok(Number(read) < Number(all), `${table} has ${all} rows, and ${read} were read without an index`);
});
