/** What HTTP asks of erasure, legal holds and retention. */
import type { Caller, Company } from '../../app/ports.ts';

export interface ErasureRequest {
  reason: string;
  legalBasis: string;
  alsoSearch?: string[];
  dryRun?: boolean;
}

export interface LegalHoldServices {
  list(caller: Caller): Promise<object>;
  put(
    caller: Caller,
    wish: { id?: number; userId: number | null; from: string | null; to: string | null; reason: string },
  ): Promise<object>;
  lift(caller: Caller, id: number): Promise<null>;
}

export interface RetentionServices {
  show(company: Company): Promise<object>;
  set(company: Company, caller: Caller, rules: { category: string; days: number }[]): Promise<object>;
}
