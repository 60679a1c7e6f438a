/** From free text to conditions on the words of events. */
import { askedWords } from '../../domain/words.ts';

/** How a word of a company is written in the index. */
export function lexeme(company: number, word: string): string {
  return `${company}/${word}`;
}

/** None when the text has no word: then it says nothing about events. */
export function textConditions(company: number, text: string, bind: (value: unknown) => string): string[] {
  const { words, prefix } = askedWords(text);
  // Words have letters and digits only, so that nothing in quotes can be more than a word.
  const terms = words.map((word) => `'${lexeme(company, word)}'`);
  if (prefix !== null) terms.push(`'${lexeme(company, prefix)}':*`);
  if (terms.length === 0) return [];
  const has = (term: string): string => `search_lexemes(s.company, s.words) @@ ${bind(term)}::tsquery`;
  const rows = `FROM search_in_sight s WHERE s.company = ${bind(company)}`;
  const inOneRow = `SELECT s.seq ${rows} AND ${has(terms.join(' & '))}`;
  if (terms.length === 1) return [`e.seq IN (${inOneRow})`];
  // The words of a long event may lie in different rows.
  const inAnyRow = `SELECT s.seq ${rows} AND s.piece > 0 GROUP BY s.seq
                    HAVING ${terms.map((term) => `bool_or(${has(term)})`).join(' AND ')}`;
  return [`e.seq IN (${inOneRow} UNION ALL ${inAnyRow})`];
}
