/** Connections that a company feeds itself: made, renamed and removed. */
import type { Connection, CustomConnection } from '../domain/directory.ts';
import { isoTime } from '../domain/time.ts';
import type { Caller, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { customConnectionV2 } from './shared/contract-v2/systems.ts';
import { customConnectionOf } from './shared/custom-connections.ts';
import { inDateStyle } from './shared/date-style.ts';
import { Edit } from './shared/edit.ts';
import type { LiveDirectory } from './shared/live-directory.ts';
import { newConnection } from './shared/new-connection.ts';
import { callerName, difference, differs, tell } from './shared/telling.ts';

export interface CustomConnectionWish {
  name: string;
  providerTypes: readonly ('MDM' | 'HRIS')[];
  description?: string | null;
}

/** What is absent stays. */
export interface CustomConnectionUpdate {
  clientAlias?: string | null;
  description?: string | null;
}

interface CustomConnectionState {
  connection: Connection;
  custom: CustomConnection;
}

export type ManageCustomConnections = ReturnType<typeof manageCustomConnections>;

const CATEGORY = 'CUSTOM_CONNECTION';

export function manageCustomConnections(at: { change: ChangeDirectory; world: World }) {
  return {
    async create(caller: Caller, wish: CustomConnectionWish): Promise<object> {
      const { answer } = await at.change(caller.company, (live) => creation(live, at.world, caller, wish));
      return answer;
    },

    /** What changes nothing is recorded nowhere. */
    async update(caller: Caller, id: number, wish: CustomConnectionUpdate): Promise<object> {
      const { answer } = await at.change(caller.company, (live) => {
        const before = customConnectionOf(live, id);
        const after = revise(before, wish, isoTime(at.world.now()));
        const was = shown(before.connection, before.custom);
        const is = shown(after.connection, after.custom);
        if (!differs(was, is))
          return { changes: [], events: [], answer: answerOf(live, caller, before.connection) };
        const edit = new Edit(live, at.world);
        edit.put('connection', after.connection);
        edit.put('customConnection', after.custom);
        const event = tell(caller, {
          type: 'PROVIDER_CONNECTION_UPDATED',
          category: CATEGORY,
          description: `${callerName(live, caller)} updated ${labelOf(live, id)}.`,
          dto: wish,
          targetEntity: was,
          sourceData: difference(was, is),
          connectionId: id,
        });
        return { changes: edit.changes(), events: [event], answer: answerOf(edit, caller, after.connection) };
      });
      return answer;
    },

    /** What it brought stays in the directory; the connection itself is found no more. */
    async remove(caller: Caller, id: number): Promise<void> {
      await at.change(caller.company, (live) => {
        const { connection, custom } = customConnectionOf(live, id);
        const now = isoTime(at.world.now());
        const edit = new Edit(live, at.world);
        edit.put('connection', { ...connection, connected: false, deletedAt: now, updatedAt: now });
        const event = tell(caller, {
          type: 'PROVIDER_CONNECTION_REMOVED',
          category: CATEGORY,
          description: `${callerName(live, caller)} deleted ${labelOf(live, id)}.`,
          targetEntity: shown(connection, custom),
          connectionId: id,
        });
        return { changes: edit.changes(), events: [event], answer: null };
      });
    },
  };
}

function creation(live: LiveDirectory, world: World, caller: Caller, wish: CustomConnectionWish) {
  const edit = new Edit(live, world);
  const connection = newConnection({
    id: live.nextId('connection'),
    clientType: clientTypeOf(wish.providerTypes),
    ownerId: caller.userId,
    providerTypes: [...new Set(wish.providerTypes)],
    now: isoTime(world.now()),
    clientAlias: wish.name,
  });
  const custom = { id: connection.id, description: wish.description ?? null, createdById: caller.userId };
  edit.put('connection', connection);
  edit.put('customConnection', custom);
  const event = tell(caller, {
    type: 'PROVIDER_CONNECTION_CREATED',
    category: CATEGORY,
    description: `${callerName(live, caller)} created the custom connection ${wish.name}.`,
    dto: wish,
    targetEntity: shown(connection, custom),
    connectionId: connection.id,
  });
  return { changes: edit.changes(), events: [event], answer: answerOf(edit, caller, connection) };
}

function answerOf(live: LiveDirectory, caller: Caller, connection: Connection): object {
  return inDateStyle(caller, customConnectionV2(live, connection, new Set()));
}

function clientTypeOf(types: CustomConnectionWish['providerTypes']): string {
  if (types.every((type) => type === 'HRIS')) return 'CUSTOM_HRIS';
  return types.every((type) => type === 'MDM') ? 'CUSTOM_MDM' : 'CUSTOM';
}

function revise(
  { connection, custom }: CustomConnectionState,
  wish: CustomConnectionUpdate,
  now: string,
): CustomConnectionState {
  const clientAlias = wish.clientAlias === undefined ? connection.clientAlias : wish.clientAlias;
  const aliasUpdatedAt = clientAlias === connection.clientAlias ? connection.aliasUpdatedAt : now;
  return {
    connection: { ...connection, clientAlias, aliasUpdatedAt, updatedAt: now },
    custom: {
      ...custom,
      description: wish.description === undefined ? custom.description : wish.description,
    },
  };
}

function labelOf(live: LiveDirectory, id: number): string {
  return `the custom connection ${live.get('connection', id)?.clientAlias ?? id}`;
}

function shown(connection: Connection, custom: CustomConnection): object {
  return { ...connection, description: custom.description, createdById: custom.createdById };
}
