/**
 * Signing in: by password or by link. A password belongs to a user of one company, so that whoever may make users in one
 * company can give themselves nobody's way into another.
 */
import type { User } from '../domain/directory.ts';
import { Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { companyOfToken } from '../domain/sign-in-token.ts';
import type { Account, Accounts, SignedIn, SignInLink } from './ports/accounts.ts';
import type { Change, Company, World } from './ports.ts';
import type { Choices } from './shared/choices.ts';
import { checkNewPassword, type Passwords } from './shared/passwords.ts';
import { nativeSha256 } from './shared/secrets.ts';
import { isSignedOut, mayEnter, memberOf, type Sessions, signOutOf, whoseOf } from './shared/sessions.ts';

export interface SignIn {
  /** Takes as long whether or not there is such a user. Rejects with Refused `busy` when too many are signing in. */
  withPassword(email: string, password: string): Promise<SignedIn>;
  /** Somebody whose address a provider has verified; `companies`: UUIDs of those whose users it may let in, null: all. */
  withVerifiedEmail(email: string, companies: readonly string[] | null): Promise<SignedIn>;
  choose(ticket: string, company: string): Promise<SignedIn>;
  /** `password` is what a link that sets one needs. Rejects with Refused `invalid` when that is no good. */
  withLink(
    token: string,
    password: string | null,
  ): Promise<SignedIn | { is: 'needsPassword'; email: string }>;
}

export interface SignInPorts {
  accounts: Accounts;
  passwords: Passwords;
  sessions: Sessions;
  choices: Choices;
  world: World;
}

export function signIn(at: SignInPorts): SignIn {
  const { accounts, passwords, sessions, choices, world } = at;

  async function enter(proven: readonly Account[]): Promise<SignedIn> {
    const [only, ...others] = proven;
    if (only === undefined) return { is: 'refused' };
    if (others.length === 0) return sessions.open(whoseOf(only), [], world.now());
    const companies = proven.map(({ company }) => company);
    return { is: 'choose', companies, ticket: choices.make(proven.map(memberOf)) };
  }

  return {
    async withPassword(email, password) {
      const known = (await accounts.byEmail(email.toLowerCase())).filter(mayEnter);
      const tried = known.slice(0, limits.signInCompanies);
      if (tried.length === 0) await passwords.fits(password, null);
      const fitting = await Promise.all(tried.map((one) => passwords.fits(password, one.password)));
      return enter(tried.filter((_, i) => fitting[i]));
    },

    async withVerifiedEmail(email, companies) {
      const known = (await accounts.byEmail(email.toLowerCase())).filter(mayEnter);
      return enter(known.filter(({ company }) => companies === null || companies.includes(company.uuid)));
    },

    async choose(ticket, company) {
      const proven = choices.read(ticket);
      const member = proven?.members.find((one) => one.company === company);
      const account = member === undefined ? null : await accounts.account(member);
      if (proven === null || account === null || !mayEnter(account) || isSignedOut(account, proven.at))
        return { is: 'refused' };
      const also = proven.members.filter((one) => one !== member);
      return sessions.open(whoseOf(account), also, proven.at);
    },

    async withLink(token, password) {
      const found = await findLink(at, token);
      if (found === null) return { is: 'refused' };
      const { company, link, account } = found;
      const now = world.now();
      if (account === null) return sessions.open({ company, userId: null, link }, [], now);
      const changes: Change[] = [{ do: 'useLink', id: link.id, at: now }];
      if (link.kind === 'password') {
        const { id: userId, email } = JSON.parse(account.user) as User;
        if (password === null) return { is: 'needsPassword', email: email ?? '' };
        checkNewPassword('password', password);
        const made = await passwords.make(password);
        changes.push({ do: 'putPassword', userId, password: made, at: now }, signOutOf(userId, now));
      }
      return sessions.open(whoseOf(account), [], now, changes).catch(refusedIfUsed);
    },
  };
}

/** A link that can be used now, and whose it is; without an account an auditor's. */
async function findLink(
  { accounts, world }: SignInPorts,
  token: string,
): Promise<{ company: Company; link: SignInLink; account: Account | null } | null> {
  const uuid = companyOfToken(token);
  const found = uuid === null ? null : await accounts.link(uuid, nativeSha256(Buffer.from(token)));
  if (uuid === null || found === null) return null;
  const { company, link } = found;
  if (link.usedAt !== null || link.endsAt <= world.now()) return null;
  if (link.userId === null) return { company, link, account: null };
  const account = await accounts.account({ company: uuid, userId: link.userId });
  return account === null || !mayEnter(account) ? null : { company, link, account };
}

/** Of two who use a link at the same time, one is too late. */
function refusedIfUsed(error: unknown): { is: 'refused' } {
  if (error instanceof Refused && error.refusal.is === 'conflict') return { is: 'refused' };
  throw error;
}
