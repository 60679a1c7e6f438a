/** What was erased is found by no query of PostgreSQL, in no table; the answer says where its bytes may still be. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import type { World } from '../src/app/ports.ts';
import { unpackPart } from '../src/store/packed-part.ts';
import { openPostgresStore } from '../src/store/postgres/open.ts';
import { makeKit, NOON } from './contract/kit.ts';
import { instance, PLANT, populatePerson, REQUEST } from './contract/suite-erasure.ts';
import { NoPostgres, type TestPostgres, tryPostgres } from './postgres.ts';

const server = await tryPostgres();
if (server instanceof NoPostgres) {
  test('erasure on PostgreSQL', (t) => t.skip(server.message));
} else {
  after(() => server.stop());
  test('what was erased is in no row of any table', () => eraseEverywhere(server));
}

async function eraseEverywhere(postgres: TestPostgres): Promise<void> {
  const url = await postgres.database();
  const store = await openPostgresStore({
    url,
    onFatal(error) {
      throw error;
    },
  });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const kit = makeKit(1);
    const company = await kit.company(store);
    const world: World = {
      now: () => NOON,
      randomBytes: (count) => kit.random.bytes(count),
      eventId: () => kit.random.uuid(),
      uuid: () => kit.random.uuid(),
    };
    const one = instance(store, kit.random);
    await populatePerson(one, company, world);
    const before = await tablesWith(client, PLANT);
    assert.ok(before.length >= 5 && before.includes('parts, packed'), before.join());
    const { remains } = await one.erasure.erase(company, 1, 7, REQUEST);
    assert.deepEqual(await tablesWith(client, PLANT), []);
    assert.match(remains.join('\n'), /VACUUM FULL[\s\S]*second checkpoint[\s\S]*backups/);
  } finally {
    await client.end();
    await store.close();
  }
}

/** Tables of which a row holds a text, as text or as bytes, in any case. */
async function tablesWith(client: pg.Client, text: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const spellings = [text, text.toLowerCase(), text.toUpperCase()].map((one) =>
    Buffer.from(one).toString('hex'),
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await client.query(
      `SELECT 1 FROM ${pg.escapeIdentifier(name)} AS t WHERE t::text ILIKE $1 OR t::text ~ $2 LIMIT 1`,
      [`%${text}%`, spellings.join('|')],
    );
    if (rowCount !== 0) found.push(name);
  }
  if (await inPackedParts(client, text)) found.push('parts, packed');
  return found;
}

/** Whether a document that is not kept as text holds it. */
async function inPackedParts(client: pg.Client, text: string): Promise<boolean> {
  const { rows } = await client.query<{ packed: Buffer | null }>(
    'SELECT metadata AS packed FROM parts UNION ALL SELECT test FROM parts',
  );
  return rows.some(({ packed }) => unpackPart(packed)?.toLowerCase().includes(text.toLowerCase()) ?? false);
}
