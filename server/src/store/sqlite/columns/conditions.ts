/** What a filter asks of the events of a chunk. */
import type { FacetMember } from '../../../app/ports/finding.ts';
import type { Chunk, Codes, Value } from './chunk.ts';

/**
 * Which events of a chunk satisfy a condition: all, none, or those whose code fits (0 or 1 by code); `counts`: how many
 * have each code, where that is known.
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

/** Inclusive bounds. */
export function createdWithin(from: number, to: number): Condition {
  return {
    on(chunk) {
      if (chunk.newest < from || chunk.oldest > to) return 'none';
      if (chunk.oldest >= from && chunk.newest <= to) return 'all';
      const read = () => {
        const { base, offsets } = chunk.readOffsets();
        const [least, most] = [from - base, to - base];
        const within = new Uint8Array(chunk.size);
        for (let i = 0; i < chunk.size; i++) within[i] = Number(offsets[i]! >= least && offsets[i]! <= most);
        return within;
      };
      return { read, fits: MARKED };
    },
  };
}

/** Marks for events of the whole log: 1 where one is meant. */
export function isMarked(marks: Uint8Array, is: boolean): Condition {
  return markedIn((chunk) => marks.subarray(chunk.first, chunk.first + chunk.size), is);
}

/** Marks for the events of a chunk. */
export function markedIn(marksOf: (chunk: Chunk) => Uint8Array, is: boolean): Condition {
  return {
    on(chunk) {
      const marks = marksOf(chunk);
      if (!marks.includes(1)) return is ? 'none' : 'all';
      return { read: () => marks, fits: is ? MARKED : UNMARKED };
    },
  };
}

/** Those that are marked, and those that nobody caused. */
export function markedOrNobody(marks: Uint8Array, is: boolean): Condition {
  return markedIn((chunk) => {
    const mine = marks.slice(chunk.first, chunk.first + chunk.size);
    const actors = chunk.column('userId');
    const nobody = actors.values.indexOf(null);
    if (nobody === -1) return mine;
    const codes = actors.read();
    for (let i = 0; i < mine.length; i++) if (codes[i] === nobody) mine[i] = 1;
    return mine;
  }, is);
}

const MARKED = Uint8Array.of(0, 1);
const UNMARKED = Uint8Array.of(1, 0);
