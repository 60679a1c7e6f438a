/** The thread that owns all writing: whatever waits when it is ready becomes one transaction. */

import { hash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { limits } from '../../domain/limits.ts';
import { openDatabase } from './connection.ts';
import { receivedItem, type SentItem } from './sent-items.ts';
import { type Job, type JobAnswer, Writer } from './writer.ts';

/** A job as it is sent. */
export type SentJob = Exclude<Job, { do: 'commit' }> | { do: 'commit'; items: readonly SentItem[] };
export type ToWriter = { jobs: readonly { id: number; job: SentJob }[] } | { close: true };
export type FromWriter =
  | { answers: { id: number; answer: JobAnswer }[] }
  | { fatal: string }
  | { closed: true };

const port = parentPort;
if (port === null) throw new Error('writer-thread.ts runs as a worker thread');
const send = (message: FromWriter) => port.postMessage(message);

const { folder } = workerData as { folder: string };
const writer = new Writer(openDatabase(folder, 'write'), (data) => hash('sha256', data, 'buffer'));
const waiting: { id: number; job: SentJob }[] = [];
let running = false;
let closing = false;
let failed = false;

port.on('message', (message: ToWriter) => {
  if ('close' in message) closing = true;
  else waiting.push(...message.jobs);
  // After this turn of the loop every message that has arrived is in `waiting`: they share one flush.
  if (!running) setImmediate(drain);
  running = true;
});

function received(job: SentJob): Job {
  return job.do === 'commit' ? { do: 'commit', items: job.items.map(receivedItem) } : job;
}

async function drain(): Promise<void> {
  while (waiting.length > 0 && !failed) {
    const batch = takeBatch();
    try {
      const answers = await writer.run(batch.map(({ job }) => received(job)));
      send({ answers: answers.map((answer, i) => ({ id: batch[i]?.id ?? -1, answer })) });
    } catch (error) {
      // Answer nobody: memory and disk may disagree from here on.
      failed = true;
      send({ fatal: (error as Error).message });
      return;
    }
    // Lets messages that came in meanwhile join the next batch.
    await new Promise((resume) => setImmediate(resume));
  }
  running = false;
  if (closing) {
    writer.close();
    send({ closed: true });
    port?.close();
  }
}

function takeBatch(): { id: number; job: SentJob }[] {
  let events = 0;
  let count = 0;
  for (const { job } of waiting) {
    const size = job.do === 'commit' ? job.items.reduce((sum, item) => sum + item.events.length, 1) : 1;
    if (count > 0 && (job.do === 'scrub' || events + size > limits.commitBatchEvents)) break;
    events += size;
    count += 1;
    if (job.do === 'scrub') break;
  }
  return waiting.splice(0, count);
}
