/** Sealed entries in the order of the log, page by page. */
import type { Entry } from '@affidavit/verify';
import type { Eyes } from './eyes.ts';
import { type EntryRow, SELECT_ENTRY, toEntry } from './rows.ts';

export interface EntriesQuery {
  company: number;
  seq: number;
  count: number;
}

export function readEntries({ sql, symbols }: Eyes, { company, seq, count }: EntriesQuery): readonly Entry[] {
  const where = 'WHERE e.company = ? AND e.seq >= ? ORDER BY e.seq LIMIT ?';
  return sql
    .all<EntryRow>(`${SELECT_ENTRY} ${where}`, company, seq, count)
    .map((row) => toEntry(row, symbols));
}
