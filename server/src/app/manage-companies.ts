/** Companies: the log's origin is minted here, once. */
import type { User } from '../domain/directory.ts';
import { invalid } from '../domain/errors.ts';
import { isoTime } from '../domain/time.ts';
import type { Access, Company, Ledger, World } from './ports.ts';
import { commitChanges } from './shared/commit.ts';
import { newSubject, rowOf } from './shared/directory-rows.ts';
import { newLog } from './shared/new-log.ts';
import type { Secrets } from './shared/secrets.ts';

export interface ManageCompanies {
  /** Creates a company and its first user, who has not agreed to the terms yet. */
  create(input: { name: string; ownerEmail: string }): Promise<{ company: Company; owner: User }>;
  list(): Promise<readonly Company[]>;
}

export function manageCompanies(at: {
  access: Access;
  ledger: Ledger;
  secrets: Secrets;
  world: World;
}): ManageCompanies {
  return {
    async create({ name, ownerEmail }) {
      if (name.trim() === '') throw invalid('name', 'must not be empty');
      if (!/^[^\s@]+@[^\s@]+$/.test(ownerEmail)) throw invalid('owner', 'must be an e-mail address');
      const company = await at.access.createCompany({
        ...newLog(at),
        uuid: at.world.uuid(),
        name,
        createdAt: at.world.now(),
      });
      const owner = firstUser(at.world, ownerEmail);
      await commitChanges(at, company, [
        { do: 'put', row: rowOf('user', owner) },
        newSubject(at.world, { kind: 'person', id: owner.id }),
      ]);
      return { company, owner };
    },
    list: () => at.access.companies(),
  };
}

function firstUser(world: World, email: string): User {
  const now = isoTime(world.now());
  return {
    id: 1,
    entryId: world.uuid(),
    email,
    firstName: null,
    lastName: null,
    jobTitle: null,
    avatarUrl: null,
    termsAgreedAt: null,
    createdAt: now,
    updatedAt: now,
    roles: ['ADMIN'],
  };
}
