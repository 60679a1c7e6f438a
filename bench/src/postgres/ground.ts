/** A PostgreSQL with a company in it, entered as the role that is bound by the second wall, and servers before it. */
import { startPostgres, type TestPostgres } from '../../../server/test/postgres.ts';
import { makeRole } from '../../../server/test/postgres-role.ts';
import { makeCompany, tempFolder } from '../../../server/test/system.ts';
import { directory, draft } from '../data.ts';
import { get, type Say } from '../servers.ts';

export const BATCH = 500;

/** Where a server keeps its company, and how it is asked. */
export interface Home {
  folder: string;
  env: Readonly<Record<string, string>>;
  key: string;
}

export interface PostgresGround {
  postgres: TestPostgres;
  home: Home;
  close(): Promise<void>;
}

export async function preparePostgres(): Promise<PostgresGround> {
  const postgres = await startPostgres();
  const folder = tempFolder();
  const role = await makeRole(postgres);
  const url = await role.prepare(await postgres.database());
  const home = await makeHome(folder.path, { DATABASE_URL: url });
  return {
    postgres,
    home,
    async close() {
      await postgres.stop();
      folder.remove();
    },
  };
}

/** A company in the store that `env` names, or in the folder. */
export async function makeHome(folder: string, env: Home['env']): Promise<Home> {
  const { key } = await makeCompany(folder, 'Bench', 'owner@example.com', env);
  return { folder, env, key };
}

const backgroundCheck = {
  id: 1,
  userId: 1,
  status: 'OK',
  type: 'CERTN',
  source: 'CERTN',
  url: 'https://checks.example.com/1',
};

/** Records events 0 to `count` - 1 with what they refer to; answers their ids. */
export async function record(address: string, { key }: Home, count: number, say: Say): Promise<string[]> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const send = async (method: string, path: string, body: unknown): Promise<string> => {
    const answer = await fetch(`${address}${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.text();
  };
  for (const [path, body] of directory) await send('PUT', path, body);
  await send('PUT', '/api/background-checks', backgroundCheck);
  const ids: string[] = [];
  for (let from = 0; from < count; from += BATCH) {
    const drafts = Array.from({ length: BATCH }, (_, i) => draft(from + i));
    const recorded = JSON.parse(await send('POST', '/api/events', drafts)) as { id: string }[];
    ids.push(...recorded.map(({ id }) => id));
    say(`recording ${ids.length} of ${count} events`);
  }
  return ids;
}

export const readRequests = (ids: readonly string[], key: string): string[] =>
  ids.map((id) => get(`/public/events/${id}`, key));

export async function documentsOf(address: string, { key }: Home, ids: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (let from = 0; from < ids.length; from += 50)
    texts.push(
      ...(await Promise.all(
        ids.slice(from, from + 50).map(async (id) => {
          const headers = { authorization: `Bearer ${key}` };
          const answer = await fetch(`${address}/public/events/${id}`, { headers });
          if (!answer.ok) throw new Error(await answer.text());
          return answer.text();
        }),
      )),
    );
  return texts;
}
