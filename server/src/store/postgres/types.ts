/** How PostgreSQL's values appear in JavaScript, and text that PostgreSQL cannot hold. */
import pg from 'pg';

const { BYTEA, INT8 } = pg.types.builtins;
/** The catalogue's numbers of array types, which pg does not name. */
const INT8_ARRAY = 1016;

/** bigint as a number (it must be a safe integer), bytea as a Uint8Array of its own; everything else as pg does. */
export const parseType: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, format);
  if (oid === INT8) return parseSafeInteger;
  if (oid === BYTEA) return parseBytes;
  if (oid === INT8_ARRAY) return parseSafeIntegers;
  return pg.types.getTypeParser(oid, 'text');
};

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is no safe integer`);
  return value;
}

/** Our arrays of bigint hold no NULL and have one dimension. */
function parseSafeIntegers(text: string): number[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(parseSafeInteger);
}

function parseBytes(text: string): Uint8Array {
  if (!text.startsWith('\\x')) throw new TypeError('bytea_output must be hex');
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'));
}

/** Whether PostgreSQL can hold `text` at all: no stored text equals one with U+0000 or a lone surrogate. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}
