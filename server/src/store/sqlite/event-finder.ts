import type { Worker } from 'node:worker_threads';
import type { EventFinder } from '../../app/ports.ts';
import type { Page, PageQuery } from './find-events.ts';
import type { FromReader, ToReader } from './reader-thread.ts';
import { startThread } from './thread.ts';

export interface ThreadedFinder extends EventFinder {
  close(): Promise<void>;
}

/** Sends scans to the reader thread, which is started by the first one. */
export function sqliteEventFinder(folder: string): ThreadedFinder {
  const waiting = new Map<number, PromiseWithResolvers<Page>>();
  let worker: Worker | null = null;
  let nextId = 0;

  function failAll(error: Error): void {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    worker = null;
  }

  function start(): Worker {
    const started = startThread('reader-thread', { folder });
    started.on('message', (message: FromReader) => {
      const promise = waiting.get(message.id);
      waiting.delete(message.id);
      if ('page' in message) promise?.resolve(message.page);
      else promise?.reject(new Error(message.error));
    });
    started.on('error', (error) => failAll(error instanceof Error ? error : new Error(String(error))));
    started.on('exit', () => failAll(new Error('the reader thread ended')));
    started.unref();
    return started;
  }

  return {
    page(company, filter, order, window) {
      worker ??= start();
      const id = nextId++;
      const promise = Promise.withResolvers<Page>();
      waiting.set(id, promise);
      const query: PageQuery = { company, filter, order, window };
      worker.postMessage({ id, query } satisfies ToReader);
      return promise.promise;
    },
    async close() {
      const running = worker;
      if (running === null) return;
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.postMessage({ close: true } satisfies ToReader);
      await ended;
    },
  };
}
