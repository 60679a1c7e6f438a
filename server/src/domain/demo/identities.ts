/** Accounts of users at connections, from a table of who has which. */
import type { Connection, Identity, User } from '../directory.ts';
import { ago } from './calendar.ts';
import { type Dice, diceOf } from './dice.ts';
import { nameOf } from './people.ts';

/** A user and the connections at which the user has an account. */
export type AccountRow = readonly [userId: number, connectionIds: string];

export interface IdentityFacts {
  /** Accounts without a second factor, as `userId/connectionId`. */
  withoutMfa: ReadonlySet<string>;
  contractors: ReadonlySet<number>;
  /** Days since a former employee left. */
  leftDaysAgo: ReadonlyMap<number, number>;
  managers: ReadonlyMap<number, number>;
}

export const acmeAccounts: readonly AccountRow[] = [
  [2, '2 3 4 5 6 7 9'],
  [3, '2 3 4 6 7 9'],
  [4, '2 3 4 5 6 7 8 9'],
  [5, '2 3 7 9'],
  [6, '2 3 6 7 9'],
  [7, '2 3 4 5 6 9'],
  [8, '2 3 6 9'],
  [9, '2 3 9'],
  [10, '2 3 4 6 7 9'],
  [11, '2 3 4 5 7 8 9'],
  [12, '2 3 5 6 7 9 12'],
  [13, '2 3 9'],
  [14, '2 3 7 9'],
  [15, '2 3 4 5 9'],
  [16, '2 3 4 5 6 7 8 9 13'],
  [17, '2 3 7 9'],
  [18, '2 4'],
  [19, '4 5 13'],
  [20, '2'],
  [21, '2 3 7 9 11'],
  [22, '2 3 6 7 9 12'],
  [23, '2 3 4 5 6 7 9'],
  [24, '2 3 4 6 9'],
  [25, '2 3 4 6 9'],
  [26, '2 3 9'],
  [27, '2 3 9'],
  [24, '17'],
  [25, '17'],
  [26, '17'],
];

export const acmeIdentityFacts: IdentityFacts = {
  withoutMfa: new Set(['18/4', '19/4', '19/5', '17/2']),
  contractors: new Set([18, 20]),
  leftDaysAgo: new Map([[21, 190]]),
  managers: new Map([
    [3, 2],
    [4, 23],
    [6, 2],
    [7, 23],
    [8, 2],
    [10, 23],
    [11, 4],
    [12, 2],
    [15, 23],
    [16, 2],
    [17, 23],
    [18, 23],
    [22, 14],
    [24, 23],
    [25, 23],
    [26, 1],
  ]),
};

export const globexAccounts: readonly AccountRow[] = [
  [1, '1'],
  [2, '1 2 3'],
  [3, '1 2 3'],
  [4, '1'],
  [5, '1'],
  [6, '2 3'],
];

export const globexIdentityFacts: IdentityFacts = {
  withoutMfa: new Set(['6/2', '4/1']),
  contractors: new Set([5]),
  leftDaysAgo: new Map(),
  managers: new Map([[3, 2]]),
};

/** Identities with ids from `firstId` on. */
export function identitiesOf(
  company: string,
  rows: readonly AccountRow[],
  facts: IdentityFacts,
  people: readonly User[],
  connections: readonly Connection[],
  firstId: number,
  today: number,
): Identity[] {
  const dice = diceOf(`${company}/identities`);
  const pairs = rows.flatMap(([userId, ids]) => ids.split(' ').map((id) => [userId, Number(id)] as const));
  return pairs.map(([userId, connectionId], index) => {
    const user = found(people, userId);
    const connection = found(connections, connectionId);
    return identityOf(dice, firstId + index, user, connection, facts, people, today);
  });
}

function identityOf(
  dice: Dice,
  id: number,
  user: User,
  connection: Connection,
  facts: IdentityFacts,
  people: readonly User[],
  today: number,
): Identity {
  const left = facts.leftDaysAgo.get(user.id);
  const separatedAt = left === undefined ? null : ago(today, left);
  const hris = connection.providerTypes.some(({ value }) => value === 'HRIS');
  const identityProvider = connection.providerTypes.some(({ value }) => value === 'IDENTITY');
  const manager = people.find((one) => one.id === facts.managers.get(user.id));
  const linkedAt = later(user.createdAt, connection.createdAt, dice.int(1, 48));
  return {
    id,
    userId: user.id,
    connectionId: connection.id,
    identityId: accountId(dice, connection.clientType),
    username: connection.clientType === 'CHECKR' ? null : username(connection.clientType, user),
    email: dice.chance(0.85) ? user.email : null,
    connectedAt: linkedAt,
    disconnectedAt: connection.deletedAt ?? separatedAt,
    hasMfa: hris ? null : !facts.withoutMfa.has(`${user.id}/${connection.id}`),
    hasIdp: identityProvider,
    secondaryEmail: dice.chance(0.15) ? user.email.replace('@', '+alt@') : null,
    firstName: user.firstName,
    lastName: user.lastName,
    startedAt: hris ? user.createdAt : null,
    separatedAt,
    isContractor: hris || facts.contractors.has(user.id) ? facts.contractors.has(user.id) : null,
    jobTitle: hris ? user.jobTitle : null,
    managerId: hris && manager !== undefined ? `bhr-${1000 + manager.id}` : null,
    managerName: hris && manager !== undefined ? nameOf(manager) : null,
    createdAt: linkedAt,
    updatedAt: separatedAt ?? ago(today, 91 + dice.int(0, 8)),
  };
}

function found<T extends { id: number }>(items: readonly T[], id: number): T {
  const item = items.find((one) => one.id === id);
  if (item === undefined) throw new RangeError(`no document with id ${id}`);
  return item;
}

/** Some hours after the later of two times. */
function later(a: string, b: string, hours: number): string {
  return ago(Math.max(Date.parse(a), Date.parse(b)), -hours / 24);
}

function username(clientType: string, user: User): string {
  const mailbox = user.email.slice(0, user.email.indexOf('@'));
  switch (clientType) {
    case 'GITHUB':
    case 'GITLAB':
      return mailbox.replace('.', '-');
    case 'AWS':
    case 'SLACK':
      return mailbox;
    default:
      return user.email;
  }
}

/** An account id in the form that the service uses. */
function accountId(dice: Dice, clientType: string): string {
  switch (clientType) {
    case 'GOOGLE':
      return `1${Array.from({ length: 20 }, () => dice.int(0, 9)).join('')}`;
    case 'OKTA':
      return `00u${dice.hex(17)}`;
    case 'AWS':
      return `AIDA${dice.hex(16).toUpperCase()}`;
    case 'SLACK':
      return `U0${dice.hex(9).toUpperCase()}`;
    case 'JIRA':
      return `712020:${dice.hex(24)}`;
    case 'GCP':
    case 'MICROSOFT_365':
      return `${dice.hex(8)}-${dice.hex(4)}-${dice.hex(4)}-${dice.hex(12)}`;
    default:
      return String(dice.int(100_000, 99_999_999));
  }
}
