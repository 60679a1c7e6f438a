/** A seeded source of random values: the same seed gives the same run on every machine. */
export interface Random {
  /** A fraction from 0 to 1, without 1. */
  next(): number;
  /** A whole number from 0 to `below` - 1. */
  int(below: number): number;
  pick<T>(list: readonly T[]): T;
  bytes(count: number): Uint8Array;
  uuid(): string;
}

/** The generator is mulberry32: 32 bits of state are plenty for test data, and no secret comes from here. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => int(256));
  return {
    next,
    int,
    bytes,
    pick: <T>(list: readonly T[]): T => list[int(list.length)]!,
    uuid: () => {
      const hex = Buffer.from(bytes(16)).toString('hex');
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        '-',
      );
    },
  };
}
