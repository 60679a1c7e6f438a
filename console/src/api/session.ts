/** Who reads: the session of the browser, and how one begins and ends. */
import { useQuery } from '@tanstack/react-query';
import { ApiError, getJson, sendJson } from './http.ts';
import { queries, SESSION } from './queries.ts';

export interface Session {
  /** Null throughout: an auditor, whom the directory does not know. */
  user: { id: number | null; email: string | null; firstName: string | null; lastName: string | null };
  company: { id: string; name: string };
  companies: { companyId: string; name: string }[];
  roles: string[];
  permissions: string[];
  readOnly: boolean;
  endsAt: string;
  termsAccepted: boolean;
}

export interface SignInChoices {
  password: boolean;
  setup: boolean;
  sso: { id: string; name: string; href: string }[];
}

/** Several companies know the person: the ticket signs in to one of them. */
export interface CompanyChoice {
  choose: { companyId: string; name: string }[];
  ticket: string;
}

export interface PasswordWanted {
  needs: 'password';
  email: string;
}

/** Null: nobody is signed in. */
export function useSession() {
  return useQuery({
    queryKey: [SESSION],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => readSession(signal),
  });
}

async function readSession(signal: AbortSignal): Promise<Session | null> {
  try {
    return await getJson<Session>('/api/session', signal);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

export const signInChoices = () => getJson<SignInChoices>('/api/sign-in');

export const signIn = (body: object) => sendJson<Session | CompanyChoice>('POST', '/api/session', body);

export const sendLink = (body: { token: string; password?: string }) =>
  sendJson<Session | PasswordWanted>('POST', '/api/session/link', body);

export const signOut = () => sendJson<void>('DELETE', '/api/session');

/** On every machine. */
export const signOutEverywhere = () => sendJson<void>('DELETE', '/api/sessions');

export const changePassword = (current: string, next: string) =>
  sendJson<void>('PUT', '/api/session/password', { current, next });

export const switchCompany = (companyId: string) =>
  sendJson<Session>('PUT', '/api/session/company', { companyId });

export const readTerms = () => getJson<{ version: string; text: string }>('/api/terms');

export const acceptTerms = (version: string) => sendJson<void>('POST', '/api/session/terms', { version });

/** Another person, another company or other rights: nothing that was fetched before may stay. */
export async function sessionChanged(): Promise<void> {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION });
  await queries.resetQueries({ queryKey: [SESSION] });
}
