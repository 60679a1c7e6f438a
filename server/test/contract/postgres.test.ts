/** The store contract on PostgreSQL. Each store of the suite has a database of its own on one server. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { nativeSha256 } from '../../src/app/shared/secrets.ts';
import { openPostgresStore } from '../../src/store/postgres/open.ts';
import { NoPostgres, type TestPostgres, tryPostgres } from '../postgres.ts';
import { collectStatements, scansOfAnyCompany } from './statements.ts';
import { contractSuite, type Opened } from './suite.ts';

const server = await tryPostgres();

if (server instanceof NoPostgres) {
  test('store contract: PostgreSQL', (t) => t.skip(server.message));
} else {
  after(() => server.stop());
  const sent = collectStatements();
  contractSuite('PostgreSQL', () => openOn(server));
  statementsSuite(server, sent);
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

/** Statements that are not about companies by number, and why. */
const ACROSS: readonly { text: RegExp; why: string }[] = [
  { text: /FROM companies c JOIN heads h .* ORDER BY c\.company$/s, why: 'the list of companies' },
  { text: /FROM heads h LEFT JOIN checkpoints/, why: 'the signer looks for heads without a signature' },
  { text: /^SELECT company FROM companies WHERE uuid = /, why: 'a token names its company by its UUID' },
  { text: /WHERE c\.uuid = \$1\s*$/, why: 'the same, with the account of a user' },
  { text: /FROM waiting_jobs/, why: 'workers look for work of every company' },
  { text: /FROM checkpoints c JOIN heads h/, why: 'a start checks every log that is signed' },
  { text: /FROM unwitnessed_checkpoints/, why: 'the same, of checkpoints that witnesses are to sign' },
  { text: /FROM retaining_companies/, why: 'the same, of companies with rules of retention' },
  { text: /^DELETE FROM writers WHERE at </, why: 'instances that ended long ago, of whichever company' },
];

function statementsSuite(postgres: TestPostgres, sent: ReadonlySet<string>): void {
  test('every statement that the contract makes the store send names its companies', async (t) => {
    const url = await postgres.database();
    await (await openPostgresStore({ url, onFatal: () => {} })).close();
    const statements = [...sent].filter((text) => /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/.test(text));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const { rows } = await client.query<{ name: string; version: number }>(
        `SELECT t.relname AS name, current_setting('server_version_num')::integer AS version
           FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'company'
          WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')`,
      );
      if ((rows[0]?.version ?? 0) < 160_000) return t.skip('PostgreSQL plans for any value from 16 on');
      const keyed = new Set(rows.map(({ name }) => name));
      const open = 'SELECT FROM events e JOIN parts p USING (company, seq) WHERE seq = $1';
      assert.deepEqual((await scansOfAnyCompany(client, open, keyed)).toSorted(), ['events', 'parts']);
      const named = new Set<RegExp>();
      for (const text of statements) {
        const tables = await scansOfAnyCompany(client, text, keyed);
        if (tables.length === 0) continue;
        const across = ACROSS.find((one) => one.text.test(text));
        assert.ok(across, `reads ${tables} of any company: ${text}`);
        named.add(across.text);
      }
      assert.deepEqual(
        ACROSS.filter(({ text }) => !named.has(text)),
        [],
        'each of ACROSS is needed',
      );
      assert.ok(statements.length > 100, `${statements.length} statements`);
    } finally {
      await client.end();
    }
  });
}
