/** How people sign in, as it is read. Where it is written, so that a sign-out holds even while a replica is behind. */
import type { Account, Accounts, Session, SignInLink } from '../../app/ports/accounts.ts';
import type { Company } from '../../app/ports.ts';
import { COMPANY, type CompanyRow, SERVED, toCompany } from './access.ts';
import type { Asking, Reads } from './sight.ts';
import { isStorable } from './types.ts';

type AccountRow = CompanyRow & Omit<Account, 'company'>;
/** Of the users `d`. */
const ACCOUNT = `
  ${COMPANY}, d.json AS "user", a.password, a.password_at AS "passwordAt", a.signed_out_at AS "signedOutAt",
  (SELECT p.json::json ->> 'employmentStatus' FROM directory p
    WHERE p.company = d.company AND p.kind = 'personnel' AND p.id = d.id) AS "employmentStatus"`;
const ITS_ACCOUNT = 'LEFT JOIN accounts a ON a.company = d.company AND a.user_id = d.id';

type SessionRow = Omit<Session, 'id' | 'also'> & { sessionId: string; also: string };
type LinkRow = Omit<SignInLink, 'id' | 'name' | 'createdAt'> & {
  linkId: string;
  linkName: string | null;
  linkCreatedAt: number;
};
const LINK = `
  l.id AS "linkId", l.hash, l.kind, l.user_id AS "userId", l.name AS "linkName", l.email, l.created_by AS "createdBy",
  l.created_at AS "linkCreatedAt", l.ends_at AS "endsAt", l.used_at AS "usedAt"`;

export function postgresAccounts(reads: Reads): Accounts {
  const of = byUuid(reads);
  return {
    async byEmail(email) {
      if (!isStorable(email)) return [];
      const companies = await companiesOf(reads, email);
      const { rows } = await reads.of(...companies).query<AccountRow>({
        name: 'accounts_by_email',
        text: `SELECT ${ACCOUNT} FROM companies c JOIN ${SERVED}
                 JOIN directory d ON d.company = c.company AND d.kind = 'user' AND d.email = $1 ${ITS_ACCOUNT}
                WHERE c.company = ANY ($2::integer[]) ORDER BY c.company`,
        values: [email, companies],
      });
      return rows.map(toAccount);
    },
    account: async ({ company, userId }) => accountOf(await of(company), company, userId),
    async session(company, hash) {
      const asking = await of(company);
      const { rows } = await asking.query<
        CompanyRow & SessionRow & { guestName: string | null; email: string | null }
      >({
        name: 'session',
        text: `SELECT ${COMPANY}, s.id AS "sessionId", s.hash, s.user_id AS "userId", s.link_id AS "linkId", s.also,
                      s.signed_in_at AS "signedInAt", s.seen_at AS "seenAt", s.ends_at AS "endsAt",
                      l.name AS "guestName", l.email
                 FROM companies c JOIN ${SERVED} JOIN sessions s ON s.company = c.company AND s.hash = $2
                 LEFT JOIN sign_in_links l ON l.company = s.company AND l.id = s.link_id
                WHERE c.uuid = $1`,
        values: [company, hash],
      });
      const [row] = rows;
      if (row === undefined) return null;
      const account = row.userId === null ? null : await accountOf(asking, company, row.userId);
      const guest = row.linkId === null ? null : { name: row.guestName, email: row.email };
      return { company: toCompany(row), session: toSession(row), account, guest };
    },
    async link(company, hash) {
      const { rows } = await (await of(company)).query<CompanyRow & LinkRow>({
        name: 'sign_in_link',
        text: `SELECT ${COMPANY}, ${LINK} FROM companies c JOIN ${SERVED}
                 JOIN sign_in_links l ON l.company = c.company AND l.hash = $2
                WHERE c.uuid = $1`,
        values: [company, hash],
      });
      const [row] = rows;
      return row === undefined ? null : { company: toCompany(row), link: toLink(row) };
    },
    async links(company) {
      const { rows } = await reads.of(company).query<LinkRow>({
        name: 'sign_in_links',
        text: `SELECT ${LINK} FROM sign_in_links l WHERE l.company = $1 ORDER BY l.created_at, l.id`,
        values: [company],
      });
      return rows.map(toLink);
    },
    async hasPasswords(company) {
      const { rowCount } = await reads.of(company).query({
        name: 'has_passwords',
        text: 'SELECT FROM accounts WHERE company = $1 AND password IS NOT NULL LIMIT 1',
        values: [company],
      });
      return rowCount !== 0;
    },
  };
}

/** A company that is named by its UUID: that never gets another number, and is asked for all the same. */
function byUuid(reads: Reads): (company: string) => Promise<Asking> {
  const numbers = new Map<string, number>();
  return async (company) => {
    const number = numbers.get(company) ?? (await numberOf(reads, company));
    if (number === null) return reads.across;
    numbers.set(company, number);
    return reads.of(number);
  };
}

async function numberOf(reads: Reads, company: string): Promise<number | null> {
  const { rows } = await reads.across.query<{ company: number }>({
    name: 'number_of_company',
    text: 'SELECT company FROM companies WHERE uuid = $1',
    values: [company],
  });
  return rows[0]?.company ?? null;
}

async function companiesOf(reads: Reads, email: string): Promise<readonly number[]> {
  const { rows } = await reads.across.query<{ company: number }>({
    name: 'companies_of_email',
    text: 'SELECT company FROM companies_of_email($1) AS company',
    values: [email],
  });
  return rows.map(({ company }) => company);
}

async function accountOf(asking: Asking, company: string, userId: number): Promise<Account | null> {
  const { rows } = await asking.query<AccountRow>({
    name: 'account',
    text: `SELECT ${ACCOUNT} FROM companies c JOIN ${SERVED}
             JOIN directory d ON d.company = c.company AND d.kind = 'user' AND d.id = $2 ${ITS_ACCOUNT}
            WHERE c.uuid = $1`,
    values: [company, userId],
  });
  return rows[0] === undefined ? null : toAccount(rows[0]);
}

function toAccount(row: AccountRow): Account {
  const { user, employmentStatus, password, passwordAt, signedOutAt } = row;
  const company: Company = toCompany(row);
  return { company, user, employmentStatus, password, passwordAt, signedOutAt };
}

function toSession({
  sessionId,
  hash,
  userId,
  linkId,
  also,
  signedInAt,
  seenAt,
  endsAt,
}: SessionRow): Session {
  const members = JSON.parse(also) as Session['also'];
  return { id: sessionId, hash, userId, linkId, also: members, signedInAt, seenAt, endsAt };
}

function toLink({
  linkId,
  hash,
  kind,
  userId,
  linkName,
  email,
  createdBy,
  linkCreatedAt,
  endsAt,
  usedAt,
}: LinkRow): SignInLink {
  return {
    id: linkId,
    hash,
    kind,
    userId,
    name: linkName,
    email,
    createdBy,
    createdAt: linkCreatedAt,
    endsAt,
    usedAt,
  };
}
