/** From free text to a query of the text index (search.db, attached as `search`). */
import { askedWords } from '../../domain/words.ts';

/** Events of one company lie together in the index: its row is company * 2^40 + seq. */
export const rowOf = (company: number, seq: number): bigint => (BigInt(company) << 40n) + BigInt(seq);

/**
 * What to ask the index for; null when the text has no word: then it says nothing about events. Words have letters and
 * digits only, so that nothing in quotes can be more than a word.
 */
export function matchQuery(text: string): string | null {
  const { words, prefix } = askedWords(text);
  const terms = words.map((word) => `"${word}"`);
  if (prefix !== null) terms.push(`"${prefix}"*`);
  return terms.length === 0 ? null : terms.join(' ');
}
