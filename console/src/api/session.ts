/** Who reads: the session of the browser, and how one begins and ends. */
import type { PasswordNeeded, Session, SessionChoice, SignInWays, Terms } from '@affidavit/client';
import { useQuery } from '@tanstack/react-query';
import { ApiError, getJson, sendJson } from './http.ts';
import { queries, SESSION } from './queries.ts';

export type { PasswordNeeded, Session, SessionChoice };

/** Null: nobody is signed in. */
export function useSession() {
  return useQuery({
    queryKey: [SESSION],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => readSession(signal),
  });
}

/** Whether the reader's roles allow something; what they do not allow is not offered. */
export function useMay(permission: string): boolean {
  return useSession().data?.permissions.includes(permission) ?? false;
}

async function readSession(signal: AbortSignal): Promise<Session | null> {
  try {
    return await getJson<Session>('/api/session', signal);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

export const signInChoices = () => getJson<SignInWays>('/api/sign-in');

export const signIn = (body: object) => sendJson<Session | SessionChoice>('POST', '/api/session', body);

export const sendLink = (body: { token: string; password?: string }) =>
  sendJson<Session | PasswordNeeded>('POST', '/api/session/link', body);

export const signOut = () => sendJson<void>('DELETE', '/api/session');

/** On every machine. */
export const signOutEverywhere = () => sendJson<void>('DELETE', '/api/sessions');

export const changePassword = (current: string, next: string) =>
  sendJson<void>('PUT', '/api/session/password', { current, next });

export const switchCompany = (companyId: string) =>
  sendJson<Session>('PUT', '/api/session/company', { companyId });

export const readTerms = () => getJson<Terms>('/api/terms');

export const acceptTerms = (version: string) => sendJson<void>('POST', '/api/session/terms', { version });

/** Another person, another company or other rights: nothing that was fetched before may stay. */
export async function sessionChanged(): Promise<void> {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION });
  await queries.resetQueries({ queryKey: [SESSION] });
}
