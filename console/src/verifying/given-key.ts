/** The key of a log that the reader was given another way: written out, or in twelve words. */
import { keysWithWords, parseVkey, VerifyError } from '@affidavit/verify';

/** Those of `stated` that it names, or itself. Throws VerifyError for a key that is none. */
export function trusted(given: string, stated: readonly string[]): string[] {
  const text = given.trim();
  if (text === '') return [];
  if (!text.includes('+')) return keysWithWords(stated, [text.toLowerCase().split(/\s+/).join(' ')]);
  parseVkey(text);
  return [text];
}

/** What is wrong with it, as a sentence; empty when nothing is, as far as can be said without a file. */
export function complaintOf(given: string): string {
  const text = given.trim();
  if (text === '') return '';
  if (!text.includes('+')) {
    const words = text.split(/\s+/).length;
    return words === 12 ? '' : `A key has twelve words, not ${words}; or begins with affidavit.log/.`;
  }
  try {
    parseVkey(text);
    return '';
  } catch (error) {
    if (error instanceof VerifyError) return `This is no key of a log: ${error.message}.`;
    throw error;
  }
}
