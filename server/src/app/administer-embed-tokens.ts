/** Tokens with which other pages show events: made and taken back by people and programs, each told by an event. */
import type { EmbedToken } from '../domain/directory.ts';
import { conflict, invalid, notFound } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { permissions } from '../domain/permissions.ts';
import { makeToken } from '../domain/sign-in-token.ts';
import { isoTime } from '../domain/time.ts';
import type { Members } from './ports/finding.ts';
import type { Caller, Directory, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { putOf } from './shared/directory-rows.ts';
import { requireTypes } from './shared/event-types.ts';
import type { ReadLiveDirectory } from './shared/live-directory.ts';
import { nativeSha256 } from './shared/secrets.ts';
import { callerName, tell } from './shared/telling.ts';

export interface EmbedTokenWish {
  name: string;
  /** At least one member: a token for every event is not made. */
  filter: Members;
  /** Of the pages that may show them, as browsers say them. */
  origins: readonly string[];
  /** Milliseconds. */
  endsAt: number;
}

export interface AdministerEmbedTokens {
  /**
   * `held`: what the caller may do; whoever may not find events lets nobody else. `secret` is the token, shown this once.
   * Rejects with Refused `invalid`, or `conflict` when there are limits.embedTokens.
   */
  create(
    caller: Caller,
    held: readonly string[],
    wish: EmbedTokenWish,
  ): Promise<{ secret: string; token: EmbedToken }>;
  /** Those that have ended too, until they are taken back. */
  list(caller: Caller): Promise<readonly EmbedToken[]>;
  /** Rejects with Refused `notFound`. */
  revoke(caller: Caller, id: number): Promise<void>;
}

export function administerEmbedTokens(at: {
  change: ChangeDirectory;
  directory: Directory;
  readLive: ReadLiveDirectory;
  world: World;
}): AdministerEmbedTokens {
  return {
    async create(caller, held, { name, filter, origins, endsAt }) {
      const now = at.world.now();
      if (!held.includes(permissions.findEvents))
        throw invalid('', `the token would allow more than you may: ${permissions.findEvents}`);
      if (endsAt <= now || endsAt > now + limits.embedTokenMs)
        throw invalid('endsAt', 'must be in the future, and at most a year ahead');
      if (Object.keys(filter).length === 0)
        throw invalid('filter', 'must name at least one member: a token is for some events, not for all');
      origins.forEach(requireOrigin);
      await requireTypes(at.directory, caller.company.company, filter);
      const secret = makeToken(caller.company.uuid, at.world.randomBytes(32));
      const { answer: token } = await at.change(caller.company, (live) => {
        const tokens = live.all('embedToken');
        if (tokens.length >= limits.embedTokens)
          throw conflict(`there are ${tokens.length} tokens: take one back first`);
        const made: EmbedToken = {
          id: live.nextId('embedToken'),
          name,
          hash: Buffer.from(nativeSha256(Buffer.from(secret))).toString('hex'),
          filter: { ...filter },
          origins: [...new Set(origins)],
          createdById: caller.userId,
          createdAt: isoTime(now),
          endsAt: isoTime(endsAt),
        };
        const description = `${callerName(live, caller)} let other pages show events with the token "${name}".`;
        return {
          changes: [putOf('embedToken', made)],
          events: [told(caller, 'EMBED_TOKEN_CREATED', description, made)],
          answer: made,
        };
      });
      return { secret, token };
    },

    async list({ company }) {
      return (await at.readLive(company.company)).all('embedToken');
    },

    async revoke(caller, id) {
      await at.change(caller.company, (live) => {
        const token = live.get('embedToken', id);
        if (token === null) throw notFound('there is no such token');
        const description = `${callerName(live, caller)} took back the token "${token.name}".`;
        return {
          changes: [{ do: 'remove', kind: 'embedToken', id }],
          events: [told(caller, 'EMBED_TOKEN_REVOKED', description, token)],
          answer: null,
        };
      });
    },
  };
}

function told(caller: Caller, type: string, description: string, { hash: _, ...dto }: EmbedToken) {
  return tell(caller, { type, category: 'PUBLIC_API_KEY', description, dto });
}

/** Throws Refused `invalid` unless it is an origin as browsers send it. */
function requireOrigin(text: string, i: number): void {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== text)
    throw invalid(`origins[${i}]`, 'must be an origin such as https://trust.example, without a path');
}
