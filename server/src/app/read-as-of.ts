/** People and connections in full, as they are or as they were at some time. */
import { type Connection, defaultPersonnel, type LiveDocuments, type User } from '../domain/directory.ts';
import { notFound } from '../domain/errors.ts';
import type { DirectoryHistory } from './ports/history.ts';
import type { Caller, DirectoryKind, DirectoryRow } from './ports.ts';
import { inDateStyle } from './shared/date-style.ts';
import type { ReadLiveDirectory } from './shared/live-directory.ts';

/** What the answers are made of, at one time. */
interface Moment {
  get<K extends DirectoryKind>(kind: K, id: number): Promise<LiveDocuments[K] | null>;
  ofUser<K extends DirectoryKind>(kind: K, userId: number): Promise<readonly LiveDocuments[K][]>;
}

/**
 * `asOf` in milliseconds: as the last change at or before it left them; null: as they are now. What was not there then
 * is Refused `notFound`.
 */
export function readAsOf(at: { history: DirectoryHistory; readLive: ReadLiveDirectory }) {
  async function momentOf(caller: Caller, asOf: number | null): Promise<Moment> {
    if (asOf !== null) return past(at.history, caller.company.company, asOf);
    const live = await at.readLive(caller.company.company);
    return {
      get: async (kind, id) => live.get(kind, id),
      ofUser: async (kind, userId) => live.ofUser(kind, userId),
    };
  }
  return {
    async user(caller: Caller, id: number, asOf: number | null): Promise<object> {
      const moment = await momentOf(caller, asOf);
      const user = await moment.get('user', id);
      if (user === null) throw notFound();
      return inDateStyle(caller, await wholeUser(moment, user));
    },
    async connection(caller: Caller, id: number, asOf: number | null): Promise<object> {
      const moment = await momentOf(caller, asOf);
      const connection = await moment.get('connection', id);
      if (connection === null) throw notFound();
      return inDateStyle(caller, await wholeConnection(moment, connection));
    },
  };
}

async function wholeUser(moment: Moment, user: User): Promise<object> {
  const [personnel, identities, backgroundChecks, documents, devices, assignedPolicies] = await Promise.all([
    moment.get('personnel', user.id),
    moment.ofUser('identity', user.id),
    moment.ofUser('backgroundCheck', user.id),
    moment.ofUser('userDocument', user.id),
    moment.ofUser('device', user.id),
    moment.ofUser('assignedPolicy', user.id),
  ]);
  return {
    ...user,
    personnel: personnel ?? defaultPersonnel(user),
    identities,
    backgroundChecks,
    documents,
    devices,
    assignedPolicies,
  };
}

async function wholeConnection(moment: Moment, connection: Connection): Promise<object> {
  const workspaces = await Promise.all(connection.workspaceIds.map((id) => moment.get('workspace', id)));
  const owner = connection.ownerId === null ? null : await moment.get('user', connection.ownerId);
  return { ...connection, owner, workspaces: workspaces.filter((one) => one !== null) };
}

function past(history: DirectoryHistory, company: number, at: number): Moment {
  return {
    async get<K extends DirectoryKind>(kind: K, id: number) {
      const row = await history.rowAsOf(company, kind, id, at);
      return row === null ? null : parse<K>(row);
    },
    async ofUser<K extends DirectoryKind>(kind: K, userId: number) {
      const rows = await history.rowsOfUserAsOf(company, kind, userId, at);
      return rows.map((row) => parse<K>(row));
    },
  };
}

function parse<K extends DirectoryKind>({ json }: DirectoryRow): LiveDocuments[K] {
  return JSON.parse(json) as LiveDocuments[K];
}
