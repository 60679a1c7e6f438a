/** Changes of how people sign in. */
import type { AccountChange, Session, SignInLink } from '../../app/ports/accounts.ts';
import type { Outcome } from '../../app/ports.ts';
import type { Statements } from './connection.ts';

/** Null when applied; otherwise why the item cannot be. */
export function applyAccountChange(sql: Statements, company: number, change: AccountChange): Outcome | null {
  switch (change.do) {
    case 'useLink': {
      const used = sql.run(
        'UPDATE sign_in_links SET used_at = ?1 WHERE company = ?2 AND id = ?3 AND used_at IS NULL AND ends_at > ?1',
        change.at,
        company,
        change.id,
      );
      return used === 1 ? null : { is: 'stale' };
    }
    case 'putPassword':
      putPassword(sql, company, change);
      return null;
    case 'addLink':
      addLink(sql, company, change.link);
      return null;
    case 'removeLink':
      sql.run('DELETE FROM sign_in_links WHERE company = ? AND id = ?', company, change.id);
      sql.run('DELETE FROM sessions WHERE company = ? AND link_id = ?', company, change.id);
      return null;
    case 'addSession':
      addSession(sql, company, change.session);
      return null;
    case 'seeSession':
      sql.run(
        'UPDATE sessions SET seen_at = max(seen_at, ?) WHERE company = ? AND id = ?',
        change.at,
        company,
        change.id,
      );
      return null;
    case 'endSession':
      sql.run('DELETE FROM sessions WHERE company = ? AND id = ?', company, change.id);
      return null;
    case 'signOut':
      sql.run(
        'DELETE FROM sessions WHERE company = ? AND user_id = ? AND signed_in_at < ?',
        company,
        change.userId,
        change.at,
      );
      sql.run(
        'INSERT INTO accounts (company, user_id, signed_out_at) VALUES (?, ?, ?) ON CONFLICT (company, user_id) ' +
          'DO UPDATE SET signed_out_at = max(ifnull(signed_out_at, 0), excluded.signed_out_at)',
        company,
        change.userId,
        change.at,
      );
      return null;
  }
}

function putPassword(
  sql: Statements,
  company: number,
  { userId, password, at }: Extract<AccountChange, { do: 'putPassword' }>,
): void {
  sql.run(
    'INSERT INTO accounts (company, user_id, password, password_at) VALUES (?, ?, ?, ?) ON CONFLICT (company, user_id) ' +
      'DO UPDATE SET password = excluded.password, password_at = excluded.password_at',
    company,
    userId,
    password,
    at,
  );
  sql.run(
    "DELETE FROM sign_in_links WHERE company = ? AND user_id = ? AND kind = 'password'",
    company,
    userId,
  );
}

function addLink(sql: Statements, company: number, link: SignInLink): void {
  sql.run(
    'INSERT INTO sign_in_links (company, id, hash, kind, user_id, name, email, created_by, created_at, ends_at, used_at) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    company,
    link.id,
    link.hash,
    link.kind,
    link.userId,
    link.name,
    link.email,
    link.createdBy,
    link.createdAt,
    link.endsAt,
    link.usedAt,
  );
}

function addSession(sql: Statements, company: number, session: Session): void {
  sql.run('DELETE FROM sessions WHERE company = ? AND ends_at <= ?', company, session.signedInAt);
  sql.run(
    "DELETE FROM sign_in_links WHERE company = ? AND ends_at <= ? AND kind <> 'auditor'",
    company,
    session.signedInAt,
  );
  sql.run(
    'INSERT INTO sessions (company, id, hash, user_id, link_id, also, signed_in_at, seen_at, ends_at) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    company,
    session.id,
    session.hash,
    session.userId,
    session.linkId,
    JSON.stringify(session.also),
    session.signedInAt,
    session.seenAt,
    session.endsAt,
  );
}
