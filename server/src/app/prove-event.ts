/** Proofs of what was recorded, under the newest signed checkpoint. */
import type { Company } from './ports.ts';
import type { Inclusion } from './shared/inclusion.ts';

export interface ProveEvent {
  /** The tlog-proof text of event `seq`, once a checkpoint covers it: waits limits.checkpointWaitMs at most. */
  proof(company: Company, seq: number): Promise<string>;
}

export function proveEvent(at: { inclusion: Inclusion }): ProveEvent {
  return {
    async proof({ company }, seq) {
      return at.inclusion.proof(company, seq, await at.inclusion.require(company, seq));
    },
  };
}
