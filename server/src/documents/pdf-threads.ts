/** PDFs made beside the main thread, which goes on answering. */
import { Worker } from 'node:worker_threads';
import type { EventListPdfs } from '../app/ports/event-list-pdf.ts';
import { type EventPdfs, PdfFailed } from '../app/ports/event-pdf.ts';
import type { KeySheetPdfs } from '../app/ports/key-sheet.ts';
import { limits } from '../domain/limits.ts';
import type { FromPdfThread, ToPdfThread } from './pdf-thread.ts';

export interface PdfThreads extends EventPdfs, EventListPdfs, KeySheetPdfs {
  /** Ends every thread; what is being made is lost. */
  close(): Promise<void>;
}

/** What one document may take. */
interface PdfLimits {
  pdfMs: number;
  pdfHeapMb: number;
}

/** A thread is started when none is idle, and kept for the next document: loading the fonts takes longer than most. */
export function pdfThreads(most: PdfLimits = limits): PdfThreads {
  const idle: Worker[] = [];
  const all = new Set<Worker>();

  function take(): Worker {
    const ready = idle.pop();
    if (ready !== undefined) return ready;
    const worker = new Worker(new URL(import.meta.resolve('#pdf-thread')), {
      name: 'pdf',
      resourceLimits: { maxOldGenerationSizeMb: most.pdfHeapMb },
    });
    all.add(worker);
    worker.on('exit', () => {
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    // Whoever waits for it is told by its own listener.
    worker.on('error', () => {});
    return worker;
  }

  async function make(wanted: ToPdfThread, signal: AbortSignal): Promise<Uint8Array> {
    signal.throwIfAborted();
    const worker = take();
    try {
      const pdf = await ask(worker, wanted, most, signal);
      worker.unref();
      idle.push(worker);
      return pdf;
    } catch (error) {
      await worker.terminate();
      throw error;
    }
  }

  return {
    make: (event, signal) => make({ event }, signal),
    keySheet: (keySheet, signal) => make({ keySheet }, signal),
    eventList: (eventList, signal) => make({ eventList }, signal),
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

async function ask(
  worker: Worker,
  wanted: ToPdfThread,
  { pdfMs, pdfHeapMb }: PdfLimits,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const onMessage = (answer: FromPdfThread) =>
    'pdf' in answer ? resolve(answer.pdf) : reject(asError(answer.defect));
  const onError = (error: unknown) => {
    const isFull = error instanceof Error && Reflect.get(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY';
    reject(isFull ? new PdfFailed(`The PDF takes more than ${pdfHeapMb} MB to make.`) : asError(error));
  };
  const onExit = () => reject(new Error('the thread that made the PDF ended'));
  const onAbort = () => reject(asError(signal.reason));
  const tooLong = new PdfFailed(`The PDF takes longer than ${pdfMs / 1000} seconds to make.`);
  const timer = setTimeout(() => reject(tooLong), pdfMs);
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  signal.addEventListener('abort', onAbort);
  worker.ref();
  worker.postMessage(wanted);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    signal.removeEventListener('abort', onAbort);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
