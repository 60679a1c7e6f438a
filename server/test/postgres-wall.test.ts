/** The second wall: what PostgreSQL itself refuses to the role that servers run as, with the server's own errors. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import type { Company, Store } from '../src/app/ports.ts';
import { SchemaMismatch } from '../src/store/postgres/migrate.ts';
import { openPostgresStore } from '../src/store/postgres/open.ts';
import { GRANTS, grantServerRole, UnfitRole } from '../src/store/postgres/roles.ts';
import { type Kit, makeKit, NOON } from './contract/kit.ts';
import { commitAll } from './contract/suite-ledger.ts';
import { NoPostgres, type TestPostgres, tryPostgres } from './postgres.ts';
import { makeRole, type ServerRole } from './postgres-role.ts';

const server = await tryPostgres();
if (server instanceof NoPostgres) {
  test('the second wall of PostgreSQL', (t) => t.skip(server.message));
} else {
  const role = await makeRole(server);
  after(() => server.stop());
  describe('the second wall of PostgreSQL', () => wallSuite(server, role));
  describe('the role of servers', () => roleSuite(server, role));
}

const open = (url: string) => openPostgresStore({ url, onFatal: (error) => assert.fail(error) });

/** What makes a row that somebody sees one of this company. */
const ROWS_OF_COMPANY = [
  ...[
    'events',
    'parts',
    'snapshots',
    'subjects',
    'directory',
    'directory_history',
    'api_keys',
    'idempotency',
  ],
  ...[
    'files',
    'jobs',
    'symbols',
    'search_in_sight',
    'event_types',
    'removals',
    'event_controls',
    'tree_hashes',
  ],
];
const VIEWS = ['search_in_sight', 'waiting_jobs', 'retaining_companies', 'unwitnessed_checkpoints'];
const LOG = ['events', 'symbols', 'tree_hashes', 'removals', 'event_controls'];

function wallSuite(postgres: TestPostgres, role: ServerRole): void {
  let store: Store;
  let mine: Company;
  let other: Company;
  let insider: pg.Client;
  let owner: pg.Client;

  before(async () => {
    const ownerUrl = await postgres.database();
    const url = await role.prepare(ownerUrl);
    store = await open(url);
    assert.deepEqual(store.notes, []);
    const kit = makeKit(1);
    [mine, other] = [await kit.company(store), await kit.company(store)];
    for (const company of [mine, other]) await fill(store, kit, company);
    insider = new pg.Client({ connectionString: url });
    owner = new pg.Client({ connectionString: ownerUrl });
    await insider.connect();
    await owner.connect();
  });
  after(async () => {
    await insider.end();
    await owner.end();
    await store.close();
  });

  /** In one transaction about `mine`, as whoever has the password of the server's role would do it. */
  async function asInsider(...statements: string[]): Promise<pg.QueryResult> {
    const last = statements.at(-1) ?? '';
    try {
      await insider.query(`BEGIN; SET LOCAL affidavit.companies = '{${mine.company}}'`);
      for (const statement of statements.slice(0, -1)) await insider.query(statement);
      const result = await insider.query(last);
      await insider.query('COMMIT');
      return result;
    } finally {
      await insider.query('ROLLBACK');
    }
  }

  const refused = (code: string, message: RegExp, ...statements: string[]) =>
    assert.rejects(
      asInsider(...statements),
      (error: unknown) =>
        error instanceof pg.DatabaseError && error.code === code && message.test(error.message),
      statements.join('; '),
    );
  const denied = (...statements: string[]) => refused('42501', /^permission denied (for|to)/, ...statements);
  const notOwner = (...statements: string[]) => refused('42501', /^must be owner of/, ...statements);

  test('no row of the log is changed, deleted or truncated', async () => {
    for (const table of LOG) {
      await denied(`UPDATE ${table} SET company = company`);
      await denied(`DELETE FROM ${table}`);
    }
    const tables = Object.keys(GRANTS).filter((name) => !VIEWS.includes(name));
    for (const table of tables) await denied(`TRUNCATE ${table}`);
  });

  test('nothing else of an event is changed by itself', async () => {
    await denied('UPDATE parts SET seq = seq + 1');
    await denied('UPDATE snapshots SET json = json');
    await denied('UPDATE subjects SET key = key');
    await denied(`UPDATE files SET bytes = ''`);
    await denied('UPDATE directory_history SET version = 0');
    const unnamed = (what: string, statement: string) =>
      refused('42501', new RegExp(`^taking away from ${what} is refused: no `), statement);
    await unnamed('parts', 'UPDATE parts SET text = NULL, text_salt = NULL WHERE seq = 0');
    await unnamed('parts', `UPDATE parts SET text = '{}' WHERE seq = 0`);
    await unnamed('parts', 'UPDATE parts SET metadata = NULL WHERE seq = 0');
    await unnamed('parts', 'UPDATE parts SET actor_id = NULL WHERE seq = 0');
    await unnamed('parts', 'UPDATE parts SET actor_id = 8 WHERE seq = 0');
    await unnamed('snapshots', 'DELETE FROM snapshots');
    await unnamed('subjects', 'DELETE FROM subjects');
    await unnamed('directory_history', 'DELETE FROM directory_history');
    await unnamed('directory_history', `UPDATE directory_history SET json = '{}'`);
    await unnamed('files', 'DELETE FROM files');
    await unnamed('files', `UPDATE files SET name = ''`);
    await refused('42501', /does not follow/, 'UPDATE checkpoints SET size = size - 1');
    await refused('42501', /does not follow/, `UPDATE checkpoints SET root = sha256('')`);
    await refused('42501', /of the log that is written to/, 'DELETE FROM checkpoints');
  });

  test('tables of its own do not stand before those that are asked', async () => {
    await refused(
      '42501',
      /no removal names/,
      `CREATE TEMPORARY TABLE removals ON COMMIT DROP AS
         SELECT company, 0::bigint AS seq, text AS digest, NULL::bytea AS replacement FROM events`,
      'SET LOCAL search_path = pg_temp, public',
      'UPDATE public.parts SET text = NULL WHERE seq = 0',
    );
    await refused('42501', /^permission denied for schema/, 'CREATE FUNCTION f() RETURNS integer RETURN 1');
  });

  test('no wall is taken down', async () => {
    for (const table of [...LOG, 'parts', 'snapshots', 'subjects']) {
      await notOwner(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
      await notOwner(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
      await notOwner(`DROP POLICY of_company ON ${table}`);
      await notOwner(`DROP TABLE ${table} CASCADE`);
    }
    await notOwner('DROP TRIGGER events_append_only ON events');
    await notOwner('DROP TRIGGER parts_named ON parts');
    await notOwner('ALTER FUNCTION refuse_unnamed_part() RENAME TO other');
    await notOwner('DROP FUNCTION refuse_change() CASCADE');
    await denied('SET session_replication_role = replica');
    await denied('GRANT UPDATE ON events TO PUBLIC', 'UPDATE events SET seq = 0');
    const { rows: [who] = [] } = await owner.query('SELECT current_user AS name');
    await refused('42501', /permission denied to set role/, `SET LOCAL ROLE ${who.name}`);
  });

  test('the rows of another company are not there', async () => {
    for (const table of ROWS_OF_COMPANY) {
      const { rows } = await asInsider(`SELECT DISTINCT company FROM ${table}`);
      assert.deepEqual(
        rows,
        rows.filter(({ company }) => company === mine.company),
        table,
      );
      const { rows: all } = await owner.query(`SELECT FROM ${table.replace('_in_sight', '')}`);
      assert.ok(rows.length === 1 || all.length === 0, `${table} shows what is of this company`);
    }
    const { rows: whole } = await insider.query('SELECT FROM events');
    assert.equal(whole.length, 0, 'nothing is seen by who says nothing');
    await denied('SELECT words FROM search');
    await denied('SELECT * FROM log');
  });

  test('nothing is written for another company', async () => {
    await refused(
      '42501',
      /^new row violates row-level security policy/,
      `INSERT INTO event_types VALUES (${other.company}, 'X', 1, 'X', '{}', 0)`,
    );
    for (const statement of [
      `UPDATE heads SET size = 0 WHERE company = ${other.company}`,
      `DELETE FROM directory WHERE company = ${other.company}`,
      `UPDATE api_keys SET revoked_at = 0 WHERE company = ${other.company}`,
    ])
      assert.equal((await asInsider(statement)).rowCount, 0, statement);
  });

  test('every table is granted, guarded and listed', async () => {
    const { rows } = await owner.query<{ name: string; kind: string; guarded: boolean; keyed: boolean }>(
      `SELECT t.relname AS name, t.relkind AS kind, t.relrowsecurity AS guarded,
              EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'company') AS keyed
         FROM pg_class t WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p', 'v')`,
    );
    // The view `log` is for people with a shell, who own it.
    assert.deepEqual(rows.map(({ name }) => name).sort(), [...Object.keys(GRANTS), 'log'].sort());
    const open = rows.filter(({ kind, keyed, guarded }) => kind !== 'v' && keyed && !guarded);
    assert.deepEqual(
      open.map(({ name }) => name),
      // Which flush each instance did last: nobody's data.
      ['writers'],
    );
  });
}

/** A row in every table that a company has rows in. */
async function fill(store: Store, kit: Kit, company: Company): Promise<void> {
  const subject = kit.subject({ kind: 'person', id: 7 });
  const snapshot = kit.snapshot(subject, 'person', 7, 1, { id: 7 });
  const event = kit.event(company, {
    ...{ actorId: 7, person: snapshot.digest, metadata: { a: 1 }, controlIds: [5] },
  });
  await commitAll(store, [
    kit.item(company, {
      changes: [
        { do: 'put', row: kit.user(7) },
        { do: 'addSubject', subject },
        { do: 'addKey', key: kit.key(7) },
        {
          do: 'addFile',
          file: {
            ...{
              id: kit.random.uuid(),
              subject: { kind: 'person', id: 7 },
              name: 'a',
              mediaType: 'text/plain',
            },
            ...{ bytes: kit.random.bytes(9), createdAt: 0 },
          },
        },
      ],
      snapshots: [snapshot],
      events: [event],
      idempotency: { key: 'one', fingerprint: kit.random.bytes(32) },
    }),
  ]);
  const { size, root } = await store.events.head(company.company);
  await store.checkpoints.keep(company.company, { size, root, note: `${company.origin}\n${size}\n` }, NOON);
}

function roleSuite(postgres: TestPostgres, role: ServerRole): void {
  test('who owns the tables is told that there is no second wall', async () => {
    const store = await open(await postgres.database());
    assert.match(store.notes.join(), /Two roles/);
    await store.close();
  });

  test('the role of servers needs a schema that somebody made', async () => {
    const ownerUrl = await postgres.database();
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    const missing = (name: string) => (error: unknown) =>
      error instanceof SchemaMismatch &&
      error.message.includes(name) &&
      /database prepare/.test(error.message);
    await assert.rejects(open(role.on(ownerUrl)), missing('0001_initial.sql'));
    const url = await role.prepare(ownerUrl);
    await client.query(`DELETE FROM migrations WHERE name = (SELECT max(name) FROM migrations)`);
    await client.end();
    await assert.rejects(open(url), /lacks schema 0/);
  });

  test('what it was given beyond that is taken back', async () => {
    const ownerUrl = await postgres.database();
    const url = await role.prepare(ownerUrl);
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query(`GRANT UPDATE ON events TO ${role.name}`);
    const loose = await open(url);
    assert.match(loose.notes.join(), /Two roles/);
    await loose.close();
    await role.prepare(ownerUrl);
    const store = await open(url);
    assert.deepEqual(store.notes, []);
    await store.close();
    await client.end();
  });

  test('a role that could do anything is no role of servers', async () => {
    const ownerUrl = await postgres.database();
    const [name] = new URL(ownerUrl).username.split(':');
    const unfit = (message: RegExp) => (error: unknown) =>
      error instanceof UnfitRole && message.test(error.message);
    await assert.rejects(grantServerRole(ownerUrl, String(name)), unfit(/may do anything|owns the tables/));
    await assert.rejects(
      grantServerRole(ownerUrl, 'nobody there'),
      unfit(/there is no role.*CREATE ROLE "nobody there"/),
    );
  });
}
