/** The keys of a log: the first one, and those that take its place. */
import type { LogKey, LogKeyChange } from '../../app/ports/log-keys.ts';
import type { Outcome } from '../../app/ports.ts';
import type { Statements } from './connection.ts';

export function insertLogKey(sql: Statements, company: number, key: LogKey): void {
  sql.run(
    'INSERT INTO log_keys (company, origin, generation, vkey, from_size, signs_until) VALUES (?, ?, ?, ?, ?, ?)',
    company,
    key.origin,
    key.generation,
    key.vkey,
    key.fromSize,
    key.signsUntil,
  );
}

/** Null when applied; otherwise why the item cannot be. */
export function turnLogKey(
  sql: Statements,
  company: number,
  { key, replacing, until }: LogKeyChange,
): Outcome | null {
  const turned = sql.run(
    'UPDATE companies SET origin = ?, generation = ? WHERE company = ? AND origin = ? AND generation = ?',
    key.origin,
    key.generation,
    company,
    replacing.origin,
    replacing.generation,
  );
  if (turned === 0) return { is: 'stale' };
  sql.run(
    'UPDATE log_keys SET signs_until = min(coalesce(signs_until, ?1), ?1) WHERE company = ?2',
    until,
    company,
  );
  insertLogKey(sql, company, key);
  if (key.origin !== replacing.origin)
    for (const table of ['checkpoints', 'cosigned_checkpoints'])
      sql.run(`DELETE FROM ${table} WHERE company = ?`, company);
  return null;
}
