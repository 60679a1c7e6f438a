/** From free text to a condition on the text index (search.db, attached as `search`). */
import { askedWords } from '../../domain/words.ts';
import type { Statements } from './connection.ts';
import type { Condition } from './event-conditions.ts';

/** Events of one company lie together in the index: its row is company * 2^40 + seq. */
export const rowOf = (company: number, seq: number): bigint => (BigInt(company) << 40n) + BigInt(seq);

export interface TextCondition extends Condition {
  /** Whether so few events say it that reading just these is the best way to find among them. */
  narrow: boolean;
}

const NARROW_EVENTS = 2_000;

/** Null when the text has no word: then it says nothing about events. */
export function textCondition(sql: Statements, company: number, text: string): TextCondition | null {
  const query = matchQuery(text);
  if (query === null) return null;
  const first = rowOf(company, 0);
  const said = 'search.words WHERE words MATCH ? AND rowid >= ? AND rowid < ?';
  const values = [query, first, rowOf(company + 1, 0)];
  const { found } = sql.get<{ found: number }>(
    `SELECT count(*) AS found FROM (SELECT 1 FROM ${said} LIMIT ?)`,
    ...values,
    NARROW_EVENTS + 1,
  ) ?? { found: 0 };
  return {
    where: `e.seq IN (SELECT rowid - ? FROM ${said})`,
    values: [first, ...values],
    narrow: found <= NARROW_EVENTS,
  };
}

/** Words have letters and digits only, so that nothing in quotes can be more than a word. */
function matchQuery(text: string): string | null {
  const { words, prefix } = askedWords(text);
  const terms = words.map((word) => `"${word}"`);
  if (prefix !== null) terms.push(`"${prefix}"*`);
  return terms.length === 0 ? null : terms.join(' ');
}
