/** A leader and a synchronous standby behind one URL: what is answered while one is gone, and after the other leads. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Company, Recorded, Store } from '../src/app/ports.ts';
import { Refused } from '../src/domain/errors.ts';
import { openPostgresStore } from '../src/store/postgres/open.ts';
import { get, post } from './client.ts';
import { type Kit, makeKit } from './contract/kit.ts';
import { commitAll, recordedOf } from './contract/suite-ledger.ts';
import { NoPostgres } from './postgres.ts';
import { type PostgresPair, tryPair } from './postgres-pair.ts';
import { type FaultyProxy, startProxy } from './postgres-proxy.ts';
import { makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

for (const [title, suite] of [
  ['the leader dies', deathSuite],
  ['the leader is replaced and does not know it', splitSuite],
  ['the network to the leader is cut', cutSuite],
] as const) {
  describe(title, async () => {
    const pair = await tryPair();
    if (pair instanceof NoPostgres) {
      test('needs PostgreSQL', (t) => t.skip(pair.message));
      return;
    }
    after(() => pair.stop());
    suite(pair);
  });
}

const draft = (description: string) => ({
  type: 'COMPANY_DATA_UPDATED',
  category: 'COMPANY',
  source: 'APP',
  description,
  userId: 1,
});

function deathSuite(pair: PostgresPair): void {
  const data = tempFolder();
  let company: { uuid: string; key: string };
  let server: RunningServer;
  let id: string;
  before(async () => {
    const env = { DATABASE_URL: pair.url };
    company = await makeCompany(data.path, 'Acme', 'owner@example.com', env);
    server = await startServer({ data: data.path, env });
  });
  after(async () => {
    await server.stop();
    data.remove();
  });
  const record = (key: string) =>
    post(server.address, '/api/events', company.key, draft(key), { 'idempotency-key': key });

  test('both are there: nothing is degraded', async () => {
    const recorded = await record('before');
    assert.equal(recorded.status, 201, recorded.text);
    id = recorded.json.id;
    assert.deepEqual((await get(server.address, '/readyz', null)).json, { status: 'ready', degraded: [] });
  });

  test('without it everything can be read, and nothing recorded', async () => {
    await pair.killLeader();
    const ready = await get(server.address, '/readyz', null);
    assert.equal(ready.status, 200, ready.text);
    assert.deepEqual(ready.json.degraded, ['recording', 'servers']);
    for (const path of [
      `/public/events/${id}`,
      '/public/events',
      '/public/v2/events',
      '/public/v2/users',
      '/api/events?q=before',
      '/api/events/feed',
    ]) {
      const answer = await get(server.address, path, company.key);
      assert.equal(answer.status, 200, `${path}: ${answer.text}`);
      assert.ok(path.includes('users') || answer.text.includes(id), path);
    }
    const refused = await record('meanwhile');
    assert.equal(refused.status, 503, refused.text);
    assert.match(refused.json.message, /retry with the same key/);
    assert.equal(refused.headers.get('retry-after'), '1');
  });

  test('once the standby leads, recording goes on by itself', async () => {
    await pair.promote();
    let answer = await record('meanwhile');
    while (answer.status === 503) answer = await record('meanwhile');
    assert.equal(answer.status, 201, answer.text);
    assert.ok(answer.json.seq > 0);
    const again = await record('before');
    assert.equal(again.json.id, id, 'what was acknowledged before is still there');
    assert.deepEqual((await get(server.address, '/readyz', null)).json.degraded, ['servers']);
  });
}

function splitSuite(pair: PostgresPair): void {
  let store: Store;
  let kit: Kit;
  let company: Company;
  before(async () => {
    store = await openPostgresStore({ url: pair.url, onFatal: fail });
    kit = makeKit(1);
    company = await kit.company(store);
  });
  after(() => store.close());

  test('what waits on the old one is recorded by the new one, once', async () => {
    const item = () =>
      kit.item(company, { events: [kit.event(company, { draftMac: kit.random.bytes(32) })] });
    await commitAll(store, [item()]);
    await pair.promote();
    // The old leader has lost its standby: it would let them wait for ever.
    const recorded = await Promise.all([item(), item()].map((one) => commitUntilKnown(store, [one])));
    assert.deepEqual(recorded.map(([event]) => event?.seq).sort(), [1, 2]);
    const onNew = await openPostgresStore({ url: pair.standbyUrl, onFatal: fail });
    assert.equal((await onNew.events.head(company.company)).size, 3);
    await onNew.close();
    assert.deepEqual(await store.health(), []);
  });

  async function commitUntilKnown(store: Store, items: Parameters<Store['ledger']['commit']>[0]) {
    for (;;) {
      try {
        const [outcome] = await store.ledger.commit(items);
        return recordedOf(outcome);
      } catch (error) {
        if (!(error instanceof Error && ['StoreBusy', 'UnknownOutcome'].includes(error.name))) throw error;
      }
    }
  }
}

function cutSuite(pair: PostgresPair): void {
  let proxy: FaultyProxy;
  let store: Store;
  let kit: Kit;
  let company: Company;
  let event: Recorded | undefined;
  before(async () => {
    proxy = await startProxy(pair.leaderUrl);
    const [proxied, standby] = [new URL(proxy.url), new URL(pair.standbyUrl)];
    const url = proxy.url.replace(proxied.host, `${proxied.host},${standby.host}`);
    store = await openPostgresStore({ url, onFatal: fail });
    kit = makeKit(1);
    company = await kit.company(store);
    [[event]] = (await commitAll(store, [kit.item(company, { events: [kit.event(company)] })])) as [
      [Recorded],
    ];
  });
  after(async () => {
    await store.close();
    await proxy.close();
  });

  test('a question that got no answer is answered by the standby', async () => {
    proxy.silent = true;
    const stored = await store.events.event(company.company, event?.id ?? '');
    assert.equal(stored?.seq, 0);
    assert.deepEqual(await store.health(), ['recording', 'servers']);
    await assert.rejects(store.ledger.commit([kit.item(company, { events: [kit.event(company)] })]), {
      name: 'StoreBusy',
    });
    await assert.rejects(
      store.access.createCompany({ ...company, origin: 'x', uuid: kit.random.uuid() }),
      Refused,
    );
  });

  test('when it can be reached again, it is used again', async () => {
    proxy.silent = false;
    while ((await store.health()).length > 0);
    await commitAll(store, [kit.item(company, { events: [kit.event(company)] })]);
  });
}

function fail(error: Error): void {
  throw error;
}
