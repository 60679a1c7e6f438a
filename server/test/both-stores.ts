/** Whole-system tests that hold on either store: a server with one company on each, from the program to its answers. */
import { after, type TestContext, test } from 'node:test';
import { NoPostgres, tryPostgres } from './postgres.ts';
import { affidavit, makeCompany, type RunningServer, startServer, tempFolder } from './system.ts';

const postgres = await tryPostgres();
after(async () => {
  if (!(postgres instanceof NoPostgres)) await postgres.stop();
});

export interface OnStore {
  server: RunningServer;
  /** Of the company, with every permission. */
  key: string;
  /** Runs the program on the store, beside the server. */
  run(...args: string[]): ReturnType<typeof affidavit>;
}

/** Registers a test for each store; that of PostgreSQL is skipped where there is none. */
export function testOnBothStores(name: string, work: (t: TestContext, on: OnStore) => Promise<void>): void {
  test(`SQLite: ${name}`, (t) => onStore(t, {}, work));
  test(`PostgreSQL: ${name}`, async (t) => {
    if (postgres instanceof NoPostgres) return t.skip(postgres.message);
    await onStore(t, { DATABASE_URL: await postgres.database() }, work);
  });
}

async function onStore(
  t: TestContext,
  env: Readonly<Record<string, string>>,
  work: (t: TestContext, on: OnStore) => Promise<void>,
): Promise<void> {
  const data = tempFolder();
  const { key } = await makeCompany(data.path, 'Acme', 'owner@example.com', env);
  const server = await startServer({ data: data.path, env });
  t.after(async () => {
    await server.stop();
    data.remove();
  });
  const run = (...args: string[]) => affidavit([...args, '--data', data.path], { env });
  await work(t, { server, key, run });
}
