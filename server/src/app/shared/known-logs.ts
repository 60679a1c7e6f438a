/** The logs that a witness cosigns, and the keys it trusts for each. */
import { parseVkey, type Verifier, VerifyError } from '@affidavit/verify';
import { invalid } from '../../domain/errors.ts';

/** Keys by the name (origin) of the log. */
export type KnownLogs = ReadonlyMap<string, readonly Verifier[]>;

/**
 * One log key a line: `log <vkey> [<origin>]`; the origin is the name of the key unless it is given. Empty lines and
 * lines that begin with `#` say nothing. Throws Refused naming the line.
 */
export function parseKnownLogs(text: string): KnownLogs {
  const logs = new Map<string, Verifier[]>();
  for (const [i, line] of text.split('\n').entries()) {
    const words = line.trim().split(/\s+/);
    if (words[0] === '' || words[0]?.startsWith('#')) continue;
    const [keyword, vkey, origin, ...rest] = words;
    if (keyword !== 'log' || vkey === undefined || rest.length > 0)
      throw invalid(`line ${i + 1} of the known logs`, 'must be: log <vkey> [<origin>]');
    const verifier = verifierOf(vkey, i + 1);
    const keys = logs.get(origin ?? verifier.name) ?? [];
    logs.set(origin ?? verifier.name, [...keys, verifier]);
  }
  return logs;
}

function verifierOf(vkey: string, line: number): Verifier {
  try {
    return parseVkey(vkey);
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    throw invalid(`line ${line} of the known logs`, error.message);
  }
}
