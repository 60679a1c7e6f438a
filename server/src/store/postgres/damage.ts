/** Damage that only the storage engine can see. */
import pg from 'pg';

/**
 * Checks every B-tree index against its table where the extension amcheck is installed and this role may use it, one line
 * for each that fails. Page checksums are checked by the server on every read; a client cannot ask for more.
 */
export async function findDamage(pool: pg.Pool): Promise<readonly string[]> {
  const { rows: found } = await pool.query(
    `SELECT FROM pg_proc WHERE oid = to_regprocedure('bt_index_check(regclass, boolean)')
        AND has_function_privilege(oid, 'EXECUTE')`,
  );
  if (found.length === 0) return [];
  const { rows: indexes } = await pool.query<{ oid: number; name: string }>(
    `SELECT i.oid::bigint AS oid, i.relname AS name FROM pg_index x
       JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
       JOIN pg_am a ON a.oid = i.relam AND a.amname = 'btree'
      WHERE t.relnamespace = current_schema()::regnamespace AND x.indisvalid ORDER BY i.relname`,
  );
  const lines: string[] = [];
  for (const { oid, name } of indexes) {
    try {
      await pool.query('SELECT bt_index_check($1::oid::regclass, true)', [oid]);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      lines.push(`index ${name}: ${error.message}`);
    }
  }
  return lines;
}
