/** Placing and lifting legal holds: each is told by an event. */
import type { LegalHold } from '../domain/directory.ts';
import { invalid, notFound } from '../domain/errors.ts';
import { isoTime } from '../domain/time.ts';
import type { Caller, Company, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { putOf } from './shared/directory-rows.ts';
import type { LiveDirectory, ReadLiveDirectory } from './shared/live-directory.ts';
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

/** Who asks; without a user: somebody at the server itself. */
export type Holder = Caller | { company: Company; userId: null };

export interface ManageLegalHolds {
  list(holder: Pick<Holder, 'company'>): Promise<{ data: readonly LegalHold[] }>;
  put(holder: Holder, wish: HoldWish): Promise<LegalHold>;
  lift(holder: Holder, id: number): Promise<null>;
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

    async put(holder, wish) {
      checkWish(wish);
      const { answer } = await at.change(holder.company, (live) => {
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
          events: told(live, holder, before, hold),
          answer: hold,
        };
      });
      return answer;
    },

    async lift(holder, id) {
      await at.change(holder.company, (live) => {
        const hold = live.get('legalHold', id);
        if (hold === null) throw notFound('there is no such legal hold');
        const type = 'LEGAL_HOLD_LIFTED';
        const lifted =
          holder.userId === null
            ? bySystem({
                type,
                description: `Legal hold ${id} was lifted on the server.`,
                metadata: { dto: { id }, targetEntity: { ...hold } },
              })
            : tell(holder, {
                type,
                category: 'COMPANY',
                description: `${callerName(live, holder)} lifted legal hold ${id}.`,
                dto: { id },
                targetEntity: hold,
              });
        return { changes: [{ do: 'remove', kind: 'legalHold', id }], events: [lifted], answer: null };
      });
      return null;
    },
  };
}

function told(live: LiveDirectory, holder: Holder, before: LegalHold | null, hold: LegalHold): object[] {
  if (holder.userId !== null) return tellOfDocument(live, holder, 'legalHold', before, hold);
  return [
    bySystem({
      type: 'LEGAL_HOLD_PLACED',
      description: `Legal hold ${hold.id} was ${before === null ? 'placed' : 'changed'} on the server.`,
      metadata: { dto: { ...hold }, targetEntity: before === null ? null : { ...before } },
    }),
  ];
}

function bySystem(told: { type: string; description: string; metadata: object }): object {
  return { category: 'COMPANY', source: 'APP', ...told };
}

function checkWish({ userId, from, to, reason }: HoldWish): void {
  if (reason.trim() === '') throw invalid('reason', 'must not be empty');
  const isPeriod = from !== null && to !== null;
  if ((userId !== null) === isPeriod || (from === null) !== (to === null))
    throw invalid('', 'a legal hold names either a userId, or a period by from and to');
  if (isPeriod && from >= to) throw invalid('to', 'must be later than from');
}
