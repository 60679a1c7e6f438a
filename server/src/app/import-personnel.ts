/** People from an upload: a list of everybody, which creates or updates a connection of type CSV_IDP. */
import type { Connection } from '../domain/directory.ts';
import { conflict, notFound } from '../domain/errors.ts';
import type { PersonRecord } from '../domain/person-records.ts';
import type { EventDraft } from '../domain/schemas.ts';
import { isoTime } from '../domain/time.ts';
import type { Caller, World } from './ports.ts';
import { breathe } from './shared/breath.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { Edit } from './shared/edit.ts';
import { Importing, importPerson, separate } from './shared/importing.ts';
import type { LiveDirectory } from './shared/live-directory.ts';
import { newConnection } from './shared/new-connection.ts';
import { callerName, difference, tell } from './shared/telling.ts';

/** What was uploaded, as its event tells it. */
export interface UploadNote {
  file?: { type: string; size: number; sha256: string };
}

export interface Imported {
  connectionId: number;
  created: number;
  updated: number;
  unchanged: number;
  disconnected: number;
}

export type ImportPersonnel = ReturnType<typeof importPersonnel>;

/**
 * All of it in one item, or nothing. `connectionId` null makes a new connection. People are matched by address, else
 * by the identity of an earlier upload to the same connection; who was in that and is missing now is separated. What
 * was set by hand stays. One event tells of the connection, one of each person that changed.
 */
export function importPersonnel(at: { change: ChangeDirectory; world: World }) {
  return async (
    caller: Caller,
    connectionId: number | null,
    records: readonly PersonRecord[],
    note: UploadNote,
  ): Promise<Imported> => {
    const { answer } = await at.change(caller.company, async (live) => {
      const now = isoTime(at.world.now());
      const edit = new Edit(live, at.world);
      const before = connectionId === null ? null : uploadConnection(live, connectionId);
      const after =
        before === null ? created(live, caller, now) : { ...before, manuallyUpdatedAt: now, updatedAt: now };
      edit.put('connection', after);
      const importing = new Importing({ live, edit, caller, world: at.world, connectionId: after.id, now });
      const counts = { created: 0, updated: 0, unchanged: 0, disconnected: 0 };
      const events: EventDraft[] = [];
      for (const [i, record] of records.entries()) {
        await breathe(i);
        const { outcome, event } = importPerson(importing, record);
        counts[outcome]++;
        if (event !== null) events.push(event);
      }
      const listed = new Set(records.map(({ id }) => id));
      const missing = importing.connected().filter(({ identityId }) => !listed.has(identityId));
      for (const [i, identity] of missing.entries()) {
        await breathe(i);
        counts.disconnected++;
        events.push(separate(importing, identity));
      }
      const about = tell(caller, {
        type: before === null ? 'PROVIDER_CONNECTION_CREATED' : 'PROVIDER_CONNECTION_UPDATED',
        category: 'CONNECTION',
        description: `${callerName(live, caller)} uploaded a list of ${records.length} ${records.length === 1 ? 'person' : 'people'}.`,
        dto: { ...note, people: records.length },
        targetEntity: before ?? after,
        sourceData: { ...difference(before, after), ...counts },
        connectionId: after.id,
      });
      return {
        changes: edit.changes(),
        events: [about, ...events],
        answer: { connectionId: after.id, ...counts },
      };
    });
    return answer;
  };
}

function uploadConnection(live: LiveDirectory, id: number): Connection {
  const connection = live.get('connection', id);
  if (connection === null || connection.deletedAt !== null) throw notFound();
  if (connection.clientType !== 'CSV_IDP')
    throw conflict(`connection ${id} is of type ${connection.clientType}: only CSV_IDP takes uploads`);
  return connection;
}

function created(live: LiveDirectory, caller: Caller, now: string): Connection {
  return newConnection({
    id: live.nextId('connection'),
    clientType: 'CSV_IDP',
    ownerId: caller.userId,
    providerTypes: ['IDENTITY'],
    now,
  });
}
