/** API keys, made and revoked by people and programs of the company: each is told by an event. */
import { conflict, invalid, notFound } from '../domain/errors.ts';
import type { Access, Caller, KeyRecord, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { type KeyWish, newKey } from './shared/new-key.ts';
import { callerName, tell } from './shared/telling.ts';

export interface AdministerKeys {
  /**
   * `held`: what the caller may do, beyond which no key of theirs goes. A key acts for the caller, or for a service user
   * of the company. Rejects with Refused `invalid`. `secret` is shown this once.
   */
  create(
    caller: Caller,
    held: readonly string[],
    wish: KeyWish & { userId?: number },
  ): Promise<{ secret: string; key: KeyRecord }>;
  list(caller: Caller): Promise<readonly KeyRecord[]>;
  /** Rejects with Refused `notFound`, or `conflict` when it is revoked already. */
  revoke(caller: Caller, id: string): Promise<void>;
}

export function administerKeys(at: {
  access: Access;
  change: ChangeDirectory;
  world: World;
}): AdministerKeys {
  return {
    async create(caller, held, { userId = caller.userId, ...wish }) {
      if (wish.permissions.length === 0) throw invalid('permissions', 'must name at least one permission');
      const beyond = wish.permissions.find((slug) => !held.includes(slug));
      if (beyond !== undefined) throw invalid('permissions', `${beyond} is not among your own permissions`);
      if (wish.lifetimeMs != null && wish.lifetimeMs <= 0)
        throw invalid('expiresAt', 'must be in the future');
      const { secret, key } = newKey(at.world, userId, wish);
      await at.change(caller.company, (live) => {
        const user = live.get('user', userId);
        if (user === null) throw invalid('userId', `user ${userId} is not in the directory`);
        if (userId !== caller.userId && !user.roles.includes('SERVICE_USER'))
          throw invalid('userId', 'must be yourself, or a user with the role SERVICE_USER');
        const description = `${callerName(live, caller)} created the API key "${key.name}".`;
        return {
          changes: [{ do: 'addKey', key }],
          events: [told(caller, 'PUBLIC_API_KEY_CREATED', description, key)],
          answer: null,
        };
      });
      return { secret, key };
    },

    list: ({ company }) => at.access.keys(company.company),

    async revoke(caller, id) {
      await at.change(caller.company, async (live) => {
        const key = (await at.access.keys(caller.company.company)).find((one) => one.id === id);
        if (key === undefined) throw notFound('there is no such key');
        if (key.revokedAt !== null) throw conflict('the key is revoked already');
        const description = `${callerName(live, caller)} revoked the API key "${key.name}".`;
        return {
          changes: [{ do: 'revokeKey', id, at: at.world.now() }],
          events: [told(caller, 'PUBLIC_API_KEY_REVOKED', description, key)],
          answer: null,
        };
      });
    },
  };
}

function told(caller: Caller, type: string, description: string, key: KeyRecord) {
  const { id, name, userId, permissions, addresses } = key;
  const dto = { id, name, userId, permissions, addresses };
  return tell(caller, { type, category: 'PUBLIC_API_KEY', description, dto });
}
