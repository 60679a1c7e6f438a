/** What the database file refuses: changes of the log, a schema that does not fit, settings that are not durable. */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { databaseFile, openDatabase } from '../src/store/sqlite/connection.ts';
import { listMigrations, migrate, SchemaMismatch } from '../src/store/sqlite/migrate.ts';
import { makeKit } from './contract/kit.ts';
import { commitAll } from './contract/suite-ledger.ts';
import { sqliteFolder } from './sqlite-folder.ts';

/** Migrations that have been released never change: a store made with them must open for ever. */
const FROZEN: Readonly<Record<string, string>> = {
  '0001_initial.sql': '96fef15f7141bb55f0ac126b7fdb30d73408b07066c0ecdb2e267d2d05df8353',
  '0002_directory_history.sql': 'ccef2491007d3fc22a358dfdfcf3d11b8291923be10793a8350f309254960b61',
  '0003_finding.sql': 'a575dfb633870ecbe3499676999032a8d9b8f4995ba60bfb132d352719ed98fc',
  '0004_removals.sql': 'b716f8a3532d8e8ad97db72b8a8127c1d807654869c3de33cbc9e0bd52b2c605',
  '0005_cosignatures.sql': '9ce70f9a88d26aadbb30443fc71cd5ccabe7c725d3bc1b63769ced0a9e7584c7',
  '0006_leases.sql': '9b93c333400f7b7b5bc82489899848cf712c0b0c739d4ef0784d52a3144122fe',
  '0007_moves.sql': '986b6b6c782863586b56f043d42d7761cac8cce78f9f5294adb01af63577e532',
  '0008_log_keys.sql': '305395ccb1f9164ea83398a298c21f89415682bc33fde1ea3f4754fdff468135',
  '0009_second_wall.sql': '37fdc97d6885deb84843db299f928308cb97ed2752d1a48dd0afe7908a9dd3cd',
  '0010_accounts.sql': '42be84efd4d52dbc21c5675fc970147c939bf1a9d28efe78365dd9e15c8bc92a',
  '0011_growing.sql': 'ba0cd184efec404f2b1d16297410ba845afb0f601dce4f2692180ef851f0d340',
  '0012_views.sql': '31ab1a72442b3f8e8fef8a17a07b7976410fb8b9353eb115b094c20feb50bb8f',
  '0013_log_history.sql': 'c05e3d0fea9f7b163fb8356d47e1d0a9c1f2b82bbf8508aa5604e6a0651cc653',
};

const ORIGIN = '(SELECT origin FROM companies WHERE company = 1)';

/** A folder with a closed store: a log with a full tile, signed, cosigned, and with a removal. */
async function filledFolder(t: TestContext) {
  const folder = sqliteFolder(t);
  const store = await folder.open();
  const kit = makeKit(1);
  const company = await kit.company(store);
  const events = Array.from({ length: 257 }, (_, i) =>
    kit.event(company, { actorId: 1, ...(i === 0 && { controlIds: [7] }) }),
  );
  const subject = kit.subject({ kind: 'person', id: 1 });
  const snapshots = [kit.snapshot(subject, 'person', 1, 1, { id: 1 })];
  const changes = [{ do: 'addSubject', subject } as const];
  await commitAll(store, [kit.item(company, { events, snapshots, changes })]);
  await store.close();
  const db = new DatabaseSync(databaseFile(folder.path));
  db.exec(`INSERT INTO removals VALUES (1, 256, 0, zeroblob(32), 'text', NULL);
    INSERT INTO checkpoints SELECT 1, 257, root, ${ORIGIN} || char(10) || '257' FROM heads;
    INSERT INTO cosigned_checkpoints SELECT company, size, root, note, 'lines', 1 FROM checkpoints`);
  db.close();
  return folder;
}

/** That file, opened as a stranger would. */
async function filledFile(t: TestContext): Promise<DatabaseSync> {
  const folder = await filledFolder(t);
  const db = new DatabaseSync(databaseFile(folder.path));
  folder.onEnd(() => db.close());
  return db;
}

/** Columns of a table, for a copy of its rows with some of them said otherwise. */
function columns(db: DatabaseSync, table: string, otherwise: Record<string, string>): string {
  const rows = db.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
  return rows.map(({ name }) => otherwise[String(name)] ?? String(name)).join(', ');
}

/** Tables that a stranger's REPLACE is refused in, and what it would change. */
const REPLACED: Readonly<Record<string, Record<string, string>>> = {
  symbols: { value: "value || 'x'" },
  tree_hashes: { hash: 'zeroblob(32)' },
  removals: { digest: 'randomblob(32)' },
  heads: { size: '0' },
  companies: { uuid: "'other'" },
  log_keys: { vkey: "'other'" },
  checkpoints: { size: 'size - 1' },
  snapshots: { json: "'{}'" },
};

test('the log refuses to be changed in place, by whoever opens the file', async (t) => {
  const db = await filledFile(t);
  const attempts = [
    'UPDATE events SET created_at = created_at + 1 WHERE seq = 3',
    'UPDATE events SET leaf = zeroblob(32)',
    'DELETE FROM events WHERE seq = 256',
    'DELETE FROM parts WHERE seq = 3',
    'UPDATE OR REPLACE events SET seq = 3 WHERE seq = 4',
    'UPDATE tree_hashes SET hash = zeroblob(32)',
    "UPDATE symbols SET value = 'OTHER' WHERE code = 1",
    'UPDATE event_controls SET control_id = 8',
    'UPDATE removals SET digest = randomblob(32)',
    'UPDATE heads SET size = size - 1',
    'UPDATE heads SET recorded_at = recorded_at - 1',
    "UPDATE companies SET uuid = 'other'",
    "UPDATE log_keys SET vkey = 'other'",
    'UPDATE checkpoints SET size = size - 1',
    'UPDATE checkpoints SET root = zeroblob(32)',
    "UPDATE snapshots SET json = '{}'",
    'UPDATE subjects SET key = zeroblob(32)',
  ];
  const whole = ['events', 'parts', 'event_controls', 'cosigned_checkpoints', ...Object.keys(REPLACED)];
  for (const table of whole) {
    const row = db.prepare(`SELECT count(*) AS n FROM ${table}`).get();
    assert.ok(Number(row?.n) > 0, table);
    // Erasure removes snapshots.
    if (table !== 'snapshots') attempts.push(`DELETE FROM ${table}`);
  }
  for (const attempt of attempts) assert.throws(() => db.exec(attempt), /append-only/, attempt);
  assert.equal(db.prepare('SELECT count(*) AS n FROM events').get()?.n, 257);
});

test('what is written seldom cannot be replaced, by whoever opens the file', async (t) => {
  const db = await filledFile(t);
  for (const [table, otherwise] of Object.entries(REPLACED)) {
    const replace = `INSERT OR REPLACE INTO ${table} SELECT ${columns(db, table, otherwise)} FROM ${table}`;
    assert.throws(() => db.exec(replace), /append-only/, table);
  }
});

test('a key that stopped signing does not sign again', async (t) => {
  const db = await filledFile(t);
  db.exec('UPDATE log_keys SET signs_until = 100');
  for (const until of ['NULL', '101'])
    assert.throws(() => db.exec(`UPDATE log_keys SET signs_until = ${until}`), /append-only/);
});

const replaceEvent = (db: DatabaseSync) =>
  db.exec(
    `INSERT OR REPLACE INTO events SELECT ${columns(db, 'events', { created_at: 'created_at + 1' })} FROM events WHERE seq = 0`,
  );

test('a connection of ours cannot replace an event', async (t) => {
  const folder = await filledFolder(t);
  const db = openDatabase(folder.path, 'write');
  folder.onEnd(() => db.close());
  assert.throws(() => replaceEvent(db), /append-only: DELETE of events is refused/);
});

test('a place and an id of a company are given once', async (t) => {
  const db = await filledFile(t);
  const copy = (seq: string, id: string) =>
    `INSERT INTO events SELECT ${columns(db, 'events', { seq, id })} FROM events WHERE seq = 0`;
  assert.throws(() => db.exec(copy('seq', 'randomblob(16)')), /UNIQUE/);
  assert.throws(() => db.exec(copy('1000', 'id')), /UNIQUE/);
  assert.throws(() => db.exec(copy('1000', 'randomblob(15)')), /CHECK/);
});

test('migrations are frozen, and their hashes are in the store', (t) => {
  const known = Object.fromEntries(listMigrations().map(({ name, hash }) => [name, hash]));
  assert.deepEqual(known, FROZEN);
  const folder = sqliteFolder(t);
  const db = openDatabase(folder.path, 'write');
  folder.onEnd(() => db.close());
  migrate(db);
  migrate(db);
  const applied = db.prepare('SELECT name, hash FROM migrations').all();
  assert.deepEqual(Object.fromEntries(applied.map(({ name, hash }) => [name, hash])), FROZEN);
});

test('a store of a newer version, or of another history, is refused in one line', async (t) => {
  const changes = [
    "INSERT INTO migrations (name, hash) VALUES ('0999_later.sql', 'aa')",
    "UPDATE migrations SET hash = 'aa'",
  ];
  for (const change of changes) {
    const folder = sqliteFolder(t);
    await (await folder.open()).close();
    const db = new DatabaseSync(databaseFile(folder.path));
    db.exec(change);
    db.close();
    await assert.rejects(folder.open(), (error) => {
      assert.ok(error instanceof SchemaMismatch);
      assert.match(error.message, /^[^\n]+$/);
      return true;
    });
  }
});

test('a migration that fails leaves nothing behind', (t) => {
  const folder = sqliteFolder(t);
  const db = openDatabase(folder.path, 'write');
  folder.onEnd(() => db.close());
  // A stranger's table is in the way of ours.
  db.exec('CREATE TABLE checkpoints (x)');
  assert.throws(() => migrate(db), /checkpoints/);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  assert.deepEqual(
    tables.map(({ name }) => name),
    ['checkpoints'],
  );
});

test('every connection writes ahead, flushes at every commit, overwrites what is deleted, and deletes under the triggers', (t) => {
  const folder = sqliteFolder(t);
  const writing = openDatabase(folder.path, 'write');
  writing.exec('CREATE TABLE things (x)');
  const reading = openDatabase(folder.path, 'read');
  folder.onEnd(() => {
    writing.close();
    reading.close();
  });
  for (const db of [writing, reading]) {
    const setting = (name: string) => db.prepare(`PRAGMA ${name}`).get()?.[name];
    assert.equal(setting('journal_mode'), 'wal');
    assert.equal(setting('synchronous'), 2);
    assert.equal(setting('secure_delete'), 1);
    assert.equal(setting('recursive_triggers'), 1);
  }
  assert.throws(() => reading.exec('INSERT INTO things VALUES (1)'), /readonly|read-only/);
});
