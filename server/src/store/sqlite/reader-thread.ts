/** A thread for scans: lists and counts run here, so that none of them delays a point read. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answered, Asked } from './asked-thread.ts';
import { openDatabase } from './connection.ts';
import { isDamaged } from './derived-file.ts';
import { type Scan, scanner } from './scans.ts';
import { giveWay } from './thread.ts';

const port = parentPort;
if (port === null) throw new Error('reader-thread.ts runs as a worker thread');
const { folder } = workerData as { folder: string };
const db = openDatabase(folder, 'read');
giveWay();
const scans = scanner(folder, db);
let closing = false;

port.on('message', async (message: Asked<Scan>) => {
  if ('close' in message) {
    closing = true;
    scans.columns.close();
    db.close();
    port.close();
    return;
  }
  const { id, question } = message;
  try {
    port.postMessage({ id, answer: await answerOrMakeAgain(question) } satisfies Answered);
  } catch (error) {
    port.postMessage({ id, error: (error as Error).message } satisfies Answered);
  }
});

async function answerOrMakeAgain(scan: Scan): Promise<unknown> {
  try {
    return await answer(scan);
  } catch (error) {
    if (closing || !isDamaged(error)) throw error;
    scans.columns.makeAgain();
    return answer(scan);
  }
}

/** Step by step: who asks for less does not wait for columns that are missing. */
async function answer(scan: Scan): Promise<unknown> {
  while (!scans.prepare(scan)) {
    await new Promise((resume) => setImmediate(resume));
    if (closing) throw new Error('the store is closing');
  }
  return scans.answer(scan);
}
