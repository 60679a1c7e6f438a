/** A database as an owner hands it to servers: prepared, and entered as a role that is bound by the second wall. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { grantServerRole } from '../src/store/postgres/roles.ts';
import type { TestPostgres } from './postgres.ts';

export interface ServerRole {
  name: string;
  /** A URL as this role. */
  on(ownerUrl: string): string;
  /** Brings the schema up to date and grants; resolves with a URL as this role. */
  prepare(ownerUrl: string): Promise<string>;
}

/** A new role of the server. It stays when the server is not the test's own and still has something of it. */
export async function makeRole(server: TestPostgres): Promise<ServerRole> {
  const name = `affidavit_test_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(16).toString('hex');
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
  } finally {
    await client.end();
  }
  const on = (ownerUrl: string) => {
    const url = new URL(ownerUrl);
    url.username = name;
    url.password = password;
    return url.href;
  };
  return {
    name,
    on,
    async prepare(ownerUrl) {
      await grantServerRole(ownerUrl, name);
      return on(ownerUrl);
    },
  };
}
