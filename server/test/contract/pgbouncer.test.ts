/** The store contract on PostgreSQL behind a pooler that gives out single transactions, as the role of servers. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { nativeSha256 } from '../../src/app/shared/secrets.ts';
import { openPostgresStore } from '../../src/store/postgres/open.ts';
import { noPgbouncer, startPgbouncer } from '../pgbouncer.ts';
import { NoPostgres, tryPostgres } from '../postgres.ts';
import { makeRole } from '../postgres-role.ts';
import { contractSuite, type Opened } from './suite.ts';

const server = noPgbouncer === false ? await tryPostgres() : new NoPostgres(noPgbouncer);

if (server instanceof NoPostgres) {
  test('store contract: PostgreSQL through pgbouncer', (t) => t.skip(server.message));
} else {
  const role = await makeRole(server);
  const pooler = await startPgbouncer(server.url);
  const rolePooler = await startPgbouncer(role.on(server.url));
  after(async () => {
    await pooler.stop();
    await rolePooler.stop();
    await server.stop();
  });
  contractSuite('PostgreSQL through pgbouncer', async () =>
    openAt(rolePooler.through(await role.prepare(await server.database()))),
  );

  test('ten instances start together on an empty database', async () => {
    const url = pooler.through(await server.database());
    const stores = await Promise.all(Array.from({ length: 10 }, () => open(url)));
    for (const store of stores) assert.deepEqual(await store.health(), []);
    await Promise.all(stores.map((store) => store.close()));
  });
}

function open(url: string) {
  return openPostgresStore({
    url,
    hash: nativeSha256,
    onFatal(error) {
      throw error;
    },
  });
}

async function openAt(url: string): Promise<Opened> {
  let store = await open(url);
  assert.deepEqual(store.notes, []);
  return {
    store,
    async reopen() {
      await store.close();
      store = await open(url);
      return store;
    },
    close: () => store.close(),
  };
}
