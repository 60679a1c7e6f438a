/** Events that satisfy all conditions, chunk by chunk. */
import { CHUNK_MAX_EVENTS, type Chunk, type Codes } from './chunk.ts';
import type { Condition, Sieve } from './conditions.ts';

/** What is looked for, and where. */
export interface View {
  chunks: readonly Chunk[];
  /** from <= seq < to */
  from: number;
  to: number;
  /** Asked in this order, until there is none that an event of the chunk can satisfy. */
  conditions: readonly Condition[];
}

/** Events of a chunk that were chosen: at least one. */
export interface Chosen {
  chunk: Chunk;
  count: number;
  /** Their places in the chunk, ascending; null: all of it. Valid until the next chunk is looked at. */
  places: Uint16Array | null;
}

const room = new Uint16Array(CHUNK_MAX_EVENTS);

export function* chosenOf(view: View): Generator<Chosen> {
  for (const chunk of view.chunks) {
    const chosen = choose(chunk, view);
    if (chosen !== null) yield chosen;
  }
}

/** How many events `chosenOf` would choose. */
export function countChosen(view: View): number {
  let total = 0;
  for (const chunk of view.chunks) {
    const asked = askedOf(chunk, view);
    const [sieve, ...more] = asked?.sieves ?? [];
    if (asked?.isWhole === true && sieve?.counts !== undefined && more.length === 0)
      for (const [code, fits] of sieve.fits.entries()) total += fits * sieve.counts[code]!;
    else total += choose(chunk, view)?.count ?? 0;
  }
  return total;
}

export function choose(chunk: Chunk, view: Omit<View, 'chunks'>): Chosen | null {
  const asked = askedOf(chunk, view);
  if (asked === null) return null;
  const { first, end, isWhole, sieves } = asked;
  if (sieves.length === 0 && isWhole) return { chunk, count: chunk.size, places: null };
  for (let i = first; i < end; i++) room[i - first] = i;
  let count = end - first;
  for (const { read, fits } of sieves) count = sift(count, read(), fits);
  return count === 0 ? null : { chunk, count, places: room.subarray(0, count) };
}

/** Which places of a chunk come into question, and what has to be asked of them. Null when none can be chosen. */
function askedOf(chunk: Chunk, { from, to, conditions }: Omit<View, 'chunks'>) {
  const first = Math.max(0, from - chunk.first);
  const end = Math.min(chunk.size, to - chunk.first);
  if (first >= end) return null;
  const sieves: Exclude<Sieve, string>[] = [];
  for (const condition of conditions) {
    const sieve = condition.on(chunk);
    if (sieve === 'none') return null;
    if (sieve !== 'all') sieves.push(sieve);
  }
  return { first, end, isWhole: first === 0 && end === chunk.size, sieves };
}

/** Keeps of the first `count` places in `room` those whose code fits; answers how many. Without branches: they are guessed wrongly. */
function sift(count: number, codes: Codes, fits: Uint8Array): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const place = room[i]!;
    room[kept] = place;
    kept += fits[codes[place]!]!;
  }
  return kept;
}
