/** PostgreSQL, changed by its superuser. */
import type { Digest, Entry } from '@affidavit/verify';
import pg from 'pg';
import { packPart } from '../../src/store/packed-part.ts';
import { openPostgresStore } from '../../src/store/postgres/open.ts';
import { hexParameter } from '../../src/store/postgres/symbols.ts';
import { parseType } from '../../src/store/postgres/types.ts';
import type { TestPostgres } from '../postgres.ts';
import { copyFolder, EVENT_TABLES, type Kind, makeFolder, type Place, rethrow, type Sql } from './place.ts';

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
    eventTables: EVENT_TABLES,
    all,
    async setEntry(company, seq, entry) {
      const row = await columnsOf(entry, (column, value) => codeOf(all, company, column, value));
      const names = Object.keys(row).map((name, i) => `${name} = $${i + 3}`);
      await client.query(`UPDATE events SET ${names.join(', ')} WHERE company = $1 AND seq = $2`, [
        company,
        seq,
        ...Object.values(row),
      ]);
    },
    async setMetadata(company, seq, salt, json) {
      await client.query(
        'UPDATE parts SET metadata_salt = $3, metadata = $4 WHERE company = $1 AND seq = $2',
        [company, seq, salt, packPart({ json })],
      );
    },
    close: () => client.end(),
  };
}

/** The code that stands for a word or a digest, a new one where there is none. */
async function codeOf(
  all: Sql['all'],
  company: number,
  column: 'word' | 'digest',
  value: string,
): Promise<number> {
  const given = column === 'word' ? value : hexParameter(value);
  const [known] = await all(`SELECT code FROM symbols WHERE company = $1 AND ${column} = $2`, company, given);
  if (known !== undefined) return Number(known.code);
  const [made] = await all(
    `INSERT INTO symbols (company, code, ${column})
     VALUES ($1, (SELECT max(code) + 1 FROM symbols WHERE company = $1), $2) RETURNING code`,
    company,
    given,
  );
  return Number(made?.code);
}

async function columnsOf(
  entry: Entry,
  code: (column: 'word' | 'digest', value: string) => Promise<number>,
): Promise<Record<string, unknown>> {
  const word = (value: string) => code('word', value);
  const digest = (value: Digest | null) => (value === null ? null : code('digest', value));
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return {
    id: entry.id,
    type: await word(entry.type),
    category: await word(entry.category),
    source: await word(entry.source),
    status: entry.status === null ? null : await word(entry.status),
    created_at: Date.parse(entry.createdAt),
    recorded_at: Date.parse(entry.recordedAt),
    actor: await digest(entry.actor),
    connection_id: entry.connectionId,
    workspace_id: entry.workspaceId,
    test_id: entry.testId,
    control_ids: entry.controlIds.length === 0 ? null : json(entry.controlIds),
    provenance: json(entry.provenance),
    text: hexParameter(entry.parts.text),
    metadata: hexParameter(entry.parts.metadata),
    test: hexParameter(entry.parts.test),
    person: await digest(entry.parts.person),
    connection: await digest(entry.parts.connection),
  };
}
