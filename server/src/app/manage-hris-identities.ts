/** Records of people that a company sends from its own HR system, each on its own. */
import { conflict, type Fault, notFound } from '../domain/errors.ts';
import type { EventDraft } from '../domain/schemas.ts';
import { isoTime } from '../domain/time.ts';
import type { Caller, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { hrisIdentityV2 } from './shared/contract-v2/systems.ts';
import { customConnectionOf } from './shared/custom-connections.ts';
import { inDateStyle } from './shared/date-style.ts';
import { Edit } from './shared/edit.ts';
import { type HrisRecord, putHrisRecord } from './shared/hris-records.ts';
import type { LiveDirectory } from './shared/live-directory.ts';
import { callerName, difference, mention, tell } from './shared/telling.ts';

/** What became of one record of a batch. */
export type HrisOutcome =
  | { is: 'created' | 'updated'; document: object }
  | { is: 'faulty'; faults: readonly Fault[] };

/** An identity by its id, or by the `identityId` of its system. */
export type IdentityKey = number | string;

export type ManageHrisIdentities = ReturnType<typeof manageHrisIdentities>;

export function manageHrisIdentities(at: { change: ChangeDirectory; world: World }) {
  return {
    /**
     * Creates or updates by `identityId`; one outcome per record, in order. A faulty record (given as its faults) and
     * one that repeats an earlier one are left out, the others are committed in one item. An unchanged record
     * is `updated` without an event.
     */
    async put(
      caller: Caller,
      connectionId: number,
      records: readonly (HrisRecord | readonly Fault[])[],
    ): Promise<readonly HrisOutcome[]> {
      const { answer } = await at.change(caller.company, (live) => {
        requireHris(live, connectionId);
        const edit = new Edit(live, at.world);
        const known = new Map(
          live.ofConnection('identity', connectionId).map((one) => [one.identityId, one]),
        );
        const by = callerName(live, caller);
        const seen = new Set<string>();
        const events: EventDraft[] = [];
        const outcomes = records.map((record, i): HrisOutcome => {
          if (isFaulty(record)) return { is: 'faulty', faults: record };
          if (seen.has(record.identityId))
            return {
              is: 'faulty',
              faults: [{ path: `[${i}].identityId`, message: 'is in this batch twice' }],
            };
          seen.add(record.identityId);
          const before = known.get(record.identityId) ?? null;
          const now = isoTime(at.world.now());
          const put = putHrisRecord({ edit, caller, by, connectionId, now }, before, record);
          events.push(...put.events);
          return {
            is: before === null ? 'created' : 'updated',
            document: inDateStyle(caller, hrisIdentityV2(put.identity)),
          };
        });
        return { changes: edit.changes(), events, answer: outcomes };
      });
      return answer;
    },

    /** Disconnected, not removed: sending its `identityId` again brings it back. */
    async remove(caller: Caller, connectionId: number, key: IdentityKey): Promise<void> {
      await at.change(caller.company, (live) => {
        requireHris(live, connectionId);
        const identity = live
          .ofConnection('identity', connectionId)
          .find((one) => (typeof key === 'number' ? one.id === key : one.identityId === key));
        if (identity === undefined || identity.disconnectedAt !== null) throw notFound();
        const now = isoTime(at.world.now());
        const after = { ...identity, disconnectedAt: now, updatedAt: now };
        const edit = new Edit(live, at.world);
        edit.put('identity', after);
        const user = identity.userId === null ? null : live.get('user', identity.userId);
        const event = tell(caller, {
          type: 'USER_IDENTITY_PERSONNEL_SYNCED',
          category: 'PERSONNEL',
          description: `${callerName(live, caller)} deleted the HRIS record ${identity.identityId}.`,
          targetEntity: { ...identity, user: user === null ? null : mention(user) },
          sourceData: difference(identity, after),
          connectionId,
        });
        return { changes: edit.changes(), events: [event], answer: null };
      });
    },
  };
}

function isFaulty(record: HrisRecord | readonly Fault[]): record is readonly Fault[] {
  return Array.isArray(record);
}

function requireHris(live: LiveDirectory, id: number): void {
  const { connection } = customConnectionOf(live, id);
  if (!connection.providerTypes.some(({ value }) => value === 'HRIS'))
    throw conflict(`connection ${id} is not of provider type HRIS`);
}
