/** What HTTP asks of the log of a company: by its keys, or by strangers where it is public. */
import type { Caller, Company } from '../../app/ports.ts';

export interface LogServices {
  /** The company of this UUID when its log is public; null for every other. */
  opened(uuid: string): Promise<Company | null>;
  /** The newest signed checkpoint; null when nothing is signed yet. */
  checkpoint(company: Company): Promise<string | null>;
  /** A tile or a bundle of entries by its path (`tile/0/x001/234`); null where there is none. */
  tile(company: Company, path: string): Promise<{ bytes: Uint8Array; holds: 'hashes' | 'entries' } | null>;
  /** The consistency proof between two sizes; `to` null stands for the size that is signed. */
  consistency(company: Company, from: number, to: number | null): Promise<object>;
  /** The keys that have signed the log, the one that signs now first. */
  vkeys(company: Company): readonly string[];
  epochs(company: Company): Promise<string>;
  /** What is said of the log, and who may read it. */
  show(company: Company): Promise<object>;
  /** What was signed before, below a size (null: of any), the largest first. */
  checkpoints(company: Company, below: number | null, limit: number): Promise<object>;
  /** When the whole log was checked in this store, the newest first. */
  fullChecks(company: Company): Promise<object>;
  /** The key that signs now on a page to print, and a name for the file. */
  keySheet(company: Company, signal: AbortSignal): Promise<{ name: string; pdf: Uint8Array }>;
  /** Opens the log to strangers or closes it. */
  setPublic(company: Company, isPublic: boolean, caller: Caller): Promise<object>;
}
