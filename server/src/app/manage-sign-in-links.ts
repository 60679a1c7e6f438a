/** Links that whoever runs the server makes: for the first password of a company, or when somebody lost theirs. */
import type { User } from '../domain/directory.ts';
import { invalid } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { Accounts } from './ports/accounts.ts';
import type { Company, Directory, Ledger, World } from './ports.ts';
import { commitChanges } from './shared/commit.ts';
import { type NewLink, newLink } from './shared/new-link.ts';

export interface ManageSignInLinks {
  /**
   * A link with which a user sets their password, or signs in once, within limits.signInLinkMs. Rejects with Refused
   * `invalid` when the company has no such user.
   */
  forUser(company: Company, userEmail: string, kind: 'password' | 'signIn'): Promise<NewLink>;
  /** The first administrator of a company in which nobody has a password yet; null when somebody has, or there is none. */
  newcomer(company: Company): Promise<User | null>;
}

export function manageSignInLinks(at: {
  accounts: Accounts;
  directory: Directory;
  ledger: Ledger;
  world: World;
}): ManageSignInLinks {
  return {
    async forUser(company, userEmail, kind) {
      const row = await at.directory.userByEmail(company.company, userEmail.toLowerCase());
      if (row === null) throw invalid('user', `${userEmail} is not a user of ${company.name}`);
      const endsAt = at.world.now() + limits.signInLinkMs;
      const nobody = { name: null, email: null, createdBy: null };
      const made = newLink(at.world, company, { ...nobody, kind, userId: row.id, endsAt });
      await commitChanges(at, company, [{ do: 'addLink', link: made.link }]);
      return made;
    },

    async newcomer({ company }) {
      if (await at.accounts.hasPasswords(company)) return null;
      const rows = await at.directory.rows(company, 'user', 0, limits.signInNewcomers);
      const users = rows.map(({ json }) => JSON.parse(json) as User);
      return users.find(({ roles }) => roles.includes('ADMIN')) ?? null;
    },
  };
}
