/** Snapshots by the digests that entries name: themselves, or the redacted versions that stand for them now. */
import type { Digest } from '@affidavit/verify';
import type { Erasing } from '../ports/erasing.ts';
import type { EventReader, Snapshot } from '../ports.ts';

/** By the digest that was asked for. What is erased without a replacement is missing. */
export async function standingSnapshots(
  at: { events: Pick<EventReader, 'snapshots'>; erasing: Pick<Erasing, 'removalsOf'> },
  company: number,
  digests: readonly Digest[],
): Promise<Map<Digest, Snapshot>> {
  const found = new Map<Digest, Snapshot>();
  /** What stands now for what was asked for. */
  let standing = new Map(digests.map((digest) => [digest, digest]));
  while (standing.size > 0) {
    const stored = new Map<Digest, Snapshot>();
    for (const snapshot of await at.events.snapshots(company, [...new Set(standing.values())]))
      stored.set(snapshot.digest, snapshot);
    const gone: [Digest, Digest][] = [];
    for (const [asked, now] of standing) {
      const snapshot = stored.get(now);
      if (snapshot === undefined) gone.push([asked, now]);
      else found.set(asked, snapshot);
    }
    if (gone.length === 0) break;
    const next = new Map<Digest, Digest>();
    for (const { digest, replacement } of await at.erasing.removalsOf(
      company,
      gone.map(([, now]) => now),
    ))
      if (replacement !== null) next.set(digest, replacement);
    standing = new Map(
      gone.flatMap(([asked, now]) => {
        const replacement = next.get(now);
        return replacement === undefined ? [] : [[asked, replacement]];
      }),
    );
  }
  return found;
}
