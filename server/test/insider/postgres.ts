/** PostgreSQL, changed by its superuser. */
import { entryJson } from '@affidavit/verify';
import pg from 'pg';
import { openPostgresStore } from '../../src/store/postgres/open.ts';
import { parseType } from '../../src/store/postgres/types.ts';
import type { TestPostgres } from '../postgres.ts';
import { copyFolder, type Kind, makeFolder, type Place, rethrow, type Sql } from './place.ts';

export function postgres(server: TestPostgres): Kind {
  return {
    name: 'PostgreSQL',
    place: async (folder) => placeAt(server, await server.database(), makeFolder(folder)),
    stop: () => server.stop(),
  };
}

function placeAt(server: TestPostgres, url: string, folder: string): Place {
  return {
    folder,
    open: () => openPostgresStore({ url, onFatal: rethrow }),
    sql: () => handsIn(url),
    copy: async (to) => placeAt(server, await server.copy(url), copyFolder(folder, to)),
  };
}

async function handsIn(url: string): Promise<Sql> {
  const client = new pg.Client({ connectionString: url, types: { getTypeParser: parseType } });
  await client.connect();
  // No trigger fires for whoever says so.
  await client.query('SET session_replication_role = replica');
  const all: Sql['all'] = async (text, ...values) => (await client.query(text, values)).rows;
  return {
    all,
    async setEntry(company, seq, entry) {
      const { id, type, category, source, status, workspaceId, testId } = entry;
      await client.query(
        `UPDATE events SET entry = $3, id = $4, type = $5, category = $6, source = $7, status = $8,
           workspace_id = $9, test_id = $10, created_at = $11, recorded_at = $12
         WHERE company = $1 AND seq = $2`,
        [
          ...[company, seq, entryJson(entry), id, type, category, source, status, workspaceId, testId],
          ...[Date.parse(entry.createdAt), Date.parse(entry.recordedAt)],
        ],
      );
    },
    async setMetadata(company, seq, salt, json) {
      await client.query(
        'UPDATE parts SET metadata_salt = $3, metadata = $4 WHERE company = $1 AND seq = $2',
        [company, seq, salt, json],
      );
    },
    close: () => client.end(),
  };
}
