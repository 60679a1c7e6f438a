/** The thread for scans: lists and counts run here, so that none of them delays a point read. */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase, Statements } from './connection.ts';
import {
  type CountQuery,
  countByTime,
  countEvents,
  countFacets,
  type FacetsQuery,
  type HistogramQuery,
} from './count-events.ts';
import { type AfterQuery, findAfter, findPage, type PageQuery } from './find-events.ts';
import { Symbols } from './symbols.ts';

/** Every scan, by name: what it is given and what it answers. */
export interface Scans {
  page(query: PageQuery): ReturnType<typeof findPage>;
  after(query: AfterQuery): ReturnType<typeof findAfter>;
  count(query: CountQuery): number;
  facets(query: FacetsQuery): ReturnType<typeof countFacets>;
  histogram(query: HistogramQuery): ReturnType<typeof countByTime>;
}

export type ToReader =
  | { [Name in keyof Scans]: { id: number; scan: Name; query: Parameters<Scans[Name]>[0] } }[keyof Scans]
  | { close: true };
export type FromReader = { id: number; result: unknown } | { id: number; error: string };

const port = parentPort;
if (port === null) throw new Error('reader-thread.ts runs as a worker thread');
const db = openDatabase((workerData as { folder: string }).folder, 'read');
const sql = new Statements(db);
const eyes = { sql, symbols: new Symbols(sql) };

port.on('message', (message: ToReader) => {
  if ('close' in message) {
    db.close();
    port.close();
    return;
  }
  const { id } = message;
  try {
    port.postMessage({ id, result: inOneSnapshot(() => answer(message)) } satisfies FromReader);
  } catch (error) {
    port.postMessage({ id, error: (error as Error).message } satisfies FromReader);
  }
});

function answer(message: Exclude<ToReader, { close: true }>): unknown {
  switch (message.scan) {
    case 'page':
      return findPage(eyes, message.query);
    case 'after':
      return findAfter(eyes, message.query);
    case 'count':
      return countEvents(eyes, message.query);
    case 'facets':
      return countFacets(eyes, message.query);
    case 'histogram':
      return countByTime(eyes, message.query);
  }
}

/** Total and page speak of the same moment, whatever is recorded between the two queries. */
function inOneSnapshot<T>(read: () => T): T {
  db.exec('BEGIN');
  try {
    return read();
  } finally {
    db.exec('COMMIT');
  }
}
