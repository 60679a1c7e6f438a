/** Changes that take things away, with the event that names what goes: what app/ports/erasing.ts asks of whoever commits them. */
import { actorTag, type Digest, digestOf, type Removal, toHex } from '@affidavit/verify';
import { removesRows } from '../../src/app/ports/erasing.ts';
import type { Change } from '../../src/app/ports.ts';
import type { Ground } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

/** Commits the changes; an event goes with them when they take something away. */
export async function commitNamed(ground: Ground, changes: readonly Change[]): Promise<void> {
  const { store, kit, company } = ground;
  const leaves = new Map<Digest, Removal>();
  for (const change of changes)
    for (const leaf of await leavesOf(ground, change)) leaves.set(leaf.digest, leaf);
  const removal = [...leaves.values()];
  const events = removal.length === 0 ? [] : [{ ...kit.event(company, { description: 'gone' }), removal }];
  await commitAll(store, [kit.item(company, { changes: [...changes], events })]);
}

async function leavesOf({ store, kit, company }: Ground, change: Change): Promise<Removal[]> {
  const at = company.company;
  const actors = async (seqs: readonly number[]) => {
    const events = await Promise.all(seqs.map((seq) => store.events.eventsFrom(at, seq, 1)));
    return events.flat().flatMap(({ entry }) => (entry.actor === null ? [] : [gone('actor', entry.actor)]));
  };
  if (!removesRows(change)) return [];
  switch (change.do) {
    case 'removeParts': {
      const leaves = change.parts.map(async ({ seq, kind, replacement }) => {
        const [event] = await store.events.eventsFrom(at, seq, 1);
        const part = event?.parts[kind];
        if (part == null) return [];
        const copy = replacement && digestOf(kind, replacement.salt, replacement.json);
        return [{ kind, digest: digestOf(kind, part.salt, part.json), replacement: copy }];
      });
      return (await Promise.all(leaves)).flat();
    }
    case 'forgetActors':
      return actors(change.seqs);
    case 'forgetMentions':
      return actors(
        await store.finder.seqs(
          at,
          { userId: [change.userId] },
          { from: 0, before: Number.MAX_SAFE_INTEGER, limit: 1000 },
        ),
      );
    case 'removeSnapshots':
      return (await store.events.snapshots(at, change.digests)).map(({ kind, digest }) => gone(kind, digest));
    case 'removeSubject': {
      const subject = await store.directory.subject(at, change.subject);
      return subject === null ? [] : [gone('actor', actorTag(subject.tagSalt, subject.id))];
    }
    default:
      return [gone('text', toHex(kit.random.bytes(32)))];
  }
}

function gone(kind: Removal['kind'], digest: Digest): Removal {
  return { kind, digest, replacement: null };
}
