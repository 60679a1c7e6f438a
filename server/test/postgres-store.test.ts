/** What the PostgreSQL store promises beyond the contract: several instances, its schema, its refusals. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Frontier } from '@affidavit/verify';
import pg from 'pg';
import { type Company, type Item, type Store, StoreBusy } from '../src/app/ports.ts';
import { listMigrations, type Migration, migrate, SchemaMismatch } from '../src/store/postgres/migrate.ts';
import { openPostgresStore } from '../src/store/postgres/open.ts';
import { openPatientPool } from '../src/store/postgres/pools.ts';
import { type Kit, makeKit, NOON } from './contract/kit.ts';
import { commitNamed } from './contract/named.ts';
import { commitAll } from './contract/suite-ledger.ts';
import { NoPostgres, type TestPostgres, tryPostgres } from './postgres.ts';

/** Migrations that have been released never change: a store made with them must open for ever. */
const FROZEN = [
  { name: '0001_initial.sql', hash: 'a721dc4fc60c33cdc02c42b66dcb25132db9380e25fbc4d493c9fba0c9b071de' },
  {
    name: '0002_directory_history.sql',
    hash: 'f2c1d582e21eee85e8ddf9a08649a1c2b6d5e81f5521cc8f88fe339b298f76c8',
  },
  { name: '0003_finding.sql', hash: 'deb06a336804f070694cdb48931172fb3663340a365766360eb35c40ff7d6c11' },
  { name: '0004_removals.sql', hash: '94e4406d219a7a1e4f3628802c062ab92bb23ab08a5b76b3996c8ef388666f37' },
  {
    name: '0005_cosignatures.sql',
    hash: '0ab64e3631dd0bc4b5b397a092aa641962ad1303b42f9bd621cfb18dee7cb31c',
  },
  { name: '0006_leases.sql', hash: '0c7f634e66a8687b3f43002a2b5feea965c907ebfab0e415b6b904abca0b03fe' },
  { name: '0007_moves.sql', hash: '0e24c16a85120aec715a06df6f2d0e17771e5a89365d8683a65e9c8da3854e11' },
  { name: '0008_log_keys.sql', hash: 'c8b3324ee5223f1f5ff65decd11bae876c67e8fbf27b33063f73204c1beb57a3' },
  { name: '0009_second_wall.sql', hash: '71b1363af24085f1a643dfeed8b8d45c9e44b9a3f7926374385b5248301e9aed' },
  { name: '0010_accounts.sql', hash: '0a739a0e95a9806709bd5a350f770925893719775f29b89877902ecf4337d536' },
  { name: '0011_growing.sql', hash: 'fe6d65dc05b371f496b43678f0633fc91405e2b2899af82de292353219fe3c9f' },
  { name: '0012_views.sql', hash: '05f8b281dc5a678f9df48a5d3c1ab9e8dc325d2c498fdb18ee2e54d66bcb6bab' },
  { name: '0013_log_history.sql', hash: 'ff3a6b00cfdf015fe548c1248ed0330463bea11b22f22c531fee6a3b0f06c754' },
];

const server = await tryPostgres();
if (server instanceof NoPostgres) {
  test('the PostgreSQL store', (t) => t.skip(server.message));
} else {
  after(() => server.stop());
  describe('two instances on one database', () => instancesSuite(server));
  describe('the PostgreSQL schema', () => schemaSuite(server));
  describe('an older PostgreSQL schema', () => migrationSuite(server));
  describe('the PostgreSQL store refuses', () => refusalSuite(server));
}

function open(url: string): Promise<Store> {
  return openPostgresStore({
    url,
    onFatal(error) {
      throw error;
    },
  });
}

function instancesSuite(postgres: TestPostgres): void {
  let stores: [Store, Store];
  let kit: Kit;
  before(async () => {
    const url = await postgres.database();
    stores = [await open(url), await open(url)];
    kit = makeKit(1);
  });
  after(async () => {
    for (const store of stores) await store.close();
  });

  test('append to the same logs without a gap and with one root', async () => {
    const companies: Company[] = [await kit.company(stores[0]), await kit.company(stores[1])];
    const commits = Array.from({ length: 160 }, async (_, i) => {
      const company = companies[i % 3 === 0 ? 0 : 1]!;
      const item = kit.item(company, {
        events: Array.from({ length: 1 + (i % 3) }, () => kit.event(company)),
      });
      const [recorded] = await commitAll(stores[i % 2]!, [item]);
      return { company, recorded: recorded ?? [] };
    });
    const answers = await Promise.all(commits);
    for (const company of companies) {
      const places = answers
        .filter((answer) => answer.company === company)
        .flatMap(({ recorded }) => recorded);
      const heads = await Promise.all(stores.map((store) => store.events.head(company.company)));
      assert.deepEqual(heads[0], heads[1]);
      assert.equal(heads[0]?.size, places.length);
      const stored = await stores[0].events.eventsFrom(company.company, 0, places.length + 1);
      const frontier = new Frontier();
      for (const { leaf } of stored) frontier.append(leaf);
      assert.deepEqual(heads[0]?.root, frontier.root());
      for (const { id, seq } of places) assert.equal(stored[seq]?.entry.id, id);
      assert.equal(new Set(places.map(({ seq }) => seq)).size, places.length);
    }
  });

  test('answer one idempotency key once', async () => {
    const company = await kit.company(stores[0]);
    for (let n = 0; n < 10; n++) {
      const idempotency = { key: `key ${n}`, fingerprint: kit.random.bytes(32) };
      const request = (): Item => kit.item(company, { idempotency, events: [kit.event(company)] });
      const outcomes = await Promise.all(stores.map((store) => store.ledger.commit([request()])));
      const kinds = outcomes.map(([outcome]) => outcome?.is).sort();
      assert.deepEqual(kinds, ['committed', 'replayed']);
      const events = outcomes.map(([outcome]) => (outcome && 'events' in outcome ? outcome.events : null));
      assert.deepEqual(events[0], events[1]);
    }
    assert.equal((await stores[0].events.head(company.company)).size, 10);
  });

  test('give one id one place', async () => {
    const company = await kit.company(stores[0]);
    const spec = { id: kit.random.uuid(), draftMac: kit.random.bytes(32) };
    const places = await Promise.all(
      stores.map(async (store) =>
        commitAll(store, [kit.item(company, { events: [kit.event(company, spec)] })]),
      ),
    );
    assert.deepEqual(places[0], places[1]);
    assert.equal((await stores[1].events.head(company.company)).size, 1);
  });

  test('hold one lease, one after the other', async () => {
    const [first, second] = stores.map((store) => store.leases) as [Store['leases'], Store['leases']];
    const both = (ms: number) => Promise.all([first.take('task', ms), second.take('task', ms)]);
    for (let n = 0; n < 20; n++) {
      const taken = await both(60_000);
      assert.deepEqual([...taken].sort(), [false, true]);
      const [holder, other] = taken[0] ? [first, second] : [second, first];
      assert.equal(await holder.take('task', 60_000), true, 'prolonged');
      assert.equal(await other.take('another task', 60_000), true);
      await other.release('task');
      assert.equal(await other.take('task', 60_000), false, 'nobody gives back what he has not got');
      await holder.release('task');
      await other.release('another task');
    }
    assert.equal(await first.take('task', 1), true);
    while (!(await second.take('task', 60_000)));
    assert.equal(await first.take('task', 60_000), false);
    await second.release('task');
  });

  test('sign heads that a failover cannot lose, and at the same time', async () => {
    const company = await kit.company(stores[0]);
    await commitAll(stores[0], [kit.item(company, { events: [kit.event(company)] })]);
    const seen = await Promise.all(stores.map((store) => store.checkpoints.unsigned()));
    for (const heads of seen) assert.equal(heads.find((head) => head.company === company.company)?.size, 1);
  });

  test('see each other`s directory changes', async () => {
    const company = await kit.company(stores[0]);
    const put = (id: number): Item =>
      kit.item(company, { directoryVersion: 0, changes: [{ do: 'put', row: kit.user(id) }] });
    const outcomes = await Promise.all(stores.map((store, i) => store.ledger.commit([put(i + 1)])));
    assert.deepEqual(outcomes.map(([outcome]) => outcome?.is).sort(), ['committed', 'stale']);
  });
}

function schemaSuite(postgres: TestPostgres): void {
  let url: string;
  let admin: pg.Pool;
  before(async () => {
    url = await postgres.database();
    admin = new pg.Pool({ connectionString: url, max: 1 });
  });
  after(() => admin.end());

  test('ten instances start together on an empty database', async () => {
    const stores = await Promise.all(Array.from({ length: 10 }, () => open(url)));
    for (const store of stores) await store.close();
    const { rows } = await admin.query('SELECT name, hash FROM migrations ORDER BY name');
    assert.deepEqual(rows, FROZEN);
  });

  test('events, symbols and tree hashes refuse UPDATE, DELETE and TRUNCATE', async () => {
    const store = await open(url);
    const kit = makeKit(2);
    const company = await kit.company(store);
    const events = Array.from({ length: 256 }, () => kit.event(company));
    await commitAll(store, [kit.item(company, { events })]);
    await store.close();
    for (const table of ['events', 'symbols', 'tree_hashes']) {
      for (const sql of [
        `UPDATE ${table} SET company = company`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        await assert.rejects(admin.query(sql), /append-only/, sql);
      }
    }
  });

  test('a newer schema and a changed migration are refused', async () => {
    const pool = openPatientPool(url);
    const refused = (message: RegExp) =>
      assert.rejects(
        migrate(pool),
        (error: unknown) => error instanceof SchemaMismatch && message.test(error.message),
      );
    try {
      await admin.query(`INSERT INTO migrations (name, hash) VALUES ('0999_future.sql', '')`);
      await refused(/0999_future\.sql.*use a newer one/);
      await admin.query(`DELETE FROM migrations WHERE name = '0999_future.sql'`);
      await migrate(pool);
      await admin.query(`UPDATE migrations SET hash = 'other'`);
      await refused(/0001_initial\.sql differs/);
    } finally {
      await pool.end();
    }
  });
}

/** A database as an older release left it, brought up to date by this one. */
function migrationSuite(postgres: TestPostgres): void {
  let url: string;
  let admin: pg.Pool;
  before(async () => {
    url = await postgres.database();
    admin = new pg.Pool({ connectionString: url, max: 1 });
  });
  after(() => admin.end());

  test('rows that are there already become the beginning of the history', async () => {
    await migrate(admin, await releasedUpTo('0001_initial.sql'));
    await admin.query(`
      INSERT INTO companies (uuid, name, origin, generation, created_at) VALUES (gen_random_uuid(), 'A', 'a', 1, 0);
      INSERT INTO heads VALUES (1, 0, sha256(''), 0, 7);
      INSERT INTO directory (company, kind, id, user_id, connection_id, email, json) VALUES
        (1, 'user', 1, NULL, NULL, 'ann@example.com', '{"createdAt":"2026-03-10T12:00:00.123Z","id":1}'),
        (1, 'identity', 2, 1, 5, NULL, '{"id":2,"name":"\\ud83d\\ude42"}'),
        (1, 'identity', 3, 1, 5, NULL, '{"createdAt":"long ago","id":3}')`);
    const store = await open(url);
    try {
      const rows = await store.history.changedSince(1, 0, 10);
      assert.deepEqual(
        rows.map(({ kind, id, version, at }) => [kind, id, version, at]),
        [
          ['identity', 2, 7, 0],
          ['identity', 3, 7, 0],
          ['user', 1, 7, NOON + 123],
        ],
      );
      const user = await store.directory.row(1, 'user', 1);
      assert.deepEqual(await store.history.rowAsOf(1, 'user', 1, NOON + 123), user);
      assert.equal(await store.history.rowAsOf(1, 'user', 1, NOON), null);
      assert.deepEqual(
        await store.history.rowsOfUserAsOf(1, 'identity', 1, 0),
        await store.directory.rowsOfUser(1, 'identity', 1),
      );
    } finally {
      await store.close();
    }
  });
}

/** The words of an event that fill more than one row of the index. */
function manyWords(): string {
  return Array.from({ length: 60_000 }, (_, n) => `word${n.toString(36)}`).join(' ');
}

async function releasedUpTo(last: string): Promise<readonly Migration[]> {
  return (await listMigrations()).filter(({ name }) => name <= last);
}

function refusalSuite(postgres: TestPostgres): void {
  let url: string;
  let name: string;
  let admin: pg.Pool;
  let store: Store;
  let kit: Kit;
  before(async () => {
    url = await postgres.database();
    name = new URL(url).pathname.slice(1);
    admin = new pg.Pool({ connectionString: url, max: 1 });
    store = await open(url);
    kit = makeKit(3);
  });
  after(async () => {
    await store.close();
    await admin.end();
  });

  test('to run where commits are not durable, from the start and later', async () => {
    const company = await kit.company(store);
    const item = kit.item(company, { events: [kit.event(company)] });
    await admin.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
    await assert.rejects(open(url), /synchronous_commit is off/);
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'affidavit'`,
    );
    await assert.rejects(store.ledger.commit([item]), StoreBusy);
    assert.equal((await store.events.head(company.company)).size, 0);
    await admin.query(`ALTER DATABASE ${name} RESET synchronous_commit`);
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'affidavit'`,
    );
    await commitAll(store, [item]);
  });

  test('one submission that PostgreSQL cannot hold, and takes those beside it', async () => {
    const company = await kit.company(store);
    const good = Array.from({ length: 9 }, () => kit.item(company, { events: [kit.event(company)] }));
    const bad = kit.item(company, {
      changes: [{ do: 'put', row: kit.user(1, { email: 'nul\u0000@example.com' }) }],
    });
    const stray = { ...good[0]!, company: 999_999 };
    const answers = await Promise.allSettled(
      [...good, bad, stray].map((item) => store.ledger.commit([item])),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      [...good.map(() => 'fulfilled'), 'rejected', 'rejected'],
    );
    assert.equal((await store.events.head(company.company)).size, good.length);
    assert.equal(await store.directory.row(company.company, 'user', 1), null);
  });

  test('to append to a log whose hashes do not give its root', async () => {
    const fatal: Error[] = [];
    const broken = await openPostgresStore({ url, onFatal: (error) => fatal.push(error) });
    const company = await kit.company(store);
    const item = (): Item => kit.item(company, { events: [kit.event(company)] });
    await commitAll(store, [item()]);
    await admin.query(`UPDATE heads SET root = sha256('other') WHERE company = $1`, [company.company]);
    await assert.rejects(broken.ledger.commit([item()]), /do not give the root/);
    assert.equal(fatal.length, 1);
    await broken.close();
  });

  test('to look for text that PostgreSQL cannot hold: it finds nothing', async () => {
    const company = await kit.company(store);
    await commitAll(store, [kit.item(company, { events: [kit.event(company)] })]);
    const order = { sort: 'CREATED', descending: true } as const;
    for (const filter of [
      { type: ['A\u0000'] },
      { source: ['\ud800'] },
      { id: 'no uuid' },
      { testId: [1.5] },
      { testId: [2 ** 70] },
    ]) {
      const page = await store.finder.page(company.company, filter, order, { offset: 0, limit: 5 });
      assert.deepEqual(page, { events: [], total: 0 });
    }
    assert.equal(await store.directory.userByEmail(company.company, '\u0000'), null);
    assert.equal(await store.directory.eventType(company.company, '\u0000'), null);
    assert.equal(await store.events.event(company.company, 'no uuid'), null);
  });

  test('no word of a long event', async () => {
    const company = await kit.company(store);
    const events = [manyWords(), 'word0 and others'].map((description) =>
      kit.event(company, { description }),
    );
    await commitAll(store, [kit.item(company, { events })]);
    const { rows } = await admin.query(
      'SELECT seq, count(*)::integer AS rows FROM search WHERE company = $1 GROUP BY 1 ORDER BY 1',
      [company.company],
    );
    assert.deepEqual(rows, [
      { seq: '0', rows: 3 },
      { seq: '1', rows: 1 },
    ]);
    const found = (text: string) => store.finder.count(company.company, { text }, 10);
    for (const [text, count] of [
      ['word0', 2],
      ['word0 and', 1],
      ['word0 word1ap word18y7 word1aan', 1],
      ['word0 word18y7 wo*', 1],
      ['word0 word18y7 never', 0],
      ['and word1', 0],
    ] as const)
      assert.equal(await found(text), count, text);
    const parts = [{ seq: 0, kind: 'text' as const, replacement: null }];
    await commitNamed({ store, kit, company }, [{ do: 'removeParts', parts }]);
    assert.equal(await found('word0'), 1);
    await store.search.forget(company.company, [0]);
    assert.equal(await found('word0'), 1);
  });

  test('no call for its size: many megabytes are written in pieces', async () => {
    const company = await kit.company(store);
    const dto = 'x"'.repeat(400_000);
    const items = Array.from({ length: 60 }, () =>
      kit.item(company, { events: [kit.event(company, { metadata: { dto } })] }),
    );
    await commitAll(store, items);
    const last = await store.events.eventsFrom(company.company, 59, 1);
    assert.deepEqual(last[0]?.parts.metadata, items[59]?.events[0]?.parts.metadata);
  });
}
