/** The documents of snapshots by their digests, parsed: from memory where they are. */
import type { Digest } from '@affidavit/verify';
import { limits } from '../../domain/limits.ts';
import type { Erasing } from '../ports/erasing.ts';
import type { EventReader } from '../ports.ts';
import { makeCache } from './cache.ts';
import { namedDigests } from './named-digests.ts';
import type { RemovalEpochs } from './removal-epochs.ts';
import { standingSnapshots } from './standing-snapshots.ts';

/** What is erased is missing in what both answer. */
export interface SnapshotDocuments {
  these(company: number, digests: readonly Digest[]): Promise<Map<Digest, object>>;
  /** These, and all that they name. */
  all(company: number, digests: readonly Digest[]): Promise<Map<Digest, object>>;
}

export function snapshotDocuments(at: {
  events: Pick<EventReader, 'snapshots'>;
  erasing: Pick<Erasing, 'removalsOf'>;
  removals: RemovalEpochs;
}): SnapshotDocuments {
  // Snapshots never change, so what was parsed once stays right until something is removed.
  const documents = makeCache<object>(limits.snapshotCacheEntries);
  at.removals.onMove(() => documents.clear());

  async function fetch(
    company: number,
    wanted: readonly Digest[],
    found: Map<Digest, object>,
  ): Promise<void> {
    const missing: Digest[] = [];
    const epoch = await at.removals.current(company);
    for (const digest of wanted) {
      const cached = documents.get(`${company} ${epoch} ${digest}`);
      if (cached === undefined) missing.push(digest);
      else found.set(digest, cached);
    }
    if (missing.length === 0) return;
    for (const [digest, { json }] of await standingSnapshots(at, company, missing)) {
      const document = JSON.parse(json) as object;
      documents.set(`${company} ${epoch} ${digest}`, document, 1);
      found.set(digest, document);
    }
  }

  return {
    async these(company, digests) {
      const found = new Map<Digest, object>();
      await fetch(company, digests, found);
      return found;
    },

    async all(company, digests) {
      const found = new Map<Digest, object>();
      let wanted = digests;
      // Four levels at most: person, identity, connection, owner and workspace.
      while (wanted.length > 0) {
        await fetch(company, wanted, found);
        wanted = wanted
          .flatMap((digest) => namedDigests(found.get(digest) ?? {}))
          .filter((digest) => !found.has(digest));
      }
      return found;
    },
  };
}
