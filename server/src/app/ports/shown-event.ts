import type { ShownEntry } from '@affidavit/verify';
import type { Part } from '../ports.ts';

/** An event as its documents show it. A null part was never there, or has been erased. */
export interface ShownEvent {
  entry: ShownEntry;
  /** Who acted; null when the system did, or who it was has been erased. */
  actorId: number | null;
  parts: Record<'text' | 'metadata' | 'test', Pick<Part, 'json'> | null>;
}
