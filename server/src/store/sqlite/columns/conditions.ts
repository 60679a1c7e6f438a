/** What a filter asks of the events of a chunk. */
import type { FacetMember } from '../../../app/ports/finding.ts';
import { CHUNK_MAX_EVENTS, type Chunk, type Codes, type Value } from './chunk.ts';

/**
 * Which events of a chunk satisfy a condition: all, none, or those whose code fits (0 or 1 by code); `counts`: how many
 * have each code, where that is known. What was read is valid until another sieve is read.
 */
export type Sieve = 'all' | 'none' | { read(): Codes; fits: Uint8Array; counts?: ArrayLike<number> };

export interface Condition {
  on(chunk: Chunk): Sieve;
}

/** `is` false: the events that have none of the values. */
export function hasOneOf(member: FacetMember, listed: readonly Value[], is: boolean): Condition {
  const wanted = new Set(listed);
  return {
    on(chunk) {
      const column = chunk.column(member);
      const fits = Uint8Array.from(column.values, (value) => Number(wanted.has(value) === is));
      if (!fits.includes(0)) return 'all';
      return fits.includes(1) ? { read: () => column.read(), fits, counts: column.counts } : 'none';
    },
  };
}

/** `is` false: the events that have none of the controls. */
export function hasOneControl(ids: readonly number[], is: boolean): Condition {
  return {
    on(chunk) {
      const found = [...new Set(ids)].map((id) => chunk.control(id)).filter((places) => places !== null);
      const [only, ...more] = found;
      if (only === undefined) return is ? 'none' : 'all';
      const read = () => {
        const marks = room.fill(0, 0, chunk.size);
        for (const places of found) for (const place of places.read()) marks[place] = 1;
        return marks;
      };
      const sieve = { read, fits: is ? MARKED : UNMARKED };
      return more.length > 0 ? sieve : { ...sieve, counts: [chunk.size - only.count, only.count] };
    },
  };
}

/** Inclusive bounds. */
export function createdWithin(from: number, to: number): Condition {
  return {
    on(chunk) {
      if (chunk.newest < from || chunk.oldest > to) return 'none';
      if (chunk.oldest >= from && chunk.newest <= to) return 'all';
      const read = () => {
        const { base, offsets } = chunk.readOffsets();
        const [least, most] = [from - base, to - base];
        for (let i = 0; i < chunk.size; i++) room[i] = Number(offsets[i]! >= least && offsets[i]! <= most);
        return room;
      };
      return { read, fits: MARKED };
    },
  };
}

/** `marksOf`: for each event of a chunk 1 where it is meant; looked at until it is called for another chunk. */
export function isMarked(marksOf: (chunk: Chunk) => Uint8Array): Condition {
  return {
    on(chunk) {
      const marks = marksOf(chunk);
      return marks.includes(1) ? { read: () => marks, fits: MARKED } : 'none';
    },
  };
}

/** Marks of one chunk. */
const room = new Uint8Array(CHUNK_MAX_EVENTS);
const MARKED = Uint8Array.of(0, 1);
const UNMARKED = Uint8Array.of(1, 0);
