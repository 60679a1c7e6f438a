/** What people and the system around them do during the days: scenes at moments of office work. */
import { isoTime } from '../time.ts';
import { isWeekend, officeMoment } from './calendar.ts';
import { type Cast, daysOf, everybody, type TimedDraft, working } from './cast.ts';
import { type Dice, diceOf } from './dice.ts';
import { nameOf } from './people.ts';
import type { Scene } from './scene.ts';

/** Moments a day, at least and at most. */
export interface Rhythm {
  weekday: readonly [number, number];
  weekend: readonly [number, number];
}

/** Every scene that somebody can play happens at least once when there are moments enough. */
export function officeEvents(cast: Cast, scenes: readonly Scene[], rhythm: Rhythm): TimedDraft[] {
  const dice = diceOf(`${cast.company}/office`);
  const moments = daysOf(cast.today)
    .flatMap((day) => {
      const [least, most] = isWeekend(day) ? rhythm.weekend : rhythm.weekday;
      return Array.from({ length: dice.int(least, most) }, () => officeMoment(dice, day));
    })
    .sort((a, b) => a - b);
  const playable = scenes.filter(({ by }) => cast.people.some((user) => mayPlay(by, user.roles)));
  const slots = dice.some(
    moments.map((_, index) => index),
    playable.length,
  );
  const once = new Map(slots.map((slot, index) => [slot, playable[index]]));
  return moments.map((at, index) => play(dice, cast, once.get(index) ?? dice.weighted(playable), at));
}

function mayPlay(by: Scene['by'], roles: readonly string[]): boolean {
  return by === undefined || by.length === 0 || by.some((role) => roles.includes(role));
}

function play(dice: Dice, cast: Cast, scene: Scene, at: number): TimedDraft {
  const people = working(cast, at);
  const candidates = scene.by?.includes('SERVICE_USER') ? everybody(cast, at) : people;
  const able = candidates.filter(({ roles }) => mayPlay(scene.by, roles));
  const who = dice.pick(able.length > 0 ? able : people);
  const told = scene.tell({ company: cast.company, dice, at, who, name: nameOf(who), people });
  const system = scene.by?.length === 0;
  return {
    type: scene.type,
    category: scene.category,
    source: scene.source ?? 'APP',
    createdAt: isoTime(at),
    workspaceId: dice.weighted(WORKSPACES).id,
    ...(system ? {} : dice.chance(0.07) ? { userEmail: who.email } : { userId: who.id }),
    ...told,
  };
}

/** Most of what happens concerns the first workspace; some of it concerns none. */
const WORKSPACES = [
  { id: 1, weight: 7 },
  { id: null, weight: 3 },
];
