/** The main thread's end of the writer: sends jobs, resolves answers, bounds what waits. */
import type { Worker } from 'node:worker_threads';
import { StoreBusy, UnknownOutcome } from '../../app/ports.ts';
import { limits } from '../../domain/limits.ts';
import { sentItem } from './sent-items.ts';
import { startThread } from './thread.ts';
import type { Job, JobAnswer, JobResult } from './writer.ts';
import type { FromWriter, SentJob, ToWriter } from './writer-thread.ts';

interface Waiting {
  events: number;
  resolve(result: JobResult): void;
  reject(error: Error): void;
}

export class WriteQueue {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onFatal: (error: Error) => void;
  readonly #closed = Promise.withResolvers<void>();
  #leaving: { id: number; job: SentJob }[] = [];
  #events = 0;
  #nextId = 0;
  #failure: Error | null = null;
  #closing = false;

  constructor(folder: string, onFatal: (error: Error) => void) {
    this.#onFatal = onFatal;
    this.#worker = startThread('writer-thread', { folder });
    this.#worker.on('message', (message: FromWriter) => this.#receive(message));
    this.#worker.on('error', (error) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () => {
      if (!this.#closing) this.#fail(new Error('the writer thread ended'));
      this.#closed.resolve();
    });
  }

  /** Resolves once the job is durable. Rejects with StoreBusy (nothing written) or UnknownOutcome. */
  send(job: Job): Promise<JobResult> {
    if (this.#failure !== null) return Promise.reject(new UnknownOutcome(this.#failure.message));
    if (this.#closing) return Promise.reject(new StoreBusy('the store is closing'));
    // An item without events waits too: it counts as one.
    const events =
      job.do === 'commit' ? job.items.reduce((sum, item) => sum + Math.max(1, item.events.length), 0) : 1;
    if (this.#events + events > limits.commitQueueEvents && this.#waiting.size > 0)
      return Promise.reject(new StoreBusy(`${this.#events} events are waiting to be recorded`));
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<JobResult>();
    this.#waiting.set(id, { events, resolve, reject });
    this.#events += events;
    const sent = job.do === 'commit' ? { ...job, items: job.items.map(sentItem) } : job;
    // What other requests of this turn of the loop want to write goes with it.
    if (this.#leaving.length === 0) setImmediate(() => this.#post());
    this.#leaving.push({ id, job: sent });
    return promise;
  }

  #post(): void {
    if (this.#leaving.length > 0) this.#worker.postMessage({ jobs: this.#leaving } satisfies ToWriter);
    this.#leaving = [];
  }

  /** Throws why nothing can be written any more. */
  requireWorking(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /** What was sent is answered first. */
  async close(): Promise<void> {
    if (!this.#closing && this.#failure === null) {
      this.#post();
      this.#worker.postMessage({ close: true } satisfies ToWriter);
    }
    this.#closing = true;
    await this.#closed.promise;
  }

  #receive(message: FromWriter): void {
    if ('fatal' in message) this.#fail(new Error(message.fatal));
    if (!('answers' in message)) return;
    for (const { id, answer } of message.answers) {
      const waiting = this.#waiting.get(id);
      if (waiting === undefined) continue;
      this.#waiting.delete(id);
      this.#events -= waiting.events;
      settle(waiting, answer);
    }
  }

  #fail(error: Error): void {
    if (this.#failure !== null) return;
    this.#failure = error;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#onFatal(error);
    for (const { reject } of waiting) reject(new UnknownOutcome(error.message, { cause: error }));
    void this.#worker.terminate();
  }
}

function settle({ resolve, reject }: Waiting, answer: JobAnswer): void {
  if (answer.is === 'done') resolve(answer.result);
  else if (answer.is === 'busy') reject(new StoreBusy(answer.message));
  else reject(new Error(answer.message));
}
