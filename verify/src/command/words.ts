/** Keys by their words: a file brings its key along, the reader the words that were given to them on paper. */
import { keyWords } from '../key-words.ts';
import { keysThatSigned, keysWithWords } from '../stated-keys.ts';
import type { Trust, Verdict } from './verdict.ts';

/** The keys that a file states; looked for only where they matter. */
type Stated = () => readonly string[];

/** What the reader trusts of a file that states these keys: those too whose words the reader gave. */
export function trustFor(trust: Trust, stated: Stated): Trust {
  if (trust.words.length === 0) return trust;
  return { ...trust, vkeys: [...new Set([...trust.vkeys, ...keysWithWords(stated(), trust.words)])] };
}

/**
 * Of a file that holds under no pinned key: says the words of the key that signed, for the reader to compare. Where the
 * reader gave words, they are of another key, and it does not hold.
 */
export function judgeWords(verdict: Verdict, note: string, trust: Trust, stated: Stated): void {
  if (verdict.failure !== null || verdict.outcome !== 'consistent') return;
  const signed = keysThatSigned(stated(), note).map((vkey) => `"${keyWords(vkey)}"`);
  if (trust.words.length === 0) {
    if (signed.length > 0)
      verdict.notChecked.push(
        `whose key it is: compare its words with those that the company gave you on paper: ${signed.join(', ')}`,
      );
    return;
  }
  verdict.outcome = 'failed';
  verdict.failure = {
    check: 'key',
    message:
      signed.length > 0
        ? `the words of the key that signed it are ${signed.join(', ')}, not those that you gave`
        : 'it states no key of its own that your words could be compared with: give the key itself (--key)',
    event: null,
  };
}
