/**
 * Two roles: the owner of the tables, who brings the schema up to date, and the one that servers run as, who may add to the
 * log and not change it (docs/decisions/0025).
 */
import pg from 'pg';
import { listMigrations, migrate, requireMigrated } from './migrate.ts';
import { openNodes, reach } from './nodes.ts';
import { openPatientPool } from './pools.ts';

const ADD = 'SELECT, INSERT';
const KEEP = 'SELECT, INSERT, UPDATE, DELETE';

/** What the server's role may do with each table and view; nobody may do more. Triggers say which rows may go, and when. */
export const GRANTS: Readonly<Record<string, string>> = {
  events: ADD,
  event_controls: ADD,
  event_types: ADD,
  removals: ADD,
  symbols: ADD,
  tree_hashes: ADD,
  parts: `${ADD}, UPDATE (actor_id, text, text_salt, metadata, metadata_salt, test, test_salt)`,
  snapshots: `${ADD}, DELETE`,
  subjects: `${ADD}, DELETE`,
  directory: `${ADD}, DELETE`,
  directory_history: `${ADD}, UPDATE (email, json), DELETE`,
  files: `${ADD}, UPDATE (name), DELETE`,
  jobs: `${ADD}, UPDATE (status, claimed_at, file_id, error, completed_at), DELETE`,
  api_keys: `${ADD}, UPDATE (name, revoked_at), DELETE`,
  idempotency: KEEP,
  // Words are read through the view.
  search: 'SELECT (company, seq, piece), INSERT, DELETE',
  accounts: KEEP,
  sign_in_links: `${ADD}, UPDATE (used_at, name, email), DELETE`,
  sessions: `${ADD}, UPDATE (seen_at), DELETE`,
  saved_views: `${ADD}, UPDATE (user_id, name, query, shared, updated_at), DELETE`,
  search_in_sight: 'SELECT',
  waiting_jobs: 'SELECT',
  retention_marks: `${ADD}, UPDATE (created_before, recorded_before, holds)`,
  retaining_companies: 'SELECT',
  unwitnessed_checkpoints: 'SELECT',
  companies: `${ADD}, UPDATE (origin, generation)`,
  heads: `${ADD}, UPDATE (size, root, recorded_at, directory_version, standing)`,
  log_keys: `${ADD}, UPDATE (signs_until)`,
  checkpoints: `${ADD}, UPDATE (size, root, note), DELETE`,
  cosigned_checkpoints: `${ADD}, UPDATE (root, note, lines, complete), DELETE`,
  checkpoint_history: `${ADD}, UPDATE (root, note, lines, signed_at), DELETE`,
  full_checks: KEEP,
  moves: KEEP,
  writers: KEEP,
  leases: KEEP,
  migrations: 'SELECT',
};

/** Where erased rows lie: all but the log itself. */
export const ERASED_TABLES =
  'parts, snapshots, subjects, directory, directory_history, files, jobs, api_keys, idempotency, search, accounts, sign_in_links, sessions, saved_views';

/** Since PostgreSQL 17 others than the owner can be allowed to VACUUM and REINDEX. */
const MAINTAIN_VERSION = 170_000;

/** The role cannot be what servers run as: one line that says why, and what would be right. */
export class UnfitRole extends Error {
  override name = 'UnfitRole';
}

/**
 * As the owner: brings the schema up to date and gives `role` what a server needs, taking back what it has beyond that. The
 * role must exist. Rejects with UnfitRole, or SchemaMismatch.
 */
export async function grantServerRole(ownerUrl: string, role: string): Promise<void> {
  const nodes = openNodes(ownerUrl);
  const pool = openPatientPool(
    await reach(nodes)
      .then(({ host }) => host.url)
      .finally(() => nodes.close()),
  );
  try {
    await migrate(pool, await listMigrations(), async (client) => {
      await requireFit(client, role);
      const { rows } = await client.query<{ schema: string; version: number }>(
        `SELECT current_schema() AS schema, current_setting('server_version_num')::integer AS version`,
      );
      const [{ schema, version } = { schema: 'public', version: 0 }] = rows;
      await client.query(grants(pg.escapeIdentifier(role), pg.escapeIdentifier(schema), version));
    });
  } finally {
    await pool.end();
  }
}

function grants(role: string, schema: string, version: number): string {
  return [
    // Whoever could make functions here could lend theirs to those of the owner.
    `REVOKE CREATE ON SCHEMA ${schema} FROM PUBLIC`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${role}`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    ...Object.entries(GRANTS).map(([table, may]) => `GRANT ${may} ON ${table} TO ${role}`),
    `GRANT EXECUTE ON FUNCTION company_of_key, companies_of_email TO ${role}`,
    ...(version < MAINTAIN_VERSION ? [] : [`GRANT MAINTAIN ON ${ERASED_TABLES} TO ${role}`]),
  ].join(';\n');
}

async function requireFit(client: pg.PoolClient, role: string): Promise<void> {
  const { rows } = await client.query<{ mighty: boolean; owns: boolean }>(
    `SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole AS mighty,
            pg_has_role(r.oid, (SELECT relowner FROM pg_class WHERE oid = 'events'::regclass), 'MEMBER') AS owns
       FROM pg_roles r WHERE r.rolname = $1`,
    [role],
  );
  const [found] = rows;
  const make = `CREATE ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD '…'`;
  if (found === undefined) throw new UnfitRole(`there is no role ${role}: as the owner, ${make}`);
  if (found.mighty)
    throw new UnfitRole(`role ${role} may do anything: servers need one of their own, ${make}`);
  if (found.owns) throw new UnfitRole(`role ${role} owns the tables: servers need one of their own`);
}

/**
 * Brings the schema up to date as its owner; whoever is not requires it to be so. True when this role is bound by the
 * second wall.
 */
export async function enter(url: string): Promise<boolean> {
  const pool = openPatientPool(url);
  try {
    const { rows } = await pool.query<{ owns: boolean }>(
      `SELECT CASE WHEN to_regclass('migrations') IS NULL THEN has_schema_privilege(current_schema(), 'CREATE')
                   ELSE pg_has_role((SELECT relowner FROM pg_class WHERE oid = to_regclass('migrations')), 'USAGE')
              END AS owns`,
    );
    if (rows[0]?.owns === true) await migrate(pool);
    else await requireMigrated(pool);
    const { rows: bound } = await pool.query<{ bound: boolean }>(
      `SELECT row_security_active('events') AND NOT has_table_privilege('events', 'UPDATE, DELETE, TRUNCATE') AS bound`,
    );
    return bound[0]?.bound === true;
  } finally {
    await pool.end();
  }
}
