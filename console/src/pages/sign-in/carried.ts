/**
 * What an address of `/sign-in` carries after `#`: the token of a printed link, or how single sign-on ended. It stands
 * there so that no server and no log ever sees it, and is taken out of the address at once.
 */
import type { SessionChoice } from '../../api/session.ts';

export interface Carried {
  token: string | null;
  choice: SessionChoice | null;
  /** A sentence for the reader. */
  complaint: string | null;
}

export function carriedByAddress(): Carried {
  const said = new URLSearchParams(location.hash.slice(1));
  if (said.size > 0) history.replaceState(history.state, '', location.pathname + location.search);
  const error = said.get('error');
  return {
    token: said.get('token'),
    choice: choiceIn(said.get('ticket'), said.get('choose')),
    complaint: error === null ? null : (COMPLAINTS[error] ?? 'Single sign-on did not work.'),
  };
}

const COMPLAINTS: Readonly<Record<string, string>> = {
  sso: 'Single sign-on did not work. Try again, or sign in with your password.',
  unknown:
    'Single sign-on knows you, but no company here has a user with your address. Ask an administrator.',
};

/** Null for what is no list of companies: anybody can write an address. */
function choiceIn(ticket: string | null, choose: string | null): SessionChoice | null {
  if (ticket === null || choose === null) return null;
  try {
    const companies: unknown = JSON.parse(choose);
    return Array.isArray(companies) && companies.every(isCompany) ? { ticket, choose: companies } : null;
  } catch {
    return null;
  }
}

function isCompany(value: unknown): value is SessionChoice['choose'][number] {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'companyId') === 'string' &&
    typeof Reflect.get(value, 'name') === 'string'
  );
}
