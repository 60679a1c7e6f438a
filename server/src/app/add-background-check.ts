/** A background check that was made outside and is entered by hand. */
import type { BackgroundCheck } from '../domain/directory.ts';
import { dayOf } from '../domain/employment.ts';
import { conflict, invalid } from '../domain/errors.ts';
import { isoTime } from '../domain/time.ts';
import type { Caller, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { Edit } from './shared/edit.ts';
import { namedUser } from './shared/employed.ts';
import { type PersonnelAnswer, personnelAnswer } from './shared/personnel-answers.ts';
import { callerName, mention, nameOf, tell } from './shared/telling.ts';

export interface BackgroundCheckWish {
  userId: number;
  /** Where the report is. */
  url: string;
  /** A date. */
  filedAt: string;
}

export type AddBackgroundCheck = ReturnType<typeof addBackgroundCheck>;

/** Refuses the same report of the same person as a conflict, and a date that lies ahead. */
export function addBackgroundCheck(at: { change: ChangeDirectory; world: World }) {
  return async (caller: Caller, wish: BackgroundCheckWish, as: PersonnelAnswer): Promise<object> => {
    const { answer } = await at.change(caller.company, (live) => {
      const now = at.world.now();
      const edit = new Edit(live, at.world);
      const user = namedUser(live, wish.userId);
      const filedAt = dayOf('filedAt', wish.filedAt);
      if (filedAt > isoTime(now + 24 * 60 * 60 * 1000).slice(0, 10))
        throw invalid('filedAt', 'must not lie ahead');
      const known = live.ofUser('backgroundCheck', user.id);
      if (known.some(({ type, manuallyCheckUrl }) => type === 'MANUAL' && manuallyCheckUrl === wish.url))
        throw conflict(`${user.email} already has a background check with this url`);
      const check = manualCheck(live.nextId('backgroundCheck'), { ...wish, filedAt }, isoTime(now));
      edit.put('backgroundCheck', check);
      const event = tell(caller, {
        type: 'BACKGROUND_CHECK_MANUAL',
        category: 'PERSONNEL',
        description: `${callerName(live, caller)} added a background check for ${nameOf(user)}.`,
        dto: { url: wish.url, filedAt: wish.filedAt },
        targetEntity: { ...check, user: mention(user) },
      });
      return {
        changes: edit.changes(),
        events: [event],
        answer: personnelAnswer(edit, caller, user, now, as),
      };
    });
    return answer;
  };
}

function manualCheck(
  id: number,
  { userId, url, filedAt }: BackgroundCheckWish,
  now: string,
): BackgroundCheck {
  return {
    id,
    userId,
    status: 'OK',
    caseId: null,
    caseInvitationId: null,
    url: null,
    manualCheckDate: filedAt,
    manuallyCheckUrl: url,
    type: 'MANUAL',
    source: null,
    reportData: null,
    outOfScopeReason: null,
    outOfScopeAt: null,
    invitationEmail: null,
    linkedAt: now,
    createdAt: now,
    updatedAt: now,
  };
}
