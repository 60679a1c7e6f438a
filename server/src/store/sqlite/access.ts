import type { LogKey } from '../../app/ports/log-keys.ts';
import type { Access, Company } from '../../app/ports.ts';
import type { Statements } from './connection.ts';
import { type KeyRow, toKeyRecord } from './rows.ts';
import type { WriteQueue } from './write-queue.ts';

export interface CompanyRow {
  company: number;
  uuid: string;
  company_name: string;
  origin: string;
  generation: number;
  log_keys: string;
  company_created_at: number;
}

export const COMPANY =
  'c.company, c.uuid, c.name AS company_name, c.origin, c.generation, c.created_at AS company_created_at, ' +
  "(SELECT json_group_array(json_object('origin', l.origin, 'generation', l.generation, 'vkey', l.vkey, " +
  "'fromSize', l.from_size, 'signsUntil', l.signs_until)) FROM log_keys l WHERE l.company = c.company) AS log_keys";
/** A company that arrives, or has moved, is nobody's to read. */
export const SERVED = "heads h ON h.company = c.company AND (h.standing IS NULL OR h.standing = 'leaving')";
const KEY =
  'k.id, k.hash, k.user_id, k.name, k.permissions, k.addresses, k.date_style, k.created_at, k.expires_at, k.revoked_at';

export function sqliteAccess(sql: Statements, queue: WriteQueue): Access {
  return {
    async createCompany(company) {
      return (await queue.send({ do: 'createCompany', company })) as Company;
    },

    async learnLogKey(company, key) {
      await queue.send({ do: 'learnLogKey', company, key });
    },

    async companies() {
      return sql
        .all<CompanyRow>(`SELECT ${COMPANY} FROM companies c JOIN ${SERVED} ORDER BY c.company`)
        .map(toCompany);
    },

    async credential(keyHash) {
      const row = sql.get<KeyRow & CompanyRow & { terms_agreed_at: string | null }>(
        `SELECT ${KEY}, ${COMPANY}, json_extract(d.json, '$.termsAgreedAt') AS terms_agreed_at FROM api_keys k ` +
          `JOIN companies c ON c.company = k.company JOIN ${SERVED} ` +
          "LEFT JOIN directory d ON d.company = k.company AND d.kind = 'user' AND d.id = k.user_id WHERE k.hash = ?",
        keyHash,
      );
      if (row === undefined) return null;
      return { company: toCompany(row), key: toKeyRecord(row), termsAgreedAt: row.terms_agreed_at };
    },

    async keys(company) {
      const rows = sql.all<KeyRow>(
        `SELECT ${KEY} FROM api_keys k WHERE k.company = ? ORDER BY k.created_at, k.id`,
        company,
      );
      return rows.map(toKeyRecord);
    },
  };
}

export function toCompany(row: CompanyRow): Company {
  return {
    company: row.company,
    uuid: row.uuid,
    name: row.company_name,
    origin: row.origin,
    generation: row.generation,
    logKeys: (JSON.parse(row.log_keys) as LogKey[]).sort((a, b) => b.fromSize - a.fromSize),
    createdAt: row.company_created_at,
  };
}
