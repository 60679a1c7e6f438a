/** Small changes of texts and values, the same ones every time. */
import { type JsonValue, sha256, utf8Bytes } from '../src/index.ts';

/** Numbers that look random: SHA-256 of a seed and a counter. */
export class Dice {
  readonly #seed: string;
  #thrown = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** From 0 to `sides` - 1. */
  throw(sides: number): number {
    const bytes = sha256(utf8Bytes(`${this.#seed} ${this.#thrown++}`));
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % sides;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.throw(from.length)]!;
  }
}

/** One bit flipped, a byte put in, taken out or doubled, or the end cut off. */
export function changedBytes(bytes: Uint8Array, dice: Dice): Uint8Array {
  const at = dice.throw(bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
  const byte = bytes[at]!;
  switch (dice.throw(6)) {
    case 0:
      return Uint8Array.from([...before, dice.throw(256), byte, ...after]);
    case 1:
      return Uint8Array.from([...before, ...after]);
    case 2:
      return Uint8Array.from([...before, byte, byte, ...after]);
    case 3:
      return bytes.slice(0, at);
    default:
      return Uint8Array.from([...before, byte ^ (1 << dice.throw(8)), ...after]);
  }
}

const PIECES = [
  '"',
  '\\',
  '\\u0061',
  '{',
  '}',
  ',',
  '0',
  '-',
  '1e1',
  '.5',
  '\n',
  ' ',
  'é',
  '\u2028',
  '\ufeff',
  '=',
];

/** Pieces that parsers may read differently, put somewhere, in place of nothing, one or a few characters. */
export function changedText(text: string, dice: Dice): string {
  const at = dice.throw(text.length + 1);
  return text.slice(0, at) + dice.pick(PIECES) + text.slice(at + dice.throw(3));
}

const VALUES: readonly JsonValue[] = [
  ...[null, true, 0, 1, -1, 1.5, 2 ** 53, 1e300, '', 'v1', '0', 'AAAA', '00'.repeat(16), '00'.repeat(32)],
  ...[[], {}, [null], { a: 1 }],
];

/** One member or item somewhere in `value` changed, taken out, doubled or moved. */
export function changedJson(value: JsonValue, dice: Dice): JsonValue {
  const copy = structuredClone(value);
  const places: (() => void)[] = [];
  const visit = (node: JsonValue): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, item] of Object.entries(node)) {
      places.push(() => change(node, name, item, dice));
      visit(item);
    }
  };
  visit(copy);
  if (places.length > 0) dice.pick(places)();
  return copy;
}

function change(
  node: JsonValue[] | { [name: string]: JsonValue },
  name: string,
  item: JsonValue,
  dice: Dice,
): void {
  const put = (at: string, value: JsonValue): void => {
    Object.defineProperty(node, at, { value, writable: true, enumerable: true, configurable: true });
  };
  const way = dice.throw(5);
  if (way === 0 && typeof item === 'string' && item !== '') put(name, changedText(item, dice));
  else if (way === 1 && Array.isArray(node)) node.splice(Number(name), 1);
  else if (way === 1 && !Array.isArray(node)) delete node[name];
  else if (way === 2 && Array.isArray(node)) node.push(item);
  else if (way === 2) put(dice.pick(['more', '__proto__', 'constructor']), item);
  else if (way === 3 && Array.isArray(node)) node.reverse();
  else if (way === 3 && typeof item === 'number') put(name, item + dice.pick([-1, 1, 0.5]));
  else put(name, dice.pick(VALUES));
}
