/**
 * The bare peer of reading from PostgreSQL: our own server, in which the one use-case `readEvent` is a prepared statement
 * that fetches the same text by the event's id. DATABASE_URL is the store, BARE_URL has the table `documents`.
 * `bare-select.ts FOLDER KEY_FILE`; prints its port.
 */
import pg from 'pg';
import { makeLogger } from '../../../server/src/cli/serve.ts';
import { openSystem, serve } from '../../../server/src/compose.ts';
import { readConfig } from '../../../server/src/config.ts';
import { purposes } from '../../../server/src/store/postgres/node.ts';

const [, , folder = '', keyFile = ''] = process.argv;
const config = readConfig({ data: folder, keyFile, port: '0', operationsPort: '0' });
const system = await openSystem(config, (error) => {
  throw error;
});
const pool = new pg.Pool({ connectionString: process.env.BARE_URL, max: purposes.reads });

async function select(id: string): Promise<string | null> {
  const { rows } = await pool.query<{ json: string }>({
    name: 'document',
    text: 'SELECT json FROM documents WHERE id = $1',
    values: [id],
  });
  return rows[0]?.json ?? null;
}

const readEvent = { ...system.readEvent, v1: (_: unknown, id: string) => select(id) };
const server = await serve({ ...system, readEvent }, config, makeLogger(config));
console.log(new URL(server.address).port);
process.once('SIGTERM', () => void server.close().then(() => pool.end()));
