/** Keys by their words: a file brings its key along, the reader the words that were given to them on paper. */
import { VerifyError } from '../error.ts';
import { keyWords } from '../key-words.ts';
import { openNote, parseVkey } from '../note.ts';
import type { Trust, Verdict } from './verdict.ts';

/** The keys that a file states; what is no well-formed key is left to the checks of the file. */
export type Stated = readonly string[];

/** What the reader trusts of a file that states these keys: those too whose words the reader gave. */
export function trustFor(trust: Trust, stated: Stated): Trust {
  if (trust.words.length === 0) return trust;
  const given = stated.filter((vkey) => trust.words.includes(wordsOf(vkey) ?? ''));
  return { ...trust, vkeys: [...new Set([...trust.vkeys, ...given])] };
}

/**
 * Of a file that holds under no pinned key: says the words of the key that signed, for the reader to compare. Where the
 * reader gave words, they are of another key, and it does not hold.
 */
export function judgeWords(verdict: Verdict, note: string, trust: Trust, stated: Stated): void {
  if (verdict.failure !== null || verdict.outcome !== 'consistent') return;
  const signed = stated.filter((vkey) => hasSigned(vkey, note)).map((vkey) => `"${wordsOf(vkey)}"`);
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

/** Null for what is no well-formed key. */
function wordsOf(vkey: string): string | null {
  try {
    return keyWords(vkey);
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    return null;
  }
}

function hasSigned(vkey: string, note: string): boolean {
  try {
    openNote(note, [parseVkey(vkey)]);
    return true;
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    return false;
  }
}
