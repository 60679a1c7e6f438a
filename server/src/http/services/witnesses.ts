/** What HTTP asks of a company's witnesses. */
import type { Caller, Company } from '../../app/ports.ts';
import type { LogWitness } from '../../domain/directory.ts';

export interface WitnessesServices {
  /** Whom the company asks, how they answered, and the policy that says so. */
  show(company: Company): Promise<object>;
  /** Replaces the list; recorded as an event of the caller. */
  put(
    company: Company,
    wish: { witnesses: readonly LogWitness[]; needed: number },
    caller: Caller,
  ): Promise<object>;
}
