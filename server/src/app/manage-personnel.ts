/** Employment changed by hand, and given back to synchronisation. */
import type { Personnel, User } from '../domain/directory.ts';
import { type EmploymentWish, reviseEmployment, statusWords } from '../domain/employment.ts';
import { invalid } from '../domain/errors.ts';
import type { EventDraft } from '../domain/schemas.ts';
import { isoTime } from '../domain/time.ts';
import type { Caller, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { CustomFields, type CustomFieldWish } from './shared/custom-fields.ts';
import { Edit } from './shared/edit.ts';
import { type Employed, employed, type UserKey, userByKey } from './shared/employed.ts';
import type { LiveDirectory } from './shared/live-directory.ts';
import { type PersonnelAnswer, personnelAnswer } from './shared/personnel-answers.ts';
import { callerName, difference, differs, mention, nameOf, tell } from './shared/telling.ts';

export interface PersonnelWish extends EmploymentWish {
  customFields?: readonly CustomFieldWish[];
}

/** Whose employment a synchronisation may set again: those named, or everybody. */
export type ResetWish = { is: 'one'; id: number } | { is: 'some'; ids: readonly number[] } | { is: 'all' };

export type ManagePersonnel = ReturnType<typeof managePersonnel>;

export function managePersonnel(at: { change: ChangeDirectory; world: World }) {
  return {
    /** What changes nothing is recorded nowhere. */
    async update(caller: Caller, key: UserKey, wish: PersonnelWish, as: PersonnelAnswer): Promise<object> {
      const { answer } = await at.change(caller.company, (live) => {
        const edit = new Edit(live, at.world);
        const now = at.world.now();
        const { user, personnel: before } = employed(live, userByKey(live, key).id);
        const { customFields, ...employment } = wish;
        const revised = reviseEmployment(before, employment, caller.userId, now);
        const after = { ...revised, customFields: new CustomFields(live).revise(before, customFields ?? []) };
        if (!differs(before, after))
          return { changes: [], events: [], answer: personnelAnswer(live, caller, user, now, as) };
        edit.put('personnel', { ...after, updatedAt: isoTime(now) });
        return {
          changes: edit.changes(),
          events: tellOf(live, caller, { user, before, after, dto: wish }),
          answer: personnelAnswer(edit, caller, user, now, as),
        };
      });
      return answer;
    },

    /** How many people it concerned, and the first of them. Asking is recorded even when nothing was kept by hand. */
    async resetSync(
      caller: Caller,
      wish: ResetWish,
      dto?: object,
    ): Promise<{ count: number; first: object }> {
      const { answer } = await at.change(caller.company, (live) => {
        const edit = new Edit(live, at.world);
        const people = chosen(live, wish);
        const [first] = people;
        const now = at.world.now();
        const kept = people.filter(({ personnel }) => personnel.keptByHand.length > 0);
        for (const { personnel } of kept)
          edit.put('personnel', { ...personnel, keptByHand: [], updatedAt: isoTime(now) });
        return {
          changes: edit.changes(),
          events: [tellOfReset(live, caller, wish, { people, kept, dto })],
          answer: {
            count: people.length,
            first: first === undefined ? {} : personnelAnswer(edit, caller, first.user, now, 'detailsV1'),
          },
        };
      });
      return answer;
    },
  };
}

function chosen(live: LiveDirectory, wish: ResetWish): Employed[] {
  switch (wish.is) {
    case 'one':
      return [employed(live, wish.id)];
    case 'some':
      return named(live, wish.ids);
    case 'all':
      return live.all('user').map(({ id }) => employed(live, id));
  }
}

function named(live: LiveDirectory, ids: readonly number[]): Employed[] {
  return [...new Set(ids)].map((id) => {
    if (live.get('user', id) === null) {
      const at = ids.indexOf(id);
      throw invalid(`personnelIds[${at}]`, `names personnel ${id}, which is not in the directory`);
    }
    return employed(live, id);
  });
}

function tellOf(
  live: LiveDirectory,
  caller: Caller,
  { user, before, after, dto }: { user: User; before: Personnel; after: Personnel; dto: object },
): EventDraft[] {
  const [by, whom] = [callerName(live, caller), nameOf(user)];
  const { customFields: _, ...employment } = after;
  const told = {
    category: 'PERSONNEL',
    dto,
    targetEntity: { ...before, user: mention(user) },
    sourceData: difference(before, after),
  };
  const events: EventDraft[] = [];
  if (differs(before, employment))
    events.push(
      tell(caller, {
        ...told,
        type: 'EMPLOYMENT_STATUS_UPDATED',
        description:
          before.employmentStatus === after.employmentStatus
            ? `${by} changed the employment of ${whom}.`
            : `${by} changed the employment status of ${whom} from ${statusWords(before.employmentStatus)} to ${statusWords(after.employmentStatus)}.`,
      }),
    );
  if (differs(before, { customFields: after.customFields }))
    events.push(
      tell(caller, {
        ...told,
        type: 'CUSTOM_FIELD_UPDATED',
        description: `${by} changed the custom fields of ${whom}.`,
      }),
    );
  return events;
}

/** Enough for an erasure to find everybody who is named, and bounded. */
const NAMED_PEOPLE = 1_000;

function tellOfReset(
  live: LiveDirectory,
  caller: Caller,
  wish: ResetWish,
  { people, kept, dto }: { people: readonly Employed[]; kept: readonly Employed[]; dto: object | undefined },
): EventDraft {
  const by = callerName(live, caller);
  const one = people.length === 1 ? people[0] : undefined;
  const whom =
    wish.is === 'all' ? 'everybody' : one !== undefined ? nameOf(one.user) : `${people.length} people`;
  return tell(caller, {
    type: TYPES[wish.is],
    category: 'RESYNC',
    description: `${by} gave the employment of ${whom} back to synchronisation.`,
    ...(dto !== undefined && { dto }),
    ...(wish.is === 'one' &&
      one !== undefined && { targetEntity: { ...one.personnel, user: mention(one.user) } }),
    ...(wish.is !== 'one' && {
      targetEntities: kept
        .slice(0, NAMED_PEOPLE)
        .map(({ user, personnel }) => ({ ...mention(user), keptByHand: personnel.keptByHand })),
    }),
    sourceData: { people: people.length, changed: kept.length },
  });
}

const TYPES = {
  one: 'FORCE_SYNC_ON_A_PERSON',
  some: 'FORCE_SYNC_ON_SOME',
  all: 'FORCE_SYNC_ON_ALL',
} as const;
