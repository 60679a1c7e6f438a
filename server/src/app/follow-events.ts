/** Following a log by seq: what feeds and streams are made of. */
import { invalid } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { Company, Directory, EventReader } from './ports.ts';
import { PRINTED_AT_ONCE, turn } from './shared/breath.ts';
import { requireTypes } from './shared/event-types.ts';
import { type HeaderFilter, matcher } from './shared/matches.ts';
import type { Renderer } from './shared/render.ts';
import type { Tail } from './shared/tail.ts';

export interface FollowQuery {
  /** The last seq that is known; -1 from the beginning. */
  after: number;
  filter: HeaderFilter;
  limit: number;
  /** How long to wait at the end of the log when nothing was found; 0 not at all. */
  waitMs: number;
  /** Ends the waiting. */
  signal: AbortSignal;
}

export interface Followed {
  events: { seq: number; json: string }[];
  /** What to give as `after` next: beyond the events found, and beyond those that do not fit the filter. */
  next: number;
}

/**
 * Events that fit, with seq > `after`, in order and without a gap. Answers before `limit` are found at the end of the
 * log, and when much was printed or looked through: `next` says how far it came. Rejects with Refused `invalid` when
 * `after` lies beyond the end of the log.
 */
export type FollowEvents = (company: Company, query: FollowQuery) => Promise<Followed>;

/** To the embedded store, less than half a millisecond; a round trip to the other. */
const BATCH = 16;

export function followEvents(at: {
  directory: Directory;
  events: EventReader;
  renderer: Renderer;
  tail: Tail;
}): FollowEvents {
  async function requirePlace(company: number, after: number): Promise<void> {
    const { size } = await at.events.head(company);
    if (after >= size) throw invalid('after', `must be below ${size}: the log holds ${size} events so far`);
  }

  return async (company, { after, filter, limit, waitMs, signal }) => {
    await requireTypes(at.directory, company.company, filter);
    await requirePlace(company.company, after);
    const fits = matcher(filter);
    let until: AbortSignal | null = null;
    const found: Followed = { events: [], next: after };
    let chars = 0;
    let seen = 0;
    while (found.events.length < limit && chars < limits.feedChars && seen < limits.feedScanEvents) {
      await turn();
      const batch = await at.events.eventsFrom(company.company, found.next + 1, BATCH);
      for (const [i, event] of batch.entries()) {
        if (found.events.length === limit) break;
        found.next = event.seq;
        seen++;
        if (!fits(event)) continue;
        if (i % PRINTED_AT_ONCE === 0) await turn();
        const json = await at.renderer.api(company.company, event);
        found.events.push({ seq: event.seq, json });
        chars += json.length;
      }
      if (batch.length === BATCH) continue;
      if (found.events.length > 0 || waitMs === 0) break;
      until ??= AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
      if (!(await at.tail.growsBeyond(company.company, found.next + 1, until))) break;
    }
    return found;
  };
}
