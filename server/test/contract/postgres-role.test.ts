/** The store contract on PostgreSQL as a role that may add to the log and not change it. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { nativeSha256 } from '../../src/app/shared/secrets.ts';
import { openPostgresStore } from '../../src/store/postgres/open.ts';
import { NoPostgres, type TestPostgres, tryPostgres } from '../postgres.ts';
import { makeRole, type ServerRole } from '../postgres-role.ts';
import { contractSuite, type Opened } from './suite.ts';

const server = await tryPostgres();

if (server instanceof NoPostgres) {
  test('store contract: PostgreSQL as the role of servers', (t) => t.skip(server.message));
} else {
  const role = await makeRole(server);
  after(() => server.stop());
  contractSuite('PostgreSQL as the role of servers', () => openAs(role, server));
}

async function openAs(role: ServerRole, postgres: TestPostgres): Promise<Opened> {
  const url = await role.prepare(await postgres.database());
  const open = () =>
    openPostgresStore({
      url,
      hash: nativeSha256,
      onFatal(error) {
        throw error;
      },
    });
  let store = await open();
  assert.deepEqual(store.notes, []);
  return {
    store,
    async reopen() {
      await store.close();
      store = await open();
      return store;
    },
    close: () => store.close(),
  };
}
