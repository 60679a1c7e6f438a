/** The main thread's end of a thread that answers questions. It is started by the first one. */
import type { Worker } from 'node:worker_threads';
import { startThread } from './thread.ts';

/** What such a thread is sent, and what it sends back. After `close` it answers nothing more and ends. */
export type Asked<Question> = { id: number; question: Question } | { close: true };
export type Answered = { id: number; answer: unknown } | { id: number; error: string };

export interface AskedThread<Question> {
  /** Rejects with the thread's error, and when the thread ends before it has answered. */
  ask(question: Question): Promise<unknown>;
  close(): Promise<void>;
}

export function askedThread<Question>(name: string, folder: string): AskedThread<Question> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let worker: Worker | null = null;
  let nextId = 0;

  function failAll(error: Error): void {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    worker = null;
  }

  function start(): Worker {
    const started = startThread(name, { folder });
    started.on('message', (message: Answered) => {
      const promise = waiting.get(message.id);
      waiting.delete(message.id);
      if ('answer' in message) promise?.resolve(message.answer);
      else promise?.reject(new Error(message.error));
    });
    started.on('error', (error) => failAll(error instanceof Error ? error : new Error(String(error))));
    started.on('exit', () => failAll(new Error(`the ${name} ended`)));
    started.unref();
    return started;
  }

  return {
    async ask(question) {
      worker ??= start();
      const id = nextId++;
      const promise = Promise.withResolvers<unknown>();
      waiting.set(id, promise);
      worker.postMessage({ id, question } satisfies Asked<Question>);
      return promise.promise;
    },
    async close() {
      const running = worker;
      if (running === null) return;
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.postMessage({ close: true } satisfies Asked<Question>);
      await ended;
    },
  };
}
