/** What HTTP asks of erasure. */

export interface ErasureRequest {
  reason: string;
  legalBasis: string;
  alsoSearch?: string[];
  dryRun?: boolean;
}
