/** What shows in an affidavit that a removal event took something away. */
import {
  type AffidavitErasure,
  entryJson,
  type Removal,
  type RemovalTree,
  removalTree,
  toBase64,
  toHex,
  utf8Bytes,
} from '@affidavit/verify';
import { StoreDamaged } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import type { Erasing, KeptRemoval } from '../ports/erasing.ts';
import type { EventReader } from '../ports.ts';
import { makeCache } from './cache.ts';
import { nativeSha256 } from './secrets.ts';

/** The inclusion path of an event under the checkpoint of the affidavit. */
export type PathOf = (seq: number) => Promise<Uint8Array[]>;

/** `removals` are leaves of the removal event at `seq`. Rejects with StoreDamaged when that event is not whole. */
export type ProveErasure = (
  company: number,
  seq: number,
  removals: readonly KeptRemoval[],
  pathOf: PathOf,
) => Promise<AffidavitErasure>;

export function erasureProofs(at: {
  events: EventReader;
  erasing: Pick<Erasing, 'removalsBy'>;
}): ProveErasure {
  // What an event removed never changes.
  const trees = makeCache<RemovalTree>(limits.removalLeavesCached);

  async function treeOf(company: number, seq: number): Promise<RemovalTree> {
    const name = `${company} ${seq}`;
    const known = trees.get(name);
    if (known !== undefined) return known;
    const removals = await at.erasing.removalsBy(company, seq);
    const tree = treeOver(company, seq, removals);
    trees.set(name, tree, removals.length);
    return tree;
  }

  return async (company, seq, removals, pathOf) => {
    const [event] = await at.events.eventsFrom(company, seq, 1);
    const metadata = event?.parts.metadata;
    if (event === undefined || !metadata)
      throw new StoreDamaged(`removal event ${seq} of company ${company} is not whole`);
    const tree = await treeOf(company, seq);
    return {
      entry: toBase64(utf8Bytes(entryJson(event.entry))),
      index: seq,
      path: (await pathOf(seq)).map(toBase64),
      metadata: { salt: toHex(metadata.salt), bytes: metadata.json },
      removed: removals
        .toSorted((a, b) => a.leaf - b.leaf)
        .map(({ digest, kind, replacement, leaf }) => {
          return { index: leaf, digest, kind, replacement, path: tree.path(leaf).map(toBase64) };
        }),
    };
  };
}

function treeOver(company: number, seq: number, removals: readonly Removal[]): RemovalTree {
  try {
    return removalTree(removals, nativeSha256);
  } catch (cause) {
    const what = `what removal event ${seq} of company ${company} took away is not kept as it was sealed`;
    throw new StoreDamaged(`${what}: ${(cause as Error).message}`, { cause });
  }
}
