/** From free text to a condition on the text index (search.db, attached as `search`). */
import { askedWords } from '../../domain/words.ts';
import type { Condition } from './event-conditions.ts';

/** Events of one company lie together in the index: its row is company * 2^40 + seq. */
export const rowOf = (company: number, seq: number): bigint => (BigInt(company) << 40n) + BigInt(seq);

/** Null when the text has no word: then it says nothing about events. */
export function textCondition(company: number, text: string): Condition | null {
  const query = matchQuery(text);
  if (query === null) return null;
  const first = rowOf(company, 0);
  return {
    where: 'e.seq IN (SELECT rowid - ? FROM search.words WHERE words MATCH ? AND rowid >= ? AND rowid < ?)',
    values: [first, query, first, rowOf(company + 1, 0)],
  };
}

/** Words have letters and digits only, so that nothing in quotes can be more than a word. */
function matchQuery(text: string): string | null {
  const { words, prefix } = askedWords(text);
  const terms = words.map((word) => `"${word}"`);
  if (prefix !== null) terms.push(`"${prefix}"*`);
  return terms.length === 0 ? null : terms.join(' ');
}
