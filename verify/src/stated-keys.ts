/** The keys that a file or a log states of itself: what of them is known otherwise. None of these functions throws. */
import { VerifyError } from './error.ts';
import { keyWords } from './key-words.ts';
import { openNote, parseVkey } from './note.ts';

/** Those that have words (as `keyWords` gives them) which the reader was given, so that they can be trusted. */
export function keysWithWords(stated: readonly string[], words: readonly string[]): string[] {
  if (words.length === 0) return [];
  return stated.filter((vkey) => holds(() => words.includes(keyWords(vkey))));
}

/** Those that have signed a note, whoever's they are. */
export function keysThatSigned(stated: readonly string[], note: string): string[] {
  return stated.filter((vkey) => holds(() => openNote(note, [parseVkey(vkey)]).verified.length > 0));
}

/** What is no well-formed key holds nothing. */
function holds(question: () => boolean): boolean {
  try {
    return question();
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    return false;
  }
}
