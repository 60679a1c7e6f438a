/** What the server of a witness asks of the application. */
import type { WitnessAnswer } from '../../app/ports/witnessing.ts';

export interface WitnessServices {
  /** Answers the text of an `add-checkpoint` request (c2sp.org/tlog-witness); what it cosigns is durable by then. */
  add(request: string): Promise<WitnessAnswer>;
  /** The last cosigned checkpoint of a log, by the hex of SHA-256 of its name; null when there is none. */
  checkpoint(originHash: string): Promise<string | null>;
}
