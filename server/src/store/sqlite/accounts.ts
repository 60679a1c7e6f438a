/** How people sign in, as it is read. */
import type { Account, Accounts, Session, SignInLink } from '../../app/ports/accounts.ts';
import { COMPANY, type CompanyRow, SERVED, toCompany } from './access.ts';
import type { Statements } from './connection.ts';

type AccountRow = CompanyRow & {
  user: string;
  employment_status: string | null;
  password: string | null;
  password_at: number | null;
  signed_out_at: number | null;
};
/** Of the users `d`. */
const ACCOUNT =
  `${COMPANY}, d.json AS user, a.password, a.password_at, a.signed_out_at, ` +
  "(SELECT json_extract(p.json, '$.employmentStatus') FROM directory p WHERE p.company = d.company " +
  "AND p.kind = 'personnel' AND p.id = d.id) AS employment_status";
const ITS_ACCOUNT = 'LEFT JOIN accounts a ON a.company = d.company AND a.user_id = d.id';

interface SessionRow {
  id: string;
  hash: Uint8Array;
  user_id: number | null;
  link_id: string | null;
  also: string;
  signed_in_at: number;
  seen_at: number;
  ends_at: number;
}

interface LinkRow {
  id: string;
  hash: Uint8Array;
  kind: SignInLink['kind'];
  user_id: number | null;
  name: string | null;
  email: string | null;
  created_by: number | null;
  created_at: number;
  ends_at: number;
  used_at: number | null;
}
const LINK =
  'l.id, l.hash, l.kind, l.user_id, l.name, l.email, l.created_by, l.created_at, l.ends_at, l.used_at';

export function sqliteAccounts(sql: Statements): Accounts {
  return {
    async byEmail(email) {
      return sql
        .all<AccountRow>(
          `SELECT ${ACCOUNT} FROM companies c JOIN ${SERVED} ` +
            "JOIN directory d ON d.company = c.company AND d.kind = 'user' AND d.email = ? " +
            `${ITS_ACCOUNT} ORDER BY c.company`,
          email,
        )
        .map(toAccount);
    },
    async account({ company, userId }) {
      return accountOf(sql, company, userId);
    },
    async session(company, hash) {
      const row = sql.get<SessionRow & CompanyRow & Pick<LinkRow, 'name' | 'email'>>(
        'SELECT s.id, s.hash, s.user_id, s.link_id, s.also, s.signed_in_at, s.seen_at, s.ends_at, ' +
          `l.name, l.email, ${COMPANY} FROM companies c JOIN ${SERVED} ` +
          'JOIN sessions s ON s.company = c.company AND s.hash = ? ' +
          'LEFT JOIN sign_in_links l ON l.company = s.company AND l.id = s.link_id WHERE c.uuid = ?',
        hash,
        company,
      );
      if (row === undefined) return null;
      const account = row.user_id === null ? null : accountOf(sql, company, row.user_id);
      const guest = row.link_id === null ? null : { name: row.name, email: row.email };
      return { company: toCompany(row), session: toSession(row), account, guest };
    },
    async link(company, hash) {
      const row = sql.get<LinkRow & CompanyRow>(
        `SELECT ${LINK}, ${COMPANY} FROM companies c JOIN ${SERVED} ` +
          'JOIN sign_in_links l ON l.company = c.company AND l.hash = ? WHERE c.uuid = ?',
        hash,
        company,
      );
      return row === undefined ? null : { company: toCompany(row), link: toLink(row) };
    },
    async links(company) {
      return sql
        .all<LinkRow>(
          `SELECT ${LINK} FROM sign_in_links l WHERE l.company = ? ORDER BY l.created_at, l.id`,
          company,
        )
        .map(toLink);
    },
    async hasPasswords(company) {
      return (
        sql.get('SELECT 1 FROM accounts WHERE company = ? AND password IS NOT NULL LIMIT 1', company) !==
        undefined
      );
    },
  };
}

function accountOf(sql: Statements, company: string, userId: number): Account | null {
  const row = sql.get<AccountRow>(
    `SELECT ${ACCOUNT} FROM companies c JOIN ${SERVED} ` +
      `JOIN directory d ON d.company = c.company AND d.kind = 'user' AND d.id = ? ${ITS_ACCOUNT} WHERE c.uuid = ?`,
    userId,
    company,
  );
  return row === undefined ? null : toAccount(row);
}

function toAccount(row: AccountRow): Account {
  return {
    company: toCompany(row),
    user: row.user,
    employmentStatus: row.employment_status,
    password: row.password,
    passwordAt: row.password_at,
    signedOutAt: row.signed_out_at,
  };
}

function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    hash: row.hash,
    userId: row.user_id,
    linkId: row.link_id,
    also: JSON.parse(row.also) as Session['also'],
    signedInAt: row.signed_in_at,
    seenAt: row.seen_at,
    endsAt: row.ends_at,
  };
}

function toLink(row: LinkRow): SignInLink {
  return {
    id: row.id,
    hash: row.hash,
    kind: row.kind,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    createdBy: row.created_by,
    createdAt: row.created_at,
    endsAt: row.ends_at,
    usedAt: row.used_at,
  };
}
