/**
 * A piece of a company's log by columns. It says of its events what filters ask for and nothing else: what is sealed and
 * never erased, so that a chunk never changes. Actors are pseudonyms.
 */
import type { FacetMember } from '../../../app/ports/finding.ts';

/** Words, the hex of a pseudonym (`userId`), numbers; null for events without one. */
export type Value = string | number | null;

/** For each event, by its place in the chunk, a number below 256 or below 65,536. */
export type Codes = Uint8Array | Uint16Array;

export interface Column {
  /** Each value once, in the order of its first event. */
  values: readonly Value[];
  /** How many events have each of them. */
  counts: ArrayLike<number>;
  /** For each event which of the values it has. */
  read(): Codes;
}

/** Some events of a chunk. */
export interface Places {
  count: number;
  /** Where they are in the chunk, ascending. */
  read(): Uint16Array;
}

/** What is read of a chunk is valid until something of another one is read, or `Columns.chunksOf` is asked again. */
export interface Chunk {
  /** The seq of its first event. */
  first: number;
  /** How many events it has, one seq after the other. */
  size: number;
  /** The least and the greatest createdAt. */
  oldest: number;
  newest: number;
  column(member: FacetMember): Column;
  /** The events that have a control; null when none has it. */
  control(id: number): Places | null;
  /** For each event its createdAt, counted from `base`. */
  readOffsets(): { base: number; offsets: Uint32Array | Float64Array };
}

/** Members kept by column, and where the log has them. */
export const MEMBERS: Readonly<Record<FacetMember, string>> = {
  type: 'type',
  category: 'category',
  source: 'source',
  status: 'status',
  userId: 'actor',
  connectionId: 'connection_id',
  workspaceId: 'workspace_id',
  testId: 'test_id',
};

export const memberNames = Object.keys(MEMBERS) as FacetMember[];

/** Most events of a chunk: their places fit two bytes. */
export const CHUNK_MAX_EVENTS = 65_536;
