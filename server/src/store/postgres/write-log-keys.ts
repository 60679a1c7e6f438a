/** The keys of a log: the first one, and those that take its place. */
import type pg from 'pg';
import type { LogKey } from '../../app/ports/log-keys.ts';
import { collect, type Written } from './columns.ts';
import type { CompanyState } from './plan.ts';

export function insertLogKey(client: pg.PoolClient, company: number, key: LogKey): Written {
  return client.query(
    `INSERT INTO log_keys (company, origin, generation, vkey, from_size, signs_until)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [company, key.origin, key.generation, key.vkey, key.fromSize, key.signsUntil],
  );
}

export function turnLogKeys(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  return collect(states, (state) => state.writes.turnedLogKeys).flatMap(({ company, row }) => {
    const { key, replacing, until } = row;
    const turned = [
      client.query('UPDATE companies SET origin = $2, generation = $3 WHERE company = $1', [
        company,
        key.origin,
        key.generation,
      ]),
      client.query('UPDATE log_keys SET signs_until = LEAST(signs_until, $2) WHERE company = $1', [
        company,
        until,
      ]),
      insertLogKey(client, company, key),
    ];
    if (key.origin === replacing.origin) return turned;
    const forgotten = ['checkpoints', 'cosigned_checkpoints'].map((table) =>
      client.query(`DELETE FROM ${table} WHERE company = $1`, [company]),
    );
    return [...turned, ...forgotten];
  });
}
