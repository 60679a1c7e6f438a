/** Commits whose outcome the connection does not tell: none may be lost, doubled or invented. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Frontier } from '@affidavit/verify';
import pg from 'pg';
import {
  type Company,
  type Item,
  type PreparedEvent,
  type Recorded,
  type Store,
  UnknownOutcome,
} from '../src/app/ports.ts';
import { openPostgresStore } from '../src/store/postgres/open.ts';
import { type Kit, makeKit } from './contract/kit.ts';
import { commitAll, recordedOf } from './contract/suite-ledger.ts';
import { NoPostgres, type TestPostgres, tryPostgres } from './postgres.ts';
import { type Fault, type FaultyProxy, startProxy } from './postgres-proxy.ts';

const server = await tryPostgres();
if (server instanceof NoPostgres) {
  test('commits in doubt on PostgreSQL', (t) => t.skip(server.message));
} else {
  after(() => server.stop());
  describe('commits in doubt on PostgreSQL', () => doubtSuite(server));
}

function doubtSuite(postgres: TestPostgres): void {
  let url: string;
  let proxy: FaultyProxy;
  let store: Store;
  let kit: Kit;
  let admin: pg.Pool;

  before(async () => {
    url = await postgres.database();
    proxy = await startProxy(url);
    store = await openPostgresStore({ url: proxy.url, onFatal: fail });
    kit = makeKit(1);
    admin = new pg.Pool({ connectionString: url, max: 2 });
  });
  after(async () => {
    await store.close();
    await proxy.close();
    await admin.end();
  });

  /** An item of one event that a client may send again. */
  function repeatable(company: Company, over: Partial<Item> = {}): Item {
    return kit.item(company, { events: [kit.event(company, { draftMac: kit.random.bytes(32) })], ...over });
  }

  for (const fault of ['lose request', 'lose answer'] satisfies Fault[]) {
    test(`${fault}: the event is recorded once and acknowledged`, async () => {
      const company = await kit.company(store);
      const faults = proxy.faults;
      await commitAll(store, [repeatable(company)]);
      proxy.fault = fault;
      const [recorded] = await commitAll(store, [repeatable(company)]);
      assert.equal(proxy.faults, faults + 1);
      assert.equal(recorded?.[0]?.seq, 1);
      await commitAll(store, [repeatable(company)]);
      await assertSound(store, company, 3);
    });

    test(`${fault}: a change without events is made once`, async () => {
      const company = await kit.company(store);
      proxy.fault = fault;
      const item = kit.item(company, { directoryVersion: 0, changes: [{ do: 'put', row: kit.user(1) }] });
      assert.deepEqual(await store.ledger.commit([item]), [
        { is: 'committed', events: [], directoryVersion: 1 },
      ]);
    });
  }

  test('when nobody answers the outcome is unknown, and a retry finds the event', async () => {
    const company = await kit.company(store);
    const item = repeatable(company, { idempotency: { key: 'key', fingerprint: kit.random.bytes(32) } });
    proxy.fault = 'lose answer and stay away';
    await assert.rejects(store.ledger.commit([item]), UnknownOutcome);
    proxy.away = false;
    const [outcome] = await store.ledger.commit([item]);
    assert.equal(outcome?.is, 'replayed');
    assert.deepEqual(outcome?.is === 'replayed' ? outcome.events.map(({ seq }) => seq) : null, [0]);
    const [again] = await commitAll(store, [{ ...item, idempotency: null }]);
    assert.equal(again?.[0]?.seq, 0);
    await assertSound(store, company, 1);
  });

  /** Runs `body` with a trigger that acts while COMMIT runs, after each change of a table. */
  async function atCommit(table: string, action: string, body: () => Promise<void>): Promise<void> {
    await admin.query(`
      CREATE SEQUENCE commits;
      CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${action} RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT OR UPDATE ON ${table} DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION at_commit()`);
    try {
      await body();
    } finally {
      await admin.query('DROP FUNCTION at_commit CASCADE; DROP SEQUENCE commits');
    }
  }

  test('a notice during COMMIT is settled by writing the head', async () => {
    const company = await kit.company(store);
    await atCommit('events', `RAISE WARNING 'not sure';`, async () => {
      const [recorded] = await commitAll(store, [repeatable(company)]);
      assert.equal(recorded?.[0]?.seq, 0);
    });
    await assertSound(store, company, 1);
  });

  test('notices that do not end leave the outcome unknown; a retry is acknowledged once they end', async () => {
    const company = await kit.company(store);
    const item = repeatable(company);
    await atCommit('heads', `RAISE WARNING 'not sure';`, async () => {
      await assert.rejects(store.ledger.commit([item]), UnknownOutcome);
      // Seen in the store, and still not promised.
      assert.equal((await store.events.head(company.company)).size, 1);
      await assert.rejects(store.ledger.commit([item]), UnknownOutcome);
    });
    const [recorded] = await commitAll(store, [item]);
    assert.equal(recorded?.[0]?.seq, 0);
    await assertSound(store, company, 1);
  });

  for (const [title, action] of [
    ['an error', `RAISE EXCEPTION 'the first one fails';`],
    ['the end of the backend', 'PERFORM pg_terminate_backend(pg_backend_pid());'],
  ]) {
    test(`${title} during COMMIT: tried again, recorded once`, async () => {
      const company = await kit.company(store);
      await atCommit('events', `IF nextval('commits') = 1 THEN ${action} END IF;`, async () => {
        const [recorded] = await commitAll(store, [repeatable(company)]);
        assert.equal(recorded?.[0]?.seq, 0);
      });
      await assertSound(store, company, 1);
    });
  }

  test('a commit that stopped waiting for its standby is not acknowledged', async (t) => {
    if (!postgres.own) return t.skip('changes settings of the server: not on the one of DATABASE_URL');
    const company = await kit.company(store);
    const item = repeatable(company);
    await setStandbys(admin, 'nobody');
    let waiting = true;
    const answer = assert.rejects(store.ledger.commit([item]), UnknownOutcome).finally(() => {
      waiting = false;
    });
    while (waiting) {
      await admin.query(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'`);
    }
    await answer;
    assert.equal((await store.events.head(company.company)).size, 1);
    await setStandbys(admin, '');
    const [recorded] = await commitAll(store, [item]);
    assert.equal(recorded?.[0]?.seq, 0);
    await assertSound(store, company, 1);
  });

  test('backends that are terminated all the time: acknowledged events are there once', async () => {
    const companies = [await kit.company(store), await kit.company(store)];
    const acknowledged = new Map<Company, Recorded[]>(companies.map((company) => [company, []]));
    const terminations: Promise<number>[] = [];
    const clients = Array.from({ length: 8 }, async (_, i) => {
      const company = companies[i % 2]!;
      for (let n = 0; n < 25; n++) {
        const item = repeatable(company);
        // Not awaited: it hits whatever transaction is running while this item is on its way.
        if (kit.random.int(4) === 0) terminations.push(terminate(admin));
        acknowledged.get(company)?.push(...(await commitUntilKnown(store, item)));
      }
    });
    await Promise.all(clients);
    const ended = (await Promise.all(terminations)).reduce((sum, count) => sum + count, 0);
    assert.ok(ended > 0, 'no backend was terminated');
    for (const [company, events] of acknowledged) {
      assert.equal(events.length, 100);
      const stored = await assertSound(store, company, 100);
      for (const { id, seq } of events) assert.equal(stored[seq], id);
    }
  });
}

function fail(error: Error): void {
  throw error;
}

/** Names the standbys that every commit must wait for, and waits until the server has read it. */
async function setStandbys(admin: pg.Pool, names: string): Promise<void> {
  await admin.query(`ALTER SYSTEM SET synchronous_standby_names = '${names}'`);
  await admin.query('SELECT pg_reload_conf()');
  const isSet = `SELECT FROM pg_settings WHERE name = 'synchronous_standby_names' AND setting = $1`;
  while ((await admin.query(isSet, [names])).rowCount === 0);
  if (names !== '') await untilCommitsWait(admin);
}

/** A session knows the setting before the checkpointer does, and only then commits wait. */
async function untilCommitsWait(admin: pg.Pool): Promise<void> {
  const cancel = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'`;
  for (let waited = 0; waited === 0; ) {
    let answered = false;
    const commit = admin.query(`SELECT pg_logical_emit_message(true, 'test', '')`).then(() => {
      answered = true;
    });
    while (!answered) waited += (await admin.query(cancel)).rowCount ?? 0;
    await commit;
  }
}

/** As a client does: the same event again and again, until it is acknowledged. */
async function commitUntilKnown(store: Store, item: Item): Promise<readonly Recorded[]> {
  for (;;) {
    try {
      const [outcome] = await store.ledger.commit([item]);
      return recordedOf(outcome);
    } catch (error) {
      if (!(error instanceof Error && ['StoreBusy', 'UnknownOutcome'].includes(error.name))) throw error;
    }
  }
}

/** Ends the store's backends that are in a transaction; returns how many those were. */
async function terminate(admin: pg.Pool): Promise<number> {
  const { rowCount } = await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'affidavit' AND xact_start IS NOT NULL`,
  );
  return rowCount ?? 0;
}

/** The log has `size` events without a gap, none twice, and its root is that of its leaves. Returns their ids. */
async function assertSound(store: Store, company: Company, size: number): Promise<string[]> {
  const head = await store.events.head(company.company);
  assert.equal(head.size, size);
  const stored = await store.events.eventsFrom(company.company, 0, size + 1);
  const ids = stored.map(({ entry }: { entry: PreparedEvent['entry'] }) => entry.id);
  assert.deepEqual(
    stored.map(({ seq }) => seq),
    Array.from({ length: size }, (_, seq) => seq),
  );
  assert.equal(new Set(ids).size, size);
  const frontier = new Frontier();
  for (const { leaf } of stored) frontier.append(leaf);
  assert.deepEqual(head.root, frontier.root());
  return ids;
}
