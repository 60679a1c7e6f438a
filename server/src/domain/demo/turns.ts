/**
 * How the first company's directory moves while its events are recorded. An event shows how things were at that
 * time, so the same person looks different before and after.
 */
import type { BackgroundCheck, Connection, Identity, User } from '../directory.ts';
import { isoTime } from '../time.ts';
import { HOUR_MS, workday } from './calendar.ts';
import type { DemoDirectory } from './types.ts';

/** When things happen, in milliseconds. */
export interface Times {
  promoted: number;
  factorsLost: number;
  checked: number;
  jiraRepaired: number;
  factorsBack: number;
  agreed: number;
  left: number;
  renamed: number;
}

export function timesOf(today: number): Times {
  return {
    promoted: workday(today, 74) + 9 * HOUR_MS,
    factorsLost: workday(today, 62) + 12 * HOUR_MS,
    checked: workday(today, 58) + 15 * HOUR_MS,
    jiraRepaired: workday(today, 52) + 10 * HOUR_MS,
    factorsBack: workday(today, 39) + 11 * HOUR_MS,
    agreed: workday(today, 30) + 14 * HOUR_MS,
    left: workday(today, 20) + 16 * HOUR_MS,
    renamed: workday(today, 9) + 8 * HOUR_MS,
  };
}

/** New versions of documents, from a time on. */
export interface Turn {
  at: number;
  why: string;
  put: Partial<DemoDirectory>;
}

export const LEAVER = 22;

/** The turns in order of time, as documents of `directory` changed. */
export function turnsOf(directory: DemoDirectory, times: Times): Turn[] {
  const user = (id: number, change: Partial<User>, at: number) => ({
    users: directory.users.filter((one) => one.id === id).map((one) => changed(one, change, at)),
  });
  const accounts = (of: (one: Identity) => boolean, change: Partial<Identity>, at: number) => ({
    identities: directory.identities.filter(of).map((one) => changed(one, change, at)),
  });
  const newPhones = ({ userId, connectionId }: Identity) =>
    connectionId === 4 && (userId === 24 || userId === 25);
  const gone = isoTime(times.left);
  return [
    {
      at: times.promoted,
      why: 'はるか 佐々木 is promoted and manages controls',
      put: user(
        10,
        { jobTitle: 'Senior Frontend Engineer', roles: ['EMPLOYEE', 'CONTROL_MANAGER'] },
        times.promoted,
      ),
    },
    {
      at: times.factorsLost,
      why: 'two engineers replace their phones and lose the second factor at GitHub',
      put: accounts(newPhones, { hasMfa: false }, times.factorsLost),
    },
    {
      at: times.checked,
      why: 'the background check of Ana Beatriz Gonçalves comes back clear',
      put: { backgroundChecks: directory.backgroundChecks.filter(of(17)).map(cleared(times.checked)) },
    },
    {
      at: times.jiraRepaired,
      why: 'the connection to Jira is configured again',
      put: {
        connections: directory.connections.filter(({ id }) => id === 6).map(repaired(times.jiraRepaired)),
      },
    },
    {
      at: times.factorsBack,
      why: 'both have a second factor again',
      put: accounts(newPhones, { hasMfa: true }, times.factorsBack),
    },
    {
      at: times.agreed,
      why: 'Grace Kim agrees to the terms',
      put: user(26, { termsAgreedAt: isoTime(times.agreed) }, times.agreed),
    },
    {
      at: times.left,
      why: 'Noor de Vries leaves',
      put: {
        ...user(LEAVER, { roles: [] }, times.left),
        ...accounts(of(LEAVER), { separatedAt: gone, disconnectedAt: gone }, times.left),
      },
    },
    {
      at: times.renamed,
      why: 'Lena Marchetti takes a new name',
      put: user(23, { lastName: 'Marchetti Okafor' }, times.renamed),
    },
  ];
}

function changed<T extends { updatedAt: string }>(document: T, change: Partial<T>, at: number): T {
  return { ...document, ...change, updatedAt: isoTime(at) };
}

function of(id: number): (document: { userId: number | null }) => boolean {
  return ({ userId }) => userId === id;
}

function cleared(at: number): (check: BackgroundCheck) => BackgroundCheck {
  const reportData = '{"result":"clear","package":"standard"}';
  return (check) => changed(check, { status: 'OK', reportData, linkedAt: isoTime(at) }, at);
}

function repaired(at: number): (connection: Connection) => Connection {
  const since = { connectedAt: isoTime(at), manuallyUpdatedAt: isoTime(at) };
  return (connection) => changed(connection, { state: 'ACTIVE', authorized: true, code: null, ...since }, at);
}
