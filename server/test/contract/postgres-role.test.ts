/** The store contract on PostgreSQL as a role that may add to the log and not change it. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { nativeSha256 } from '../../src/app/shared/secrets.ts';
import { openPostgresStore } from '../../src/store/postgres/open.ts';
import { GRANTS } from '../../src/store/postgres/roles.ts';
import { NoPostgres, type TestPostgres, tryPostgres } from '../postgres.ts';
import { makeRole, type ServerRole } from '../postgres-role.ts';
import { collectStatements, deedsIn } from './statements.ts';
import { contractSuite, type Opened } from './suite.ts';

const server = await tryPostgres();

if (server instanceof NoPostgres) {
  test('store contract: PostgreSQL as the role of servers', (t) => t.skip(server.message));
} else {
  const role = await makeRole(server);
  after(() => server.stop());
  const sent = collectStatements();
  contractSuite('PostgreSQL as the role of servers', () => openAs(role, server));

  test('the contract does as the role whatever the role may do', () => {
    const may = Object.entries(GRANTS).flatMap(([table, grants]) =>
      NOBODYS.has(table)
        ? []
        : [...grants.matchAll(/SELECT|INSERT|UPDATE|DELETE/g)].map(([deed]) => `${deed} ${table}`),
    );
    const done = deedsIn(sent);
    assert.deepEqual(
      may.filter((deed) => !done.has(deed)),
      [],
    );
  });
}

/** Tables that hold no company's data, and moves between stores (server/test/moving.test.ts). */
const NOBODYS = new Set(['moves', 'writers', 'leases']);

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
