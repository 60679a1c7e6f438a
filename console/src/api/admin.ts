/** What administrators see and change of their company. */
import type {
  AccessLink,
  ApiKey,
  ApiKeyBody,
  EmbedToken,
  EmbedTokenBody,
  Erasure,
  EventTypes,
  LegalHold,
  NewAccessLink,
  NewApiKey,
  NewEmbedToken,
  RetentionRules,
} from '@affidavit/client';
import { change, useAnswer } from './answers.ts';
import { sendJson } from './http.ts';
import { queries } from './queries.ts';

export type {
  AccessLink,
  ApiKey,
  EmbedToken,
  Erasure,
  EventTypes,
  LegalHold,
  NewAccessLink,
  NewApiKey,
  RetentionRules,
};

const KEYS = '/api/keys';
export const useApiKeys = () => useAnswer<{ data: ApiKey[] }>(KEYS);
export const createKey = (body: ApiKeyBody) => change<NewApiKey>(KEYS, 'POST', KEYS, body);
export const revokeKey = (id: string) => change<void>(KEYS, 'DELETE', `${KEYS}/${id}`);

const LINKS = '/api/links';
export const useLinks = () => useAnswer<{ data: AccessLink[] }>(LINKS);
export const createAuditorLink = (body: { name: string; email: string | null; endsAt: string }) =>
  change<NewAccessLink>(LINKS, 'POST', LINKS, { kind: 'auditor', ...body });
/** A link with which a person who has no password sets one, once, within a day. */
export const invitePerson = (userId: number) =>
  change<NewAccessLink>(LINKS, 'POST', LINKS, { kind: 'invite', userId });
export const removeLink = (id: string) => change<void>(LINKS, 'DELETE', `${LINKS}/${id}`);

const EMBED_TOKENS = '/api/embed-tokens';
export const useEmbedTokens = () => useAnswer<{ data: EmbedToken[] }>(EMBED_TOKENS);
export const createEmbedToken = (body: EmbedTokenBody) =>
  change<NewEmbedToken>(EMBED_TOKENS, 'POST', EMBED_TOKENS, body);
export const revokeEmbedToken = (id: number) => change<void>(EMBED_TOKENS, 'DELETE', `${EMBED_TOKENS}/${id}`);

export const useEventTypes = () => useAnswer<EventTypes>('/api/event-types');

const RETENTION = '/api/retention';
export const useRetention = () => useAnswer<RetentionRules>(RETENTION);
export const setRetention = (rules: RetentionRules['rules']) =>
  change<RetentionRules>(RETENTION, 'PUT', RETENTION, { rules });

const HOLDS = '/api/legal-holds';
export const useHolds = () => useAnswer<{ data: LegalHold[] }>(HOLDS);
export const placeHold = (body: {
  userId: number | null;
  from: string | null;
  to: string | null;
  reason: string;
}) => change<LegalHold>(HOLDS, 'PUT', HOLDS, body);
export const liftHold = (id: number) => change<void>(HOLDS, 'DELETE', `${HOLDS}/${id}`);

/** With `dryRun` nothing goes. Otherwise all that was read before is read anew: any of it may have named the person. */
export async function eraseUser(
  userId: number,
  body: { reason: string; legalBasis: string; alsoSearch: string[]; dryRun: boolean },
): Promise<Erasure> {
  const erasure = await sendJson<Erasure>('POST', `/api/users/${userId}/erasure`, body);
  if (!body.dryRun) await queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  return erasure;
}

export const useTerms = () => useAnswer<{ version: string; text: string }>('/api/terms');
