/** Puts the events of a company in order, names them, and finds where its directory turns. */
import { isoTime } from '../time.ts';
import type { TimedDraft } from './cast.ts';
import { diceOf, timedUuid } from './dice.ts';
import type { Turn } from './turns.ts';
import type { DemoPhase, DraftInput } from './types.ts';

/** The drafts by time, each with an id that follows from the company and its place. */
export function inOrder(
  company: string,
  drafts: readonly TimedDraft[],
): (DraftInput & { createdAt: string })[] {
  const dice = diceOf(`${company}/ids`);
  return drafts
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
    .map((draft) => ({ id: timedUuid(dice, Date.parse(draft.createdAt)), ...draft }));
}

/** A turn comes before the first event of its time or later. */
export function phasesOf(turns: readonly Turn[], events: readonly TimedDraft[]): DemoPhase[] {
  return turns
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, why, put }) => {
      const time = isoTime(at);
      const index = events.findIndex(({ createdAt }) => createdAt >= time);
      return { before: index === -1 ? events.length : index, why, put };
    });
}
