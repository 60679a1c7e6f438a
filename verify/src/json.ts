import type { JsonValue } from './documents.ts';
import { VerifyError } from './error.ts';

const DEPTH_MAX = 256;
const SPACE = /[\t\n\r ]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * The value of a JSON text that reads the same to every reader: no duplicate names, no lone surrogates, no integer
 * that a double rounds to another one, at most 256 levels of objects and arrays. White space and member order are
 * free. Throws VerifyError.
 */
export function parseStrictJson(json: string): JsonValue {
  const cursor = { json, at: 0 };
  const value = readValue(cursor, 0);
  take(cursor, SPACE);
  if (cursor.at !== json.length) throw broken(cursor, 'something follows the value');
  return value;
}

interface Cursor {
  readonly json: string;
  at: number;
}

function readValue(cursor: Cursor, depth: number): JsonValue {
  take(cursor, SPACE);
  const next = cursor.json[cursor.at];
  if (depth >= DEPTH_MAX && (next === '{' || next === '[')) throw broken(cursor, 'nested too deeply');
  switch (next) {
    case '{':
      return readObject(cursor, depth);
    case '[':
      return readArray(cursor, depth);
    case '"':
      return readString(cursor);
    case 't':
      return readWord(cursor, 'true', true);
    case 'f':
      return readWord(cursor, 'false', false);
    case 'n':
      return readWord(cursor, 'null', null);
    default:
      return readNumber(cursor);
  }
}

function readObject(cursor: Cursor, depth: number): JsonValue {
  const members = new Map<string, JsonValue>();
  cursor.at += 1;
  if (skip(cursor, '}')) return {};
  do {
    take(cursor, SPACE);
    const name = readString(cursor);
    if (members.has(name)) throw broken(cursor, `the name ${JSON.stringify(name)} occurs twice`);
    if (!skip(cursor, ':')) throw broken(cursor, 'a colon is missing');
    members.set(name, readValue(cursor, depth + 1));
  } while (skip(cursor, ','));
  if (!skip(cursor, '}')) throw broken(cursor, 'an object is not closed');
  // fromEntries defines members, so that a name such as __proto__ is one like any other.
  return Object.fromEntries(members);
}

function readArray(cursor: Cursor, depth: number): JsonValue {
  const items: JsonValue[] = [];
  cursor.at += 1;
  if (skip(cursor, ']')) return items;
  do {
    items.push(readValue(cursor, depth + 1));
  } while (skip(cursor, ','));
  if (!skip(cursor, ']')) throw broken(cursor, 'an array is not closed');
  return items;
}

function readString(cursor: Cursor): string {
  const end = endOfString(cursor);
  let value: unknown;
  try {
    value = JSON.parse(cursor.json.slice(cursor.at, end));
  } catch {
    throw broken(cursor, 'a malformed string');
  }
  if (typeof value !== 'string' || !value.isWellFormed()) throw broken(cursor, 'a malformed string');
  cursor.at = end;
  return value;
}

/** One past the closing quote of the string that begins here. By hand: strings can be a megabyte long. */
function endOfString({ json, at }: Cursor): number {
  let quote = at;
  let backslashes: number;
  do {
    quote = json.indexOf('"', quote + 1);
    if (quote < 0) return json.length;
    backslashes = 0;
    while (json[quote - 1 - backslashes] === '\\') backslashes += 1;
  } while (backslashes % 2 === 1);
  return quote + 1;
}

function readNumber(cursor: Cursor): number {
  const token = take(cursor, NUMBER);
  const value = Number(token);
  if (token === '' || !Number.isFinite(value)) throw broken(cursor, 'no JSON value');
  if (JSON.stringify(value) !== token && /^-?\d+$/.test(token)) {
    throw broken(cursor, 'an integer that is not read back as written');
  }
  return value;
}

function readWord<T extends JsonValue>(cursor: Cursor, word: string, value: T): T {
  if (!cursor.json.startsWith(word, cursor.at)) throw broken(cursor, 'no JSON value');
  cursor.at += word.length;
  return value;
}

function skip(cursor: Cursor, character: string): boolean {
  take(cursor, SPACE);
  if (cursor.json[cursor.at] !== character) return false;
  cursor.at += 1;
  return true;
}

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const token = pattern.exec(cursor.json)?.[0] ?? '';
  cursor.at += token.length;
  return token;
}

function broken(cursor: Cursor, what: string): VerifyError {
  return new VerifyError('json', `${what} (at character ${cursor.at})`);
}
