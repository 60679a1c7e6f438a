/** Companies and the keys that speak for them. */
import { EMPTY_ROOT } from '@affidavit/verify';
import type pg from 'pg';
import type { LogKey } from '../../app/ports/log-keys.ts';
import type { Access, Company, KeyRecord } from '../../app/ports.ts';
import { look, type Reads } from './sight.ts';
import { written } from './transaction.ts';
import { insertLogKey } from './write-log-keys.ts';

export type CompanyRow = {
  company: number;
  uuid: string;
  name: string;
  origin: string;
  generation: number;
  logKeys: LogKey[];
  createdAt: number;
};
export const COMPANY = `
  c.company, c.uuid, c.name, c.origin, c.generation, c.created_at AS "createdAt",
  (SELECT COALESCE(json_agg(json_build_object('origin', l.origin, 'generation', l.generation, 'vkey', l.vkey,
                                              'fromSize', l.from_size, 'signsUntil', l.signs_until)
                            ORDER BY l.from_size DESC), '[]')
     FROM log_keys l WHERE l.company = c.company) AS "logKeys"`;

/** A company that arrives, or has moved, is nobody's to read. */
export const SERVED = `heads h ON h.company = c.company AND (h.standing IS NULL OR h.standing = 'leaving')`;

type KeyRow = {
  id: string;
  hash: Uint8Array;
  userId: number;
  keyName: string;
  permissions: string[];
  addresses: string[];
  dateStyle: KeyRecord['dateStyle'];
  keyCreatedAt: number;
  expiresAt: number | null;
  revokedAt: number | null;
};
const KEY = `
  k.id, k.hash, k.user_id AS "userId", k.name AS "keyName", k.permissions, k.addresses, k.date_style AS "dateStyle",
  k.created_at AS "keyCreatedAt", k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt"`;

export function postgresAccess(reads: Reads, writes: pg.Pool): Access {
  return {
    createCompany: (company) => written(writes, [], (client) => insertCompany(client, company)),
    learnLogKey: (company, key) => learnLogKey(writes, company, key),
    async companies() {
      const { rows } = await reads.across.query<CompanyRow>({
        text: `SELECT ${COMPANY} FROM companies c JOIN ${SERVED} ORDER BY c.company`,
      });
      return rows;
    },
    async credential(keyHash) {
      const company = await companyOf(reads, keyHash);
      if (company === null) return null;
      const { rows } = await reads.of(company).query<CompanyRow & KeyRow & { termsAgreedAt: string | null }>({
        name: 'credential',
        text: `SELECT ${COMPANY}, ${KEY}, d.json::json ->> 'termsAgreedAt' AS "termsAgreedAt"
                 FROM api_keys k
                 JOIN companies c USING (company)
                 JOIN ${SERVED}
                 LEFT JOIN directory d ON d.company = k.company AND d.kind = 'user' AND d.id = k.user_id
                WHERE k.company = $1 AND k.hash = $2`,
        values: [company, keyHash],
      });
      const row = rows[0];
      if (row === undefined) return null;
      return { company: toCompany(row), key: toKey(row), termsAgreedAt: row.termsAgreedAt };
    },
    async keys(company) {
      const { rows } = await reads.of(company).query<KeyRow>({
        name: 'keys',
        text: `SELECT ${KEY} FROM api_keys k WHERE k.company = $1 ORDER BY k.created_at, k.id`,
        values: [company],
      });
      return rows.map(toKey);
    },
  };
}

/** A request names its key and nothing else. */
async function companyOf(reads: Reads, keyHash: Uint8Array): Promise<number | null> {
  const { rows } = await reads.across.query<{ company: number | null }>({
    name: 'company_of_key',
    text: 'SELECT company_of_key($1) AS company',
    values: [keyHash],
  });
  return rows[0]?.company ?? null;
}

/** The company, the empty end of its log and its keys, together. */
export async function insertCompany(
  client: pg.PoolClient,
  company: Omit<Company, 'company'>,
): Promise<Company> {
  const { rows } = await client.query<{ company: number }>(
    `INSERT INTO companies (uuid, name, origin, generation, created_at)
     VALUES ($1, $2, $3, $4, $5) RETURNING company`,
    [company.uuid, company.name, company.origin, company.generation, company.createdAt],
  );
  const [created] = rows;
  if (created === undefined) throw new Error('the company was not inserted');
  await look(client, created.company);
  await client.query(
    `INSERT INTO heads (company, size, root, recorded_at, directory_version) VALUES ($1, 0, $2, 0, 0)`,
    [created.company, EMPTY_ROOT],
  );
  for (const key of company.logKeys) await insertLogKey(client, created.company, key);
  return { ...company, company: created.company };
}

/** Under the lock of the head, so that two instances do not learn two. */
async function learnLogKey(pool: pg.Pool, company: number, key: LogKey): Promise<void> {
  await written(pool, [company], async (client) => {
    await client.query('SELECT 1 FROM heads WHERE company = $1 FOR UPDATE', [company]);
    const { rowCount } = await client.query('SELECT 1 FROM log_keys WHERE company = $1', [company]);
    if (rowCount === 0) await insertLogKey(client, company, key);
  });
}

export function toCompany({
  company,
  uuid,
  name,
  origin,
  generation,
  logKeys,
  createdAt,
}: CompanyRow): Company {
  return { company, uuid, name, origin, generation, logKeys, createdAt };
}

function toKey(row: KeyRow): KeyRecord {
  const { id, hash, userId, keyName, permissions, addresses, dateStyle, keyCreatedAt, expiresAt, revokedAt } =
    row;
  return {
    id,
    hash,
    userId,
    name: keyName,
    permissions,
    addresses,
    dateStyle,
    createdAt: keyCreatedAt,
    expiresAt,
    revokedAt,
  };
}
