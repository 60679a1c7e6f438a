/** How people sign in: passwords, links and sessions of the users of a company. */
import type { Company } from '../ports.ts';

/** A user of a company, as a sign-in knows them. */
export interface Member {
  /** UUID. */
  company: string;
  userId: number;
}

/** A user, and what is kept of their signing in. Nothing of it is there before their first password or sign-out. */
export interface Account {
  company: Company;
  /** The document of the directory, as JSON. */
  user: string;
  /** Null: nobody says that the user works for the company, or has left it. */
  employmentStatus: string | null;
  /** A password as `shared/passwords.ts` writes it. */
  password: string | null;
  passwordAt: number | null;
  /** Sessions that were opened before are over. */
  signedOutAt: number | null;
}

export interface Session {
  /** UUID; names the session in logs. */
  id: string;
  /** SHA-256 of the token. */
  hash: Uint8Array;
  /** Null: nobody in the directory, but whoever has the link of an auditor. */
  userId: number | null;
  /** The link that opened it, when that can be taken back. */
  linkId: string | null;
  /** Users of other companies whom the same sign-in proved. */
  also: readonly Member[];
  signedInAt: number;
  /** When it was last used, as far as that is written down (limits.sessionSeenMs). */
  seenAt: number;
  endsAt: number;
}

/** A session with whoever it belongs to: a user, or the auditor whom a link was made for. */
export interface OpenedSession {
  company: Company;
  session: Session;
  /** Null when the session is an auditor's, or its user is gone. */
  account: Account | null;
  guest: Pick<SignInLink, 'name' | 'email'> | null;
}

/** A session that is good now, and what it allows. */
export interface Current extends OpenedSession {
  /** Slugs of domain/permissions.ts: what the roles of the user allow. */
  permissions: readonly string[];
}

/** A session that was opened, and its token, which is shown this once. */
export interface Opened {
  is: 'session';
  token: string;
  endsAt: number;
}

export type SignedIn =
  | Opened
  /** Several companies: which one? `ticket` says it to `choose`, for limits.signInChoiceMs. */
  | { is: 'choose'; companies: readonly Company[]; ticket: string }
  /** Wrong, whoever it was. */
  | { is: 'refused' };

export type LinkKind = 'password' | 'signIn' | 'auditor';

export interface SignInLink {
  /** UUID. */
  id: string;
  /** SHA-256 of the token. */
  hash: Uint8Array;
  /** `password` sets the user's password, `signIn` opens a session, both once; `auditor` opens sessions until it ends. */
  kind: LinkKind;
  /** Null for an auditor. */
  userId: number | null;
  /** Of an auditor. */
  name: string | null;
  email: string | null;
  /** Null: the operator, at the command line. */
  createdBy: number | null;
  createdAt: number;
  endsAt: number;
  usedAt: number | null;
}

/** None of these moves the directory version. Ending or removing what is not there changes nothing. */
export type AccountChange =
  /** Sets a password. Whatever could set it before is removed: links of kind `password` of the user. */
  | { do: 'putPassword'; userId: number; password: string; at: number }
  | { do: 'addLink'; link: SignInLink }
  /** `stale` unless the link is there, was not used, and has not ended at `at`. */
  | { do: 'useLink'; id: string; at: number }
  /** With the sessions that it opened. */
  | { do: 'removeLink'; id: string }
  /**
   * On the way, sessions and links of the company that are over at `signedInAt` are removed; not those of auditors, which
   * say who they were.
   */
  | { do: 'addSession'; session: Session }
  | { do: 'seeSession'; id: string; at: number }
  | { do: 'endSession'; id: string }
  /** Every session of the user that was opened before `at`. */
  | { do: 'signOut'; userId: number; at: number };

const CHANGES: ReadonlySet<string> = new Set<AccountChange['do']>([
  'putPassword',
  'addLink',
  'useLink',
  'removeLink',
  'addSession',
  'seeSession',
  'endSession',
  'signOut',
]);

export function changesAccounts(change: { do: string }): change is AccountChange {
  return CHANGES.has(change.do);
}

export interface Accounts {
  /** Users of served companies with this address (lower case), by company. */
  byEmail(email: string): Promise<readonly Account[]>;
  /** Null when the company is not served here or has no such user. */
  account(member: Member): Promise<Account | null>;
  /** By the company's UUID and the hash of the token. */
  session(company: string, hash: Uint8Array): Promise<OpenedSession | null>;
  link(company: string, hash: Uint8Array): Promise<{ company: Company; link: SignInLink } | null>;
  /** All links of a company, oldest first. */
  links(company: number): Promise<readonly SignInLink[]>;
  /** Whether any user of the company has a password. */
  hasPasswords(company: number): Promise<boolean>;
}
