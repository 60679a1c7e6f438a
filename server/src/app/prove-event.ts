/** Proofs of what was recorded, under the newest signed checkpoint. */
import { Refused } from '../domain/errors.ts';
import type { Company } from './ports.ts';
import type { Inclusion } from './shared/inclusion.ts';

export interface ProveEvent {
  /** The tlog-proof text of event `seq`, once a checkpoint covers it: waits limits.checkpointWaitMs at most. */
  proof(company: Company, seq: number): Promise<string>;
}

export function proveEvent(at: { inclusion: Inclusion }): ProveEvent {
  return {
    async proof({ company }, seq) {
      const checkpoint = await at.inclusion.covering(company, seq);
      if (checkpoint === null)
        throw new Refused({
          is: 'busy',
          message: 'recorded, but no checkpoint covers it yet: ask for the proof later',
          retryAfterS: 1,
        });
      return at.inclusion.proof(company, seq, checkpoint);
    },
  };
}
