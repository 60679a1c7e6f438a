/** The thread for scans: lists and counts run here, so that none of them delays a point read. */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase, Statements } from './connection.ts';
import { findPage, type Page, type PageQuery } from './find-events.ts';
import { Symbols } from './symbols.ts';

export type ToReader = { id: number; query: PageQuery } | { close: true };
export type FromReader = { id: number; page: Page } | { id: number; error: string };

const port = parentPort;
if (port === null) throw new Error('reader-thread.ts runs as a worker thread');
const db = openDatabase((workerData as { folder: string }).folder, 'read');
const sql = new Statements(db);
const symbols = new Symbols(sql);

port.on('message', (message: ToReader) => {
  if ('close' in message) {
    db.close();
    port.close();
    return;
  }
  const { id, query } = message;
  try {
    port.postMessage({ id, page: inOneSnapshot(() => findPage(sql, symbols, query)) } satisfies FromReader);
  } catch (error) {
    port.postMessage({ id, error: (error as Error).message } satisfies FromReader);
  }
});

/** Total and page speak of the same moment, whatever is recorded between the two queries. */
function inOneSnapshot<T>(read: () => T): T {
  db.exec('BEGIN');
  try {
    return read();
  } finally {
    db.exec('COMMIT');
  }
}
