import type { Worker } from 'node:worker_threads';
import type { EventFinder } from '../../app/ports/finding.ts';
import type { FromReader, Scans, ToReader } from './reader-thread.ts';
import { startThread } from './thread.ts';

export interface ThreadedFinder extends EventFinder {
  close(): Promise<void>;
}

/** Sends scans to the reader thread, which is started by the first one. */
export function sqliteEventFinder(folder: string): ThreadedFinder {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
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
      if ('result' in message) promise?.resolve(message.result);
      else promise?.reject(new Error(message.error));
    });
    started.on('error', (error) => failAll(error instanceof Error ? error : new Error(String(error))));
    started.on('exit', () => failAll(new Error('the reader thread ended')));
    started.unref();
    return started;
  }

  async function ask<Name extends keyof Scans>(
    scan: Name,
    query: Parameters<Scans[Name]>[0],
  ): Promise<ReturnType<Scans[Name]>> {
    worker ??= start();
    const id = nextId++;
    const promise = Promise.withResolvers<unknown>();
    waiting.set(id, promise);
    worker.postMessage({ id, scan, query } as ToReader);
    return (await promise.promise) as ReturnType<Scans[Name]>;
  }

  return {
    page: (company, filter, order, window) => ask('page', { company, filter, order, window }),
    after: (company, filter, window) => ask('after', { company, filter, window }),
    count: (company, filter, before) => ask('count', { company, filter, before }),
    facets: (company, filter, members, limit) => ask('facets', { company, filter, members, limit }),
    histogram: (company, filter, stepMs) => ask('histogram', { company, filter, stepMs }),
    async close() {
      const running = worker;
      if (running === null) return;
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.postMessage({ close: true } satisfies ToReader);
      await ended;
    },
  };
}
