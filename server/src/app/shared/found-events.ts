import { limits } from '../../domain/limits.ts';
import type { CreatedPlace, EventFilter, EventFinder } from '../ports/finding.ts';
import type { StoredEvent } from '../ports.ts';

/** The events below `size` that match, newest first; a page of them is held at a time. */
export async function* foundEvents(
  finder: EventFinder,
  company: number,
  filter: EventFilter,
  size: number,
): AsyncGenerator<StoredEvent> {
  const limit = limits.exportPageEvents;
  let after: CreatedPlace | null = null;
  for (;;) {
    const page: readonly StoredEvent[] = await finder.after(company, filter, {
      before: size,
      descending: true,
      after,
      limit,
    });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return;
    after = { createdAt: Date.parse(last.entry.createdAt), seq: last.seq };
  }
}
