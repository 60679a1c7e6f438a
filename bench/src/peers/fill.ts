/** Fills the schema of the peers (bench/peers/schema.sql) with what our own documents say. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';

type Row = Readonly<Record<string, unknown>>;

/** What of a served document the tables are filled from. */
export interface Document extends Row {
  id: string;
  user: Person;
  connection: Connection;
  issues: readonly unknown[];
}

interface Person extends Row {
  id: number;
  roles: readonly string[];
  backgroundChecks: readonly Row[];
  identities: readonly (Row & { connection: Connection })[];
}

interface Connection extends Row {
  id: number;
  user: Row & { id: number };
  workspaces: readonly (Row & { id: number })[];
}

const AT_ONCE = 1_000;

/** `documents` are of one user and one connection, as the drafts of data.ts are. */
export async function fillPeers(url: string, documents: readonly Document[], key: string): Promise<void> {
  const [first] = documents;
  if (first === undefined) throw new Error('there is no document to fill the peers from');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const insert = (table: string, rows: readonly Row[]) =>
    client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [
      JSON.stringify(rows.map(inColumns)),
    ]);
  try {
    await client.query(readFileSync(new URL('../../peers/schema.sql', import.meta.url), 'utf8'));
    const tenantId = randomUUID();
    await insert('companies', [{ id: tenantId, name: 'Bench' }]);
    await insertDirectory(insert, first, tenantId, key);
    let issueId = 0;
    for (let from = 0; from < documents.length; from += AT_ONCE) {
      const some = documents.slice(from, from + AT_ONCE);
      await insert(
        'events',
        some.map((event) => ({
          ...event,
          tenantId,
          userId: event.user.id,
          connectionId: event.connection.id,
        })),
      );
      await insert(
        'event_issues',
        some.flatMap(({ id, issues }) =>
          issues.map((issue, position) => ({ id: issueId++, eventId: id, position, issue })),
        ),
      );
    }
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

async function insertDirectory(
  insert: (table: string, rows: readonly Row[]) => Promise<unknown>,
  { user, connection }: Document,
  tenantId: string,
  key: string,
): Promise<void> {
  const userId = user.id;
  const connectionId = connection.id;
  await insert('users', [{ ...user, tenantId }]);
  const hash = createHash('sha256').update(key).digest('hex');
  await insert('api_keys', [
    { id: 1, userId, hash, permissions: ['events:read'], expiresAt: '2100-01-01T00:00:00.000Z' },
  ]);
  const roles = user.roles.map((name, id) => ({ id, name }));
  await insert('roles', roles);
  await insert(
    'user_roles',
    roles.map(({ id }) => ({ id, userId, roleId: id })),
  );
  await insert('background_checks', user.backgroundChecks);
  await insert(
    'workspaces',
    connection.workspaces.map((workspace) => ({ ...workspace, tenantId })),
  );
  await insert('connections', [{ ...connection, tenantId, ownerId: connection.user.id }]);
  await insert(
    'connection_workspaces',
    connection.workspaces.map(({ id }) => ({ id, connectionId, workspaceId: id })),
  );
  await insert(
    'identities',
    user.identities.map((identity) => ({ ...identity, userId, connectionId: identity.connection.id })),
  );
}

/** Fields without a column are left out by PostgreSQL. */
function inColumns(row: Row): Row {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]));
}
