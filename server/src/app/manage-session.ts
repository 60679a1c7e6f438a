/** What somebody who is signed in may do about it. */
import type { User } from '../domain/directory.ts';
import { conflict, invalid, notFound } from '../domain/errors.ts';
import { terms } from '../domain/terms.ts';
import type { Accounts, Current, Opened } from './ports/accounts.ts';
import type { Company, Ledger, World } from './ports.ts';
import { changeItem, commitOrRefuse, recordedBy } from './shared/commit.ts';
import { checkNewPassword, type Passwords } from './shared/passwords.ts';
import { isSignedOut, mayEnter, memberOf, type Sessions, signOutOf, whoseOf } from './shared/sessions.ts';

export interface ManageSession {
  /** Another company that the same sign-in proved. Rejects with Refused `notFound` when that is none. */
  switchTo(current: Current, company: string): Promise<Opened>;
  signOut(current: Current): Promise<void>;
  /** Ends every session of the person, in every company that this sign-in proved. */
  signOutEverywhere(current: Current): Promise<void>;
  /** Records that the user agreed, and answers the session as it is then. Rejects with Refused `conflict` unless these are the terms of now. */
  acceptTerms(current: Current, version: string): Promise<Current>;
  /** Ends every other session of the user. Rejects with Refused `invalid` naming the password at fault. */
  changePassword(current: Current, password: string, next: string): Promise<Opened>;
}

export function manageSession(at: {
  accounts: Accounts;
  ledger: Ledger;
  passwords: Passwords;
  sessions: Sessions;
  world: World;
  acceptTerms(company: Company, userEmail: string): Promise<unknown>;
}): ManageSession {
  const { accounts, passwords, sessions, world } = at;
  return {
    async switchTo({ company, session }, to) {
      const member = session.also.find((one) => one.company === to);
      const account = member === undefined ? null : await accounts.account(member);
      if (account === null || !mayEnter(account) || isSignedOut(account, session.signedInAt))
        throw notFound('this sign-in proved nobody there: sign in again');
      const here = session.userId === null ? [] : [{ company: company.uuid, userId: session.userId }];
      const also = [...session.also.filter((one) => one !== member), ...here];
      const opened = await sessions.open(whoseOf(account), also, session.signedInAt);
      await sessions.end(company, session);
      return opened;
    },

    signOut: ({ company, session }) => sessions.end(company, session),

    async signOutEverywhere({ company, session, account }) {
      const now = Math.max(world.now(), session.signedInAt + 1);
      const elsewhere = await Promise.all(session.also.map((member) => accounts.account(member)));
      const items = [account, ...elsewhere].flatMap((one) =>
        one === null ? [] : [changeItem(one.company, now, [signOutOf(memberOf(one).userId, now)])],
      );
      for (const outcome of await commitOrRefuse(at.ledger, items)) recordedBy(outcome);
      await sessions.end(company, session);
    },

    async acceptTerms(current, version) {
      const { company, account } = current;
      if (version !== terms.version)
        throw conflict(`these are not the terms of now, which are version ${terms.version}`);
      const { email } = account === null ? { email: null } : (JSON.parse(account.user) as User);
      if (email === null) return current;
      await at.acceptTerms(company, email);
      return sessions.again(current);
    },

    async changePassword(current, password, next) {
      const { session, account } = current;
      if (account === null || !(await passwords.fits(password, account.password)))
        throw invalid('current', 'is not the password');
      checkNewPassword('next', next);
      const made = await passwords.make(next);
      const now = Math.max(world.now(), session.signedInAt + 1);
      const { userId } = memberOf(account);
      const opened = await sessions.open(whoseOf(account), session.also, now, [
        { do: 'putPassword', userId, password: made, at: now },
        signOutOf(userId, now),
      ]);
      await sessions.again(current);
      return opened;
    },
  };
}
