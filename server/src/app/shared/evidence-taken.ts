import { GUEST } from '../ports.ts';
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
