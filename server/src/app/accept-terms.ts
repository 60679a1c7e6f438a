/** A user's agreement to the terms: what 412 waits for. Recorded as the event TERMS_AGREED. */
import type { User } from '../domain/directory.ts';
import { invalid } from '../domain/errors.ts';
import { terms } from '../domain/terms.ts';
import { isoTime } from '../domain/time.ts';
import type { Change, Company, Directory, World } from './ports.ts';
import { rowOf } from './shared/directory-rows.ts';

/** Agreeing again changes nothing. Rejects with Refused `invalid` when the user is unknown. */
export type AcceptTerms = (company: Company, userEmail: string) => Promise<User>;

export function acceptTerms(at: {
  directory: Directory;
  record: (
    company: Company,
    bodies: readonly unknown[],
    options: { changes: readonly Change[] },
  ) => Promise<unknown>;
  world: World;
}): AcceptTerms {
  return async (company, userEmail) => {
    const row = await at.directory.userByEmail(company.company, userEmail.toLowerCase());
    if (row === null) throw invalid('user', `${userEmail} is not a user of ${company.name}`);
    const before = JSON.parse(row.json) as User;
    if (before.termsAgreedAt !== null) return before;
    const now = isoTime(at.world.now());
    const user: User = { ...before, termsAgreedAt: now, updatedAt: now };
    const event = {
      type: 'TERMS_AGREED',
      category: 'USER',
      source: 'APP',
      description: `${user.email} agreed to the terms.`,
      userId: user.id,
      metadata: { dto: { version: terms.version } },
    };
    await at.record(company, [event], { changes: [{ do: 'put', row: rowOf('user', user) }] });
    return user;
  };
}
