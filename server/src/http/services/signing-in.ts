/** Signing in, and the sessions that follow. */
import type { Current, Opened, SignedIn } from '../../app/ports/accounts.ts';
import type { Credential } from '../../app/ports.ts';

export interface SignInServices {
  withPassword(email: string, password: string): Promise<SignedIn>;
  choose(ticket: string, companyUuid: string): Promise<SignedIn>;
  /** Somebody whose address a provider has verified; `companies`: UUIDs of those whose users it may let in, null: all. */
  withVerifiedEmail(email: string, companies: readonly string[] | null): Promise<SignedIn>;
  withLink(
    token: string,
    password: string | null,
  ): Promise<SignedIn | { is: 'needsPassword'; email: string }>;
  /** The session of a token, or null when it is none or over. */
  current(token: string): Promise<Current | null>;
  /** What a session may do, as a key would say it. */
  credential(current: Current): Credential;
  /** Of the companies that the session's sign-in proved, by UUID; its own first. */
  companies(current: Current): Promise<readonly { companyId: string; name: string }[]>;
  switchTo(current: Current, companyUuid: string): Promise<Opened>;
  signOut(current: Current): Promise<void>;
  signOutEverywhere(current: Current): Promise<void>;
  changePassword(current: Current, password: string, next: string): Promise<Opened>;
  /** Records that the user agreed. Rejects with Refused `conflict` when these are not the terms of now. */
  acceptTerms(current: Current, version: string): Promise<Current>;
  /** Whether nobody has a password in some company yet, so that its first link waits to be used. */
  isNew(): Promise<boolean>;
}
