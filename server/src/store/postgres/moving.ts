/** Companies on their way between stores: what is read of them, and the steps of a move. */
import type { Sha256 } from '@affidavit/verify';
import type pg from 'pg';
import type {
  MovedEvent,
  MovedRow,
  MovedTable,
  Moving,
  MovingCompany,
  MovingReads,
} from '../../app/ports/moving.ts';
import { COMPANY } from './access.ts';
import { postgresEventReader } from './event-reader.ts';
import { openPatientPool, type Pools } from './pools.ts';
import { type Reads, readsOn } from './sight.ts';
import { Symbols } from './symbols.ts';
import { written } from './transaction.ts';
import { arriveCompany, completeMove, putEvents, putRows, stand } from './write-moving.ts';

/** Reads where it writes: a replica may be behind what the last step wrote. */
export function postgresMoving({ nodes, writes }: Pools, hash: Sha256): Moving {
  const write = <T>(companies: readonly number[], work: (client: pg.PoolClient) => Promise<T>) =>
    written(writes, companies, work);
  return {
    ...movingReads(readsOn(writes), nodes.history),
    async snapshot(read) {
      const pool = openPatientPool((await nodes.leader()).host.url);
      try {
        return await atOneMoment(pool, (client) => read(movingReads(readsOn(client), () => '')));
      } finally {
        await pool.end();
      }
    },
    leave: (company, move) =>
      write([company], async (client) => {
        await stand(client, company, [null], 'leaving');
        await client.query(
          `INSERT INTO moves (company, move) VALUES ($1, $2)
           ON CONFLICT (company) DO UPDATE SET move = EXCLUDED.move, place = NULL`,
          [company, move],
        );
      }),
    stay: (company) =>
      write([company], async (client) => {
        await stand(client, company, ['leaving'], null);
        await client.query('DELETE FROM moves WHERE company = $1', [company]);
      }),
    depart: (company) => write([company], (client) => stand(client, company, ['leaving', 'moved'], 'moved')),
    arrive: (company, move) => write([], (client) => arriveCompany(client, company, move)),
    putEvents: (company, events) => write([company], (client) => putEvents(client, company, events, hash)),
    putRows: (company, table, rows, place) =>
      write([company], (client) => putRows(client, company, table, rows, place)),
    complete: (company, head) => write([company], (client) => completeMove(client, company, head)),
  };
}

async function atOneMoment<T>(pool: pg.Pool, read: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let whole = false;
  try {
    // Whatever the role's settings are: a copy of everything takes the time it needs.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0');
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    const result = await read(client);
    await client.query('COMMIT');
    whole = true;
    return result;
  } finally {
    client.release(!whole);
  }
}

function movingReads(on: Reads, history: () => string): MovingReads {
  const reader = postgresEventReader(on, new Symbols(on, history));
  return {
    async companies() {
      const { rows } = await on.across.query<MovingCompany>({
        text: `SELECT ${COMPANY}, COALESCE(h.standing, 'served') AS standing, m.move, m.place
           FROM companies c JOIN heads h USING (company) LEFT JOIN moves m USING (company) ORDER BY c.company`,
      });
      return rows;
    },
    head: reader.head,
    async movedEvents(company, seq, count) {
      const events = await reader.eventsFrom(company, seq, count);
      const { rows } = await on.of(company).query<{ draftMac: Uint8Array | null }>({
        name: 'draft_macs',
        text: 'SELECT draft_mac AS "draftMac" FROM events WHERE company = $1 AND seq >= $2 AND seq < $3 ORDER BY seq',
        values: [company, seq, seq + events.length],
      });
      return events.map((event, i): MovedEvent => ({ ...event, draftMac: rows[i]?.draftMac ?? null }));
    },
    async movedRows(company, table, after, count) {
      const { rows } = await on.of(company).query<MovedRow & Record<string, unknown>>({
        text: selectRows(table, after !== null),
        values: [company, count, ...(after === null ? [] : table.key.map((column) => after[column]))],
      });
      return rows;
    },
    async countRows(company, { name }) {
      const { rows } = await on.of(company).query<{ n: number }>({
        text: `SELECT count(*) AS n FROM ${name} WHERE company = $1`,
        values: [company],
      });
      return rows[0]?.n ?? 0;
    },
  };
}

function selectRows({ name, columns, key }: MovedTable, beyond: boolean): string {
  const places = key.map((_, i) => `$${i + 3}`);
  return (
    `SELECT ${Object.keys(columns)} FROM ${name} WHERE company = $1 ` +
    `${beyond ? `AND (${key}) > (${places})` : ''} ORDER BY ${key} LIMIT $2`
  );
}
