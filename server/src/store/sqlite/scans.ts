/** Every scan by name, and who answers it: the reader thread, or the search thread when it asks for text. */
import type { DatabaseSync } from 'node:sqlite';
import { Statements } from './connection.ts';
import {
  type CountQuery,
  countByTime,
  countEvents,
  countFacets,
  type FacetsQuery,
  type HistogramQuery,
} from './count-events.ts';
import {
  type AfterQuery,
  findAfter,
  findPage,
  findSeqs,
  type PageQuery,
  type SeqsQuery,
} from './find-events.ts';
import { type EntriesQuery, readEntries } from './read-entries.ts';
import { Symbols } from './symbols.ts';

/** What each scan is given and what it answers. */
export interface Scans {
  page(query: PageQuery): ReturnType<typeof findPage>;
  after(query: AfterQuery): ReturnType<typeof findAfter>;
  seqs(query: SeqsQuery): ReturnType<typeof findSeqs>;
  count(query: CountQuery): number;
  facets(query: FacetsQuery): ReturnType<typeof countFacets>;
  histogram(query: HistogramQuery): ReturnType<typeof countByTime>;
  entries(query: EntriesQuery): ReturnType<typeof readEntries>;
}

export type Scan = {
  [Name in keyof Scans]: { scan: Name; query: Parameters<Scans[Name]>[0] };
}[keyof Scans];

/** Answers on a connection for reading. Totals and pages speak of one moment, whatever is recorded meanwhile. */
export function scanner(db: DatabaseSync): (scan: Scan) => unknown {
  const sql = new Statements(db);
  const eyes = { sql, symbols: new Symbols(sql) };
  const answer = (message: Scan): unknown => {
    switch (message.scan) {
      case 'page':
        return findPage(eyes, message.query);
      case 'after':
        return findAfter(eyes, message.query);
      case 'seqs':
        return findSeqs(eyes, message.query);
      case 'count':
        return countEvents(eyes, message.query);
      case 'facets':
        return countFacets(eyes, message.query);
      case 'histogram':
        return countByTime(eyes, message.query);
      case 'entries':
        return readEntries(eyes, message.query);
    }
  };
  return (message) => {
    db.exec('BEGIN');
    try {
      return answer(message);
    } finally {
      db.exec('COMMIT');
    }
  };
}
