/** Employment changed by hand, and given back to synchronisation. */
import type { Personnel, User } from '../domain/directory.ts';
import { type EmploymentWish, reviseEmployment, statusWords } from '../domain/employment.ts';
import { invalid } from '../domain/errors.ts';
import type { EventDraft } from '../domain/schemas.ts';
import { isoTime } from '../domain/time.ts';
import type { Caller, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { Edit } from './shared/edit.ts';
import { type Employed, employed } from './shared/employed.ts';
import type { LiveDirectory } from './shared/live-directory.ts';
import { callerName, difference, differs, mention, nameOf, tell } from './shared/telling.ts';

/** A custom field by id or name; a null value deletes it. */
export interface CustomFieldWish {
  id?: number;
  name?: string;
  value: string | null;
}

export interface PersonnelWish extends EmploymentWish {
  customFields?: readonly CustomFieldWish[];
}

/** Whose employment a synchronisation may set again: those named, or everybody. */
export type ResetWish = { is: 'one'; id: number } | { is: 'some'; ids: readonly number[] } | { is: 'all' };

export type ManagePersonnel = ReturnType<typeof managePersonnel>;

export function managePersonnel(at: { change: ChangeDirectory; world: World }) {
  return {
    /** What changes nothing is recorded nowhere. `dto` is what was asked for, as events keep it. */
    async update(caller: Caller, id: number, wish: PersonnelWish, dto: object): Promise<Personnel> {
      const { answer } = await at.change(caller.company, (live) => {
        const edit = new Edit(live, at.world);
        const { user, personnel: before } = employed(live, id);
        const { customFields, ...employment } = wish;
        const revised = reviseEmployment(before, employment, caller.userId, at.world.now());
        const fields = reviseFields(live, before, customFields ?? []);
        const after = { ...revised, customFields: fields };
        if (!differs(before, after)) return { changes: [], events: [], answer: before };
        edit.put('personnel', { ...after, updatedAt: isoTime(at.world.now()) });
        return {
          changes: edit.changes(),
          events: tellOf(live, caller, { user, before, after, dto }),
          answer: employed(edit, id).personnel,
        };
      });
      return answer;
    },

    /** How many people it concerned. Asking is recorded even when nothing was kept by hand. */
    async resetSync(caller: Caller, wish: ResetWish, dto: object): Promise<number> {
      const { answer } = await at.change(caller.company, (live) => {
        const edit = new Edit(live, at.world);
        const ids = wish.is === 'one' ? [wish.id] : wish.is === 'some' ? wish.ids : null;
        const people = ids === null ? live.all('user').map(({ id }) => employed(live, id)) : named(live, ids);
        const kept = people.filter(({ personnel }) => personnel.keptByHand.length > 0);
        for (const { personnel } of kept)
          edit.put('personnel', { ...personnel, keptByHand: [], updatedAt: isoTime(at.world.now()) });
        return {
          changes: edit.changes(),
          events: [tellOfReset(live, caller, wish, { people, kept, dto })],
          answer: people.length,
        };
      });
      return answer;
    },
  };
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

/** A field that nobody has yet gets an id of its own; ids are the same for everybody in the company. */
function reviseFields(
  live: LiveDirectory,
  before: Personnel,
  wishes: readonly CustomFieldWish[],
): Personnel['customFields'] {
  if (wishes.length === 0) return before.customFields;
  const names = new Map<number, string>();
  for (const { customFields } of live.all('personnel'))
    for (const { customFieldId, name } of customFields) names.set(customFieldId, name);
  const fields = new Map(before.customFields.map((field) => [field.customFieldId, field]));
  for (const [i, { id, name, value }] of wishes.entries()) {
    const known = [...names].find(([customFieldId, one]) =>
      id === undefined ? one === name : customFieldId === id,
    );
    if (known === undefined && id !== undefined)
      throw invalid(`customFields[${i}].id`, `names custom field ${id}, which nobody has`);
    if (known !== undefined && name !== undefined && known[1] !== name)
      throw invalid(`customFields[${i}].name`, `names another field than id ${id}: ${known[1]}`);
    const [customFieldId, label] = known ?? [Math.max(0, ...names.keys()) + 1, name ?? ''];
    names.set(customFieldId, label);
    if (value === null) fields.delete(customFieldId);
    else fields.set(customFieldId, { customFieldId, name: label, value });
  }
  return [...fields.values()].sort((a, b) => a.customFieldId - b.customFieldId);
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
  { people, kept, dto }: { people: readonly Employed[]; kept: readonly Employed[]; dto: object },
): EventDraft {
  const by = callerName(live, caller);
  const one = people.length === 1 ? people[0] : undefined;
  const whom =
    wish.is === 'all' ? 'everybody' : one !== undefined ? nameOf(one.user) : `${people.length} people`;
  return tell(caller, {
    type: TYPES[wish.is],
    category: 'RESYNC',
    description: `${by} gave the employment of ${whom} back to synchronisation.`,
    dto,
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
