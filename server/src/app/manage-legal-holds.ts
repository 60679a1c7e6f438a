/** Placing and lifting legal holds: each is told by an event. */
import type { LegalHold } from '../domain/directory.ts';
import { invalid, notFound } from '../domain/errors.ts';
import { isoTime } from '../domain/time.ts';
import type { Caller, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { putOf } from './shared/directory-rows.ts';
import type { ReadLiveDirectory } from './shared/live-directory.ts';
import { tellOfDocument } from './shared/stories.ts';
import { callerName, tell } from './shared/telling.ts';

/** Either a user, or a period from (inclusive) to (exclusive), in ISO 8601. */
export interface HoldWish {
  /** Of the hold to replace; absent: a new one. */
  id?: number;
  userId: number | null;
  from: string | null;
  to: string | null;
  reason: string;
}

export interface ManageLegalHolds {
  list(caller: Caller): Promise<{ data: readonly LegalHold[] }>;
  put(caller: Caller, wish: HoldWish): Promise<LegalHold>;
  lift(caller: Caller, id: number): Promise<null>;
}

export function manageLegalHolds(at: {
  change: ChangeDirectory;
  readLive: ReadLiveDirectory;
  world: World;
}): ManageLegalHolds {
  return {
    async list({ company }) {
      return { data: (await at.readLive(company.company)).all('legalHold') };
    },

    async put(caller, wish) {
      checkWish(wish);
      const { answer } = await at.change(caller.company, (live) => {
        const before = wish.id === undefined ? null : live.get('legalHold', wish.id);
        if (wish.id !== undefined && before === null) throw notFound();
        if (wish.userId !== null && live.get('user', wish.userId) === null)
          throw invalid('userId', `user ${wish.userId} is not in the directory`);
        const now = isoTime(at.world.now());
        const { userId, from, to, reason } = wish;
        const id = before?.id ?? live.nextId('legalHold');
        const hold: LegalHold = {
          id,
          userId,
          from,
          to,
          reason,
          createdAt: before?.createdAt ?? now,
          updatedAt: now,
        };
        return {
          changes: [putOf('legalHold', hold)],
          events: tellOfDocument(live, caller, 'legalHold', before, hold),
          answer: hold,
        };
      });
      return answer;
    },

    async lift(caller, id) {
      await at.change(caller.company, (live) => {
        const hold = live.get('legalHold', id);
        if (hold === null) throw notFound();
        const told = tell(caller, {
          type: 'LEGAL_HOLD_LIFTED',
          category: 'COMPANY',
          description: `${callerName(live, caller)} lifted legal hold ${id}.`,
          dto: { id },
          targetEntity: hold,
        });
        return { changes: [{ do: 'remove', kind: 'legalHold', id }], events: [told], answer: null };
      });
      return null;
    },
  };
}

function checkWish({ userId, from, to, reason }: HoldWish): void {
  if (reason.trim() === '') throw invalid('reason', 'must not be empty');
  const isPeriod = from !== null && to !== null;
  if ((userId !== null) === isPeriod || (from === null) !== (to === null))
    throw invalid('', 'a legal hold names either a userId, or a period by from and to');
  if (isPeriod && from >= to) throw invalid('to', 'must be later than from');
}
