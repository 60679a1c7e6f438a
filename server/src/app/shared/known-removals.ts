/** What removal events of one log say became of digests; each event's leaves are checked against what it commits to. */
import {
  type Digest,
  equalBytes,
  fromHex,
  isRemovalType,
  type JsonValue,
  parseRemoval,
  type Removal,
  removalTree,
} from '@affidavit/verify';
import type { Erasing } from '../ports/erasing.ts';
import type { EventReader, StoredEvent } from '../ports.ts';
import { nativeSha256 } from './secrets.ts';

export class KnownRemovals {
  readonly #at: { events: EventReader; erasing: Erasing };
  readonly #company: number;
  readonly #honest = new Map<number, Promise<boolean>>();

  constructor(at: { events: EventReader; erasing: Erasing }, company: number) {
    this.#at = at;
    this.#company = company;
  }

  /** What stands for a digest now: null when it was removed without a copy, undefined when no event removed it. */
  async standsFor(digest: Digest, kind: Removal['kind']): Promise<Digest | null | undefined> {
    let standing: Digest | null | undefined;
    const seen = new Set<Digest>();
    for (let at: Digest | null = digest; at !== null && !seen.has(at); at = standing ?? null) {
      seen.add(at);
      const next = await this.#removal(at, kind);
      if (next === undefined) break;
      standing = next.replacement;
    }
    return standing;
  }

  async #removal(digest: Digest, kind: Removal['kind']): Promise<Removal | undefined> {
    for (const removal of await this.#at.erasing.removalsOf(this.#company, [digest]))
      if (removal.kind === kind && (await this.#isHonest(removal.seq))) return removal;
    return undefined;
  }

  #isHonest(seq: number): Promise<boolean> {
    let honest = this.#honest.get(seq);
    if (honest === undefined) {
      honest = this.#at.events
        .eventsFrom(this.#company, seq, 1)
        .then(async ([event]) => event !== undefined && (await this.commits(event)));
      this.#honest.set(seq, honest);
    }
    return honest;
  }

  /** Whether a removal event commits to the leaves that are kept for it. */
  async commits({ seq, entry, parts }: StoredEvent): Promise<boolean> {
    if (!isRemovalType(entry.type) || parts.metadata === null) return false;
    try {
      const { count, root } = parseRemoval(JSON.parse(parts.metadata.json) as JsonValue);
      const leaves = await this.#at.erasing.removalsBy(this.#company, seq);
      return leaves.length === count && equalBytes(removalTree(leaves, nativeSha256).root, fromHex(root));
    } catch {
      return false;
    }
  }
}
