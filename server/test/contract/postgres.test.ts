/** The store contract on PostgreSQL. Each store of the suite has a database of its own on one server. */
import { after, test } from 'node:test';
import { nativeSha256 } from '../../src/app/shared/secrets.ts';
import { openPostgresStore } from '../../src/store/postgres/open.ts';
import { NoPostgres, type TestPostgres, tryPostgres } from '../postgres.ts';
import { contractSuite, type Opened } from './suite.ts';

const server = await tryPostgres();

if (server instanceof NoPostgres) {
  test('store contract: PostgreSQL', (t) => t.skip(server.message));
} else {
  after(() => server.stop());
  contractSuite('PostgreSQL', () => openOn(server));
}

async function openOn(postgres: TestPostgres): Promise<Opened> {
  const url = await postgres.database();
  const open = () =>
    openPostgresStore({
      url,
      hash: nativeSha256,
      onFatal(error) {
        throw error;
      },
    });
  let store = await open();
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
