/** Every scan by name, and who answers it: the reader thread, or the search thread when it asks for text. */
import type { DatabaseSync } from 'node:sqlite';
import { Columns } from './columns/columns.ts';
import { Statements } from './connection.ts';
import {
  type CountQuery,
  countByTime,
  countEvents,
  countFacets,
  type FacetsQuery,
  type HistogramQuery,
} from './count-events.ts';
import { countRuns, type RunsQuery } from './count-runs.ts';
import { isDamaged } from './derived-file.ts';
import type { Eyes } from './eyes.ts';
import {
  type AfterQuery,
  afterStatement,
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
  testRuns(query: RunsQuery): ReturnType<typeof countRuns>;
  entries(query: EntriesQuery): ReturnType<typeof readEntries>;
}

export type Scan = {
  [Name in keyof Scans]: { scan: Name; query: Parameters<Scans[Name]>[0] };
}[keyof Scans];

/** Who answers scans. */
export interface Scanner {
  /** Stores some of the columns that the answer needs; true when nothing is left. Until then answering takes longer. */
  prepare(scan: Scan): boolean;
  /** Totals and pages speak of one moment, whatever is recorded meanwhile. */
  answer(scan: Scan): unknown;
  columns: Columns;
}

/** On a connection for reading to the store of the folder. `chunkLevel`: chunks have 256^chunkLevel events. */
export function scanner(folder: string, db: DatabaseSync, chunkLevel?: number): Scanner {
  const sql = new Statements(db);
  const symbols = new Symbols(sql);
  const columns = new Columns(folder, sql, symbols, chunkLevel);
  const eyes = { sql, symbols, columns };
  return {
    columns,
    prepare(scan) {
      if (answersWithoutColumns(eyes, scan)) return true;
      try {
        return columns.follow(scan.query.company);
      } catch (error) {
        if (isDamaged(error)) throw error;
        // A disk that is full keeps nobody from reading: what is not stored is answered from the rows.
        return true;
      }
    },
    answer(scan) {
      db.exec('BEGIN');
      try {
        return answerNow(eyes, scan);
      } finally {
        db.exec('COMMIT');
      }
    },
  };
}

function answersWithoutColumns(eyes: Eyes, scan: Scan): boolean {
  if (scan.scan === 'entries') return true;
  return scan.scan === 'after' && afterStatement(eyes, scan.query) !== null;
}

function answerNow(eyes: Eyes, message: Scan): unknown {
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
    case 'testRuns':
      return countRuns(eyes, message.query);
    case 'entries':
      return readEntries(eyes, message.query);
  }
}
