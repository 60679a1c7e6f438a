/** Where and why a JSON text is refused although its grammar is right. Not fast: it runs when something is wrong. */
import type { Fault } from './errors.ts';

/** An array with the index of the item being read, or an object with the names seen and the one being read. */
type Level = { array: true; index: number } | { array: false; names: Set<string>; name: string | null };

/**
 * The first fault of a text that JSON.parse accepts, or null. Paths read as `metadata.dto`, `[3].type`, and
 * `metadata["odd name"]`. Iterative and linear in the text.
 */
export function findFault(text: string): Fault | null {
  const levels: Level[] = [];
  for (const token of tokens(text)) {
    const level = levels.at(-1);
    if (token === '{') levels.push({ array: false, names: new Set(), name: null });
    else if (token === '[') levels.push({ array: true, index: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',') {
      if (level?.array) level.index++;
      else if (level !== undefined) level.name = null;
    } else {
      const message = judge(token, level);
      if (message !== null) return { path: pathOf(levels), message };
    }
  }
  return null;
}

/** Where the string that begins before `from` ends; -1 when it does not. */
export function closingQuote(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return -1;
}

/** Brackets, commas, strings and numbers; what lies between them cannot be at fault. */
function* tokens(text: string): Generator<string> {
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if ('[]{},'.includes(character)) yield character;
    else if (character === '"') {
      const end = closingQuote(text, at + 1);
      yield text.slice(at, end + 1);
      at = end;
    } else if ('-0123456789'.includes(character)) {
      let end = at + 1;
      while (end < text.length && '+-.0123456789eE'.includes(text.charAt(end))) end++;
      yield text.slice(at, end);
      at = end - 1;
    }
  }
}

/** What is wrong with a string, a number or, as a side effect remembered in its level, a name. */
function judge(token: string, level: Level | undefined): string | null {
  if (!token.startsWith('"')) return judgeNumber(token);
  const text = unescaped(token);
  if (level === undefined || level.array || level.name !== null) return judgeText(text);
  level.name = text;
  if (level.names.has(text)) return 'must not occur twice';
  level.names.add(text);
  return text === '__proto__' ? 'must have another name' : judgeText(text);
}

function judgeText(text: string): string | null {
  if (text.includes('\0')) return 'must not contain the NUL character';
  return text.isWellFormed() ? null : 'must not contain lone surrogates';
}

function judgeNumber(token: string): string | null {
  const value = Number(token);
  if (!Number.isFinite(value)) return 'must be a number that fits into 64 bits (IEEE 754)';
  const whole = /^-?\d+$/.test(token);
  return whole && !Number.isSafeInteger(value)
    ? 'must be a whole number between -(2^53-1) and 2^53-1: send it as a string'
    : null;
}

function unescaped(token: string): string {
  return token.includes('\\') ? String(JSON.parse(token)) : token.slice(1, -1);
}

function pathOf(levels: readonly Level[]): string {
  return levels.reduce((path, level) => {
    if (level.array) return `${path}[${level.index}]`;
    if (level.name === null) return path;
    if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(level.name)) return `${path}[${JSON.stringify(level.name)}]`;
    return path === '' ? level.name : `${path}.${level.name}`;
  }, '');
}
