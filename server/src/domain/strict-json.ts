/**
 * JSON as it must be before it is sealed: what I-JSON (RFC 7493) promises and JSON.parse does not check.
 * Refused beside bad grammar: duplicate member names, integers beyond 2^53, numbers that overflow, depth, NUL and
 * lone surrogates in strings or names, and members called `__proto__`.
 *
 * On the hot path nothing is looked at twice: one pass over the text that jumps from quote to quote, the native
 * parser, one walk over the result. Only when their counts differ, or the walk saw something unusual, does the slow
 * search of strict-json-faults.ts look for what is wrong and where.
 */
import type { JsonValue } from '@affidavit/verify';
import { invalid, Refused } from './errors.ts';
import { limits } from './limits.ts';
import { closingQuote, findFault } from './strict-json-faults.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Throws Refused `invalid` for bytes that are no UTF-8, or that begin with a byte order mark. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (cause) {
    throw new Refused({ is: 'invalid', faults: [{ path: '', message: 'must be UTF-8' }] }, { cause });
  }
  if (text.charCodeAt(0) === 0xfeff) throw invalid('', 'must not begin with a byte order mark');
  return text;
}

/** Throws Refused `invalid`, with the path where one is known. Takes time linear in the text. */
export function parseStrictJson(text: string, maxDepth: number = limits.jsonDepth): JsonValue {
  if (!text.isWellFormed()) throw invalid('', 'must not contain lone surrogates');
  const members = countMembers(text, maxDepth);
  const value = parse(text);
  const withEscapes = text.includes('\\u');
  if (inspect(value, withEscapes) !== members) {
    const fault = findFault(text);
    if (fault !== null) throw invalid(fault.path, fault.message);
  }
  return value;
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof SyntaxError ? cause.message : 'it cannot be parsed';
    const faults = [{ path: '', message: `must be JSON: ${message}` }];
    throw new Refused({ is: 'invalid', faults }, { cause });
  }
}

/**
 * How many members the objects of a text have, provided that it is JSON; refuses what is nested too deeply, before
 * the parser would build it.
 */
function countMembers(text: string, maxDepth: number): number {
  let members = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: {
        const end = closingQuote(text, i + 1);
        if (end < 0) return members;
        i = end;
        break;
      }
      case 0x3a:
        members++;
        break;
      case 0x5b:
      case 0x7b:
        if (++depth > maxDepth) throw invalid('', `must not be nested deeper than ${maxDepth} levels`);
        break;
      case 0x5d:
      case 0x7d:
        depth--;
    }
  }
  return members;
}

/** How many members a parsed value has; NaN when something in it may have to be refused. */
function inspect(value: JsonValue, withEscapes: boolean): number {
  if (typeof value === 'string') return withEscapes && isUnusual(value) ? Number.NaN : 0;
  if (typeof value === 'number')
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
      ? 0
      : Number.NaN;
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const item of value) members += inspect(item, withEscapes);
    return members;
  }
  for (const name in value) {
    if (name === '__proto__' || (withEscapes && isUnusual(name))) return Number.NaN;
    members += 1 + inspect(value[name] ?? null, withEscapes);
  }
  return members;
}

function isUnusual(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}
