/** Directus over schema.sql: `directus.js DATABASE_URL KEY`, KEY being the token of its administrator; prints its port. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const [, , url, key] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'affidavit-directus-'));
process.once('SIGTERM', () => process.exit(0));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

Object.assign(process.env, {
  DB_CLIENT: 'pg',
  DB_CONNECTION_STRING: url,
  DB_POOL__MAX: '10',
  SECRET: randomBytes(32).toString('hex'),
  ADMIN_EMAIL: 'owner@example.com',
  ADMIN_PASSWORD: randomBytes(16).toString('hex'),
  ADMIN_TOKEN: key,
  PUBLIC_URL: 'http://127.0.0.1',
  LOG_LEVEL: 'error',
  SERVE_APP: 'false',
  // Otherwise it copies what it knows of the schema for every request.
  CACHE_SCHEMA_FREEZE_ENABLED: 'true',
  // It would answer 503 under a load that keeps it busy all the time.
  PRESSURE_LIMITER_ENABLED: 'false',
  // Nothing is to leave the machine.
  TELEMETRY: 'false',
  STORAGE_LOCAL_ROOT: folder,
  EXTENSIONS_PATH: folder,
});

const cli = fileURLToPath(import.meta.resolve('@directus/api/cli/run.js'));
execFileSync(process.execPath, [cli, 'bootstrap'], { stdio: ['ignore', 'ignore', 'inherit'] });

/** Lists that a document holds: in which table they are, and by which column they belong to it. */
const lists = [
  ['users', 'roles', 'user_roles', 'user_id'],
  ['users', 'background_checks', 'background_checks', 'user_id'],
  ['users', 'identities', 'identities', 'user_id'],
  ['users', 'documents', 'user_documents', 'user_id'],
  ['connections', 'workspaces', 'connection_workspaces', 'connection_id'],
  ['connections', 'provider_types', 'provider_types', 'connection_id'],
  ['events', 'issues', 'event_issues', 'event_id'],
];

// As its own pages describe them; done before it starts, since it reads its schema once.
const client = new pg.Client({ connectionString: url });
await client.connect();
for (const [collection, field, table, column] of lists) {
  await client.query(`INSERT INTO directus_fields (collection, field, special) VALUES ($1, $2, 'o2m')`, [
    collection,
    field,
  ]);
  await client.query(
    `INSERT INTO directus_relations (many_collection, many_field, one_collection, one_field) VALUES ($1, $2, $3, $4)`,
    [table, column, collection, field],
  );
}
await client.end();

const { createServer } = await import('@directus/api/server');
const server = await createServer();
await once(server.listen(0, '127.0.0.1'), 'listening');
console.log(server.address().port);
