import type { EventFilter } from '../ports/finding.ts';
import { type Caller, GUEST } from '../ports.ts';
import type { ChangeDirectory } from './change-directory.ts';
import type { LiveDirectory } from './live-directory.ts';

/**
 * The draft of the event that tells that evidence was taken away: `what` says by a verb what was done, as in "took the
 * affidavit of …". `reader` is a user id, or GUEST; null is whoever runs the server.
 */
export function evidenceTaken(
  live: LiveDirectory,
  reader: number | null,
  what: string,
  metadata: object,
): object {
  const isGuest = reader === GUEST;
  const who =
    reader === null
      ? 'Whoever runs the server'
      : isGuest
        ? 'An auditor with a link'
        : (live.get('user', reader)?.email ?? `User ${reader}`);
  return {
    type: 'EVIDENCE_DOWNLOADED',
    category: 'EVIDENCE',
    source: reader === null || isGuest ? 'APP' : 'PUBLIC_API',
    description: `${who} ${what}`,
    userId: isGuest ? null : reader,
    metadata,
  };
}

/**
 * Records that what a filter finds among the first `size` events was taken away, in which form. What was searched for may
 * be about people: that words were given is said, not which.
 */
export async function recordFoundTaken(
  change: ChangeDirectory,
  { company, userId }: Caller,
  taken: { filter: EventFilter; size: number; what: string; form?: string },
): Promise<void> {
  const { size, what, form } = taken;
  const { text, ...filter } = taken.filter;
  const request = {
    filter: { ...filter, ...(text !== undefined && { text: true }) },
    ...(form !== undefined && { form }),
  };
  const targetEntity = { origin: company.origin, size };
  await change(company, (live) => ({
    changes: [],
    events: [evidenceTaken(live, userId, what, { request, targetEntity })],
    answer: null,
  }));
}
