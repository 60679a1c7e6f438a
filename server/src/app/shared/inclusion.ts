/** Under which signed checkpoint an event lies, and the proof that it does. */
import { setTimeout as pause } from 'node:timers/promises';
import { formatProof, inclusionPath } from '@affidavit/verify';
import { Refused } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import type { Checkpoints, EventReader, SignedCheckpoint, World } from '../ports.ts';
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
  /** The tlog-proof text of event `seq` under a checkpoint that covers it. */
  proof(company: number, seq: number, checkpoint: SignedCheckpoint): Promise<string>;
}

const POLL_MS = 25;

export function makeInclusion(at: {
  events: EventReader;
  checkpoints: Checkpoints;
  world: Pick<World, 'now'>;
}): Inclusion {
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
    async proof(company, seq, { size, note }) {
      const read = (level: number, start: number, count: number) =>
        at.events.hashes(company, level, start, count);
      const path = await inclusionPath(seq, size, read, nativeSha256);
      return formatProof({ index: seq, path, checkpoint: note });
    },
  };
}
