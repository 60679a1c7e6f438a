import type { ExpandV2 } from '@affidavit/verify';
import type { Caller } from '../../app/ports.ts';
import type { WalkQuery } from './finding.ts';

/** The contract's v2 events. */
export interface EventsV2 {
  /** The document as JSON text, at once when it is in memory; null when the company has no such event. */
  read(caller: Caller, id: string, expand: ReadonlySet<ExpandV2>): string | Promise<string | null>;
  /** The list envelope {data, pagination} as JSON text. Rejects with Refused when the cursor is of another list. */
  list(caller: Caller, query: WalkQuery, expand: ReadonlySet<ExpandV2>): Promise<string>;
}
