/** Sessions: opened with a token that is stored nowhere, believed for a moment, ended in the store. */
import type { User } from '../../domain/directory.ts';
import { isFormer } from '../../domain/employment.ts';
import { Refused } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { auditorPermissions, permissionsOfRoles } from '../../domain/role-permissions.ts';
import { companyOfToken, makeToken } from '../../domain/sign-in-token.ts';
import { isoTime } from '../../domain/time.ts';
import type {
  Account,
  Accounts,
  Current,
  Member,
  Opened,
  OpenedSession,
  Session,
  SignInLink,
} from '../ports/accounts.ts';
import { type Change, type Company, type Credential, GUEST, type Ledger, type World } from '../ports.ts';

import { makeCache } from './cache.ts';
import { changeItem, commitChanges, commitOrRefuse, recordedBy } from './commit.ts';
import { nativeSha256 } from './secrets.ts';

/** Whose session it shall be: a user's, or that of whoever has a link, as long as that is there. */
export interface Whose {
  company: Company;
  userId: number | null;
  link: SignInLink | null;
}

export interface Sessions {
  /** With other changes of the company, all of it or nothing. Rejects with Refused `conflict` when one is `stale`. */
  open(
    whose: Whose,
    also: readonly Member[],
    signedInAt: number,
    changes?: readonly Change[],
  ): Promise<Opened>;
  /**
   * The session of a token, or null when it is none or over. Read again after limits.sessionCacheMs, so that whatever
   * ends it elsewhere holds here after that time.
   */
  current(token: string): Promise<Current | null>;
  end(company: Company, session: Session): Promise<void>;
  /** As it is in the store now, after a change of it or of its user. */
  again(current: Current): Promise<Current>;
}

export function makeSessions(at: { accounts: Accounts; ledger: Ledger; world: World }): Sessions {
  const { accounts, world } = at;
  const known = makeCache<{ current: Current | null; until: number }>(limits.sessionCacheEntries);
  const nameOf = (hash: Uint8Array) => Buffer.from(hash).toString('hex');
  const keep = (hash: Uint8Array, current: Current | null) =>
    known.set(nameOf(hash), { current, until: world.now() + limits.sessionCacheMs }, 1);

  async function read(token: string): Promise<Current | null> {
    const company = companyOfToken(token);
    if (company === null) return null;
    const hash = nativeSha256(Buffer.from(token));
    const kept = known.get(nameOf(hash));
    const now = world.now();
    if (kept !== undefined && now < kept.until && now >= kept.until - limits.sessionCacheMs)
      return kept.current;
    return ask(company, hash);
  }

  async function ask(company: string, hash: Uint8Array): Promise<Current | null> {
    const opened = await accounts.session(company, hash);
    const current = opened === null ? null : { ...opened, permissions: allowed(opened) };
    keep(hash, current);
    return current;
  }

  /** Tells the store, seldom; when it cannot be told, the session only ends earlier. */
  function see(current: Current, now: number): void {
    const { company, session } = current;
    if (now - session.seenAt < limits.sessionSeenMs) return;
    keep(session.hash, { ...current, session: { ...session, seenAt: now } });
    commitChanges(at, company, [{ do: 'seeSession', id: session.id, at: now }]).catch(() => {});
  }

  return {
    async open(whose, also, signedInAt, changes = []) {
      const { token, session } = newSession(world, whose, also, signedInAt);
      const item = changeItem(whose.company, session.seenAt, [...changes, { do: 'addSession', session }]);
      const [outcome] = await commitOrRefuse(at.ledger, [item]);
      if (outcome?.is === 'stale') throw new Refused({ is: 'conflict', message: 'it was used meanwhile' });
      if (outcome !== undefined) recordedBy(outcome);
      return { is: 'session', token, endsAt: session.endsAt };
    },

    async current(token) {
      const current = await read(token);
      const now = world.now();
      if (current === null || !isGood(current, now)) return null;
      see(current, now);
      return current;
    },

    async end(company, session) {
      await commitChanges(at, company, [{ do: 'endSession', id: session.id }]);
      keep(session.hash, null);
    },

    async again({ company, session, ...rest }) {
      return (await ask(company.uuid, session.hash)) ?? { company, session, ...rest };
    },
  };
}

function newSession(
  world: World,
  { company, userId, link }: Whose,
  also: readonly Member[],
  signedInAt: number,
): { token: string; session: Session } {
  const token = makeToken(company.uuid, world.randomBytes(32));
  const session: Session = {
    id: world.uuid(),
    hash: nativeSha256(Buffer.from(token)),
    userId,
    linkId: link?.id ?? null,
    also,
    signedInAt,
    seenAt: world.now(),
    endsAt: Math.min(signedInAt + limits.sessionMs, link?.endsAt ?? Infinity),
  };
  return { token, session };
}

function isGood({ session, account, guest }: Current, now: number): boolean {
  if (session.endsAt <= now || session.seenAt + limits.sessionIdleMs <= now) return false;
  if (session.userId === null) return guest !== null;
  return account !== null && mayEnter(account) && !isSignedOut(account, session.signedInAt);
}

function allowed({ account, guest }: OpenedSession): readonly string[] {
  if (guest !== null) return auditorPermissions;
  return account === null ? [] : permissionsOfRoles((JSON.parse(account.user) as User).roles);
}

export const signOutOf = (userId: number, now: number): Change => ({ do: 'signOut', userId, at: now });

/** The user whose account it is. */
export const whoseOf = ({ company, user }: Account): Whose => ({
  company,
  userId: (JSON.parse(user) as User).id,
  link: null,
});

export function memberOf({ company, user }: Account): Member {
  return { company: company.uuid, userId: (JSON.parse(user) as User).id };
}

/** Whoever has left the company does not come in any more, whatever their roles are. */
export function mayEnter({ employmentStatus }: Account): boolean {
  return employmentStatus === null || !isFormer(employmentStatus);
}

export function isSignedOut({ signedOutAt }: Account, signedInAt: number): boolean {
  return signedOutAt !== null && signedInAt < signedOutAt;
}

/** A credential as a key would be: a session may do what the roles of its user allow, as long as it lasts. */
export function sessionCredential({ company, session, account, permissions }: Current): Credential {
  const user = account === null ? null : (JSON.parse(account.user) as User);
  const { id, userId, endsAt: expiresAt } = session;
  return {
    company,
    key: {
      id,
      userId: userId ?? GUEST,
      permissions,
      addresses: [],
      dateStyle: 'iso',
      expiresAt,
      revokedAt: null,
    },
    // Whoever made an auditor's link has agreed for them.
    termsAgreedAt: userId === null ? isoTime(session.signedInAt) : (user?.termsAgreedAt ?? null),
  };
}
