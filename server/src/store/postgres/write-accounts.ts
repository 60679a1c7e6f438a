/** Changes of how people sign in, of a planned flush: few at a time, in their order. */
import type pg from 'pg';
import type { AccountChange, Session } from '../../app/ports/accounts.ts';
import { collect, type Written } from './columns.ts';
import type { CompanyState } from './plan.ts';

export function writeAccounts(client: pg.PoolClient, states: readonly CompanyState[]): Written[] {
  return collect(states, (state) => state.writes.accounts).flatMap(({ company, row }) =>
    statementsOf(row).map(([text, ...values]) => client.query(text, [company, ...values])),
  );
}

type Statement = readonly [text: string, ...values: unknown[]];

/** $1 is the company. */
function statementsOf(change: AccountChange): readonly Statement[] {
  switch (change.do) {
    case 'useLink':
      return [['UPDATE sign_in_links SET used_at = $3 WHERE company = $1 AND id = $2', change.id, change.at]];
    case 'putPassword':
      return [
        [
          `INSERT INTO accounts (company, user_id, password, password_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (company, user_id) DO UPDATE SET password = EXCLUDED.password, password_at = EXCLUDED.password_at`,
          change.userId,
          change.password,
          change.at,
        ],
        [
          `DELETE FROM sign_in_links WHERE company = $1 AND user_id = $2 AND kind = 'password'`,
          change.userId,
        ],
      ];
    case 'addLink': {
      const { id, hash, kind, userId, name, email, createdBy, createdAt, endsAt, usedAt } = change.link;
      return [
        [
          `INSERT INTO sign_in_links (company, id, hash, kind, user_id, name, email, created_by, created_at, ends_at, used_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          ...[id, hash, kind, userId, name, email, createdBy, createdAt, endsAt, usedAt],
        ],
      ];
    }
    case 'removeLink':
      return [
        ['DELETE FROM sign_in_links WHERE company = $1 AND id = $2', change.id],
        ['DELETE FROM sessions WHERE company = $1 AND link_id = $2', change.id],
      ];
    case 'addSession':
      return addSession(change.session);
    case 'seeSession':
      return [
        [
          'UPDATE sessions SET seen_at = GREATEST(seen_at, $3) WHERE company = $1 AND id = $2',
          change.id,
          change.at,
        ],
      ];
    case 'endSession':
      return [['DELETE FROM sessions WHERE company = $1 AND id = $2', change.id]];
    case 'signOut':
      return [
        [
          'DELETE FROM sessions WHERE company = $1 AND user_id = $2 AND signed_in_at < $3',
          change.userId,
          change.at,
        ],
        [
          `INSERT INTO accounts AS a (company, user_id, signed_out_at) VALUES ($1, $2, $3)
           ON CONFLICT (company, user_id) DO UPDATE SET signed_out_at = GREATEST(a.signed_out_at, EXCLUDED.signed_out_at)`,
          change.userId,
          change.at,
        ],
      ];
  }
}

function addSession(session: Session): readonly Statement[] {
  const { id, hash, userId, linkId, also, signedInAt, seenAt, endsAt } = session;
  return [
    ['DELETE FROM sessions WHERE company = $1 AND ends_at <= $2', signedInAt],
    [`DELETE FROM sign_in_links WHERE company = $1 AND ends_at <= $2 AND kind <> 'auditor'`, signedInAt],
    [
      `INSERT INTO sessions (company, id, hash, user_id, link_id, also, signed_in_at, seen_at, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      ...[id, hash, userId, linkId, JSON.stringify(also), signedInAt, seenAt, endsAt],
    ],
  ];
}
