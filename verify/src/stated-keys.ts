/** The keys that a file or a log states of itself: what of them is known otherwise. None of these functions throws. */
import { VerifyError } from './error.ts';
import { keyWords } from './key-words.ts';
import { openNote, parseVkey } from './note.ts';

/** Those that have words (as `keyWords` gives them) which the reader was given, so that they can be trusted. */
export function keysWithWords(stated: readonly string[], words: readonly string[]): string[] {
  return stated.filter((vkey) => {
    const own = orNull(() => keyWords(vkey));
    return own !== null && words.includes(own);
  });
}

/** Those that have signed a note, whoever's they are. */
export function keysThatSigned(stated: readonly string[], note: string): string[] {
  return stated.filter((vkey) => orNull(() => openNote(note, [parseVkey(vkey)])) !== null);
}

/** Null for what is malformed, and for a note that the key has not signed. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof VerifyError) return null;
    throw error;
  }
}
