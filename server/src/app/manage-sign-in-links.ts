/** Links that sign somebody in: made, shown once, listed, taken back. */
import type { User } from '../domain/directory.ts';
import { invalid } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { makeToken } from '../domain/sign-in-token.ts';
import type { Accounts, SignInLink } from './ports/accounts.ts';
import type { Company, Directory, Ledger, World } from './ports.ts';
import { commitChanges } from './shared/commit.ts';
import { nativeSha256 } from './shared/secrets.ts';

/** `token` is what opens it, which is stored nowhere. */
export interface NewLink {
  token: string;
  link: SignInLink;
}

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
  const { world } = at;
  async function add(
    company: Company,
    given: Pick<SignInLink, 'kind' | 'userId' | 'name' | 'email' | 'createdBy' | 'endsAt'>,
  ): Promise<NewLink> {
    const token = makeToken(company.uuid, world.randomBytes(32));
    const link: SignInLink = {
      ...given,
      id: world.uuid(),
      hash: nativeSha256(Buffer.from(token)),
      createdAt: world.now(),
      usedAt: null,
    };
    await commitChanges(at, company, [{ do: 'addLink', link }]);
    return { token, link };
  }

  return {
    async forUser(company, userEmail, kind) {
      const row = await at.directory.userByEmail(company.company, userEmail.toLowerCase());
      if (row === null) throw invalid('user', `${userEmail} is not a user of ${company.name}`);
      const endsAt = world.now() + limits.signInLinkMs;
      return add(company, { kind, userId: row.id, name: null, email: null, createdBy: null, endsAt });
    },

    async newcomer({ company }) {
      if (await at.accounts.hasPasswords(company)) return null;
      const rows = await at.directory.rows(company, 'user', 0, limits.signInNewcomers);
      const users = rows.map(({ json }) => JSON.parse(json) as User);
      return users.find(({ roles }) => roles.includes('ADMIN')) ?? null;
    },
  };
}
