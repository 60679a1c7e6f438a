import serialize from 'canonicalize';
import type { JsonValue } from './documents.ts';
import { VerifyError } from './error.ts';
import { parseStrictJson } from './json.ts';

const DEPTH_MAX = 1000;

/**
 * The canonical JSON (RFC 8785) of `value`, as a string whose UTF-8 is the canonical bytes.
 * Throws TypeError for what is no JSON value: undefined, a non-finite number, a lone surrogate, an object
 * with behaviour (Date, Map), nesting beyond 1,000 levels.
 */
export function canonicalJson(value: JsonValue): string {
  refuseForeign(value, 0);
  let json: string | undefined;
  try {
    json = serialize(value);
  } catch (cause) {
    throw new TypeError(`no canonical JSON: ${cause instanceof Error ? cause.message : 'unknown'}`, {
      cause,
    });
  }
  if (json === undefined) throw new TypeError('no canonical JSON: not a JSON value');
  return json;
}

/**
 * The value of `json`, which must be canonical: exactly what `canonicalJson` writes, at most 256 levels deep. This
 * rules out duplicate names and integers that a double rounds. Throws VerifyError.
 */
export function parseCanonicalJson(json: string): JsonValue {
  const value = parseStrictJson(json);
  if (canonicalJson(value) !== json) throw new VerifyError('json', 'not canonical JSON (RFC 8785)');
  return value;
}

/** The serialiser drops undefined and calls toJSON; here both are errors of the caller. */
function refuseForeign(value: unknown, depth: number): void {
  if (depth > DEPTH_MAX) throw new TypeError('no canonical JSON: nested too deeply');
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return;
    case 'object':
      break;
    default:
      throw new TypeError(`no canonical JSON: ${typeof value}`);
  }
  if (value === null) return;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) refuseForeign(value[i], depth + 1);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('no canonical JSON: not a plain object');
  }
  for (const member of Object.values(value)) refuseForeign(member, depth + 1);
}
