/** API keys: shown once, kept as a hash, final once revoked or expired. */

import { parseApiKey } from '../domain/api-key.ts';
import { invalid } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { allPermissions } from '../domain/permissions.ts';
import type { Access, Company, Credential, Directory, KeyRecord, Ledger, World } from './ports.ts';
import { makeCache } from './shared/cache.ts';
import { commitChanges } from './shared/commit.ts';
import { type KeyWish, newKey } from './shared/new-key.ts';
import { nativeSha256 } from './shared/secrets.ts';

export interface NewKey extends KeyWish {
  userEmail: string;
}

export interface ManageKeys {
  /** `secret` is the key itself, which is stored nowhere. */
  create(company: Company, input: NewKey): Promise<{ secret: string; key: KeyRecord }>;
  list(company: Company): Promise<readonly KeyRecord[]>;
  /** Rejects with Refused `invalid` when the company has no such key. Revoking twice keeps the first time. */
  revoke(company: Company, id: string): Promise<void>;
  /**
   * The credential of a key as a client sends it, or null when there is none. An answer is kept for
   * limits.keyCacheMs, so a revocation holds everywhere after that time.
   */
  credential(secret: string): Promise<Credential | null>;
  /** The same of an answer that is kept; undefined when none is. */
  credentialAtHand(secret: string): Credential | null | undefined;
}

export function manageKeys(at: {
  access: Access;
  directory: Directory;
  ledger: Ledger;
  world: World;
}): ManageKeys {
  const known = makeCache<{ credential: Credential | null; until: number }>(limits.keyCacheEntries);

  function credentialAtHand(secret: string): Credential | null | undefined {
    const kept = known.get(secret);
    const now = at.world.now();
    if (kept === undefined || now >= kept.until || now < kept.until - limits.keyCacheMs) return undefined;
    return kept.credential;
  }

  return {
    async create(company, input) {
      const user = await at.directory.userByEmail(company.company, input.userEmail.toLowerCase());
      if (user === null) throw invalid('user', `${input.userEmail} is not a user of ${company.name}`);
      checkPermissions(input.permissions);
      const { secret, key } = newKey(at.world, user.id, input);
      await commitChanges(at, company, [{ do: 'addKey', key }]);
      return { secret, key };
    },

    list: (company) => at.access.keys(company.company),

    async revoke(company, id) {
      const key = (await at.access.keys(company.company)).find((one) => one.id === id);
      if (key === undefined) throw invalid('id', `${company.name} has no key ${id}`);
      if (key.revokedAt === null)
        await commitChanges(at, company, [{ do: 'revokeKey', id, at: at.world.now() }]);
    },

    async credential(secret) {
      if (!parseApiKey(secret)) return null;
      const kept = credentialAtHand(secret);
      if (kept !== undefined) return kept;
      const now = at.world.now();
      const credential = await at.access.credential(nativeSha256(Buffer.from(secret)));
      known.set(secret, { credential, until: now + limits.keyCacheMs }, 1);
      return credential;
    },

    credentialAtHand,
  };
}

function checkPermissions(permissions: readonly string[]): void {
  if (permissions.length === 0) throw invalid('permission', 'name at least one permission');
  const unknown = permissions.find((slug) => !allPermissions.includes(slug));
  if (unknown !== undefined)
    throw invalid('permission', `${unknown} is not a permission ("affidavit keys permissions" lists them)`);
}
