/** Under which signed checkpoint an event lies, and the proof that it does. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  formatProof,
  inclusionPath,
  type ReadHashes,
  type TileMemory,
  type TileTree,
} from '@affidavit/verify';
import { Refused } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import type { Checkpoints, EventReader, SignedCheckpoint, World } from '../ports.ts';
import { makeCache } from './cache.ts';
import { nativeSha256 } from './secrets.ts';

export interface Inclusion {
  /**
   * A checkpoint that covers event `seq`: the newest that enough witnesses cosigned if that one does, else the newest
   * of all, once it does; null when none does within limits.checkpointWaitMs, or before
   * `signal` is aborted.
   */
  covering(company: number, seq: number, signal?: AbortSignal): Promise<SignedCheckpoint | null>;
  /** As `covering`; rejects with Refused `busy` when there is none. */
  require(company: number, seq: number): Promise<SignedCheckpoint>;
  /** The hashes that prove event `seq` in the tree of the first `size` events. */
  path(company: number, seq: number, size: number): Promise<Uint8Array[]>;
  /** The tlog-proof text of event `seq` under a checkpoint that covers it. */
  proof(company: number, seq: number, checkpoint: SignedCheckpoint): Promise<string>;
}

const POLL_MS = 25;

export function makeInclusion(at: {
  events: EventReader;
  checkpoints: Checkpoints;
  world: Pick<World, 'now'>;
}): Inclusion {
  const tiles = makeCache<TileTree>(limits.proofTiles);

  function path(company: number, seq: number, size: number) {
    const read: ReadHashes = (level, start, count) => at.events.hashes(company, level, start, count);
    const memory: TileMemory = {
      get: (name) => tiles.get(`${company} ${name}`),
      set: (name, tile) => tiles.set(`${company} ${name}`, tile, 1),
    };
    return inclusionPath(seq, size, read, nativeSha256, memory);
  }

  /** Polls the store, because the signer may be another instance. */
  async function covering(company: number, seq: number, signal?: AbortSignal) {
    const deadline = at.world.now() + limits.checkpointWaitMs;
    for (;;) {
      const latest = await at.checkpoints.latest(company);
      if (latest !== null && latest.size > seq) {
        const witnessed = await at.checkpoints.witnessed(company);
        return witnessed !== null && witnessed.size > seq ? witnessed : latest;
      }
      if (at.world.now() >= deadline || signal?.aborted === true) return null;
      await pause(POLL_MS);
    }
  }

  return {
    covering,
    async require(company, seq) {
      const checkpoint = await covering(company, seq);
      if (checkpoint !== null) return checkpoint;
      throw new Refused({
        is: 'busy',
        message: 'recorded, but no checkpoint covers it yet: ask for the proof later',
        retryAfterS: 1,
      });
    },
    path,
    async proof(company, seq, { size, note }) {
      return formatProof({ index: seq, path: await path(company, seq, size), checkpoint: note });
    },
  };
}
