/** The end of a log never goes back for those who follow it. */
import type { EventReader } from '../../app/ports.ts';
import { Refused } from '../../domain/errors.ts';

/**
 * A standby may not have repeated yet what its leader has answered. Who follows a log would take a place beyond its end
 * for a mistake: while there is no leader, such an end is refused as `busy` instead.
 */
export function withoutStaleEnds(read: EventReader['head'], hasLeader: () => boolean): EventReader['head'] {
  const ends = new Map<number, number>();
  return async (company) => {
    const led = hasLeader();
    const head = await read(company);
    if (!led && head.size < (ends.get(company) ?? 0))
      throw new Refused({
        is: 'busy',
        message: 'the database server that answers has not caught up yet: ask again',
        retryAfterS: 1,
      });
    ends.set(company, head.size);
    return head;
  };
}
