/** Leases as rows, one a task; their times are by the database's clock. */
import type pg from 'pg';
import type { Leases } from '../../app/ports/leases.ts';

/** `instance` names this process among those that work on the database. */
export function postgresLeases(writes: pg.Pool, instance: string): Leases {
  return {
    async take(task, ms) {
      // While another instance has it nothing is written, not even a lock.
      const { rowCount } = await writes.query({
        name: 'take_lease',
        text: `INSERT INTO leases AS l (task, instance, until)
               SELECT $1, $2::uuid, clock_timestamp() + $3 * interval '1 millisecond'
                WHERE NOT EXISTS (SELECT FROM leases
                                   WHERE task = $1 AND instance <> $2::uuid AND until > clock_timestamp())
               ON CONFLICT (task) DO UPDATE SET instance = EXCLUDED.instance, until = EXCLUDED.until
                WHERE l.instance = EXCLUDED.instance OR l.until <= clock_timestamp()`,
        values: [task, instance, ms],
      });
      return rowCount === 1;
    },
    async release(task) {
      await writes.query('DELETE FROM leases WHERE task = $1 AND instance = $2', [task, instance]);
    },
  };
}
