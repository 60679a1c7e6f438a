/** Proofs of what was recorded, under the newest signed checkpoint. */
import { setTimeout as pause } from 'node:timers/promises';
import { formatProof, inclusionPath } from '@affidavit/verify';
import { Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { Access, Checkpoints, Company, EventReader, SignedCheckpoint, World } from './ports.ts';
import { nativeSha256 } from './shared/secrets.ts';

export interface ProveEvent {
  /** The tlog-proof text of event `seq`, once a checkpoint covers it: waits limits.checkpointWaitMs at most. */
  proof(company: Company, seq: number): Promise<string>;
  /** The newest signed checkpoint of a company, by UUID; null when there is no such company or nothing is signed. */
  checkpoint(companyUuid: string): Promise<string | null>;
}

const POLL_MS = 25;

export function proveEvent(at: {
  access: Access;
  events: EventReader;
  checkpoints: Checkpoints;
  world: World;
}): ProveEvent {
  /** Polls the store, because the signer may be another instance. */
  async function covering(company: number, seq: number): Promise<SignedCheckpoint> {
    const deadline = at.world.now() + limits.checkpointWaitMs;
    for (;;) {
      const latest = await at.checkpoints.latest(company);
      if (latest !== null && latest.size > seq) return latest;
      if (at.world.now() >= deadline)
        throw new Refused({
          is: 'busy',
          message: 'recorded, but no checkpoint covers it yet: ask for the proof later',
          retryAfterS: 1,
        });
      await pause(POLL_MS);
    }
  }

  return {
    async proof(company, seq) {
      const { size, note } = await covering(company.company, seq);
      const read = (level: number, start: number, count: number) =>
        at.events.hashes(company.company, level, start, count);
      return formatProof({
        index: seq,
        path: await inclusionPath(seq, size, read, nativeSha256),
        checkpoint: note,
      });
    },
    async checkpoint(companyUuid) {
      const company = (await at.access.companies()).find(({ uuid }) => uuid === companyUuid);
      if (company === undefined) return null;
      return (await at.checkpoints.latest(company.company))?.note ?? null;
    },
  };
}
