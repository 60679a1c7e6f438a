/** The thread for scans: lists and counts run here, so that none of them delays a point read. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answered, Asked } from './asked-thread.ts';
import { openDatabase } from './connection.ts';
import { type Scan, scanner } from './scans.ts';

const port = parentPort;
if (port === null) throw new Error('reader-thread.ts runs as a worker thread');
const db = openDatabase((workerData as { folder: string }).folder, 'read');
const answer = scanner(db);

port.on('message', (message: Asked<Scan>) => {
  if ('close' in message) {
    db.close();
    port.close();
    return;
  }
  const { id, question } = message;
  try {
    port.postMessage({ id, answer: answer(question) } satisfies Answered);
  } catch (error) {
    port.postMessage({ id, error: (error as Error).message } satisfies Answered);
  }
});
