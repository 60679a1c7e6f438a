/**
 * A small deterministic generator: the demo data must be the same on every machine. Not for secrets.
 * Every theme has its own dice, so that a change of one theme leaves the others as they were.
 */
export interface Dice {
  /** A number in [0, 1). */
  roll(): number;
  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** `count` different items (all of them when there are fewer), in the order of `items`. */
  some<T>(items: readonly T[], count: number): T[];
  /** One item, in proportion to `weight`. */
  weighted<T extends { weight: number }>(items: readonly T[]): T;
  /** `digits` lower-case hex digits. */
  hex(digits: number): string;
}

export function diceOf(seed: string): Dice {
  const next = mulberry32(hash32(seed));
  const roll = () => next() / 2 ** 32;
  const int = (low: number, high: number) => low + Math.floor(roll() * (high - low + 1));
  return {
    roll,
    int,
    chance: (probability) => roll() < probability,
    pick: (items) => at(items, int(0, items.length - 1)),
    some: (items, count) => {
      const order = items.map((_, index) => ({ index, key: roll() })).sort((a, b) => a.key - b.key);
      const chosen = new Set(order.slice(0, count).map(({ index }) => index));
      return items.filter((_, index) => chosen.has(index));
    },
    weighted: (items) => {
      let left = roll() * items.reduce((sum, { weight }) => sum + weight, 0);
      for (const item of items) {
        left -= item.weight;
        if (left < 0) return item;
      }
      return at(items, items.length - 1);
    },
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += next().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
}

/** A UUID of version 4 form. */
export function uuidOf(dice: Dice): string {
  const [time, middle, version] = [dice.hex(8), dice.hex(4), dice.hex(3)];
  const variant = dice.pick(['8', '9', 'a', 'b']);
  return `${time}-${middle}-4${version}-${variant}${dice.hex(3)}-${dice.hex(12)}`;
}

/** A UUID of version 7 form (RFC 9562 section 5.7) for a time in milliseconds. */
export function timedUuid(dice: Dice, ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  const variant = dice.pick(['8', '9', 'a', 'b']);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${dice.hex(3)}-${variant}${dice.hex(3)}-${dice.hex(12)}`;
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} of ${items.length}`);
  return item;
}

/** Mulberry32: one 32-bit word of state, a full period of 2^32. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word = (word + Math.imul(word ^ (word >>> 7), word | 61)) ^ word;
    return (word ^ (word >>> 14)) >>> 0;
  };
}

/** FNV-1a over UTF-16 units. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
